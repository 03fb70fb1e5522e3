/** Characters that came one after the other faster than a hand types. */
export type Burst = { readonly text: string; readonly startedAt: number; readonly lastAt: number };
/** A key as the window hears it. */
export type HeardKey = { readonly key: string; readonly atMs: number };

export const NO_BURST: Burst = { text: '', startedAt: 0, lastAt: Number.NEGATIVE_INFINITY };

/** Nobody types two keys in less; the slowest scanners send one every 20 ms or so. */
const FASTEST_HAND_MS = 50;
/** Short ones are somebody's quick fingers. */
const SHORTEST_CODE = 4;
const LONGEST_CODE = 64;

/**
 * Tells a scanner that pretends to be a keyboard from a person: a burst of characters without a pause, ended by Enter at the same pace.
 * `scanned` is what it read; the caller decides whether that is a code at all.
 */
export function heardKey(burst: Burst, { key, atMs }: HeardKey): { readonly burst: Burst; readonly scanned?: string } {
  const goesOn = atMs - burst.lastAt < FASTEST_HAND_MS;
  if (key === 'Enter' || key === 'Tab') {
    const whole = goesOn && burst.text.length >= SHORTEST_CODE && burst.text.length <= LONGEST_CODE;
    return whole ? { burst: NO_BURST, scanned: burst.text } : { burst: NO_BURST };
  }
  // Shift comes before a capital and says nothing by itself.
  if (key === 'Shift') return { burst };
  if (key.length !== 1) return { burst: NO_BURST };
  return { burst: goesOn ? { ...burst, text: burst.text + key, lastAt: atMs } : { text: key, startedAt: atMs, lastAt: atMs } };
}
