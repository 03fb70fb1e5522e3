import type { Money as Amount } from '@fastops/shared/base/money';
import { Money } from '@fastops/ui/money';
import { Stat } from '@fastops/ui/stat';
import { useTranslation } from 'react-i18next';

import { clockTime, clockTimeOrDay, wholeNumber } from '../../lib/format.ts';
import { useLanguage } from '../../lib/i18n.ts';
import type { Branch, OrderRow, TodaySample } from './today.queries.ts';
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
    <section aria-label={t('today.figures')} className="grid grid-cols-2 gap-3 lg:grid-cols-4 lg:gap-4">
      <Stat label={t('today.sales')} value={<Amount28 amount={sales} />} comparison={last ? t('today.lastSale', { time: clockTime(last.at) }) : t('today.noSale')} />
      <Stat label={t('today.tickets')} value={<span className="max-sm:text-20">{wholeNumber(tickets)}</span>} comparison={t('today.branchCount', { count: branches.length })} />
      <Stat label={t('today.average')} value={<Amount28 amount={averageTicket} />} comparison={t('today.averageOf', { count: tickets })} />
      <Unsynced custody={custodyOf(branches)} now={today.now} />
    </section>
  );
}

function Unsynced({ custody, now }: { readonly custody: Custody; readonly now: number }) {
  const { t } = useTranslation();
  const { locale } = useLanguage();
  const since = custody.oldestAt === null ? now : custody.oldestAt;
  const words = custody.count > 0 ? t('today.unsyncedSince', { count: custody.count, time: clockTimeOrDay(since, now, locale) }) : t('today.allSynced');
  return <Stat label={t('today.unsynced')} value={<Amount28 amount={custody.value} />} comparison={words} />;
}

/** On a phone two amounts stand side by side, up to `$ 99.999.999` each. */
function Amount28({ amount }: { readonly amount: Amount }) {
  return <Money amount={amount} className="max-sm:text-20" />;
}
