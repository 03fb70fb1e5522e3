import { formatCop, money } from '@fastops/shared/base/money';
import { classNames } from '@fastops/ui/class-names';
import { Money } from '@fastops/ui/money';
import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { contactAt } from '../../lib/contact.ts';
import { ContactStatus } from '../../lib/contact-status.tsx';
import { calendarDay, clockHour, clockTimeOrDay, shortBusinessDay, unbroken, wholeNumber } from '../../lib/format.ts';
import { useLanguage } from '../../lib/i18n.ts';
import { setFilter } from '../../lib/location.ts';
import { Panel } from '../../lib/panel.tsx';
import { BRANCH_FILTER } from '../../lib/paths.ts';
import { wholeUntil } from '../../lib/whole-until.ts';
import { Sparkline } from './sparkline.tsx';
import type { Branch, Morning } from './today.queries.ts';
import { hourRows } from './today.view.ts';

type BranchListProps = {
  readonly branches: readonly Branch[];
  readonly now: number;
  readonly skewMs: number;
  readonly morning: Morning | undefined;
};

export function BranchList({ branches, now, skewMs, morning }: BranchListProps) {
  const { t } = useTranslation();
  return (
    <Panel title={t('branch.title')} flush>
      <div className="@container">
        <ul className={COLUMNS}>
          {branches.map((branch) => (
            <BranchRow
              key={branch.branchId}
              branch={branch}
              now={now}
              skewMs={skewMs}
              alone={branches.length === 1}
              normal={morning?.branches.find((each) => each.branchId === branch.branchId)}
            />
          ))}
        </ul>
      </div>
    </Panel>
  );
}

/**
 * One line where there is room for it; two beside the orders of a laptop; a card on a phone.
 * The list measures itself, and its rows share its columns so that figures stand under each other.
 */
const COLUMNS = [
  'grid grid-cols-[minmax(0,1.2fr)_minmax(0,0.7fr)_minmax(0,1.1fr)]',
  '@xl:grid-cols-[minmax(0,1.5fr)_minmax(0,1.2fr)_minmax(0,0.8fr)_minmax(0,1.1fr)]',
  '@4xl:grid-cols-[minmax(130px,1.5fr)_minmax(60px,1fr)_auto_auto_auto_auto_auto]',
].join(' ');

type BranchRowProps = {
  readonly branch: Branch;
  readonly now: number;
  readonly skewMs: number;
  readonly alone: boolean;
  readonly normal: Morning['branches'][number] | undefined;
};

function BranchRow({ branch, now, skewMs, alone, normal }: BranchRowProps) {
  const { t } = useTranslation();
  const rows = hourRows(
    [{ key: branch.branchId, name: branch.name, byHour: branch.byHour }],
    clockHour({ at: now, utcOffsetHours: branch.utcOffsetHours }),
  );
  return (
    <li className="col-span-full grid grid-cols-subgrid gap-x-3 gap-y-3 border-b border-line p-4 last:border-0 @4xl:items-center @4xl:gap-x-5">
      <div className="col-span-full min-w-0 @xl:col-span-1">
        <BranchName branch={branch} alone={alone} />
        <p className="text-12 text-ink-muted">
          <DataUntil branch={branch} now={now} />
        </p>
      </div>
      <div className="@max-xl:hidden @xl:@max-4xl:order-1 @xl:@max-4xl:self-center">
        <Sparkline rows={rows} />
      </div>
      <Figure label={t('today.sales')}>
        <Money amount={branch.sales} className="font-semibold" />
        <Beside normal={normal} />
      </Figure>
      <Figure label={t('today.tickets')}>{wholeNumber(branch.tickets)}</Figure>
      <Figure label={t('today.average')}>
        <Money amount={branch.averageTicket} />
      </Figure>
      <Figure label={t('today.unsynced')} late>
        <UnsyncedOf branch={branch} now={now} />
      </Figure>
      <Figure label={t('branch.contact')} late wide>
        <span className="text-14">
          <ContactStatus lastContactAt={branch.lastContactAt} skewMs={skewMs} utcOffsetHours={branch.utcOffsetHours} />
        </span>
      </Figure>
    </li>
  );
}

/** What the branch has sold by now on a usual day of this name, and a week ago. */
function Beside({ normal }: { readonly normal: BranchRowProps['normal'] }) {
  const { t } = useTranslation();
  if (!normal?.average) return null;
  const average = unbroken(formatCop(money(normal.average.sales)));
  const lastWeek = normal.lastWeek && unbroken(formatCop(money(normal.lastWeek.sales)));
  return (
    <p className="text-12 text-ink-muted">
      {lastWeek === undefined ? t('morning.besideAverage', { average }) : t('morning.beside', { average, lastWeek })}
    </p>
  );
}

function BranchName({ branch, alone }: { readonly branch: Branch; readonly alone: boolean }) {
  const { t } = useTranslation();
  if (alone) return <p className="text-16 font-semibold wrap-break-word">{branch.name}</p>;
  return (
    <button
      type="button"
      title={t('branch.only', { name: branch.name })}
      onClick={() => setFilter(BRANCH_FILTER, branch.branchId)}
      className="flex min-h-8 max-w-full items-center gap-1 rounded-sm text-left text-16 font-semibold hover:underline"
    >
      <span className="min-w-0 wrap-break-word">{branch.name}</span>
      <ChevronRight aria-hidden className="size-4 shrink-0 text-ink-muted" />
    </button>
  );
}

function DataUntil({ branch, now }: { readonly branch: Branch; readonly now: number }) {
  const { t } = useTranslation();
  const { locale } = useLanguage();
  const until = wholeUntil(branch.terminals);
  const words =
    until === null
      ? t('branch.noData')
      : t('branch.until', { when: clockTimeOrDay({ at: until, utcOffsetHours: branch.utcOffsetHours }, now, locale) });
  const otherDay = branch.businessDay !== calendarDay({ at: now, utcOffsetHours: branch.utcOffsetHours }) && branch.tickets > 0;
  return otherDay ? [words, t('branch.otherDay', { day: shortBusinessDay(branch.businessDay, locale) })].join(' · ') : words;
}

function UnsyncedOf({ branch, now }: { readonly branch: Branch; readonly now: number }) {
  const { t } = useTranslation();
  const { locale } = useLanguage();
  const { custody } = branch;
  const lost = contactAt(branch.lastContactAt, now).state === 'lost';
  if (custody.count === 0) return <span className="text-14 text-ink-muted">{t(lost ? 'today.asOfContact' : 'terminals.none')}</span>;
  return (
    <span className="flex flex-col items-start">
      <Money amount={custody.value} className="font-semibold text-warning" />
      <span className="text-12 text-ink-muted">
        {t('today.unsyncedSince', {
          count: custody.count,
          time: clockTimeOrDay({ at: custody.oldestAt ?? now, utcOffsetHours: branch.utcOffsetHours }, now, locale),
        })}
      </span>
    </span>
  );
}

type FigureProps = { readonly label: string; readonly late?: boolean; readonly wide?: boolean; readonly children: ReactNode };

/** `late` ones go to the second line when there are two. */
function Figure({ label, late = false, wide = false, children }: FigureProps) {
  return (
    <div className={classNames('min-w-0', late && '@xl:@max-4xl:order-2', wide && 'col-span-2 @4xl:col-span-1')}>
      <p className="text-12 text-ink-muted">{label}</p>
      <div className="text-16">{children}</div>
    </div>
  );
}
