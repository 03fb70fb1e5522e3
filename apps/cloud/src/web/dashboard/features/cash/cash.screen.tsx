import { EmptyState } from '@fastops/ui/empty-state';
import { Select } from '@fastops/ui/select';
import { Skeleton } from '@fastops/ui/skeleton';
import { useQuery } from '@tanstack/react-query';
import { Wallet } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { FailureNotice } from '../../lib/failure-notice.tsx';
import { setFilter, usePlace } from '../../lib/location.ts';
import { BRANCH_FILTER } from '../../lib/paths.ts';
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
  const wanted = usePlace().search.get(BRANCH_FILTER);
  const branch = branches.data?.find(({ id }) => id === wanted) ?? branches.data?.[0];
  return (
    <div className="mx-auto flex max-w-[1400px] flex-col gap-4 p-4 lg:p-6">
      <div className="flex flex-wrap items-end justify-between gap-4">
        <div>
          <h1 className="text-28 font-semibold">{t('cash.title')}</h1>
          <p className="max-w-[70ch] text-14 text-ink-muted">{t('cash.intro')}</p>
        </div>
        {branch && branches.data && (
          <div className="w-full sm:w-auto sm:min-w-56">
            <Select
              label={t('cash.branch')}
              hideLabel
              value={branch.id}
              options={branches.data.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={(id) => setFilter(BRANCH_FILTER, id)}
            />
          </div>
        )}
      </div>
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
