import { money } from '../base/money.ts';
import { COP_DENOMINATIONS, countTotal } from './denominations.ts';
import { cashDifference, expectedCash } from './expected.ts';
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

test('movements and counts are kept each once, a handover names the new cashier, and the close says what stays', () => {
  const movement = { id: id(50), kind: 'cash_out', amount: 20_000, category: 'Gas' };
  const count = { id: id(60), purpose: 'close', piles: [{ denomination: 50_000, quantity: 3 }], total: 150_000 };
  const session = foldCashSession([
    fact(1, 'cash-session.opened', { openingFloat: 100_000 }),
    fact(2, 'cash-session.movement-added', { movement }),
    fact(3, 'cash-session.movement-added', { movement }),
    fact(4, 'cash-session.handed-over', { toStaffId: id(70) }),
    fact(5, 'cash-session.counted', { count }),
    fact(6, 'cash-session.closed', { counted: 150_000, countId: id(60), floatLeft: 80_000, reason: 'sin explicar', zNumber: 12 }),
  ]);
  expect(session).toMatchObject({ cashierId: id(70), movements: [movement], counts: [count], floatLeft: 80_000, zNumber: 12 });
});

test('expected cash is the one formula of the domain', () => {
  const flows = {
    openingFloat: money(100_000),
    cashSales: money(250_000),
    cashRefunds: money(9_500),
    movements: [
      { id: id(1), kind: 'cash_in', amount: money(50_000) },
      { id: id(2), kind: 'cash_out', amount: money(20_000) },
      { id: id(3), kind: 'safe_drop', amount: money(150_000) },
    ],
    thirdPartyPaidInCash: money(5_000),
  } as const;
  expect(expectedCash(flows)).toBe(100_000 + 250_000 - 9_500 + 50_000 - 20_000 - 150_000 - 5_000);
  expect(cashDifference(money(351_350), money(351_400))).toBe(-50);
});

test('the count of the domain adds up to 351,350', () => {
  const piles = COP_DENOMINATIONS.map((denomination, i) => ({ denomination: money(denomination), quantity: i + 1 }));
  expect(countTotal(piles)).toBe(351_350);
});
