import { menuClasses, unitMargin, type MenuClass } from '@fastops/shared/reports/menu-classes';
import { Segmented } from '@fastops/ui/segmented';
import { Skeleton } from '@fastops/ui/skeleton';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { FailureNotice } from '../../lib/failure-notice.tsx';
import { useLanguage } from '../../lib/i18n.ts';
import { Panel } from '../../lib/panel.tsx';
import type { MixItem } from './mix-item.ts';
import type { Filter } from './period.ts';
import type { Report } from './report-table.ts';
import { ReportView } from './report-view.tsx';
import { periodOf, useMix, type Combos } from './reports.queries.ts';
import type { Branch } from './sales.view.ts';
import { groupsOf, isWeighed, unitColumns } from './sales.view.ts';
import { TicketsDialog, type Behind } from './tickets-dialog.tsx';

const MixChart = lazy(async () => ({ default: (await import('./mix-chart.tsx')).MixChart }));

const CLASSES: readonly MenuClass[] = ['star', 'workhorse', 'puzzle', 'dog'];

type ReportProps = { readonly filter: Filter; readonly branches: readonly Branch[] };

/** What of the menu sells and what it leaves. */
export function MixReport({ filter, branches }: ReportProps) {
  const { t } = useTranslation();
  const { locale } = useLanguage();
  const [combos, setCombos] = useState<Combos>('spread');
  const mix = useMix(filter, combos);
  const [behind, setBehind] = useState<Behind>();
  if (mix.isError) return <FailureNotice error={mix.error} onRetry={() => void mix.refetch()} />;
  if (!mix.data) return <Skeleton className="h-96" />;
  const { rows, names } = mix.data;
  const groups = groupsOf('product', rows, { t, locale, names }).filter(({ count }) => count > 0);
  const counted = groups.map(({ key, count }) => ({ quantity: count, ...costOf(rows.filter((row) => row.key === key)) }));
  const classes = menuClasses(counted);
  const categoryOf = new Map(rows.map(({ key, categoryId }) => [key, categoryId === null ? '' : (names[categoryId] ?? '')]));
  const items = groups.map(({ key, name, sales, discount, pieces, grams }, index): MixItem => {
    const figures = counted[index] ?? { quantity: 0, sales: 0, unitCost: undefined };
    const cost = figures.unitCost ?? null;
    const category = categoryOf.get(key) ?? '';
    return {
      key,
      name,
      category,
      sales,
      discount,
      quantity: figures.quantity,
      pieces,
      grams,
      cost,
      margin: unitMargin(figures),
      menuClass: classes[index] ?? 'dog',
    };
  });
  const report: Report = {
    name: [t('reports.kind.mix'), filter.from, filter.to].join(' '),
    columns: [
      { key: 'name', title: t('reports.by.product'), format: 'text' },
      { key: 'category', title: t('reports.column.category'), format: 'text' },
      ...unitColumns(isWeighed(groups), t),
      { key: 'discount', title: t('reports.column.discount'), format: 'money', summed: true },
      { key: 'sales', title: t('reports.column.sales'), format: 'money', summed: true },
      { key: 'cost', title: t('reports.column.unitCost'), format: 'money' },
      { key: 'margin', title: t('reports.column.margin'), format: 'money' },
      { key: 'class', title: t('reports.column.class'), format: 'text' },
    ],
    rows: items.map(({ key, menuClass, ...values }) => ({ id: key, values: { ...values, class: t(`reports.menuClass.${menuClass}`) } })),
  };
  return (
    <>
      <div className="print:hidden">
        <Segmented<Combos>
          label={t('reports.combos.label')}
          value={combos}
          onChange={setCombos}
          segments={[
            { value: 'spread', label: t('reports.combos.spread') },
            { value: 'sold', label: t('reports.combos.sold') },
          ]}
        />
      </div>
      {items.length > 0 && <Quadrant items={items} />}
      <ReportView
        report={report}
        onOpen={({ id, values }) => setBehind({ name: String(values['name']), drill: { productId: id }, period: periodOf(filter) })}
      />
      <TicketsDialog behind={behind} branches={branches} onClose={() => setBehind(undefined)} />
    </>
  );
}

type Sold = { readonly net: number; readonly costed: number; readonly costCents: number };

/** What was sold without tax, and what one of it cost, as far as recipes said. */
function costOf(rows: readonly Sold[]): { readonly sales: number; readonly unitCost: number | undefined } {
  const sum = (part: keyof Sold) => rows.reduce((total, row) => total + row[part], 0);
  const costed = sum('costed');
  return { sales: sum('net'), unitCost: costed === 0 ? undefined : sum('costCents') / 100 / costed };
}

function Quadrant({ items }: { readonly items: readonly MixItem[] }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('reports.quadrant')}>
      {items.some(({ cost }) => cost === null) && <p className="mb-3 text-14 text-ink-muted">{t('reports.noCosts')}</p>}
      <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_320px]">
        <Suspense fallback={<Skeleton className="h-80" />}>
          <MixChart items={items} />
        </Suspense>
        <dl className="flex flex-col gap-3 text-14">
          {CLASSES.map((each) => (
            <div key={each}>
              <dt className="font-semibold">
                {t(`reports.menuClass.${each}`)} · {items.filter(({ menuClass }) => menuClass === each).length}
              </dt>
              <dd className="text-ink-muted">{t(`reports.menuClassDo.${each}`)}</dd>
            </div>
          ))}
        </dl>
      </div>
    </Panel>
  );
}
