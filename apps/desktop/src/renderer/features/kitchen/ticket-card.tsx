import { Button } from '@fastops/ui/button';
import { classNames } from '@fastops/ui/class-names';
import { Kbd } from '@fastops/ui/kbd';
import { Check, CircleAlert, ClockAlert, Hourglass, Pause, PackageCheck, Play, Plus, ReceiptText, Timer } from 'lucide-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';

import { ageText, urgencyOf, type Urgency } from './card-age.ts';
import type { Card } from './kitchen.queries.ts';
import { TicketLine } from './ticket-line.tsx';

export type CardActions = {
  readonly onBump: (card: Card) => void;
  readonly onLine: (card: Card, line: Card['lines'][number]) => void;
  readonly onHold: (card: Card, held: boolean) => void;
};

type TicketCardProps = CardActions & {
  readonly card: Card;
  readonly now: number;
  /** Whose card it is, on a board of several stations. */
  readonly stationName: string | undefined;
  /** The number key that bumps it. */
  readonly number: number | undefined;
};

/** Colour, stripes and sign say the same: no cook has to see colours. */
const BAND: Record<Urgency, string> = {
  held: 'bg-surface-strong text-ink',
  later: 'bg-surface-strong text-ink',
  fresh: 'bg-positive-soft text-ink',
  soon: 'bg-warning-soft text-ink kitchen-stripes',
  late: 'bg-danger text-danger-ink kitchen-stripes-dense',
};
const SIGN = { held: Pause, later: Hourglass, fresh: Timer, soon: ClockAlert, late: CircleAlert } as const;

/** Drawn anew when it changed or a second passed, not whenever the board did: in a rush there are sixty of them. */
export const TicketCard = memo(function TicketCard({ card, now, stationName, number, onBump, onLine, onHold }: TicketCardProps) {
  const { t } = useTranslation();
  const urgency = urgencyOf(card, now);
  const isExpo = card.stations.length > 0;
  return (
    <article
      aria-label={t('kitchen.order', { number: card.orderNumber })}
      data-testid="kitchen-card"
      data-ticket={card.ticketId}
      data-urgency={urgency}
      className={classNames(
        'flex flex-col overflow-hidden rounded-md border-2 bg-surface-raised',
        urgency === 'late' ? 'border-danger' : 'border-line-strong',
        card.held && 'opacity-75',
      )}
    >
      <Band card={card} now={now} stationName={stationName} urgency={urgency} number={number} />
      {card.isAddOn && (
        <p className="flex items-center gap-2 border-b-2 border-dashed border-ink px-3 py-1 text-16 font-bold">
          <Plus aria-hidden className="size-5 shrink-0" />
          {t('kitchen.add-on')}
        </p>
      )}
      {isExpo && <Stations stations={card.stations} />}
      <div className="flex flex-1 flex-col divide-y divide-line">
        {card.lines.map((line) => (
          <TicketLine key={line.id} line={line} onPress={() => onLine(card, line)} />
        ))}
      </div>
      <footer className="flex gap-2 border-t border-line p-2">
        <Button size="touch" icon={card.held ? Play : Pause} onClick={() => onHold(card, !card.held)} data-testid="kitchen-hold">
          {t(card.held ? 'kitchen.fire' : 'kitchen.hold')}
        </Button>
        <Button
          size="touch"
          variant="primary"
          stretch
          icon={isExpo ? PackageCheck : Check}
          onClick={() => onBump(card)}
          data-testid="kitchen-bump"
        >
          {t(isExpo ? 'kitchen.hand-over' : 'kitchen.bump')}
        </Button>
      </footer>
    </article>
  );
});

type BandProps = Pick<TicketCardProps, 'card' | 'now' | 'stationName' | 'number'> & { readonly urgency: Urgency };

function Band({ card, now, stationName, urgency, number }: BandProps) {
  const { t } = useTranslation();
  const Sign = SIGN[urgency];
  return (
    <header className={classNames('flex flex-col gap-1 px-3 py-2', BAND[urgency])}>
      <span className="flex items-center gap-2">
        <span className="flex-1 truncate text-28 font-bold tabular-nums">{card.orderNumber}</span>
        <span className="flex items-center gap-1 text-20 font-bold tabular-nums">
          <Sign aria-hidden className="size-6 shrink-0" />
          {ageText(now - card.firedAt)}
        </span>
        {number !== undefined && <Kbd>{number}</Kbd>}
      </span>
      <span className="flex items-center gap-2 text-16 font-semibold">
        <span className="min-w-0 flex-1 truncate">
          {[stationName, t(`order-type.${card.orderType}`), card.label].filter(Boolean).join(' · ')}
        </span>
        {card.papers > 0 && (
          <span className="flex items-center gap-1">
            <ReceiptText aria-hidden className="size-4 shrink-0" />
            {t('kitchen.on-paper')}
          </span>
        )}
        <Word card={card} now={now} urgency={urgency} />
      </span>
    </header>
  );
}

function Word({ card, now, urgency }: Omit<BandProps, 'number' | 'stationName'>) {
  const { t } = useTranslation();
  if (urgency === 'fresh') return null;
  if (urgency === 'later') return <span>{t('kitchen.start-in', { time: ageText(card.startAt - now) })}</span>;
  return <span>{t(urgency === 'held' ? 'kitchen.held' : urgency === 'late' ? 'kitchen.late' : 'kitchen.soon')}</span>;
}

/** What the expo waits for: each station, and how far it is. */
function Stations({ stations }: Pick<Card, 'stations'>) {
  const { t } = useTranslation();
  return (
    <ul className="flex flex-wrap gap-2 border-b border-line px-3 py-2" data-testid="kitchen-stations">
      {stations.map(({ stationId, name, done, of }) => {
        const isDone = done === of;
        const Sign = isDone ? Check : Hourglass;
        return (
          <li
            key={stationId}
            className={classNames(
              'flex items-center gap-1 rounded-sm border px-2 py-1 text-16 font-semibold',
              isDone ? 'border-positive bg-positive-soft' : 'border-line-strong',
            )}
          >
            <Sign aria-hidden className="size-4 shrink-0" />
            {name}
            <span className="tabular-nums">{t('kitchen.progress', { done, of })}</span>
          </li>
        );
      })}
    </ul>
  );
}
