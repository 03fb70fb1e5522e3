import type { Money as Amount } from '@fastops/shared/base/money';
import { formatCop } from '@fastops/shared/base/money';
import { Money } from '@fastops/ui/money';
import { Stat } from '@fastops/ui/stat';
import { useTranslation } from 'react-i18next';

import { contactAt } from '../../lib/contact.ts';
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
  const custody = custodyOf(branches);
  const size = sizeFor([sales, averageTicket, custody.value]);
  const quiet = branches.some((branch) => contactAt(branch.lastContactAt, today.now).state === 'lost');
  const last = orders[0];
  return (
    <section aria-label={t('today.figures')} className="grid grid-cols-2 gap-3 lg:grid-cols-4 xl:gap-4">
      <Stat
        label={t('today.sales')}
        value={<Money amount={sales} className={size} />}
        comparison={
          last
            ? t('today.lastSale', { time: clockTime({ at: last.at, utcOffsetHours: offsetOf(today, last.branchId) }) })
            : t('today.noSale')
        }
      />
      <Stat
        label={t('today.tickets')}
        value={<span className={size}>{wholeNumber(tickets)}</span>}
        comparison={t('today.branchCount', { count: branches.length })}
      />
      <Stat
        label={t('today.average')}
        value={<Money amount={averageTicket} className={size} />}
        comparison={t('today.averageOf', { count: tickets })}
      />
      <Stat
        label={t('today.unsynced')}
        value={<Money amount={custody.value} className={size} />}
        comparison={<UnsyncedWords custody={custody} quiet={quiet} now={today.now} utcOffsetHours={offsetOf(today, only?.branchId)} />}
      />
    </section>
  );
}

/** `quiet`: a branch has not been heard for a while, and may hold what nobody knows of. */
type UnsyncedWordsProps = { readonly custody: Custody; readonly quiet: boolean; readonly now: number; readonly utcOffsetHours: number };

function UnsyncedWords({ custody, quiet, now, utcOffsetHours }: UnsyncedWordsProps) {
  const { t } = useTranslation();
  const { locale } = useLanguage();
  if (custody.count === 0) return quiet ? t('today.asOfContact') : t('today.allSynced');
  return t('today.unsyncedSince', {
    count: custody.count,
    time: clockTimeOrDay({ at: custody.oldestAt ?? now, utcOffsetHours }, now, locale),
  });
}

/** One size for the four, by the longest: side by side on a phone up to `$ 99.999.999`, and whole in a quarter of a laptop's page. */
const SIZES = [
  { longest: '$ 9.999.999'.length, size: 'text-20 sm:text-28' },
  { longest: '$ 99.999.999'.length, size: 'text-20 sm:text-28 lg:text-20 xl:text-28' },
  { longest: '$ 999.999.999'.length, size: 'text-16 sm:text-28 lg:text-20 xl:text-28' },
] as const;
const SMALLEST = 'text-16 sm:text-20 2xl:text-28';

function sizeFor(amounts: readonly Amount[]): string {
  const longest = Math.max(...amounts.map((amount) => formatCop(amount).length));
  return SIZES.find((step) => longest <= step.longest)?.size ?? SMALLEST;
}
