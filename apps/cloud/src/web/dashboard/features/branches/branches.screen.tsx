import { Button } from '@fastops/ui/button';
import { EmptyState } from '@fastops/ui/empty-state';
import { Skeleton } from '@fastops/ui/skeleton';
import { useQuery } from '@tanstack/react-query';
import { Plus, Store } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { FailureNotice } from '../../lib/failure-notice.tsx';
import { useMe } from '../../lib/me.ts';
import { useScreenTitle } from '../../lib/screen-title.ts';
import { offsetOf, todayQuery } from '../../lib/today-query.ts';
import { BranchCard } from './branch-card.tsx';
import { ArchivedPanel } from './archived-panel.tsx';
import { BranchForm } from './branch-form.tsx';
import type { Branch, Terminal } from './branches.queries.ts';
import { useBranches, useTerminals } from './branches.queries.ts';
import { CodeDialog } from './code-dialog.tsx';
import { useUnattended } from './custody.queries.ts';
import { waitingIn } from './custody.ts';
import { useBranchDetails, type BranchDetail } from './managing.queries.ts';
import { RemovalDialog } from './removal-dialog.tsx';
import { RenameDialog } from './rename-dialog.tsx';
import { RevokeDialog } from './revoke-dialog.tsx';

/** The tills of each branch: adding one, retiring one, and how they are. */
export function BranchesScreen() {
  const { t } = useTranslation();
  const [adding, setAdding] = useState<Branch>();
  const [making, setMaking] = useState(false);
  const mayMake = useMe().data?.permissions.includes('branches.manage') ?? false;
  const branches = useBranches();
  const terminals = useTerminals({ watching: adding !== undefined });
  useScreenTitle(t('terminals.screen'));

  const failed = branches.error ?? terminals.error;
  const known = branches.data && terminals.data ? { branches: branches.data, terminals: terminals.data } : undefined;
  return (
    <div className="mx-auto flex max-w-[1100px] flex-col gap-4 p-4 lg:p-6">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div>
          <h1 className="text-28 font-semibold">{t('terminals.title')}</h1>
          <p className="max-w-[70ch] text-14 text-ink-muted">{t('terminals.intro')}</p>
        </div>
        {mayMake && (
          <Button icon={Plus} onClick={() => setMaking(true)}>
            {t('tenancy.branch.add')}
          </Button>
        )}
      </div>
      {making && <BranchForm branch={undefined} onClose={() => setMaking(false)} />}
      {known && <Cards {...known} adding={adding} onAdd={setAdding} />}
      {!known &&
        (failed ? (
          <FailureNotice error={failed} onRetry={() => void Promise.all([branches.refetch(), terminals.refetch()])} />
        ) : (
          <BranchesSkeleton />
        ))}
    </div>
  );
}

type CardsProps = {
  readonly branches: readonly Branch[];
  readonly terminals: readonly Terminal[];
  readonly adding: Branch | undefined;
  readonly onAdd: (branch: Branch | undefined) => void;
};

function Cards({ branches, terminals, adding, onAdd }: CardsProps) {
  const { t } = useTranslation();
  const [revoking, setRevoking] = useState<Terminal>();
  const [renaming, setRenaming] = useState<Terminal>();
  const [again, setAgain] = useState<Terminal>();
  const [uninstalling, setUninstalling] = useState<Terminal>();
  const [editing, setEditing] = useState<BranchDetail>();
  const details = useBranchDetails().data ?? [];
  // Only for the clocks: the cloud's own, and the one on each branch's wall.
  const today = useQuery(todayQuery).data;
  const skewMs = today?.skewMs ?? 0;
  const unattended = useUnattended();
  if (branches.length === 0) return <EmptyState icon={Store} title={t('today.noBranchTitle')} text={t('today.noBranchText')} />;
  return (
    <>
      {branches.map((branch) => (
        <BranchCard
          key={branch.id}
          branch={branch}
          terminals={terminals.filter((terminal) => terminal.branchId === branch.id)}
          waiting={waitingIn(branch.id, unattended)}
          clock={{ skewMs, utcOffsetHours: offsetOf(today, branch.id) }}
          onAdd={() => onAdd(branch)}
          onRevoke={setRevoking}
          onRename={setRenaming}
          onAgain={setAgain}
          onUninstall={setUninstalling}
          onEdit={() => setEditing(details.find(({ id }) => id === branch.id))}
        />
      ))}
      <ArchivedPanel branches={details} />
      {renaming && <RenameDialog terminal={renaming} onClose={() => setRenaming(undefined)} />}
      {editing && <BranchForm branch={editing} onClose={() => setEditing(undefined)} />}
      <AgainDialog {...{ again, branches, terminals, skewMs }} onClose={() => setAgain(undefined)} />
      {uninstalling && <RemovalDialog terminal={uninstalling} skewMs={skewMs} onClose={() => setUninstalling(undefined)} />}
      {adding && <CodeDialog branch={adding} skewMs={skewMs} terminals={terminals} onClose={() => onAdd(undefined)} />}
      {revoking && (
        <RevokeDialog
          terminal={revoking}
          skewMs={skewMs}
          branch={branches.find((branch) => branch.id === revoking.branchId)}
          onClose={() => setRevoking(undefined)}
        />
      )}
    </>
  );
}

type AgainProps = Pick<CardsProps, 'branches' | 'terminals'> & {
  readonly again: Terminal | undefined;
  readonly skewMs: number;
  readonly onClose: () => void;
};

/** A code for a till that goes on as itself, on another computer or after it was retired. */
function AgainDialog({ again, branches, ...rest }: AgainProps) {
  const branch = branches.find(({ id }) => id === again?.branchId);
  return again && branch ? <CodeDialog again={again} branch={branch} {...rest} /> : null;
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
