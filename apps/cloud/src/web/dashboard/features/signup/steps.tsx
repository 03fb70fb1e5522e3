import { Segmented } from '@fastops/ui/segmented';
import { Select } from '@fastops/ui/select';
import { TextField } from '@fastops/ui/text-field';
import { COUNTRIES, COUNTRY_PACKS, TIME_ZONE_NAMES, type Country, type TimeZone } from '@fastops/shared/tenancy/country';
import { TAX_PROFILES, type TaxProfile } from '@fastops/shared/catalog/tax-profile';
import { STARTER_MENUS, type StarterMenu } from '@fastops/shared/tenancy/sign-up';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { PasswordField } from '../../lib/password-field.tsx';
import { zoneCity } from '../../lib/zone-city.ts';
import type { StepProps } from './wizard-form.ts';

/** The error beside a field that is still empty. */
function useMissing(faults: ReadonlySet<string>) {
  const { t } = useTranslation();
  return (name: string) => (faults.has(name) ? t('signUp.missing') : undefined);
}

export function PersonStep({ draft, secrets, signUp, faults, refusal }: StepProps) {
  const { t } = useTranslation();
  const missing = useMissing(faults);
  const { email, hasAccount } = signUp;
  return (
    <>
      <p className="text-14 text-ink-muted">{t(hasAccount ? 'signUp.person.known' : 'signUp.person.text', { email })}</p>
      {!hasAccount && (
        <TextField
          label={t('signUp.person.name')}
          name="person"
          autoComplete="name"
          maxLength={60}
          size="touch"
          defaultValue={draft.person}
          error={missing('person')}
        />
      )}
      <PasswordField
        label={t(hasAccount ? 'signUp.person.current' : 'signUp.person.password')}
        autoComplete={hasAccount ? 'current-password' : 'new-password'}
        initial={secrets.password}
        {...(hasAccount ? {} : { hint: t('account.password.hint') })}
        error={passwordFault(t, { hasAccount, refusal, isShort: faults.has('password') })}
      />
      <CodeField refusal={refusal} />
    </>
  );
}

function passwordFault(
  t: TFunction,
  { hasAccount, refusal, isShort }: { hasAccount: boolean; refusal: string | undefined; isShort: boolean },
): string | undefined {
  if (isShort) return hasAccount ? t('signUp.missing') : t('account.password.short');
  if (refusal === 'password.wrong') return t('account.invitation.wrong');
  return refusal === 'password.too-easy' ? t('account.password.easy') : undefined;
}

/** Only for an account with a second step, once its password was right. */
function CodeField({ refusal }: Pick<StepProps, 'refusal'>) {
  const { t } = useTranslation();
  if (refusal !== 'login.code-needed' && refusal !== 'login.code-wrong') return null;
  return (
    <TextField
      label={t('signUp.person.code')}
      name="code"
      autoComplete="one-time-code"
      maxLength={20}
      size="touch"
      error={refusal === 'login.code-wrong' ? t('account.factor.askWrong') : undefined}
    />
  );
}

export function CompanyStep({ draft, faults, refusal }: StepProps) {
  const { t } = useTranslation();
  const missing = useMissing(faults);
  const { company = {} } = draft;
  const [country, setCountry] = useState<Country>(company.country ?? 'CO');
  const badNit = faults.has('nit') || refusal === 'sign-up.bad-nit';
  return (
    <>
      <Select
        label={t('signUp.company.country')}
        value={country}
        onChange={setCountry}
        size="touch"
        options={COUNTRIES.map((value) => ({ value, label: t(`signUp.company.countries.${value}`) }))}
      />
      <input type="hidden" name="country" value={country} />
      <TextField
        label={t('signUp.company.name')}
        hint={t('signUp.company.nameHint')}
        name="name"
        autoComplete="organization"
        maxLength={80}
        size="touch"
        defaultValue={company.name}
        error={missing('name')}
      />
      <TextField
        label={t('signUp.company.legalName')}
        hint={t('signUp.company.legalNameHint')}
        name="legalName"
        maxLength={120}
        size="touch"
        defaultValue={company.legalName}
        error={missing('legalName')}
      />
      <TextField
        label={t('signUp.company.nit')}
        hint={t('signUp.company.nitHint')}
        name="nit"
        inputMode="numeric"
        maxLength={20}
        size="touch"
        defaultValue={company.nit}
        error={badNit ? t('signUp.company.badNit') : undefined}
      />
    </>
  );
}

