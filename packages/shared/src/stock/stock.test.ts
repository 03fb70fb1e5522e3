import fc from 'fast-check';
import { expect, test } from 'vitest';
import { money } from '../base/money.ts';
import { foldOrder } from '../orders/order.fold.ts';
import type { Fact } from '../sync/event.ts';
import { foldCost, worthCents } from './average-cost.ts';
import { foldPaper, movedBetween, movementsOf, sumMovements, type Movement } from './movement.ts';
import { lineCostCents, orderMovements } from './order-stock.ts';
import { suggestOrder } from './reorder.ts';
import { varianceOf } from './variance.ts';

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const PAPA = id(1);
const CAJA = id(2);

let facts = 0;
function fact(type: string, body: object, entityId = id(500)): Fact {
  facts += 1;
  const place = { terminalId: id(700 + (facts % 2)), branchId: id(800), actorId: id(900), businessDay: '2026-11-24' };
  return { id: id(1_000 + facts), type, v: 1, entityId, rev: facts, seq: facts, at: facts, body, ...place };
}

const LINE = { productId: id(10), categoryId: id(11), name: 'Salchipapa', unitPrice: money(14_000), choices: [], stations: [] };
function sold(quantity: number, type = 'takeaway'): Fact[] {
  const line = { ...LINE, id: id(40), quantity, tax: { code: 'INC', rateBp: 800 } };
  const usage = [
    { ingredientId: PAPA, quantity: 312_500, costCents: 100_000 },
    { ingredientId: CAJA, quantity: 1_000, costCents: 35_000, orderTypes: ['takeaway', 'delivery'] },
  ];
  return [
    fact('order.opened', { orderType: type }),
    fact('order.line-added', { line }),
    fact('order.placed', { number: { series: 'A', sequence: 1 } }),
    fact('order.recipe-noted', { lines: [{ lineId: id(40), recipes: [{ recipeId: id(20), version: 3 }], usage }] }),
  ];
}
const onHand = (moves: readonly Movement[], ingredientId = PAPA) =>
  moves.filter((move) => move.ingredientId === ingredientId).reduce((sum, { quantity }) => sum + quantity, 0);
const voided = (quantity: number, n = 1) =>
  fact('order.line-voided', { voided: { id: id(60 + n), lineId: id(40), quantity, reason: 'x' } });
const returned = (quantity: number, n = 1) => fact('order.stock-returned', { returnId: id(60 + n), lines: [{ lineId: id(40), quantity }] });

test('a sale takes what its recipe says, with packaging only where there is any', () => {
  const toGo = foldOrder(sold(2));
  expect(toGo.recipes).toMatchObject([{ recipes: [{ version: 3 }] }]);
  expect(orderMovements(toGo)).toEqual([
    { ingredientId: PAPA, kind: 'sale', quantity: -625_000, costCents: 200_000 },
    { ingredientId: CAJA, kind: 'sale', quantity: -2_000, costCents: 70_000 },
  ]);
  expect(lineCostCents(toGo, id(40))).toBe(135_000);
  expect(onHand(orderMovements(foldOrder(sold(2, 'dine_in'))), CAJA)).toBe(0);
});

test('what is taken off before it was made goes back exactly once, however many tills say so', () => {
  const once = [...sold(2), voided(1), returned(1)];
  expect(onHand(orderMovements(foldOrder(once)))).toBe(-312_500);
  expect(onHand(orderMovements(foldOrder([...once, ...once])))).toBe(-312_500);
  expect(onHand(orderMovements(foldOrder([...once, returned(1, 2)])))).toBe(-312_500);
  expect(orderMovements(foldOrder([...sold(2), voided(1)]))).toContainEqual({
    ingredientId: PAPA,
    kind: 'void',
    quantity: -312_500,
    costCents: 100_000,
  });
  const cancelled = [...sold(1), fact('order.cancelled', { reason: 'x' }), returned(1)];
  expect(orderMovements(foldOrder(cancelled))).toEqual([]);
});

