import fc from 'fast-check';
import { expect, test } from 'vitest';
import { money } from '../base/money.ts';
import { priceRuleSchema, ruledPrice, type PriceRule } from './price-rule.ts';
import { holdsAt, type Schedule } from './schedule.ts';

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const salchipapa = { id: id(1), categoryId: id(2) };
const rule = (change: Partial<PriceRule>): PriceRule =>
  priceRuleSchema.parse({
    id: id(10),
    name: 'Hora feliz',
    active: true,
    productIds: [],
    categoryIds: [],
    branchIds: [],
    schedule: { weekdays: [], from: 0, to: 1440 },
    effect: { kind: 'percent', offBp: 2_000 },
    ...change,
  });
/** Local time of a shop at UTC−5, as a moment. */
const bogota = (text: string) => Date.parse(`${text}:00-05:00`);
const occasion = { atMs: bogota('2026-11-27T17:00'), utcOffsetHours: -5, branchId: id(3) };
const price = (rules: PriceRule[], at = occasion) => ruledPrice(money(14_000), salchipapa, { rules, occasion: at });

test.each<[string, Schedule, string, boolean]>([
  ['begins on the minute', { weekdays: [5], from: 960, to: 1140 }, '2026-11-27T16:00', true],
  ['ends before the minute', { weekdays: [5], from: 960, to: 1140 }, '2026-11-27T19:00', false],
  ['not on another weekday', { weekdays: [5], from: 960, to: 1140 }, '2026-11-26T17:00', false],
  ['by the shop’s clock, not Greenwich’s', { weekdays: [5], from: 1200, to: 1440 }, '2026-11-27T20:30', true],
  ['past midnight it is still the night it began', { weekdays: [5], from: 1320, to: 120 }, '2026-11-28T01:30', true],
  ['the night before had none', { weekdays: [5], from: 1320, to: 120 }, '2026-11-27T01:30', false],
  ['Sunday is the seventh day', { weekdays: [7], from: 0, to: 1440 }, '2026-11-29T12:00', true],
  ['not before its first day', { weekdays: [], from: 0, to: 1440, firstDay: '2026-12-01' }, '2026-11-30T12:00', false],
  ['on its last day', { weekdays: [], from: 0, to: 1440, lastDay: '2026-11-30' }, '2026-11-30T23:59', true],
])('a schedule %s', (_, schedule, at, expected) => {
  expect(holdsAt(schedule, bogota(at), -5)).toBe(expected);
});

test('a percentage ends in coins that exist, in the customer’s favour', () => {
  expect(price([rule({ effect: { kind: 'percent', offBp: 3_333 } })]).price).toBe(9_300);
});

test('of several the cheapest counts, of two alike the one with the lower id, whatever order they come in', () => {
  const cheap = rule({ id: id(20), effect: { kind: 'price', price: money(9_000) } });
  const same = rule({ id: id(21), effect: { kind: 'price', price: money(9_000) } });
  for (const rules of [
    [rule({}), cheap, same],
    [same, cheap, rule({})],
  ])
    expect(price(rules)).toEqual({ price: 9_000, rule: cheap });
});

test('a rule of another product, category or branch, or one that was switched off, changes nothing', () => {
  for (const other of [{ productIds: [id(7)] }, { categoryIds: [id(7)] }, { branchIds: [id(7)] }, { active: false }]) {
    expect(price([rule(other)])).toEqual({ price: 14_000, rule: undefined });
  }
  expect(price([rule({ categoryIds: [salchipapa.categoryId], branchIds: [occasion.branchId] })]).price).toBe(11_200);
});

test('no rule ever makes anything dearer, cheaper than nothing, or a fraction', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 100_000_000 }),
      fc.integer({ min: 1, max: 10_000 }),
      fc.integer({ min: 0, max: 200_000_000 }),
      (list, offBp, fixed) => {
        const rules = [rule({ effect: { kind: 'percent', offBp } }), rule({ id: id(11), effect: { kind: 'price', price: money(fixed) } })];
        const ruled = ruledPrice(money(list), salchipapa, { rules, occasion }).price;
        expect(ruled).toBeLessThanOrEqual(list);
        expect(ruled).toBeGreaterThanOrEqual(0);
        expect(Number.isSafeInteger(ruled)).toBe(true);
      },
    ),
  );
});
