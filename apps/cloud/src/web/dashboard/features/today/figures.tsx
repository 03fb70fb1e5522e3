import type { Money as Amount } from '@fastops/shared/base/money';
import { formatCop } from '@fastops/shared/base/money';
import { Money } from '@fastops/ui/money';
import { Stat } from '@fastops/ui/stat';
import { useTranslation } from 'react-i18next';

import { clockTime, clockTimeOrDay, wholeNumber } from '../../lib/format.ts';
import { useLanguage } from '../../lib/i18n.ts';
import type { TodaySample } from '../../lib/today-query.ts';
import { offsetOf } from '../../lib/today-query.ts';
import type { Branch, OrderRow } from './today.queries.ts';
import type { Custody } from './today.view.ts';
import { custodyOf } from './today.view.ts';

type FiguresProps = { readonly today: TodaySample; readonly branches: readonly Branch[]; readonly orders: readonly OrderRow[] };

/** The four figures of the day. */
export function Figures({ today, branches, orders }: FiguresProps) {
  const { t } = useTranslation();
  const [only, another] = branches;
  const { sales, tickets, averageTicket } = only && !another ? only : today.totals;
  const last = orders[0];
  return (
    <section aria-label={t('today.figures')} className="grid grid-cols-2 gap-3 lg:grid-cols-4 xl:gap-4">
      <Stat label={t('today.sales')} value={<BigAmount amount={sales} />} comparison={last ? t('today.lastSale', { time: clockTime({ at: last.at, utcOffsetHours: offsetOf(today, last.branchId) }) }) : t('today.noSale')} />
      <Stat label={t('today.tickets')} value={<span className="text-20 sm:text-28">{wholeNumber(tickets)}</span>} comparison={t('today.branchCount', { count: branches.length })} />
      <Stat label={t('today.average')} value={<BigAmount amount={averageTicket} />} comparison={t('today.averageOf', { count: tickets })} />
      <Unsynced custody={custodyOf(branches)} now={today.now} utcOffsetHours={offsetOf(today, only?.branchId)} />
    </section>
  );
}

type UnsyncedProps = { readonly custody: Custody; readonly now: number; readonly utcOffsetHours: number };

function Unsynced({ custody, now, utcOffsetHours }: UnsyncedProps) {
  const { t } = useTranslation();
  const { locale } = useLanguage();
  const since = { at: custody.oldestAt ?? now, utcOffsetHours };
  const words = custody.count > 0 ? t('today.unsyncedSince', { count: custody.count, time: clockTimeOrDay(since, now, locale) }) : t('today.allSynced');
  return <Stat label={t('today.unsynced')} value={<BigAmount amount={custody.value} />} comparison={words} />;
}

/** What fits at full size in a quarter of a laptop's page, and smaller in half of a phone's. */
const LONGEST_AT_FULL_SIZE = '$ 99.999.999'.length;

function BigAmount({ amount }: { readonly amount: Amount }) {
  const long = formatCop(amount).length > LONGEST_AT_FULL_SIZE;
  return <Money amount={amount} className={long ? 'text-16 sm:text-20 xl:text-28' : 'text-20 sm:text-28'} />;
}