test('what was paid back after it was made stays gone, and says so', () => {
  const refund = { id: id(80), method: 'cash', amount: 14_000, lines: [{ lineId: id(40), quantity: 1 }], reason: 'frío' };
  const moves = orderMovements(foldOrder([...sold(2), { ...fact('order.refunded', { refund }), v: 2 }]));
  expect(moves.filter(({ ingredientId }) => ingredientId === PAPA).map(({ kind, quantity }) => [kind, quantity])).toEqual([
    ['sale', -312_500],
    ['refund', -312_500],
  ]);
});

const quantity = fc.integer({ min: 1, max: 50_000_000 });
const paper = fc.oneof(
  fc.record({
    type: fc.constant('stock.received'),
    body: fc.record({
      lines: fc.tuple(fc.record({ ingredientId: fc.constant(PAPA), quantity, cost: fc.integer({ min: 0, max: 900_000 }) })),
    }),
  }),
  fc.record({
    type: fc.constant('stock.wasted'),
    body: fc.record({ reason: fc.constant('burnt'), lines: fc.tuple(fc.record({ ingredientId: fc.constant(PAPA), quantity })) }),
  }),
  fc.record({
    type: fc.constant('stock.counted'),
    body: fc.record({
      scope: fc.constant('full'),
      blind: fc.boolean(),
      lines: fc.tuple(
        fc.record({ ingredientId: fc.constant(PAPA), counted: quantity, expected: fc.integer({ min: -9_000_000, max: 9_000_000 }) }),
      ),
    }),
  }),
  fc.record({
    type: fc.constant('stock.transfer-sent'),
    body: fc.record({
      transferId: fc.constant(id(3)),
      toBranchId: fc.constant(id(4)),
      lines: fc.tuple(fc.record({ ingredientId: fc.constant(PAPA), quantity })),
    }),
  }),
);

test('Σ movements is the stock on every replica, in any order and however often a fact arrives', () => {
  fc.assert(
    fc.property(fc.array(paper, { minLength: 1, maxLength: 12 }), fc.infiniteStream(fc.nat()), (papers, dice) => {
      const all = papers.map(({ type, body }) => fact(type, body));
      const order = [...all, ...all.slice(0, 3)].map((each) => ({ each, at: dice.next().value })).sort((a, b) => a.at - b.at);
      const there = onHand(foldPaper(order.map(({ each }) => each)));
      expect(there).toBe(onHand(foldPaper(all)));
      // A replica that keeps sums and moves them by differences, as the stores do, has the same.
      let kept: Movement[] = [];
      let seen: Fact[] = [];
      for (const { each } of order) {
        const after = [...seen, each];
        kept = sumMovements([...kept, ...movedBetween(foldPaper(seen), foldPaper(after))]);
        seen = after;
      }
      expect(onHand(kept)).toBe(there);
    }),
    { seed: 20_261_124, numRuns: 200 },
  );
});

test("the order of an order's facts moves nothing", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 5 }), fc.infiniteStream(fc.nat()), (count, off, dice) => {
      const all = [...sold(count), ...(off > 0 ? [voided(off), returned(off)] : [])];
      const mixed = [...all, ...all].map((each) => ({ each, at: dice.next().value })).sort((a, b) => a.at - b.at);
      const moves = orderMovements(foldOrder(mixed.map(({ each }) => each)));
      expect(moves).toEqual(orderMovements(foldOrder(all)));
      expect(onHand(moves)).toBe(0 - 312_500 * Math.max(0, count - off));
    }),
    { seed: 7, numRuns: 100 },
  );
});

