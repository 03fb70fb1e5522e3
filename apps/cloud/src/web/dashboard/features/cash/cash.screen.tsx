import { EmptyState } from '@fastops/ui/empty-state';
import { Skeleton } from '@fastops/ui/skeleton';
import { useQuery } from '@tanstack/react-query';
import { Wallet } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { BranchHead, usePickedBranch } from '../../lib/branch-pick.tsx';
import { FailureNotice } from '../../lib/failure-notice.tsx';
import { useScreenTitle } from '../../lib/screen-title.ts';
import { offsetOf, todayQuery } from '../../lib/today-query.ts';
import { useBranches, useDrawers } from './cash.queries.ts';
import { DrawersPanel } from './drawers-panel.tsx';
import { SettingsPanel } from './settings-panel.tsx';
import { TransfersPanel } from './transfers-panel.tsx';
import { ZDialog } from './z-dialog.tsx';

/** The drawers of a branch: who had them, what was off and why, each Z as it was printed, and the transfers nobody has seen. */
export function CashScreen() {
  const { t } = useTranslation();
  useScreenTitle(t('cash.screen'));
  const branches = useBranches();
  const branch = usePickedBranch(branches.data ?? []);
  return (
    <div className="mx-auto flex max-w-[1400px] flex-col gap-4 p-4 lg:p-6">
      <BranchHead title={t('cash.title')} intro={t('cash.intro')} branches={branches.data} branchId={branch?.id} />
      {branch && <Drawers key={branch.id} branchId={branch.id} />}
      {branches.data?.length === 0 && <EmptyState icon={Wallet} title={t('today.noBranchTitle')} text={t('today.noBranchText')} />}
      {branches.error && <FailureNotice error={branches.error} onRetry={() => void branches.refetch()} />}
    </div>
  );
}

function Drawers({ branchId }: { readonly branchId: string }) {
  const drawers = useDrawers(branchId);
  const [opened, setOpened] = useState<string>();
  const utcOffsetHours = offsetOf(useQuery(todayQuery).data, branchId);
  if (drawers.error) return <FailureNotice error={drawers.error} onRetry={() => void drawers.refetch()} />;
  if (!drawers.data) return <Skeleton className="h-72" />;
  return (
    <>
      <DrawersPanel sessions={drawers.data.sessions} utcOffsetHours={utcOffsetHours} onOpen={setOpened} />
      <TransfersPanel transfers={drawers.data.unverified} />
      <SettingsPanel branchId={branchId} />
      <ZDialog hash={opened} utcOffsetHours={utcOffsetHours} onClose={() => setOpened(undefined)} />
    </>
  );
}
