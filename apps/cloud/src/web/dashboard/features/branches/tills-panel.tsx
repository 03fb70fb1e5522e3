import { EmptyState } from '@fastops/ui/empty-state';
import { Money } from '@fastops/ui/money';
import { Table, type Column } from '@fastops/ui/table';
import type { TFunction } from 'i18next';
import { MonitorSmartphone } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { useNow } from '../../lib/clock.ts';
import { ContactStatus } from '../../lib/contact-status.tsx';
import { clockTimeOrDay, spanText, wholeNumber } from '../../lib/format.ts';
import { useLanguage } from '../../lib/i18n.ts';
import { Panel } from '../../lib/panel.tsx';
import { useRoomFor } from '../../lib/room.ts';
import type { BranchClock } from './branch-clock.ts';
import type { TillCustody } from './custody.queries.ts';
import { clockState } from './custody.ts';

type TillsPanelProps = { readonly branch: string; readonly tills: readonly TillCustody[]; readonly clock: BranchClock };

/** Each till of a branch: what only it has, since when, and how far its chain is verified. */
export function TillsPanel({ branch, tills, clock }: TillsPanelProps) {
  const { t } = useTranslation();
  const wide = useRoomFor('(min-width: 1180px)');
  const columns = useColumns(clock);
  const caption = t('custody.tills.caption', { branch });
  return (
    <Panel title={t('custody.tills.title')} flush={!wide || tills.length === 0}>
      {tills.length === 0 && (
        <EmptyState icon={MonitorSmartphone} title={t('custody.tills.emptyTitle')} text={t('custody.tills.emptyText')} />
      )}
      {tills.length > 0 && wide && <Table caption={caption} columns={columns} rows={tills} rowKey={(till) => till.terminalId} />}
      {tills.length > 0 && !wide && (
        <ul aria-label={caption}>
          {tills.map((till) => (
            <TillCard key={till.terminalId} till={till} columns={columns} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

/** The same facts where a table has no room. */
function TillCard({ till, columns }: { readonly till: TillCustody; readonly columns: readonly Column<TillCustody>[] }) {
  const [name, ...facts] = columns;
  return (
    <li className="border-b border-line px-4 py-3 last:border-0">
      <p className="text-16 font-semibold wrap-break-word">{name?.cell(till)}</p>
      <dl className="mt-2 grid grid-cols-1 gap-x-6 gap-y-1 text-14 sm:grid-cols-2">
        {facts.map((fact) => (
          <div key={fact.key} className="flex justify-between gap-4">
            <dt className="text-ink-muted">{fact.title}</dt>
            <dd className="text-right">{fact.cell(till)}</dd>
          </div>
        ))}
      </dl>
    </li>
  );
}

function useColumns(clock: BranchClock): Column<TillCustody>[] {
  const { t } = useTranslation();
  const { locale } = useLanguage();
  const now = useNow(30_000) + clock.skewMs;
  const when = (at: number) => clockTimeOrDay({ at, utcOffsetHours: clock.utcOffsetHours }, now, locale);
  const none = t('custody.tills.none');
  const held = (till: TillCustody) => (till.custody.count > 0 ? 'font-semibold text-warning' : 'text-ink-muted');
  return [
    { key: 'name', title: t('custody.tills.name'), cell: (till) => <Name till={till} /> },
    {
      key: 'contact',
      title: t('custody.tills.contact'),
      cell: (till) => <ContactStatus lastContactAt={till.lastContactAt} {...clock} />,
    },
    {
      key: 'events',
      title: t('custody.tills.events'),
      align: 'right',
      cell: (till) => <span className={held(till)}>{wholeNumber(till.custody.count)}</span>,
    },
    {
      key: 'money',
      title: t('custody.tills.money'),
      align: 'right',
      cell: (till) => <Money amount={till.custody.value} className={held(till)} />,
    },
    {
      key: 'oldest',
      title: t('custody.tills.oldest'),
      align: 'right',
      cell: (till) => (till.custody.oldestAt === null ? none : when(till.custody.oldestAt)),
    },
    { key: 'verified', title: t('custody.tills.verified'), align: 'right', cell: (till) => till.lastNumber ?? none },
    { key: 'clock', title: t('custody.tills.clock'), align: 'right', cell: (till) => clockText(t, till, locale) },
  ];
}

/** Its name, the letters on its tickets and the version it runs. */
function Name({ till }: { readonly till: TillCustody }) {
  const { t } = useTranslation();
  return (
    <span className="block py-2">
      <span className="block font-semibold wrap-break-word">{till.name}</span>
      <span className="block text-12 font-normal text-ink-muted">
        {[t('custody.tills.series', { series: till.series }), till.appVersion && t('custody.tills.version', { version: till.appVersion })]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </span>
  );
}

function clockText(t: TFunction, till: TillCustody, locale: string) {
  const clock = clockState(till.clockOffsetMs);
  if (!('offMs' in clock)) return t(`custody.tills.${clock.state}`);
  return <span className="font-semibold text-warning">{t(`custody.tills.${clock.state}`, { span: spanText(clock.offMs, locale) })}</span>;
}
