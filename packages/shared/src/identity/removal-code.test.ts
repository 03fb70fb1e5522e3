import { createHash, createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  hourOfRemovalCode,
  removalCheckAt,
  removalCodeAt,
  removalCodeEnds,
  removalCodeSchema,
  removalHour,
  type SecretChain,
} from './removal-code.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const chainOf = (terminalId: string, secret = 'cloud'): SecretChain => ({
  terminalId,
  sha256,
  seedOf: (chain) => createHmac('sha256', secret).update(`${terminalId}:${chain}`).digest('hex'),
});
const TILL = '01900000-0000-7000-8000-000000000001';
const OTHER = '01900000-0000-7000-8000-000000000002';
const NOW = removalHour(Date.UTC(2026, 10, 25, 12));
const YEAR = 365 * 24;
const entered = (code: string) => removalCodeSchema.parse(code);

describe('S6: the owner’s code for the uninstaller', () => {
  test('a till that hears from nobody knows the code of the hour, and of those beside it', () => {
    const check = removalCheckAt(chainOf(TILL), NOW);
    for (const later of [0, 1, 24 * 30]) {
      const hour = NOW + later;
      const code = entered(removalCodeAt(chainOf(TILL), hour));
      expect([-2, -1, 0, 1, 2].map((off) => hourOfRemovalCode(check, code, { hour: hour + off, sha256 }))).toEqual([
        undefined,
        hour,
        hour,
        hour,
        undefined,
      ]);
    }
  });

  test('it knows codes across the end of a chain, and none that is older than what it keeps', () => {
    const lastHour = Math.ceil(NOW / YEAR) * YEAR - 1;
    const check = removalCheckAt(chainOf(TILL), lastHour);
    for (const hour of [lastHour, lastHour + 1, lastHour + YEAR]) {
      const code = entered(removalCodeAt(chainOf(TILL), hour));
      expect(hourOfRemovalCode(check, code, { hour, sha256 })).toBe(hour);
    }
    const before = entered(removalCodeAt(chainOf(TILL), lastHour - 1));
    expect(hourOfRemovalCode(check, before, { hour: lastHour - 1, sha256 })).toBeUndefined();
  });

  test('neither another till’s code, nor another cloud’s, nor what the till itself keeps', () => {
    const check = removalCheckAt(chainOf(TILL), NOW);
    const wrong = [removalCodeAt(chainOf(OTHER), NOW + 5), removalCodeAt(chainOf(TILL, 'other'), NOW + 5), check.links[0]?.link ?? ''];
    for (const code of wrong) expect(hourOfRemovalCode(check, entered(code), { hour: NOW + 5, sha256 })).toBeUndefined();
  });

  test('it is four groups of four that a person may type as they like, and ends within two hours', () => {
    const code = removalCodeAt(chainOf(TILL), NOW);
    expect(code).toMatch(/^[A-HJ-NP-Z2-9]{4}(-[A-HJ-NP-Z2-9]{4}){3}$/);
    expect(entered(` ${code.toLowerCase().replaceAll('-', ' ')} `)).toBe(code.replaceAll('-', ''));
    expect(removalCodeSchema.safeParse(`${code}A`).success).toBe(false);
    const at = Date.UTC(2026, 10, 25, 12, 30);
    expect(removalCodeEnds(removalHour(at)) - at).toBe(90 * 60_000);
  });
});
