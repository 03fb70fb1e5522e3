import type { Card } from './kitchen.queries.ts';

/** How urgent a card is. */
export type Urgency = 'held' | 'later' | 'fresh' | 'soon' | 'late';

export function urgencyOf(card: Pick<Card, 'held' | 'startAt' | 'warnAt' | 'lateAt'>, now: number): Urgency {
  if (card.held) return 'held';
  if (now >= card.lateAt) return 'late';
  if (now >= card.warnAt) return 'soon';
  return now < card.startAt ? 'later' : 'fresh';
}

/** `4:07`, `12:30`, `1:02:09`. */
export function ageText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (value: number) => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}
