import type { KeyboardEvent } from 'react';

const STEP: Readonly<Record<string, -1 | 1>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** Arrows walk through the chips of a sheet, as through tiles; Space presses one. Radios and fields keep their own arrows. */
export function moveAmongChips(event: KeyboardEvent<HTMLElement>): void {
  const step = STEP[event.key];
  if (step === undefined || event.defaultPrevented || !(event.target instanceof HTMLElement)) return;
  if (!event.target.matches('button[aria-pressed]')) return;
  const chips = [...event.currentTarget.querySelectorAll<HTMLElement>('button[aria-pressed]:not(:disabled)')];
  const next = chips[chips.indexOf(event.target) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
