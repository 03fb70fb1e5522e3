import { Dialog } from '@fastops/ui/dialog';
import { EmptyState } from '@fastops/ui/empty-state';
import { Select } from '@fastops/ui/select';
import { Skeleton } from '@fastops/ui/skeleton';
import { useQuery } from '@tanstack/react-query';
import { Store } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { clientNow } from '../../lib/clock.ts';
import { FailureNotice } from '../../lib/failure-notice.tsx';
import { calendarDay, clockTimeOrDay, shortBusinessDay } from '../../lib/format.ts';
import { useLanguage } from '../../lib/i18n.ts';
import { setFilter, usePlace } from '../../lib/location.ts';
import { useScreenTitle } from '../../lib/screen-title.ts';
import { offsetOf, todayQuery } from '../../lib/today-query.ts';
import { wholeUntil } from '../../lib/whole-until.ts';
import { FilterBar } from './filter-bar.tsx';
import { MixReport } from './mix-report.tsx';
import { PeopleReport } from './people-report.tsx';
import type { Filter } from './period.ts';
import { REPORTS, VIEW_ADDRESS, type ReportKind } from '@fastops/shared/reports/view';
import { readFilter } from './period.ts';
import { DrawersReport, FoodCostReport, KitchenReport, TaxesReport, TipsReport, TransfersReport } from './plain-reports.tsx';
import { useBranches } from './reports.queries.ts';
import { SalesReport } from './sales-report.tsx';
import type { Branch } from './sales.view.ts';
import { OneTicket } from './tickets-dialog.tsx';
import { ViewsPanel } from './views-panel.tsx';

/** What happened over any days, at any branches: to see, to walk down to the ticket, and to take along. */
export function ReportsScreen() {
  const { t } = useTranslation();
  const { locale } = useLanguage();
  useScreenTitle(t('reports.screen'));
  const { search } = usePlace();
  const offset = offsetOf(useQuery(todayQuery).data, undefined);
  const filter = readFilter(search, calendarDay({ at: clientNow(), utcOffsetHours: offset }));
  const branches = useBranches();
  const days = [filter.from, filter.to].map((day) => shortBusinessDay(day, locale));
  return (
    <div className="mx-auto flex max-w-[1400px] flex-col gap-4 p-4 lg:p-6 print:max-w-none print:p-0">
      <div>
        <h1 className="text-28 font-semibold">{t('reports.title')}</h1>
        <p className="hidden text-14 print:block">
          {[t(`reports.kind.${filter.kind}`), ...(days[0] === days[1] ? days.slice(1) : [days.join(' – ')])].join(' · ')}
        </p>
      </div>
      <div className="flex flex-wrap items-end gap-3 print:hidden">
        <div className="w-full sm:w-80">
          <Select<ReportKind>
            label={t('reports.choose')}
            value={filter.kind}
            options={REPORTS.map((kind) => ({ value: kind, label: t(`reports.kind.${kind}`) }))}
            onChange={(kind) => setFilter(VIEW_ADDRESS.kind, kind)}
          />
        </div>
        <FilterBar filter={filter} branches={branches.data ?? []} />
      </div>
      <p className="max-w-[80ch] text-14 text-ink-muted">{t(`reports.intro.${filter.kind}`)}</p>
      {branches.isError && <FailureNotice error={branches.error} onRetry={() => void branches.refetch()} />}
      {branches.isPending && <Skeleton className="h-96" />}
      {branches.data?.length === 0 && <EmptyState icon={Store} title={t('today.noBranchTitle')} text={t('today.noBranchText')} />}
      {branches.data && branches.data.length > 0 && <OneReport filter={filter} branches={branches.data} />}
      <Freshness filter={filter} />
      <ViewsPanel filter={filter} />
    </div>
  );
}

type ReportProps = { readonly filter: Filter; readonly branches: readonly Branch[] };

function OneReport(props: ReportProps) {
  const { t } = useTranslation();
  const [orderId, setOrderId] = useState<string>();
  return (
    <>
      {reportOf(props, setOrderId)}
      <Dialog
        open={orderId !== undefined}
        onClose={() => setOrderId(undefined)}
        size="medium"
        closeLabel={t('app.close')}
        title={t('reports.column.number')}
      >
        {orderId && <OneTicket id={orderId} />}
      </Dialog>
    </>
  );
}

function reportOf(props: ReportProps, onOpen: (orderId: string) => void) {
  switch (props.filter.kind) {
    case 'sales':
      return <SalesReport {...props} />;
    case 'mix':
      return <MixReport {...props} />;
    case 'foodCost':
      return <FoodCostReport {...props} />;
    case 'people':
      return <PeopleReport {...props} />;
    case 'tips':
      return <TipsReport {...props} />;
    case 'taxes':
      return <TaxesReport {...props} />;
    case 'drawers':
      return <DrawersReport {...props} />;
    case 'transfers':
      return <TransfersReport {...props} onOpen={onOpen} />;
    case 'kitchen':
      return <KitchenReport {...props} />;
  }
}

/** Up to when each branch's figures are whole: rather than a total that only looks like one. */
function Freshness({ filter }: { readonly filter: Filter }) {
  const { t } = useTranslation();
  const { locale } = useLanguage();
  const today = useQuery(todayQuery).data;
  if (!today) return null;
  const branches = today.branches.filter(({ branchId }) => filter.branchIds?.includes(branchId) ?? true);
  return (
    <section aria-label={t('reports.freshness')} className="text-14 text-ink-muted">
      <ul className="flex flex-wrap gap-x-6 gap-y-1">
        {branches.map(({ branchId, name, terminals, utcOffsetHours }) => {
          const until = wholeUntil(terminals);
          const words: string =
            until === null
              ? t('reports.untilNever')
              : t('reports.until', { when: clockTimeOrDay({ at: until, utcOffsetHours }, today.now, locale) });
          return (
            <li key={branchId}>
              <span className="font-semibold text-ink">{name}</span> · {words}
            </li>
          );
        })}
      </ul>
      <p className="mt-1 text-12 print:hidden">{t('reports.freshnessHint')}</p>
    </section>
  );
}
