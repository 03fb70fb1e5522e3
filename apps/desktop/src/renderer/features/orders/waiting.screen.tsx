import { formatCop } from '@fastops/shared/base/money';
import { orderNumberText } from '@fastops/shared/orders/order.events';
import { paymentMethodSchema } from '@fastops/shared/payments/method';
import { Button } from '@fastops/ui/button';
import { Dialog } from '@fastops/ui/dialog';
import { EmptyState } from '@fastops/ui/empty-state';
import { Money } from '@fastops/ui/money';
import { Sheet } from '@fastops/ui/sheet';
import { BadgeCheck, CircleX } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { ReasonField } from '../../lib/reason-field.tsx';
import { useRefusalText } from '../../lib/refusal-text.ts';
import { useTimeFormat } from '../../lib/time-format.ts';
import type { WaitingPayment } from './orders.queries.ts';
import { useVerdict, useWaiting } from './orders.queries.ts';

const REASONS = ['never-came', 'other-amount', 'other-account', 'fake'] as const;

/** Transfers that nobody has seen arrive: each is confirmed, or rejected with a reason, and then the order owes again. */
export function WaitingScreen({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const waiting = useWaiting(true);
  const [rejecting, setRejecting] = useState<WaitingPayment>();
  return (
    <Sheet open onClose={onClose} width="wide" title={t('waiting.title')} description={t('waiting.hint')} closeLabel={t('common.close')}>
      {waiting.length === 0 && <EmptyState icon={BadgeCheck} title={t('waiting.empty')} text={t('waiting.empty-hint')} />}
      <ul className="flex flex-col">
        {waiting.map((payment) => (
          <Waiting key={payment.paymentId} payment={payment} onReject={() => setRejecting(payment)} />
        ))}
      </ul>
      {rejecting && <RejectDialog payment={rejecting} onClose={() => setRejecting(undefined)} />}
    </Sheet>
  );
}

function Waiting({ payment, onReject }: { readonly payment: WaitingPayment; readonly onReject: () => void }) {
  const { t } = useTranslation();
  const time = useTimeFormat();
  const name = useName(payment);
  const refusalText = useRefusalText();
  const verdict = useVerdict(() => undefined);
  const { orderId, paymentId } = payment;
  const what = t('waiting.approve-confirm', { name, amount: formatCop(payment.amount) });
  return (
    <li data-testid="waiting-payment" className="flex min-h-20 flex-wrap items-center gap-3 border-b border-line py-3 last:border-0">
      <span className="min-w-0 flex-1">
        <span className="block text-16 font-semibold">{name}</span>
        <span className="block text-14 text-ink-muted">
          {time.moment(payment.at)}
          {payment.reference !== null && ` · ${payment.reference}`}
        </span>
        {verdict.data && !verdict.data.ok && <span className="block text-14 text-danger">{refusalText(verdict.data.refusal)}</span>}
      </span>
      <Money amount={payment.amount} size={20} className="font-semibold" />
      <Button size="touch" icon={CircleX} data-testid="reject" onClick={onReject}>
        {t('waiting.reject')}
      </Button>
      <Button
        size="touch"
        variant="primary"
        icon={BadgeCheck}
        busy={verdict.isPending}
        data-testid="verify"
        onClick={() => verdict.mutate({ orderId, paymentId, what })}
      >
        {t('waiting.confirm')}
      </Button>
    </li>
  );
}

function RejectDialog({ payment, onClose }: { readonly payment: WaitingPayment; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const name = useName(payment);
  const refusalText = useRefusalText();
  const [reason, setReason] = useState('');
  const verdict = useVerdict(onClose);
  const { orderId, paymentId } = payment;
  const what = t('waiting.approve-reject', { name, amount: formatCop(payment.amount) });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('waiting.reject-title')}
      description={`${name} · ${formatCop(payment.amount)}`}
      closeLabel={t('common.close')}
      footer={
        <Button
          size="hero"
          variant="danger"
          stretch
          busy={verdict.isPending}
          data-testid="reject-confirm"
          disabledReason={reason.trim() === '' ? t('adjust.reason-needed') : undefined}
          onClick={() => verdict.mutate({ orderId, paymentId, rejectedBecause: reason.trim(), what })}
        >
          {t('waiting.reject-confirm')}
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        <p className="text-16">{t('waiting.reject-text')}</p>
        <ReasonField
          label={t('adjust.reason')}
          usual={REASONS.map((each) => t(`waiting.reason.${each}`))}
          value={reason}
          maxLength={120}
          onChange={setReason}
        />
        {verdict.data && !verdict.data.ok && (
          <p role="alert" className="text-14 font-medium text-danger">
            {refusalText(verdict.data.refusal)}
          </p>
        )}
      </div>
    </Dialog>
  );
}

/** `Nequi · A-042`. */
function useName({ method, series, sequence }: WaitingPayment): string {
  const { t } = useTranslation();
  const means = paymentMethodSchema.options.find((each) => each === method);
  const number = series !== null && sequence !== null ? orderNumberText({ series, sequence }) : undefined;
  const name: string = means ? t(`pay.${means}`) : method;
  return number === undefined ? name : `${name} · ${number}`;
}
