import { formatCop } from '@fastops/shared/base/money';
import { useToast } from '@fastops/ui/toast';
import { useTranslation } from 'react-i18next';

import { ReasonDialog } from './operator-dialogs.tsx';
import { usePayByHand, type BilledInvoice } from './operator.queries.ts';

export type ToPay = BilledInvoice & { readonly companyId: string; readonly company: string };

/** Money that came past the provider: seen by the operator, who says where. */
export function PaidDialog({ invoice, onClose }: { readonly invoice: ToPay; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const say = useToast();
  const pay = usePayByHand();
  const { companyId, company, id: invoiceId, number } = invoice;
  const isNotOpen = pay.error instanceof Error && pay.error.message === 'invoice.not-open';

  function done() {
    say({ tone: 'positive', title: t('operator.invoices.paid', { number }) });
    onClose();
  }

  return (
    <ReasonDialog
      title={t('operator.invoices.payTitle', { company })}
      text={t('operator.invoices.payText', { number, amount: formatCop(invoice.amount) })}
      label={t('operator.invoices.note')}
      hint={t('operator.invoices.noteHint')}
      confirm={t('operator.invoices.pay')}
      isDanger={false}
      busy={pay.isPending}
      failed={pay.isError ? (isNotOpen ? t('operator.invoices.notOpen') : t('operator.failed')) : undefined}
      onClose={onClose}
      onReason={(note) => pay.mutate({ companyId, invoiceId, note }, { onSuccess: done })}
    />
  );
}
