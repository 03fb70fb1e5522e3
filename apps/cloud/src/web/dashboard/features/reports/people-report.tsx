import { formatCop, money } from '@fastops/shared/base/money';
import { Dialog } from '@fastops/ui/dialog';
import { Skeleton } from '@fastops/ui/skeleton';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { FailureNotice } from '../../lib/failure-notice.tsx';
import { useLanguage } from '../../lib/i18n.ts';
import { figureText } from './figure-text.ts';
import type { Filter } from './period.ts';
import { ReportView } from './report-view.tsx';
import type { Act, ActKind } from './reports.queries.ts';
import { periodOf, useActs, usePeople } from './reports.queries.ts';
import type { Branch } from './sales.view.ts';
import { OneTicket } from './tickets-dialog.tsx';

type ReportProps = { readonly filter: Filter; readonly branches: readonly Branch[] };
type Opened = { readonly personId: string; readonly kind: ActKind; readonly branchId: string; readonly name: string };

/** Who took something off what was to be paid, or gave something back. */
export function PeopleReport({ filter, branches }: ReportProps) {
  const { t } = useTranslation();
  const people = usePeople(filter);
  const [opened, setOpened] = useState<Opened>();
  if (people.isError) return <FailureNotice error={people.error} onRetry={() => void people.refetch()} />;
  if (!people.data) return <Skeleton className="h-96" />;
  const { rows, names } = people.data;
  const personName = (id: string) => names[id] ?? t('reports.unknown');
  return (
    <>
      <ReportView
        report={{
          name: [t('reports.kind.people'), filter.from, filter.to].join(' '),
          columns: [
            { key: 'person', title: t('reports.column.person'), format: 'text' },
            { key: 'kind', title: t('reports.column.kind'), format: 'text' },
            { key: 'branch', title: t('reports.column.branch'), format: 'text' },
            { key: 'count', title: t('reports.column.times'), format: 'count', summed: true },
            { key: 'approved', title: t('reports.column.approved'), format: 'count', summed: true },
            { key: 'amount', title: t('reports.column.amount'), format: 'money', summed: true },
          ],
          rows: [...rows]
            .sort((a, b) => b.amount - a.amount)
            .map(({ personId, kind, branchId, count, approved, amount }) => ({
              id: `${personId} ${kind} ${branchId}`,
              values: {
                person: personName(personId),
                kind: t(`reports.act.${kind}`),
                branch: branches.find(({ id }) => id === branchId)?.name ?? '',
                count,
                approved,
                amount,
              },
            })),
        }}
        onOpen={({ id }) => {
          const row = rows.find((each) => `${each.personId} ${each.kind} ${each.branchId}` === id);
          if (row) setOpened({ ...row, name: personName(row.personId) });
        }}
      />
      <ActsDialog filter={filter} opened={opened} onClose={() => setOpened(undefined)} />
    </>
  );
}

type ActsDialogProps = { readonly filter: Filter; readonly opened: Opened | undefined; readonly onClose: () => void };

/** Each act with its reason, and the order it was on. */
function ActsDialog({ filter, opened, onClose }: ActsDialogProps) {
  const { t } = useTranslation();
  const [orderId, setOrderId] = useState<string>();
  function close() {
    setOrderId(undefined);
    onClose();
  }
  const kind: string = opened ? t(`reports.act.${opened.kind}`) : '';
  return (
    <Dialog
      open={opened !== undefined}
      onClose={close}
      size="medium"
      closeLabel={t('app.close')}
      title={t('reports.drill.acts', { kind, name: opened?.name ?? '' })}
    >
      {orderId && <OneTicket id={orderId} />}
      {opened && !orderId && <ActList filter={filter} opened={opened} onOpen={setOrderId} />}
    </Dialog>
  );
}

type ActListProps = { readonly filter: Filter; readonly opened: Opened; readonly onOpen: (orderId: string) => void };

function ActList({ filter, opened, onOpen }: ActListProps) {
  const acts = useActs({
    ...periodOf({ ...filter, branchIds: [opened.branchId] }),
    kind: opened.kind,
    personId: opened.personId,
  });
  if (acts.isError) return <FailureNotice error={acts.error} onRetry={() => void acts.refetch()} />;
  if (!acts.data) return <Skeleton className="h-48" />;
  return (
    <ul className="-mx-2">
      {acts.data.rows.map((act, index) => (
        <li key={`${act.orderId} ${act.at} ${index}`} className="border-b border-line last:border-0">
          <ActButton
            act={act}
            allowedBy={act.approvedById === null ? undefined : (acts.data.names[act.approvedById] ?? '')}
            onOpen={onOpen}
          />
        </li>
      ))}
    </ul>
  );
}

type ActButtonProps = { readonly act: Act; readonly allowedBy: string | undefined; readonly onOpen: (orderId: string) => void };

function ActButton({ act, allowedBy, onOpen }: ActButtonProps) {
  const { t } = useTranslation();
  const { locale } = useLanguage();
  const when = figureText(t, locale, { value: act.at, format: 'moment' });
  const allowed: string = allowedBy === undefined ? '' : t('reports.drill.approvedBy', { name: allowedBy || t('reports.unknown') });
  return (
    <button
      type="button"
      onClick={() => onOpen(act.orderId)}
      className="flex w-full flex-col gap-0.5 rounded-sm p-2 text-left hover:bg-surface-strong"
    >
      <span className="flex justify-between gap-3 text-16 font-semibold">
        <span>{act.number ?? t('orders.noNumber')}</span>
        <span className="whitespace-nowrap">{formatCop(money(act.amount))}</span>
      </span>
      <span className="text-14 text-ink-muted">{[when, act.reason, allowed].filter(Boolean).join(' · ')}</span>
    </button>
  );
}
