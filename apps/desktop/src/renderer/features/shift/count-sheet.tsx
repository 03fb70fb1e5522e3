import { countTotal, type Pile } from '@fastops/shared/cash/denominations';
import { timesMoney } from '@fastops/shared/base/money';
import { Button } from '@fastops/ui/button';
import { Money } from '@fastops/ui/money';
import { LockOpen } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';

type CountSheetProps = {
  readonly piles: readonly Pile[];
  readonly busy: boolean;
  readonly error: string | undefined;
  readonly onChange: (piles: readonly Pile[]) => void;
  /** Lets the drawer out, so that it can be counted. */
  readonly onOpenDrawer: () => void;
  readonly onSeal: () => void;
};

const MOST_OF_ONE = 99_999;

/** How many of each note and coin: Enter goes to the next row, and the last one to the button. Nothing hints at what should be. */
export function CountSheet({ piles, busy, error, onChange, onOpenDrawer, onSeal }: CountSheetProps) {
  const { t } = useTranslation();
  const setQuantity = (index: number, text: string) => {
    const quantity = Math.min(Number(text.replaceAll(/\D/g, '') || '0'), MOST_OF_ONE);
    onChange(piles.map((pile, i) => (i === index ? { ...pile, quantity } : pile)));
  };
  return (
    <div className="flex flex-col gap-4">
      <div className="grid grid-flow-col grid-cols-2 grid-rows-6 gap-x-6 gap-y-1">
        {piles.map((pile, index) => (
          <label key={pile.denomination} className="grid grid-cols-[5rem_0.75rem_4.5rem_minmax(0,1fr)] items-center gap-2">
            <Money amount={pile.denomination} className="text-right text-16 font-medium" />
            <span aria-hidden className="text-ink-muted">
              ×
            </span>
            <input
              data-testid={`pile-${pile.denomination}`}
              inputMode="numeric"
              autoFocus={index === 0}
              value={pile.quantity === 0 ? '' : pile.quantity}
              placeholder="0"
              onChange={(event) => setQuantity(index, event.target.value)}
              onKeyDown={goOn}
              className="min-h-12 w-full rounded-md border border-line-strong bg-surface-raised px-3 text-right text-16 tabular-nums focus-visible:outline-3 focus-visible:outline-focus"
            />
            <Money amount={timesMoney(pile.denomination, pile.quantity)} className="text-right text-14 text-ink-muted" />
          </label>
        ))}
      </div>
      <div className="flex items-baseline justify-between rounded-md border border-line-strong px-4 py-2">
        <span className="text-16 text-ink-muted">{t('shift.counted')}</span>
        <Money data-testid="counted" amount={countTotal(piles)} size={40} className="font-semibold" />
      </div>
      {error && (
        <p role="alert" className="text-14 font-medium text-danger">
          {error}
        </p>
      )}
      <div className="flex gap-3">
        <Button size="hero" icon={LockOpen} className="shrink-0" onClick={onOpenDrawer} data-testid="open-to-count">
          {t('shift.open-drawer')}
        </Button>
        <Button variant="primary" size="hero" stretch busy={busy} onClick={onSeal} data-testid="seal-count">
          {t('shift.seal')}
        </Button>
      </div>
    </div>
  );
}

/** Enter acts like Tab in a counting sheet, as on a calculator. */
function goOn(event: KeyboardEvent<HTMLInputElement>): void {
  if (event.key !== 'Enter') return;
  event.preventDefault();
  const scope = event.currentTarget.closest('[role=dialog]') ?? document;
  const stops = [...scope.querySelectorAll<HTMLElement>('input, [data-testid=seal-count]')];
  stops[stops.indexOf(event.currentTarget) + 1]?.focus();
}
