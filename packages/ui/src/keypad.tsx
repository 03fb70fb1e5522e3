import { Delete } from 'lucide-react';
import type { ReactNode } from 'react';

import { classNames } from './class-names.ts';

export type KeypadKey = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | '00' | '000';

type KeypadProps = {
  readonly onKey: (key: KeypadKey) => void;
  readonly onErase: () => void;
  readonly eraseLabel: string;
  readonly groupLabel: string;
  /** What the bottom-left key types. Thousands are the natural step of pesos. */
  readonly corner?: '00' | '000';
  /** A key that confirms, at the bottom right; erase then takes the corner. */
  readonly enterKey?: ReactNode;
  readonly keyClassName?: string;
};

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;
const KEY =
  'flex min-h-14 items-center justify-center rounded-md border border-line bg-surface-raised text-20 font-semibold text-ink active:bg-surface-strong hover:bg-surface-strong';

export function Keypad({ onKey, onErase, eraseLabel, groupLabel, corner = '000', enterKey, keyClassName }: KeypadProps) {
  const look = classNames(KEY, keyClassName);
  const erase = (
    <button type="button" className={look} aria-label={eraseLabel} onClick={onErase}>
      <Delete aria-hidden className="size-6" />
    </button>
  );
  return (
    <div role="group" aria-label={groupLabel} className="grid grid-cols-3 gap-2">
      {DIGITS.map((digit) => (
        <button key={digit} type="button" className={look} onClick={() => onKey(digit)}>
          {digit}
        </button>
      ))}
      {enterKey ? (
        erase
      ) : (
        <button type="button" className={look} onClick={() => onKey(corner)}>
          {corner}
        </button>
      )}
      <button type="button" className={look} onClick={() => onKey('0')}>
        0
      </button>
      {enterKey ?? erase}
    </div>
  );
}
