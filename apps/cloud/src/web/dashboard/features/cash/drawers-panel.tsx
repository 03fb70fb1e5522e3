import { Badge } from '@fastops/ui/badge';
import { Button } from '@fastops/ui/button';
import { EmptyState } from '@fastops/ui/empty-state';
import { Money } from '@fastops/ui/money';
import { Table, type Column } from '@fastops/ui/table';
import { CircleCheck, TriangleAlert, Wallet } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { clockTime, shortBusinessDay } from '../../lib/format.ts';
import { useLanguage } from '../../lib/i18n.ts';
import { Panel } from '../../lib/panel.tsx';
import { useRoomFor } from '../../lib/room.ts';
import type { DrawerSession } from './cash.queries.ts';

type DrawersPanelProps = {
  readonly sessions: readonly DrawerSession[];
  readonly utcOffsetHours: number;
  readonly onOpen: (hash: string) => void;
};

/** Each session of a drawer, newest first; those that were off say so with a word, an amount and the reason given. */
export function DrawersPanel({ sessions, utcOffsetHours, onOpen }: DrawersPanelProps) {
  const { t } = useTranslation();
  const wide = useRoomFor('(min-width: 1100px)');
  const columns = useColumns(utcOffsetHours, onOpen);
  return (
    <Panel title={t('cash.sessions')} flush={!wide || sessions.length === 0}>
      {sessions.length === 0 && <EmptyState icon={Wallet} title={t('cash.emptyTitle')} text={t('cash.emptyText')} />}
      {sessions.length > 0 && wide && <Table caption={t('cash.sessions')} columns={columns} rows={sessions} rowKey={({ id }) => id} />}
      {sessions.length > 0 && !wide && (
        <ul aria-label={t('cash.sessions')}>
          {sessions.map((session) => (
            <li key={session.id} className="border-b border-line px-4 py-3 last:border-0">
              <dl className="grid grid-cols-1 gap-x-6 gap-y-1 text-14 sm:grid-cols-2">
                {columns
                  .filter(({ cell }) => cell(session) !== '')
                  .map(({ key, title, cell }) => (
                    <div key={key} className="flex justify-between gap-4">
                      <dt className="text-ink-muted">{title}</dt>
                      <dd className="text-right">{cell(session)}</dd>
                    </div>
                  ))}
              </dl>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function useColumns(utcOffsetHours: number, onOpen: (hash: string) => void): readonly Column<DrawerSession>[] {
  const { t } = useTranslation();
  const { locale } = useLanguage();
  const at = (time: number) => clockTime({ at: time, utcOffsetHours });
  const open: string = t('cash.open');
  return [
    { key: 'day', title: t('cash.day'), cell: ({ businessDay }) => shortBusinessDay(businessDay, locale) },
    { key: 'till', title: t('cash.till'), cell: ({ terminalName }) => terminalName },
    {
      key: 'time',
      title: t('cash.time'),
      cell: ({ openedAt, closedAt }) => `${at(openedAt)} – ${closedAt === null ? open : at(closedAt)}`,
    },
    { key: 'who', title: t('cash.who'), cell: ({ cashier }) => cashier },
    {
      key: 'counted',
      title: t('cash.counted'),
      align: 'right',
      cell: ({ counted }) => (counted === null ? '–' : <Money amount={counted} />),
    },
    { key: 'difference', title: t('cash.difference'), align: 'right', cell: (session) => <Difference session={session} /> },
    { key: 'reason', title: t('cash.reason'), cell: ({ differenceReason }) => differenceReason ?? '' },
    {
      key: 'z',
      title: 'Z',
      align: 'right',
      cell: ({ zHash, zNumber }) =>
        zHash === null ? (
          (zNumber ?? '–')
        ) : (
          <Button variant="ghost" aria-label={t('cash.openZ', { number: zText(zNumber) })} onClick={() => onOpen(zHash)}>
            {zText(zNumber)}
          </Button>
        ),
    },
  ];
}

function zText(zNumber: number | null): string {
  return String(zNumber ?? '').padStart(4, '0');
}

/** Never by colour alone: a word says which way. */
function Difference({ session: { difference, sinceZ } }: { readonly session: DrawerSession }) {
  const { t } = useTranslation();
  if (difference === null) return '–';
  return (
    <span className="inline-flex flex-wrap items-center justify-end gap-2">
      {difference === 0 ? (
        <Badge tone="positive" icon={CircleCheck}>
          {t('cash.even')}
        </Badge>
      ) : (
        <Badge tone="danger" icon={TriangleAlert}>
          {t(difference < 0 ? 'cash.short' : 'cash.over')} <Money amount={difference} />
        </Badge>
      )}
      {sinceZ !== null && sinceZ !== 0 && (
        <Badge tone="warning" icon={TriangleAlert}>
          {t('cash.sinceZ')} <Money amount={sinceZ} />
        </Badge>
      )}
    </span>
  );
}
