import type { Money } from '@fastops/shared/base/money';
import { money } from '@fastops/shared/base/money';
import type { KeypadKey } from '@fastops/ui/keypad';
import { useState } from 'react';

import { padKeys } from './pad-keys.ts';
import { useShortcuts } from './shortcuts.ts';

const LONGEST_AMOUNT = 8;

type EntryOptions = { readonly start: Money; readonly inDialog: boolean; readonly onEnter: (amount: Money) => void };

/** An amount typed on the pad or the keyboard: it shows `start` until the first key, which begins anew. */
export function useAmountEntry({ start, inDialog, onEnter }: EntryOptions) {
  const [digits, setDigits] = useState<string>();
  const amount = digits === undefined ? start : money(Number(digits || '0'));
  const type = (key: KeypadKey) => setDigits((now = '') => (now + key).replace(/^0+(?=\d)/, '').slice(0, LONGEST_AMOUNT));
  const erase = () => setDigits((now = String(start)) => now.slice(0, -1));
  const submit = () => onEnter(amount);
  useShortcuts(
    {
      ...padKeys(type, erase),
      Enter: (event) => (event.target instanceof HTMLButtonElement ? false : submit()),
    },
    { inDialog },
  );
  return { amount, type, erase, submit, set: (next: Money) => setDigits(String(next)) };
}
