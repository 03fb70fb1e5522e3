/** Wrong PINs of one terminal since the last right one, as kept on disk. */
export type PinFailures = { readonly count: number; readonly waitUntil: number };

/** No failures yet. */
export const NO_PIN_FAILURES: PinFailures = { count: 0, waitUntil: 0 };

const FREE_TRIES = 5;
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 15 * 60_000;
const TRIES_BEFORE_LOCK = 100;

/** What the next try must wait for: nothing, some milliseconds, or a new grant from the cloud. */
export type PinGate = { readonly kind: 'open' } | { readonly kind: 'wait'; readonly ms: number } | { readonly kind: 'locked' };

/**
 * The failures as this clock reading sees them: a wait longer than the rule itself can give (a clock set back)
 * starts again from now. To be kept, or every look would start it again and the gate stay shut for years.
 */
export function pinFailuresSeenAt(failures: PinFailures, now: number): PinFailures {
  const latest = now + waitAfter(failures.count);
  return failures.waitUntil > latest ? { count: failures.count, waitUntil: latest } : failures;
}

/**
 * Whether a PIN may be tried. A clock set back never opens the gate early; a clock set forward skips a wait,
 * but not the count, which ends at a hundred.
 */
export function pinGate(failures: PinFailures, now: number): PinGate {
  if (failures.count >= TRIES_BEFORE_LOCK) return { kind: 'locked' };
  const ms = pinFailuresSeenAt(failures, now).waitUntil - now;
  return ms > 0 ? { kind: 'wait', ms } : { kind: 'open' };
}

/** The failures after one more wrong PIN. */
export function pinFailed(failures: PinFailures, now: number): PinFailures {
  const count = failures.count + 1;
  return { count, waitUntil: now + waitAfter(count) };
}

/** Five tries are free, then 30 s, doubling at every further five, 15 min at most. Source: reliability test A1. */
function waitAfter(count: number): number {
  if (count < FREE_TRIES) return 0;
  return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.floor((count - FREE_TRIES) / FREE_TRIES));
}
