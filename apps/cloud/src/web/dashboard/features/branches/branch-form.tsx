import { Button } from '@fastops/ui/button';
import { Dialog } from '@fastops/ui/dialog';
import { Select } from '@fastops/ui/select';
import { TextField } from '@fastops/ui/text-field';
import { useToast } from '@fastops/ui/toast';
import { TAX_PROFILES, type TaxProfile } from '@fastops/shared/catalog/tax-profile';
import { TIME_ZONE_NAMES, type TimeZone } from '@fastops/shared/tenancy/country';
import { TriangleAlert } from 'lucide-react';
import type { SubmitEvent } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { formText } from '../../lib/form-text.ts';
import { Notice } from '../../lib/notice.tsx';
import { zoneCity } from '../../lib/zone-city.ts';
import { branchRefusalText, useArchiveBranch, useSaveBranch, type BranchDetail } from './managing.queries.ts';

const FIELDS = [
  { name: 'name', maxLength: 60 },
  { name: 'address', maxLength: 80 },
  { name: 'city', maxLength: 38 },
  { name: 'phone', maxLength: 30 },
] as const;

/** Makes a branch, or changes what is said of one; what its tills print follows at once. */
export function BranchForm({ branch, onClose }: { readonly branch: BranchDetail | undefined; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const toast = useToast();
  const save = useSaveBranch(branch?.id);
  const [missing, setMissing] = useState<ReadonlySet<string>>(new Set());
  const [timeZone, setTimeZone] = useState<TimeZone>(branch?.timeZone ?? 'America/Bogota');
  const [hour, setHour] = useState(String(branch?.dayStartHour ?? 5));
  const [tax, setTax] = useState<TaxProfile>('INC');

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const said = (name: string) => formText(form, name).trim();
    const empty = new Set<string>(FIELDS.map(({ name }) => name).filter((name) => said(name) === ''));
    setMissing(empty);
    if (empty.size > 0) return;
    const words = { name: said('name'), address: said('address'), city: said('city'), phone: said('phone') };
    const onSuccess = () => {
      toast({ tone: 'positive', title: t('tenancy.branch.saved', { branch: words.name }) });
      onClose();
    };
    save.mutate({ place: { ...words, timeZone, dayStartHour: Number(hour) }, tax }, { onSuccess });
  }

  const title = branch ? t('tenancy.branch.editTitle', { branch: branch.name }) : t('tenancy.branch.addTitle');
  return (
    <Dialog open size="small" onClose={onClose} closeLabel={t('app.close')} title={title}>
      <form noValidate onSubmit={submit} className="flex flex-col gap-4">
        {save.isError && (
          <Notice urgent tone="danger" icon={TriangleAlert}>
            {branchRefusalText(t, save.error)}
          </Notice>
        )}
        <WordFields branch={branch} missing={missing} />
        <Select
          label={t('signUp.branch.timeZone')}
          value={timeZone}
          onChange={setTimeZone}
          options={TIME_ZONE_NAMES.map((value) => ({ value, label: zoneCity(value) }))}
        />
        <Select
          label={t('signUp.branch.dayStart')}
          value={hour}
          onChange={setHour}
          options={Array.from({ length: 12 }, (_, value) => ({ value: String(value), label: t('signUp.branch.hour', { hour: value }) }))}
        />
        {!branch && (
          <Select
            label={t('tenancy.branch.tax')}
            value={tax}
            onChange={setTax}
            options={TAX_PROFILES.map((value) => ({ value, label: t(`signUp.tax.${value}`) }))}
          />
        )}
        <div className="flex flex-wrap justify-between gap-3">
          {branch ? <ArchiveButton branch={branch} onClose={onClose} /> : <span />}
          <Button type="submit" variant="primary" busy={save.isPending}>
            {t('tenancy.branch.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function WordFields({ branch, missing }: { readonly branch: BranchDetail | undefined; readonly missing: ReadonlySet<string> }) {
  const { t } = useTranslation();
  return FIELDS.map(({ name, maxLength }) => (
    <TextField
      key={name}
      label={t(`signUp.branch.${name}`)}
      name={name}
      maxLength={maxLength}
      defaultValue={branch?.[name]}
      error={missing.has(name) ? t('signUp.missing') : undefined}
    />
  ));
}

function ArchiveButton({ branch, onClose }: { readonly branch: BranchDetail; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const toast = useToast();
  const archive = useArchiveBranch();
  const onSuccess = () => {
    toast({ tone: 'positive', title: t('tenancy.branch.archived', { branch: branch.name }) });
    onClose();
  };
  return (
    <div className="flex flex-col items-start gap-2">
      <Button busy={archive.isPending} onClick={() => archive.mutate({ branchId: branch.id, away: true }, { onSuccess })}>
        {t('tenancy.branch.archive')}
      </Button>
      {archive.isError && (
        <Notice urgent tone="danger" icon={TriangleAlert}>
          {branchRefusalText(t, archive.error)}
        </Notice>
      )}
    </div>
  );
}
