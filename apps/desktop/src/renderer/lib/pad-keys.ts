import type { KeypadKey } from '@fastops/ui/keypad';

import type { Shortcuts } from './shortcuts.ts';

const DIGITS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

/** The figures of the keyboard do what those of the pad on the screen do. */
export function padKeys(type: (key: KeypadKey) => void, erase: () => void): Shortcuts {
  return { ...Object.fromEntries(DIGITS.map((digit) => [digit, () => type(digit)])), Backspace: erase };
}
