import { Skeleton } from '@fastops/ui/skeleton';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { FailureNotice } from '../../lib/failure-notice.tsx';
import { useLanguage } from '../../lib/i18n.ts';
import { methodText } from '../../lib/words.ts';
import type { Filter } from './period.ts';
import type { Report, ReportRow } from './report-table.ts';
import { ReportView } from './report-view.tsx';
import { useDrawers, useFoodCost, useKitchen, useSales, useTransfers } from './reports.queries.ts';
import type { Branch } from './sales.view.ts';
import { nameOf } from './sales.view.ts';

type ReportProps = { readonly filter: Filter; readonly branches: readonly Branch[] };

/** Waits for an answer, says when it fails, and draws it. */
function Answered<T>({ query, children }: { readonly query: UseQueryResult<T>; readonly children: (answer: T) => ReactNode }) {
  if (query.isError) return <FailureNotice error={query.error} onRetry={() => void query.refetch()} />;
  return query.data === undefined ? <Skeleton className="h-96" /> : children(query.data);
}

function useWords({ filter, branches }: ReportProps) {
  const { t } = useTranslation();
  const { locale } = useLanguage();
  const branchName = (id: string) => branches.find((branch) => branch.id === id)?.name ?? '';
  const named = (kind: Filter['kind']) => [t(`reports.kind.${kind}`), filter.from, filter.to].join(' ');
  return { t, locale, branchName, named };
}

/** What customers gave, by who served and where: it is theirs. */
export function TipsReport(props: ReportProps) {
  const { t, locale, branchName, named } = useWords(props);
  const query = useSales(props.filter, 'staff');
  return (
    <Answered query={query}>
      {({ rows, names }) => (
        <ReportView
          report={{
            name: named('tips'),
            columns: [
              { key: 'person', title: t('reports.column.person'), format: 'text' },
              { key: 'branch', title: t('reports.column.branch'), format: 'text' },
              { key: 'count', title: t('reports.column.count'), format: 'count', summed: true },
              { key: 'sales', title: t('reports.column.sales'), format: 'money', summed: true },
              { key: 'tips', title: t('reports.column.tips'), format: 'money', summed: true },
            ],
            rows: rows
              .filter(({ part }) => part !== 0)
              .map(({ key, branchId, count, sales, part }): ReportRow => {
                const person = nameOf('staff', key, { t, locale, names });
                return { id: `${key} ${branchId}`, values: { person, branch: branchName(branchId), count, sales, tips: part } };
              }),
          }}
        />
      )}
    </Answered>
  );
}

/** Base and tax by rate and branch, to the cent. */
export function TaxesReport(props: ReportProps) {
  const { t, locale, branchName, named } = useWords(props);
  const query = useSales(props.filter, 'tax');
  return (
    <Answered query={query}>
      {({ rows, names }) => (
        <ReportView
          report={{
            name: named('taxes'),
            columns: [
              { key: 'rate', title: t('reports.column.rate'), format: 'text' },
              { key: 'branch', title: t('reports.column.branch'), format: 'text' },
              { key: 'count', title: t('reports.column.count'), format: 'count' },
              { key: 'sales', title: t('reports.column.sales'), format: 'money', summed: true },
              { key: 'base', title: t('reports.column.base'), format: 'hundredths', summed: true },
              { key: 'tax', title: t('reports.column.tax'), format: 'hundredths', summed: true },
            ],
            rows: rows.map(({ key, branchId, count, sales, part }): ReportRow => {
              const rate = nameOf('tax', key, { t, locale, names });
              const values = { rate, branch: branchName(branchId), count, sales, base: sales * 100 - part, tax: part };
              return { id: `${key} ${branchId}`, values };
            }),
          }}
        />
      )}
    </Answered>
  );
}

/** What food cost beside what was sold, and what went without being sold. */
export function FoodCostReport(props: ReportProps) {
  const { t, branchName, named } = useWords(props);
  const query = useFoodCost(props.filter);
  return (
    <Answered query={query}>
      {(rows) => (
        <ReportView
          report={{
            name: named('foodCost'),
            columns: [
              { key: 'branch', title: t('reports.column.branch'), format: 'text' },
              { key: 'net', title: t('reports.column.net'), format: 'money', summed: true },
              { key: 'cost', title: t('reports.column.foodCost'), format: 'hundredths', summed: true },
              { key: 'share', title: t('reports.column.costShare'), format: 'share' },
              { key: 'waste', title: t('reports.column.waste'), format: 'hundredths', summed: true },
              { key: 'voids', title: t('reports.column.voids'), format: 'hundredths', summed: true },
              { key: 'unexplained', title: t('reports.column.unexplained'), format: 'hundredths', summed: true },
            ],
            rows: rows.map(({ branchId, net, costCents, wasteCents, voidCents, unexplainedCents }): ReportRow => {
              const share = net === 0 ? null : costCents / 100 / net;
              const gone = { waste: wasteCents, voids: voidCents, unexplained: unexplainedCents };
              return { id: branchId, values: { branch: branchName(branchId), net, cost: costCents, share, ...gone } };
            }),
          }}
        />
      )}
    </Answered>
  );
}

