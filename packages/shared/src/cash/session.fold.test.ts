import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Fact } from '../sync/event.ts';
import { foldCashSession } from './session.fold.ts';

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
function fact(seq: number, type: string, body: object): Fact {
  const place = { terminalId: id(2), branchId: id(3), entityId: id(1), actorId: id(4), businessDay: '2026-11-20' };
  return { ...place, id: id(10 + seq), seq, rev: seq, v: 1, at: 1000 * seq, type, body };
}
const facts = [
  fact(1, 'cash-session.opened', { openingFloat: 100_000 }),
  fact(2, 'cash-session.closed', { counted: 351_350 }),
  fact(3, 'cash-session.closed', { counted: 1 }),
];

test('the first opening and the first closing stand, in any order and however often they arrive', () => {
  const session = foldCashSession(facts);
  expect(session).toMatchObject({
    openingFloat: 100_000,
    openedAt: 1000,
    counted: 351_350,
    closedAt: 2000,
    businessDay: '2026-11-20',
    rev: 3,
  });
  fc.assert(
    fc.property(fc.shuffledSubarray([...facts, ...facts], { minLength: 6 }), (arrived) => {
      expect(foldCashSession(arrived)).toEqual(session);
    }),
  );
});

test('a session that is open has no count', () => {
  expect(foldCashSession(facts.slice(0, 1))).toMatchObject({ closedAt: undefined, counted: undefined });
  expect(() => foldCashSession([])).toThrow('at least one fact');
});
