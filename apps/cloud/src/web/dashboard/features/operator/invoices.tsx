import { Button } from '@fastops/ui/button';
import { EmptyState } from '@fastops/ui/empty-state';
import { Select } from '@fastops/ui/select';
import { Skeleton } from '@fastops/ui/skeleton';
import { ReceiptText } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { FailureNotice } from '../../lib/failure-notice.tsx';
import { InvoiceRow } from './invoice-row.tsx';
import { useAllInvoices, type InvoiceState } from './operator.queries.ts';
import { PaidDialog, type ToPay } from './paid-dialog.tsx';
import { SearchForm } from './search-form.tsx';

const STATES: readonly InvoiceState[] = ['open', 'paid', 'void', 'all'];

/** What all companies were billed; what is owed first. */
export function Invoices() {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [state, setState] = useState<InvoiceState>('open');
  const [toPay, setToPay] = useState<ToPay>();
  const listed = useAllInvoices({ state, text });
  const invoices = listed.data?.pages.flatMap((page) => page.invoices) ?? [];
  return (
    <>
      <SearchForm onSearch={setText}>
        <div className="w-44">
          <Select<InvoiceState>
            label={t('operator.invoices.state')}
            value={state}
            options={STATES.map((value) => ({
              value,
              label: value === 'all' ? t('operator.invoices.all') : t(`subscription.invoiceState.${value}`),
            }))}
            onChange={setState}
          />
        </div>
      </SearchForm>
      {listed.isError && <FailureNotice error={listed.error} onRetry={() => void listed.refetch()} />}
      {listed.isPending && <Skeleton className="h-40" />}
      {listed.isSuccess && invoices.length === 0 && <EmptyState icon={ReceiptText} title={t('operator.invoices.none')} />}
      {invoices.length > 0 && (
        <ul aria-label={t('operator.invoices.caption')} className="overflow-clip rounded-md border border-line bg-surface-raised">
          {invoices.map((invoice) => (
            <InvoiceRow key={invoice.id} invoice={invoice} company={invoice.company} onPay={() => setToPay(invoice)} />
          ))}
        </ul>
      )}
      {listed.hasNextPage && (
        <div>
          <Button busy={listed.isFetchingNextPage} onClick={() => void listed.fetchNextPage()}>
            {t('operator.more')}
          </Button>
        </div>
      )}
      {toPay && <PaidDialog invoice={toPay} onClose={() => setToPay(undefined)} />}
    </>
  );
}
