import { formatCop, NO_MONEY, sumMoney } from '@fastops/shared/base/money';
import { orderNumberText } from '@fastops/shared/orders/order.events';
import { refundableLines } from '@fastops/shared/orders/refundable';
import { Button } from '@fastops/ui/button';
import { Dialog } from '@fastops/ui/dialog';
import { Money } from '@fastops/ui/money';
import { Segmented } from '@fastops/ui/segmented';
import { Stepper } from '@fastops/ui/stepper';
import { useToast } from '@fastops/ui/toast';
import { Banknote } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { BranchOrder } from '../../lib/branch.tsx';
import { ReasonField } from '../../lib/reason-field.tsx';
import { useFailureText, useRefusalText } from '../../lib/refusal-text.ts';
import { planRefund, type RefundPlan, type RefundScope } from './refund-plan.ts';
import { RefundMeans } from './refund-means.tsx';
import { useRefund } from './refund.queries.ts';

type RefundDialogProps = { readonly order: BranchOrder; readonly onClose: () => void };

const REASONS = ['cold', 'wrong', 'missing', 'charged-twice', 'late'] as const;

/** What is being decided, and what it makes. */
function useRefundDraft(order: BranchOrder) {
  const [kind, setKind] = useState<RefundScope['kind']>('everything');
  const [quantities, setQuantities] = useState<ReadonlyMap<string, number>>(new Map());
  const [first, setFirst] = useState<string>();
  const [reason, setReason] = useState('');
  const plan = planRefund(order, kind === 'everything' ? { kind } : { kind, quantities }, first);
  return { kind, setKind, quantities, setQuantities, first, setFirst, reason, setReason, plan };
}

/** Money back: what comes back, by which payment, and why. The drawer opens when cash is part of it. */
export function RefundDialog({ order, onClose }: RefundDialogProps) {
  const { t } = useTranslation();
  const toast = useToast();
  const draft = useRefundDraft(order);
  const { plan, reason } = draft;
  const refund = useRefund(order.id, () => {
    toast({ tone: 'positive', title: t('refund.done') });
    onClose();
  });
  const missing = plan.total === 0 ? t('refund.pick') : reason.trim() === '' ? t('adjust.reason-needed') : undefined;
  const number = order.number ? orderNumberText(order.number) : '';
  const title: string = t('refund.title');
  const submit = () => refund.mutate({ plan, reason: reason.trim(), what: t('refund.approve', { amount: formatCop(plan.total), number }) });
  return (
    <Dialog
      open
      onClose={onClose}
      size="large"
      title={`${title} · ${number}`}
      closeLabel={t('common.close')}
      footer={
        <Button
          size="hero"
          variant="danger"
          stretch
          busy={refund.isPending}
          data-testid="refund-confirm"
          disabledReason={missing}
          onClick={submit}
        >
          {t('refund.confirm', { amount: formatCop(plan.total) })}
        </Button>
      }
    >
      <div className="grid grid-cols-2 gap-6">
        <div className="flex min-w-0 flex-col gap-4">
          <Segmented
            size="big"
            label={t('refund.what')}
            value={draft.kind}
            onChange={draft.setKind}
            segments={[
              { value: 'everything', label: t('refund.everything') },
              { value: 'lines', label: t('refund.by-line') },
            ]}
          />
          {draft.kind === 'lines' && <RefundLines order={order} quantities={draft.quantities} onQuantities={draft.setQuantities} />}
          <RefundMeans order={order} plan={plan} first={draft.first} onFirst={draft.setFirst} />
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <Total plan={plan} />
          <ReasonField
            label={t('adjust.reason')}
            usual={REASONS.map((each) => t(`refund.reason.${each}`))}
            value={reason}
            maxLength={120}
            onChange={draft.setReason}
          />
          <Trouble refund={refund} />
        </div>
      </div>
    </Dialog>
  );
}

function Total({ plan }: { readonly plan: RefundPlan }) {
  const { t } = useTranslation();
  const cash = sumMoney(plan.parts.filter(({ method }) => method === 'cash').map(({ amount }) => amount));
  return (
    <>
      <div className="rounded-md border border-line-strong px-4 py-3">
        <p className="text-16 text-ink-muted">{t('refund.total')}</p>
        <p className="text-right">
          <Money data-testid="refund-total" amount={plan.total} size={40} className="font-semibold" />
        </p>
      </div>
      {cash > NO_MONEY && (
        <p className="flex items-center gap-2 rounded-md bg-warning-soft p-3 text-14 font-medium text-warning">
          <Banknote aria-hidden className="size-5 shrink-0" />
          {t('refund.cash-out', { amount: formatCop(cash) })}
        </p>
      )}
    </>
  );
}

function Trouble({ refund }: { readonly refund: ReturnType<typeof useRefund> }) {
  const { t } = useTranslation();
  const refusalText = useRefusalText();
  const failureText = useFailureText();
  const refusal = refund.data && !refund.data.ok ? refusalText(refund.data.refusal) : undefined;
  const error = refusal ?? (refund.isError ? failureText(refund.error, t('common.not-saved')) : undefined);
  if (!error) return null;
  return (
    <p role="alert" className="text-14 font-medium text-danger">
      {error}
    </p>
  );
}

type RefundLinesProps = {
  readonly order: BranchOrder;
  readonly quantities: ReadonlyMap<string, number>;
  readonly onQuantities: (quantities: ReadonlyMap<string, number>) => void;
};

function RefundLines({ order, quantities, onQuantities }: RefundLinesProps) {
  const { t } = useTranslation();
  const less: string = t('common.less');
  const more: string = t('common.more');
  return (
    <ul aria-label={t('refund.by-line')} className="flex max-h-64 flex-col overflow-y-auto rounded-md border border-line">
      {refundableLines(order).map(({ lineId, name, quantity, worth }) => (
        <li key={lineId} data-testid="refund-line" className="flex items-center gap-3 border-b border-line px-3 py-2 last:border-0">
          <span className="min-w-0 flex-1">
            <span className="block text-16 wrap-break-word">{name}</span>
            <Money amount={worth} className="text-14 text-ink-muted" />
          </span>
          <Stepper
            value={quantities.get(lineId) ?? 0}
            min={0}
            max={quantity}
            onChange={(value) => onQuantities(new Map([...quantities, [lineId, value]]))}
            labels={{ group: name, less: `${less}: ${name}`, more: `${more}: ${name}` }}
          />
        </li>
      ))}
    </ul>
  );
}
