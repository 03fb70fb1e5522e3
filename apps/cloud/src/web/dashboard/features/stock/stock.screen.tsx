import { EmptyState } from '@fastops/ui/empty-state';
import { Select } from '@fastops/ui/select';
import { Tabs } from '@fastops/ui/tabs';
import { Package } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { FailureNotice } from '../../lib/failure-notice.tsx';
import { setFilter, usePlace } from '../../lib/location.ts';
import { BRANCH_FILTER, PEOPLE_PART } from '../../lib/paths.ts';
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
  const branch = branches.data?.find(({ id }) => id === search.get(BRANCH_FILTER)) ?? branches.data?.[0];
  const part = PARTS.find((each) => each === search.get(PEOPLE_PART)) ?? 'levels';
  return (
    <div className="mx-auto flex max-w-[1200px] flex-col gap-4 p-4 lg:p-6">
      <div className="flex flex-wrap items-end justify-between gap-4">
        <div>
          <h1 className="text-28 font-semibold">{t('stock.screen')}</h1>
          <p className="max-w-[75ch] text-14 text-ink-muted">{t('stock.intro')}</p>
        </div>
        {branch && branches.data && (
          <div className="w-full sm:w-auto sm:min-w-56">
            <Select
              label={t('stock.branch')}
              hideLabel
              value={branch.id}
              options={branches.data.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={(id) => setFilter(BRANCH_FILTER, id)}
            />
          </div>
        )}
      </div>
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