test('cancelled before it was made gives back exactly what was taken, once, whatever was voided first and however often it is said', () => {
  const voids = fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 4 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 6 }), voids, fc.infiniteStream(fc.nat()), (count, offs, dice) => {
      const off = offs.flatMap((quantity, n) => [voided(quantity, n), returned(quantity, n)]);
      const all = [...sold(count), ...off, fact('order.cancelled', { reason: 'x' }), returned(count, 20), returned(count, 21)];
      const mixed = [...all, ...all].map((each) => ({ each, at: dice.next().value })).sort((a, b) => a.at - b.at);
      expect(orderMovements(foldOrder(mixed.map(({ each }) => each)))).toEqual([]);
    }),
    { seed: 11, numRuns: 150 },
  );
});

const receipt = (n: number, kg: number, perKg: number) => ({ id: id(n), quantity: kg * 1_000_000, costCents: kg * perKg * 100 });

test('the weighted average of 10 kg at 3.000 and 20 kg at 3.600 is 3.400', () => {
  const cost = foldCost([{ businessDay: '2026-11-24', receipts: [receipt(1, 10, 3_000), receipt(2, 20, 3_600)], others: 0 }]);
  expect(cost).toMatchObject({ average: 340_000, last: 360_000, previous: 300_000, quantity: 30_000_000, correctionCents: 0 });
  expect(worthCents(cost.quantity, cost.average)).toBe(30 * 340_000);
});

test('what was used below zero is corrected by the receipt that follows: 1.200 for 2 kg', () => {
  const first = { businessDay: '2026-11-20', receipts: [receipt(1, 10, 3_000)], others: -12_000_000 };
  const later = { businessDay: '2026-11-22', receipts: [receipt(2, 10, 3_600)], others: 0 };
  expect(foldCost([first, later])).toMatchObject({ average: 360_000, correctionCents: 120_000, quantity: 8_000_000 });
  // A purchase that arrives late lands on its own day.
  expect(foldCost([later, first])).toEqual(foldCost([first, later]));
});

test('a count says what is missing, and the parts add up to what is gone', () => {
  const counted = movementsOf({
    type: 'stock.counted',
    body: { scope: 'full', blind: true, lines: [{ ingredientId: PAPA, counted: 5_000_000, expected: 8_000_000 }] },
  });
  const moves: Movement[] = [
    { ingredientId: PAPA, kind: 'sale', quantity: -40_000_000 },
    { ingredientId: PAPA, kind: 'waste', quantity: -1_000_000 },
    { ingredientId: PAPA, kind: 'void', quantity: -500_000 },
    ...counted,
  ];
  expect(varianceOf(moves, () => 320_000)).toEqual([
    {
      ingredientId: PAPA,
      theoretical: 40_000_000,
      actual: 44_500_000,
      waste: 1_000_000,
      voids: 500_000,
      refunds: 0,
      unexplained: 3_000_000,
      cents: { theoretical: 12_800_000, waste: 320_000, voids: 160_000, refunds: 0, unexplained: 960_000 },
    },
  ]);
});

test('the next order covers what will be used and what days differ by, in whole packs, and not more than keeps', () => {
  const papa = {
    name: 'Papa',
    packs: [{ id: id(5), name: 'Bulto', quantity: 50_000_000 }],
    reorder: { leadDays: 1, reviewDays: 2, certainty: 128 },
  };
  const usage = [30, 34, 26, 30].map((kg) => kg * 1_000_000);
  expect(suggestOrder(papa, { usage, onHand: 20_000_000, onOrder: 0 })).toMatchObject({
    days: 3,
    perDay: 30_000_000,
    expected: 90_000_000,
    missing: 77_240_773,
    packs: 2,
    order: 100_000_000,
  });
  const soft = { ...papa, reorder: { ...papa.reorder, shelfLifeDays: 2 } };
  expect(suggestOrder(soft, { usage, onHand: 20_000_000, onOrder: 0 })).toMatchObject({ cap: 40_000_000, packs: 1 });
  expect(suggestOrder(papa, { usage: [], onHand: -5, onOrder: 0 })).toMatchObject({ missing: 5, packs: 1 });
});
