import { EmptyState } from '@fastops/ui/empty-state';
import { Skeleton } from '@fastops/ui/skeleton';
import { Store } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { FailureNotice } from '../../lib/failure-notice.tsx';
import { useScreenTitle } from '../../lib/screen-title.ts';
import { BranchCard } from './branch-card.tsx';
import type { Branch, Terminal } from './branches.queries.ts';
import { useBranches, useTerminals } from './branches.queries.ts';
import { CodeDialog } from './code-dialog.tsx';
import { RevokeDialog } from './revoke-dialog.tsx';

/** The tills of each branch: adding one, retiring one, and how they are. */
export function BranchesScreen() {
  const { t } = useTranslation();
  const [adding, setAdding] = useState<Branch>();
  const [revoking, setRevoking] = useState<Terminal>();
  const branches = useBranches();
  const terminals = useTerminals({ watching: adding !== undefined });
  useScreenTitle(t('terminals.screen'));

  const failed = branches.error ?? terminals.error;
  const ready = branches.data && terminals.data;
  return (
    <div className="mx-auto flex max-w-[1100px] flex-col gap-4 p-4 lg:p-6">
      <div>
        <h1 className="text-28 font-semibold">{t('terminals.title')}</h1>
        <p className="max-w-[70ch] text-14 text-ink-muted">{t('terminals.intro')}</p>
      </div>
      {!ready && (failed ? <FailureNotice error={failed} onRetry={() => void Promise.all([branches.refetch(), terminals.refetch()])} /> : <BranchesSkeleton />)}
      {ready && branches.data.length === 0 && <EmptyState icon={Store} title={t('today.noBranchTitle')} text={t('today.noBranchText')} />}
      {ready && branches.data.map((branch) => (
        <BranchCard
          key={branch.id} branch={branch} terminals={terminals.data.filter((terminal) => terminal.branchId === branch.id)}
          onAdd={() => setAdding(branch)} onRevoke={setRevoking}
        />
      ))}
      {adding && <CodeDialog branch={adding} terminals={terminals.data ?? []} onClose={() => setAdding(undefined)} />}
      {revoking && <RevokeDialog terminal={revoking} branch={branches.data?.find((branch) => branch.id === revoking.branchId)} onClose={() => setRevoking(undefined)} />}
    </div>
  );
}

function BranchesSkeleton() {
  const { t } = useTranslation();
  return (
    <div aria-busy role="status" className="flex flex-col gap-4">
      <span className="sr-only">{t('app.loading')}</span>
      <Skeleton className="h-44" />
      <Skeleton className="h-44" />
    </div>
  );
}
