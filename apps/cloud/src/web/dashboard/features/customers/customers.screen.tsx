import { Badge } from '@fastops/ui/badge';
import { Chip } from '@fastops/ui/chip';
import { EmptyState } from '@fastops/ui/empty-state';
import { Money } from '@fastops/ui/money';
import { Skeleton } from '@fastops/ui/skeleton';
import { TextField } from '@fastops/ui/text-field';
import { BookUser, Check, Search, TriangleAlert } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { OfOneBranch } from '../../lib/branch-pick.tsx';
import { FailureNotice } from '../../lib/failure-notice.tsx';
import { AccountSheet } from './account-sheet.tsx';
import type { Customer } from './customers.queries.ts';
import { useBranches, useCustomers } from './customers.queries.ts';

/** Who buys at a branch by name, and what stands on their accounts. */
export function CustomersScreen() {
  return (
    <OfOneBranch branches={useBranches()} icon={BookUser}>
      {(branchId) => <OfBranch branchId={branchId} />}
    </OfOneBranch>
  );
}

function OfBranch({ branchId }: { readonly branchId: string }) {
  const { t } = useTranslation();
  const [wanted, setWanted] = useState('');
  const [owing, setOwing] = useState(false);
  const [openId, setOpenId] = useState<string>();
  const page = useCustomers({ branchId, wanted: useDeferredValue(wanted.trim()), owing });
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-3">
        <div className="min-w-48 flex-1">
          <TextField
            hideLabel
            type="search"
            label={t('clients.search')}
            placeholder={t('clients.search')}
            maxLength={60}
            lead={<Search aria-hidden className="size-5" />}
            value={wanted}
            onChange={(event) => setWanted(event.target.value)}
          />
        </div>
        <Chip pressed={owing} {...(owing ? { icon: Check } : {})} onClick={() => setOwing(!owing)}>
          {t('clients.owing')}
        </Chip>
      </div>
      {page.error && <FailureNotice error={page.error} onRetry={() => void page.refetch()} />}
      {page.isPending && <Skeleton className="h-64" />}
      {page.data && (
        <p className="flex flex-wrap gap-x-2 text-14 text-ink-muted">
          {t('clients.owed', { count: page.data.owed.people })}
          <Money amount={page.data.owed.amount} className="font-semibold text-ink" />
        </p>
      )}
      {page.data && <Rows customers={page.data.customers} isSearching={wanted !== '' || owing} onOpen={setOpenId} />}
      {openId !== undefined && <AccountSheet key={openId} id={openId} onClose={() => setOpenId(undefined)} />}
    </div>
  );
}

type RowsProps = { readonly customers: readonly Customer[]; readonly isSearching: boolean; readonly onOpen: (id: string) => void };

function Rows({ customers, isSearching, onOpen }: RowsProps) {
  const { t } = useTranslation();
  if (customers.length === 0) {
    return <EmptyState icon={BookUser} title={t('clients.emptyTitle')} text={t(isSearching ? 'clients.notFound' : 'clients.emptyText')} />;
  }
  return (
    <ul className="overflow-clip rounded-md border border-line bg-surface-raised">
      {customers.map((customer) => (
        <li key={customer.id} className="border-t border-line first:border-t-0">
          <button
            type="button"
            onClick={() => onOpen(customer.id)}
            className="flex min-h-14 w-full items-center gap-3 px-4 py-2 text-left hover:bg-surface"
          >
            <span className="min-w-0 flex-1">
              <span className="block truncate text-14 font-semibold">{customer.name}</span>
              <span className="block truncate text-14 text-ink-muted">{customer.phone ?? t('clients.noPhone')}</span>
            </span>
            {customer.needsReview && (
              <Badge tone="warning" icon={TriangleAlert}>
                {t('clients.review')}
              </Badge>
            )}
            <Money amount={customer.balance} className="font-semibold" />
          </button>
        </li>
      ))}
    </ul>
  );
}