/** Each shift of each drawer, and what was off. */
export function DrawersReport(props: ReportProps) {
  const { t, branchName, named } = useWords(props);
  const query = useDrawers(props.filter);
  return (
    <Answered query={query}>
      {(drawers) => (
        <ReportView
          report={{
            name: named('drawers'),
            columns: [
              { key: 'day', title: t('reports.column.day'), format: 'day' },
              { key: 'branch', title: t('reports.column.branch'), format: 'text' },
              { key: 'terminal', title: t('reports.column.terminal'), format: 'text' },
              { key: 'person', title: t('reports.column.person'), format: 'text' },
              { key: 'opened', title: t('reports.column.opened'), format: 'moment' },
              { key: 'closed', title: t('reports.column.closed'), format: 'moment' },
              { key: 'expected', title: t('reports.column.expected'), format: 'money', summed: true },
              { key: 'counted', title: t('reports.column.counted'), format: 'money', summed: true },
              { key: 'difference', title: t('reports.column.difference'), format: 'money', summed: true },
              { key: 'reason', title: t('reports.column.reason'), format: 'text' },
            ],
            rows: drawers.map((drawer): ReportRow => ({
              id: drawer.id,
              values: {
                day: drawer.businessDay,
                branch: branchName(drawer.branchId),
                terminal: drawer.terminalName,
                person: drawer.cashier,
                opened: drawer.openedAt,
                closed: drawer.closedAt ?? t('reports.openShift'),
                expected: drawer.expected,
                counted: drawer.counted,
                difference: drawer.difference,
                reason: drawer.reason,
              },
            })),
          }}
        />
      )}
    </Answered>
  );
}

/** Payments on trust that nobody saw arrive; `onOpen` shows the order. */
export function TransfersReport({ onOpen, ...props }: ReportProps & { readonly onOpen: (orderId: string) => void }) {
  const { t, branchName, named } = useWords(props);
  const query = useTransfers(props.filter);
  return (
    <Answered query={query}>
      {(transfers) => (
        <ReportView
          report={{
            name: named('transfers'),
            columns: [
              { key: 'number', title: t('reports.column.number'), format: 'text' },
              { key: 'day', title: t('reports.column.day'), format: 'day' },
              { key: 'branch', title: t('reports.column.branch'), format: 'text' },
              { key: 'method', title: t('reports.column.method'), format: 'text' },
              { key: 'reference', title: t('reports.column.reference'), format: 'text' },
              { key: 'amount', title: t('reports.column.amount'), format: 'money', summed: true },
            ],
            rows: transfers.map(({ orderId, number, businessDay, branchId, method, reference, amount }, index): ReportRow => ({
              id: `${orderId} ${index}`,
              values: {
                number: number ?? t('orders.noNumber'),
                day: businessDay,
                branch: branchName(branchId),
                method: methodText(t, method),
                reference,
                amount,
              },
            })),
          }}
          onOpen={({ id }) => onOpen(id.split(' ')[0] ?? '')}
        />
      )}
    </Answered>
  );
}

/** How long stations take. */
export function KitchenReport(props: ReportProps) {
  const { t, branchName, named } = useWords(props);
  const query = useKitchen(props.filter);
  return (
    <Answered query={query}>
      {(stations) => <ReportView report={kitchenReport(stations, { t, branchName, name: named('kitchen') })} />}
    </Answered>
  );
}

type Stations = NonNullable<ReturnType<typeof useKitchen>['data']>;
type KitchenWords = Pick<ReturnType<typeof useWords>, 't' | 'branchName'> & { readonly name: string };

function kitchenReport(stations: Stations, { t, branchName, name }: KitchenWords): Report {
  return {
    name,
    columns: [
      { key: 'station', title: t('reports.column.station'), format: 'text' },
      { key: 'branch', title: t('reports.column.branch'), format: 'text' },
      { key: 'tickets', title: t('reports.column.tickets'), format: 'count', summed: true },
      { key: 'seen', title: t('reports.column.seen'), format: 'seconds' },
      { key: 'prepP50', title: t('reports.column.prepP50'), format: 'seconds' },
      { key: 'prepP95', title: t('reports.column.prepP95'), format: 'seconds' },
      { key: 'late', title: t('reports.column.late'), format: 'share' },
    ],
    rows: stations.map(({ branchId, stationId, tickets, seenP50, prepP50, prepP95, late }) => ({
      id: `${branchId} ${stationId}`,
      values: {
        station: stationId,
        branch: branchName(branchId),
        tickets,
        seen: seenP50,
        prepP50,
        prepP95,
        late: tickets === 0 ? null : late / tickets,
      },
    })),
  };
}