export function TaxStep({ draft }: StepProps) {
  const { t } = useTranslation();
  const [tax, setTax] = useState<TaxProfile>(draft.tax ?? 'INC');
  return (
    <>
      <p className="text-14 text-ink-muted">{t('signUp.tax.text')}</p>
      <Segmented
        label={t('signUp.tax.label')}
        value={tax}
        onChange={setTax}
        size="stack"
        segments={TAX_PROFILES.map((value) => ({ value, label: t(`signUp.tax.${value}`) }))}
      />
      <p className="text-14">{t(`signUp.tax.${tax}Text`)}</p>
      <input type="hidden" name="tax" value={tax} />
    </>
  );
}

export function BranchStep({ draft, faults }: StepProps) {
  const { t } = useTranslation();
  const missing = useMissing(faults);
  const { branch = {} } = draft;
  const pack = COUNTRY_PACKS[draft.company?.country ?? 'CO'];
  const [zone, setZone] = useState<TimeZone>(branch.timeZone ?? pack.timeZone);
  const [hour, setHour] = useState(String(branch.dayStartHour ?? pack.dayStartHour));
  const field = { maxLength: 80, size: 'touch' } as const;
  return (
    <>
      <TextField
        label={t('signUp.branch.name')}
        hint={t('signUp.branch.nameHint')}
        name="name"
        {...field}
        maxLength={60}
        defaultValue={branch.name}
        error={missing('name')}
      />
      <TextField
        label={t('signUp.branch.address')}
        name="address"
        autoComplete="street-address"
        {...field}
        defaultValue={branch.address}
        error={missing('address')}
      />
      <TextField
        label={t('signUp.branch.city')}
        name="city"
        autoComplete="address-level2"
        {...field}
        maxLength={38}
        defaultValue={branch.city}
        error={missing('city')}
      />
      <TextField
        label={t('signUp.branch.phone')}
        name="phone"
        type="tel"
        autoComplete="tel"
        {...field}
        maxLength={30}
        defaultValue={branch.phone}
        error={missing('phone')}
      />
      <Select
        label={t('signUp.branch.timeZone')}
        value={zone}
        onChange={setZone}
        size="touch"
        options={TIME_ZONE_NAMES.map((value) => ({ value, label: zoneCity(value) }))}
      />
      <Select
        label={t('signUp.branch.dayStart')}
        value={hour}
        onChange={setHour}
        size="touch"
        options={Array.from({ length: 12 }, (_, value) => ({ value: String(value), label: t('signUp.branch.hour', { hour: value }) }))}
      />
      <p className="text-12 text-ink-muted">{t('signUp.branch.dayStartHint')}</p>
      <input type="hidden" name="timeZone" value={zone} />
      <input type="hidden" name="dayStartHour" value={hour} />
    </>
  );
}

export function MenuStep({ draft, faults, refusal }: StepProps) {
  const { t } = useTranslation();
  const missing = useMissing(faults);
  const [menu, setMenu] = useState<StarterMenu>(draft.menu ?? 'demo');
  const easy = refusal === 'staff.easy-pin' ? t('signUp.menu.pinEasy') : undefined;
  return (
    <>
      <p className="text-14 text-ink-muted">{t('signUp.menu.text')}</p>
      <Segmented
        label={t('signUp.menu.label')}
        value={menu}
        onChange={setMenu}
        size="stack"
        segments={STARTER_MENUS.map((value) => ({ value, label: t(`signUp.menu.${value}`) }))}
      />
      <p className="text-14">{t(`signUp.menu.${menu}Text`)}</p>
      <input type="hidden" name="menu" value={menu} />
      <TextField
        label={t('signUp.menu.cashier')}
        name="cashier"
        maxLength={60}
        size="touch"
        defaultValue={draft.cashier ?? draft.person}
        error={missing('cashier')}
      />
      <TextField
        label={t('signUp.menu.pin')}
        hint={t('signUp.menu.pinHint')}
        name="pin"
        type="password"
        inputMode="numeric"
        autoComplete="off"
        maxLength={6}
        size="touch"
        error={faults.has('pin') ? t('signUp.menu.pinShort') : easy}
      />
    </>
  );
}
