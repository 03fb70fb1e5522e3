import { useEffect, useEffectEvent, useRef, useState } from 'react';

import { isDialogOpen, isTyping } from '../../lib/shortcuts.ts';
import { heardKey, NO_BURST } from './scanner.ts';

const LONGEST_QUANTITY = 3;

type SellKeys = {
  /** Answers whether the code was one of ours; if not, the keys stay what they were: typed text. */
  readonly onScan: (code: string, quantity: number) => boolean;
  /** Says that the digits are for the selected line, where there is one. */
  readonly onLineQuantity: (quantity: number) => boolean;
};

/** Digits typed anywhere are the quantity of what comes next; a burst that ends with Enter is a scanner. */
export function useSellKeys({ onScan, onLineQuantity }: SellKeys) {
  const [digits, setDigits] = useState('');
  const burst = useRef(NO_BURST);
  const digitsBefore = useRef('');

  const listen = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isDialogOpen()) return;
    const field = isTyping(event.target);
    if (field && !isSearch(event.target)) return;
    if (burst.current.text === '' || event.timeStamp - burst.current.lastAt > 100) digitsBefore.current = digits;
    const heard = heardKey(burst.current, { key: event.key, atMs: event.timeStamp });
    burst.current = heard.burst;
    if (heard.scanned !== undefined && onScan(heard.scanned, quantityOf(digitsBefore.current))) {
      setDigits('');
      return consume(event);
    }
    if (!field) typed(event);
  });

  function typed(event: KeyboardEvent) {
    if (/^\d$/.test(event.key)) setDigits((now) => (now + event.key).replace(/^0+/, '').slice(-LONGEST_QUANTITY));
    else if (event.key === 'Backspace') setDigits((now) => now.slice(0, -1));
    else if (event.key === 'Escape') setDigits('');
    else if (digits !== '' && isForLine(event) && onLineQuantity(quantityOf(digits))) {
      setDigits('');
      consume(event);
    }
  }

  useEffect(() => {
    // Before anybody else: the Enter of a scanner must not press the tile that has the focus.
    const listener = (event: KeyboardEvent) => listen(event);
    window.addEventListener('keydown', listener, { capture: true });
    return () => window.removeEventListener('keydown', listener, { capture: true });
  }, []);
  return { digits, quantity: quantityOf(digits), clearDigits: () => setDigits('') };
}

/** `*` always, and Enter when it presses nothing else. */
function isForLine({ key, target }: KeyboardEvent): boolean {
  return key === '*' || (key === 'Enter' && target === document.body);
}

function quantityOf(digits: string): number {
  return Math.max(1, Number(digits));
}

function isSearch(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && target.type === 'search';
}

function consume(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopPropagation();
}
