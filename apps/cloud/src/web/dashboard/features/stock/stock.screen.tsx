import { EmptyState } from '@fastops/ui/empty-state';
import { Tabs } from '@fastops/ui/tabs';
import { Package } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { BranchHead, usePickedBranch } from '../../lib/branch-pick.tsx';
import { FailureNotice } from '../../lib/failure-notice.tsx';
import { setFilter, usePlace } from '../../lib/location.ts';
import { PEOPLE_PART } from '../../lib/paths.ts';
import { useScreenTitle } from '../../lib/screen-title.ts';
import { BuyTab } from './buy-tab.tsx';
import { LevelsTab } from './levels-tab.tsx';
import { PapersTab } from './papers-tab.tsx';
import { useBranches, type Branch } from './stock.queries.ts';
import { VarianceTab } from './variance-tab.tsx';

const PARTS = ['levels', 'papers', 'variance', 'buy'] as const;
type Part = (typeof PARTS)[number];

/** What there is in a branch, what moved it, where it went, and what to buy. */
export function StockScreen() {
  const { t } = useTranslation();
  useScreenTitle(t('stock.screen'));
  const branches = useBranches();
  const { search } = usePlace();
  const branch = usePickedBranch(branches.data ?? []);
  const part = PARTS.find((each) => each === search.get(PEOPLE_PART)) ?? 'levels';
  return (
    <div className="mx-auto flex max-w-[1200px] flex-col gap-4 p-4 lg:p-6">
      <BranchHead title={t('stock.screen')} intro={t('stock.intro')} branches={branches.data} branchId={branch?.id} />
      {branches.error && <FailureNotice error={branches.error} onRetry={() => void branches.refetch()} />}
      {branches.data?.length === 0 && <EmptyState icon={Package} title={t('today.noBranchTitle')} text={t('today.noBranchText')} />}
      {branch && branches.data && (
        <Tabs
          label={t('stock.screen')}
          value={part}
          onChange={(value) => setFilter(PEOPLE_PART, value === 'levels' ? undefined : value)}
          items={PARTS.map((value) => ({ value, label: t(`stock.tabs.${value}`) }))}
        >
          <div className="pt-4" key={branch.id}>
            {panelOf(part, branch, branches.data)}
          </div>
        </Tabs>
      )}
    </div>
  );
}

function panelOf(part: Part, branch: Branch, branches: readonly Branch[]): ReactNode {
  if (part === 'papers') return <PapersTab branchId={branch.id} />;
  if (part === 'variance') return <VarianceTab branchId={branch.id} />;
  if (part === 'buy') return <BuyTab branchId={branch.id} />;
  return <LevelsTab branch={branch} branches={branches} />;
}
