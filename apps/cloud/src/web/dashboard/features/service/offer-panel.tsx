import { Button } from '@fastops/ui/button';
import { Segmented } from '@fastops/ui/segmented';
import { TextField } from '@fastops/ui/text-field';
import { useToast } from '@fastops/ui/toast';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { orderTypeSchema } from '@fastops/shared/orders/order.events';
import { paymentMethodSchema } from '@fastops/shared/payments/method';

import { Panel } from '../../lib/panel.tsx';
import { methodText, orderTypeText } from '../../lib/words.ts';
import { ChipSet } from '../../lib/chip-set.tsx';
import { NotSaved } from './not-saved.tsx';
import type { Selling } from './service.queries.ts';
import { useSaveSelling } from './service.queries.ts';

type OfferPanelProps = { readonly branchId: string; readonly selling: Selling; readonly version: number; readonly mayManage: boolean };

/** What the tills of a branch offer: order types, means of payment, the tip that is suggested, and when they lock themselves. */
export function OfferPanel({ branchId, selling, version, mayManage }: OfferPanelProps) {
  const { t } = useTranslation();
  const toast = useToast();
  const save = useSaveSelling(branchId);
  const [draft, setDraft] = useState(selling);
  const [percent, setPercent] = useState(String(selling.tipBp / 100));
  const [minutes, setMinutes] = useState(selling.autoLockMinutes === null ? '' : String(selling.autoLockMinutes));
  const tipBp = Math.round(Number(percent.replace(',', '.')) * 100);
  const lock = minutes.trim() === '' ? null : Number(minutes);
  const badTip = !(percent.trim() !== '' && tipBp >= 0 && tipBp <= 1_000);
  const badLock = lock !== null && !(Number.isInteger(lock) && lock >= 0 && lock <= 120);
  const reason = disabledReason();
  function disabledReason(): string | undefined {
    if (!mayManage) return t('service.notAllowed');
    if (draft.orderTypes.length === 0 || draft.methods.length === 0) return t('service.offer.one');
    return badTip || badLock ? t('service.faults.other') : undefined;
  }
  const confirm = () =>
    save.mutate(
      { selling: { ...draft, tipBp, autoLockMinutes: lock }, version },
      { onSuccess: () => toast({ tone: 'positive', title: t('service.saved') }) },
    );
  return (
    <Panel title={t('service.offer.title')}>
      <div className="flex flex-col gap-5">
        <NotSaved error={save.error} />
        <ChipSet
          label={t('service.offer.types')}
          options={orderTypeSchema.options.map((value) => ({ value, label: orderTypeText(t, value) }))}
          chosen={draft.orderTypes}
          onChange={(orderTypes) => setDraft({ ...draft, orderTypes })}
        />
        <ChipSet
          label={t('service.offer.methods')}
          options={paymentMethodSchema.options.map((value) => ({ value, label: methodText(t, value) }))}
          chosen={draft.methods}
          onChange={(methods) => setDraft({ ...draft, methods })}
        />
        <Figures percent={percent} badTip={badTip} onPercent={setPercent} minutes={minutes} badLock={badLock} onMinutes={setMinutes} />
        <Question
          label={t('service.offer.paysWith')}
          value={draft.asksPaysWith}
          onChange={(asksPaysWith) => setDraft({ ...draft, asksPaysWith })}
        />
        <div>
          <Button variant="primary" busy={save.isPending} disabledReason={reason} onClick={confirm} data-testid="save-offer">
            {t('service.offer.save')}
          </Button>
        </div>
      </div>
    </Panel>
  );
}

type FiguresProps = {
  readonly percent: string;
  readonly badTip: boolean;
  readonly onPercent: (text: string) => void;
  readonly minutes: string;
  readonly badLock: boolean;
  readonly onMinutes: (text: string) => void;
};

function Figures({ percent, badTip, onPercent, minutes, badLock, onMinutes }: FiguresProps) {
  const { t } = useTranslation();
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TextField
        label={t('service.offer.tip')}
        hint={t('service.offer.tipHint')}
        inputMode="decimal"
        maxLength={5}
        trail={<span aria-hidden>%</span>}
        value={percent}
        error={badTip ? t('service.offer.tipWrong') : undefined}
        onChange={(event) => onPercent(event.target.value)}
      />
      <TextField
        label={t('service.offer.lock')}
        hint={t('service.offer.lockHint')}
        inputMode="numeric"
        maxLength={3}
        value={minutes}
        error={badLock ? t('service.offer.lockWrong') : undefined}
        onChange={(event) => onMinutes(event.target.value)}
      />
    </div>
  );
}

type QuestionProps = { readonly label: string; readonly value: boolean; readonly onChange: (value: boolean) => void };

function Question({ label, value, onChange }: QuestionProps) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-wrap items-center gap-3">
      <span className="text-14 font-semibold">{label}</span>
      <Segmented
        label={label}
        value={value ? 'yes' : 'no'}
        onChange={(answer) => onChange(answer === 'yes')}
        segments={[
          { value: 'yes', label: t('service.yes') },
          { value: 'no', label: t('service.no') },
        ]}
      />
    </div>
  );
}
