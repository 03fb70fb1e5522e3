import { Skeleton } from '@fastops/ui/skeleton';
import { Tabs } from '@fastops/ui/tabs';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { FailureNotice } from '../../lib/failure-notice.tsx';
import { setFilter, usePlace } from '../../lib/location.ts';
import { PEOPLE_PART } from '../../lib/paths.ts';
import { useScreenTitle } from '../../lib/screen-title.ts';
import { GroupsTab } from './groups-tab.tsx';
import { HistoryTab } from './history-tab.tsx';
import { IngredientsTab } from './ingredients-tab.tsx';
import { useMenu, type MenuNow } from './menu.queries.ts';
import { PreparationsTab } from './preparations-tab.tsx';
import { PriceListsPanel } from './price-lists-panel.tsx';
import { ProductsTab } from './products-tab.tsx';
import { RulesTab } from './rules-tab.tsx';

const PARTS = ['products', 'groups', 'prices', 'recipes', 'ingredients', 'history'] as const;
type Part = (typeof PARTS)[number];

/** What is sold, for how much, and what it is made of. */
export function MenuScreen() {
  const { t } = useTranslation();
  useScreenTitle(t('menu.screen'));
  const menu = useMenu();
  const asked = usePlace().search.get(PEOPLE_PART);
  const part = PARTS.find((each) => each === asked) ?? 'products';
  return (
    <div className="mx-auto flex max-w-[1200px] flex-col gap-4 p-4 lg:p-6">
      <div>
        <h1 className="text-28 font-semibold">{t('menu.screen')}</h1>
        <p className="max-w-[75ch] text-14 text-ink-muted">{t('menu.intro')}</p>
      </div>
      <Tabs
        label={t('menu.screen')}
        value={part}
        onChange={(value) => setFilter(PEOPLE_PART, value === 'products' ? undefined : value)}
        items={PARTS.map((value) => ({ value, label: t(`menu.tabs.${value}`) }))}
      >
        <div className="pt-4">
          {menu.data ? (
            panelOf(part, menu.data)
          ) : menu.error ? (
            <FailureNotice error={menu.error} onRetry={() => void menu.refetch()} />
          ) : (
            <Skeleton className="h-72" />
          )}
        </div>
      </Tabs>
    </div>
  );
}

function panelOf(part: Part, menu: MenuNow): ReactNode {
  if (part === 'groups') return <GroupsTab menu={menu} />;
  if (part === 'prices') {
    return (
      <div className="flex flex-col gap-4">
        <PriceListsPanel menu={menu} />
        <RulesTab menu={menu} />
      </div>
    );
  }
  if (part === 'recipes') return <PreparationsTab menu={menu} />;
  if (part === 'ingredients') return <IngredientsTab menu={menu} />;
  return part === 'history' ? <HistoryTab menu={menu} /> : <ProductsTab menu={menu} />;
}
