import { describe, expect, test } from 'vitest';
import { NO_PIN_FAILURES, pinFailed, pinFailuresSeenAt, pinGate, type PinFailures } from './pin-throttle.ts';

const SECOND = 1000;
const YEAR = 365 * 86_400 * SECOND;
const after = (tries: number, now: number) =>
  Array.from({ length: tries }).reduce<PinFailures>((failures) => pinFailed(failures, now), NO_PIN_FAILURES);

describe('wrong PINs make the next one wait', () => {
  test.each([
    [0, 0],
    [4, 0],
    [5, 30],
    [9, 30],
    [10, 60],
    [14, 60],
    [15, 120],
    [20, 240],
    [25, 480],
    [30, 900],
    [99, 900],
  ])('after %i: %i s', (tries, seconds) => {
    const gate = pinGate(after(tries, 7), 7);
    expect(gate).toEqual(seconds === 0 ? { kind: 'open' } : { kind: 'wait', ms: seconds * SECOND });
    expect(pinGate(after(tries, 7), 7 + seconds * SECOND)).toEqual({ kind: 'open' });
    if (seconds > 0) expect(pinGate(after(tries, 7), 6 + seconds * SECOND)).toEqual({ kind: 'wait', ms: 1 });
  });

  test('after a hundred only the cloud opens it, whatever the clock says', () => {
    for (const now of [0, 7, YEAR, 60 * YEAR]) expect(pinGate(after(100, 7), now)).toEqual({ kind: 'locked' });
  });

  test('ten thousand scripted tries evaluate a hundred PINs, and five before the first wait', () => {
    let failures = NO_PIN_FAILURES;
    let evaluated = 0;
    let now = 0;
    for (let tries = 0; tries < 10_000; tries += 1) {
      const gate = pinGate(failures, now);
      if (gate.kind === 'wait') expect(evaluated).toBeGreaterThanOrEqual(5);
      if (gate.kind === 'open') {
        evaluated += 1;
        failures = pinFailed(failures, now);
      }
      now += 10 * SECOND;
    }
    expect(evaluated).toBe(100);
  });
});

describe('a clock set back', () => {
  const failures = after(5, 10 * YEAR);

  test('never opens the gate early', () => {
    expect(pinGate(failures, 9 * YEAR)).toEqual({ kind: 'wait', ms: 30 * SECOND });
  });

  test('makes the same wait start again once, not for a year', () => {
    const seen = pinFailuresSeenAt(failures, 9 * YEAR);
    expect(seen).toEqual({ count: 5, waitUntil: 9 * YEAR + 30 * SECOND });
    expect(pinFailuresSeenAt(seen, 9 * YEAR + SECOND)).toBe(seen);
    expect(pinGate(seen, 9 * YEAR + 29 * SECOND)).toEqual({ kind: 'wait', ms: SECOND });
    expect(pinGate(seen, 9 * YEAR + 30 * SECOND)).toEqual({ kind: 'open' });
  });

  test('does not touch failures that it does not concern', () => {
    expect(pinFailuresSeenAt(failures, 10 * YEAR)).toBe(failures);
    expect(pinFailuresSeenAt(NO_PIN_FAILURES, 0)).toBe(NO_PIN_FAILURES);
  });
});
