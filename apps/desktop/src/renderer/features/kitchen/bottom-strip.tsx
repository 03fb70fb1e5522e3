import { Button } from '@fastops/ui/button';
import { Sheet } from '@fastops/ui/sheet';
import { RotateCcw, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { ageText } from './card-age.ts';
import type { Board } from './kitchen.queries.ts';
import { useRecall } from './kitchen.queries.ts';
import { SoldOutButton } from './sold-out.tsx';

type BottomStripProps = {
  readonly board: Board;
  readonly now: number;
  readonly undo: { readonly number: string; readonly onPress: () => void } | undefined;
};

/** Counts for whoever fills the basket, and the ways back. */
export function BottomStrip({ board, now, undo }: BottomStripProps) {
  const { t } = useTranslation();
  const [recalling, setRecalling] = useState(false);
  return (
    <footer className="flex shrink-0 items-center gap-3 border-t-2 border-line-strong bg-surface-raised px-3 py-2">
      <ul
        aria-label={t('kitchen.all-day')}
        tabIndex={board.allDay.length > 0 ? 0 : undefined}
        className="flex min-w-0 flex-1 gap-2 overflow-x-auto"
        data-testid="kitchen-all-day"
      >
        {board.allDay.map(({ name, size, quantity }) => (
          <li
            key={`${name} ${size ?? ''}`}
            className="flex shrink-0 items-center gap-2 rounded-md border border-line-strong px-3 py-2 text-16 font-semibold"
          >
            <span className="text-20 font-bold tabular-nums">{quantity}</span>
            {size === undefined ? name : `${name} ${size}`}
          </li>
        ))}
      </ul>
      {undo && (
        <Button size="touch" icon={Undo2} onClick={undo.onPress} data-testid="kitchen-undo">
          {t('kitchen.undo', { number: undo.number })}
        </Button>
      )}
      <Button size="touch" variant="ghost" icon={RotateCcw} onClick={() => setRecalling(true)} data-testid="kitchen-recall">
        {t('kitchen.recall')}
      </Button>
      <SoldOutButton />
      {recalling && <RecallSheet board={board} now={now} onClose={() => setRecalling(false)} />}
    </footer>
  );
}

type RecallSheetProps = { readonly board: Board; readonly now: number; readonly onClose: () => void };

function RecallSheet({ board, now, onClose }: RecallSheetProps) {
  const { t } = useTranslation();
  const recall = useRecall();
  return (
    <Sheet open onClose={onClose} title={t('kitchen.recall-title')} closeLabel={t('common.close')}>
      {board.made.length === 0 && <p className="text-16 text-ink-muted">{t('kitchen.recall-empty')}</p>}
      <ul className="divide-y divide-line">
        {board.made.map((card) => (
          <li key={card.ticketId} className="flex items-center gap-3 py-2">
            <span className="min-w-0 flex-1">
              <span className="text-20 font-bold tabular-nums">{card.orderNumber}</span>
              <span className="block truncate text-14 text-ink-muted">
                {card.lines.map(({ quantity, name }) => `${quantity} ${name}`).join(', ')}
              </span>
            </span>
            <span className="text-16 text-ink-muted tabular-nums">{ageText(now - (card.doneAt ?? now))}</span>
            <Button
              size="touch"
              icon={RotateCcw}
              data-testid="kitchen-recall-one"
              onClick={() => recall.mutate({ ticketId: card.ticketId }, { onSuccess: onClose })}
            >
              {t('kitchen.recall')}
            </Button>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
