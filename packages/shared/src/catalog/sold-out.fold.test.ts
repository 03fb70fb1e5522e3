import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Fact } from '../sync/event.ts';
import { idSchema } from '../base/id.ts';
import { foldSoldOut, soldOutAggregate } from './sold-out.fold.ts';

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const TARGET = id(1);
const fact = (n: number, soldOut: boolean, more: Partial<Fact> = {}): Fact => ({
  id: id(100 + n),
  terminalId: id(10 + (n % 2)),
  branchId: id(20),
  seq: n,
  type: 'catalog.sold-out-set',
  v: 1,
  entityId: TARGET,
  rev: n,
  at: n,
  businessDay: '2026-11-24',
  actorId: id(30),
  body: { target: 'product', targetId: TARGET, soldOut },
  ...more,
});

test('the last word counts', () => {
  expect(foldSoldOut([fact(1, true), fact(2, false)])).toMatchObject({ soldOut: false, targetId: TARGET, branchId: id(20) });
  expect(foldSoldOut([fact(2, false), fact(3, true)]).soldOut).toBe(true);
});

test('any order of arrival and any repetition say the same', () => {
  const drawn = fc.array(fc.tuple(fc.integer({ min: 1, max: 6 }), fc.boolean()), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(drawn, fc.infiniteStream(fc.nat()), (marks, luck) => {
      const all = marks.map(([rev, soldOut], n) => fact(n + 1, soldOut, { rev }));
      const shuffled = [...all, ...all].map((each) => ({ each, key: luck.next().value })).sort((a, b) => a.key - b.key);
      expect(foldSoldOut(shuffled.map(({ each }) => each))).toEqual(foldSoldOut(all));
    }),
  );
});

test('each product in each branch has an aggregate of its own, an id like any other, the same at every till', () => {
  const hex = fc.uuid().map((text) => text.toLowerCase());
  fc.assert(
    fc.property(hex, hex, hex, (branch, one, other) => {
      expect(idSchema.safeParse(soldOutAggregate(branch, one)).success).toBe(true);
      expect(soldOutAggregate(branch, one) === soldOutAggregate(branch, other)).toBe(one === other);
      expect(soldOutAggregate(soldOutAggregate(branch, one), one)).toBe(branch);
    }),
  );
});
