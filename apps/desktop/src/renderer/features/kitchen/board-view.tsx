import { EmptyState } from '@fastops/ui/empty-state';
import { ChefHat } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useNow } from '../../lib/use-now.ts';
import { useShortcuts } from '../../lib/shortcuts.ts';
import { BottomStrip } from './bottom-strip.tsx';
import type { Board, Card } from './kitchen.queries.ts';
import { useAcknowledge, useBump, useHold, useRecall } from './kitchen.queries.ts';
import { ring } from './sounds.ts';
import { TicketCard } from './ticket-card.tsx';

const SECOND_MS = 1_000;
const NUMBER_KEYS = 9;

/** The cards, oldest first, and under them what there is to make in total. Ages are counted by the till's clock, not by the tablet's. */
export function BoardView({ board, receivedAt }: { readonly board: Board; readonly receivedAt: number }) {
  const { cards } = board;
  const now = Math.floor((useNow(SECOND_MS) + board.now - receivedAt) / SECOND_MS) * SECOND_MS;
  const [bumped, setBumped] = useState<Card>();
  useAcknowledge(cards);
  useBell(cards);
  const { mutate: bumpLines } = useBump();
  const { mutate: recallLines } = useRecall();
  const { mutate: holdTicket } = useHold();
  const bumpCard = useCallback(
    (card: Card) => {
      setBumped(card);
      bumpLines({ ticketId: card.ticketId });
    },
    [bumpLines],
  );
  const pressLine = useCallback(
    ({ ticketId }: Card, line: Card['lines'][number]) => (line.isBumped ? recallLines : bumpLines)({ ticketId, lineIds: [line.id] }),
    [bumpLines, recallLines],
  );
  const holdCard = useCallback(({ ticketId }: Card, held: boolean) => holdTicket({ ticketId, held }), [holdTicket]);
  const undo = () => {
    if (!bumped) return;
    recallLines({ ticketId: bumped.ticketId, lineIds: bumped.lines.filter(({ isBumped }) => !isBumped).map(({ id }) => id) });
    setBumped(undefined);
  };
  useNumberKeys(cards, bumpCard, undo);
  // Where several stations share a board each card says whose it is.
  const isShared = new Set(cards.map(({ stationId }) => stationId)).size > 1;
  const stationName = ({ stationId }: Card) => (isShared ? board.stations.find(({ id }) => id === stationId)?.name : undefined);
  return (
    <>
      <main className="min-h-0 flex-1 overflow-y-auto p-3" data-testid="kitchen-board">
        {cards.length === 0 && <NoCards isInUse={board.isInUse} />}
        <div className="grid grid-cols-[repeat(auto-fill,minmax(17rem,1fr))] items-start gap-3">
          {cards.map((card, index) => (
            <TicketCard
              key={card.ticketId}
              card={card}
              stationName={stationName(card)}
              now={now}
              number={index < NUMBER_KEYS ? index + 1 : undefined}
              onBump={bumpCard}
              onLine={pressLine}
              onHold={holdCard}
            />
          ))}
        </div>
      </main>
      <BottomStrip board={board} now={now} undo={bumped && { number: bumped.orderNumber, onPress: undo }} />
    </>
  );
}

function NoCards({ isInUse }: { readonly isInUse: boolean }) {
  const { t } = useTranslation();
  return (
    <EmptyState
      icon={ChefHat}
      title={t(isInUse ? 'kitchen.empty' : 'kitchen.off')}
      text={t(isInUse ? 'kitchen.empty-hint' : 'kitchen.off-hint')}
    />
  );
}

/** A bump bar is a keyboard: a figure bumps its card, U takes the last one back. */
function useNumberKeys(cards: readonly Card[], onBump: (card: Card) => void, onUndo: () => void): void {
  const press = (index: number) => () => {
    const card = cards[index];
    if (card) onBump(card);
  };
  const figures = Array.from({ length: NUMBER_KEYS }, (_, index) => [String(index + 1), press(index)] as const);
  useShortcuts({ ...Object.fromEntries(figures), u: onUndo, U: onUndo });
}

/** Rings once for each ticket that wasn't there before. */
function useBell(cards: readonly Card[]): void {
  const known = useRef<ReadonlySet<string>>(undefined);
  useEffect(() => {
    const isNew = known.current && cards.some(({ ticketId }) => !known.current?.has(ticketId));
    known.current = new Set(cards.map(({ ticketId }) => ticketId));
    if (isNew) ring('bell');
  }, [cards]);
}
