import { expect, test } from 'vitest';
import { money } from '../base/money.ts';
import { tipAnswerSchema } from '../orders/adjustment.events.ts';
import type { OrderLine } from '../orders/order.events.ts';
import { orderTotals } from '../orders/totals.ts';
import { asksForTip, mostSuggested, suggestedTip } from './tip.ts';

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const line: OrderLine = {
  id: id(1),
  productId: id(2),
  categoryId: id(3),
  name: 'Salchipapa',
  quantity: 2,
  unitPrice: money(25_000),
  choices: [],
  tax: { code: 'INC', rateBp: 800 },
  stations: [],
};

test('ten per cent of the price before tax is the most that is suggested, rounded down to a coin', () => {
  const totals = orderTotals([line]);
  expect(mostSuggested(totals)).toBe(4_629);
  expect(suggestedTip(totals)).toBe(4_600);
  expect(suggestedTip(totals, 500)).toBe(2_300);
  expect(suggestedTip(orderTotals([]))).toBe(0);
});

test('nobody is asked at the counter', () => {
  expect((['counter', 'takeaway', 'pickup', 'staff_meal', 'dine_in', 'delivery'] as const).map(asksForTip)).toEqual([
    false,
    false,
    false,
    false,
    true,
    true,
  ]);
});

test('an answer says one thing: declined is nothing, accepted is what was suggested, no suggestion above ten per cent', () => {
  const tip = { suggestedBp: 1_000, suggested: 4_600 };
  const holds = (answer: object) => tipAnswerSchema.safeParse({ ...tip, ...answer }).success;
  expect([holds({ answer: 'declined', amount: 0 }), holds({ answer: 'declined', amount: 100 })]).toEqual([true, false]);
  expect([holds({ answer: 'accepted', amount: 4_600 }), holds({ answer: 'accepted', amount: 5_000 })]).toEqual([true, false]);
  expect([holds({ answer: 'changed', amount: 20_000 }), holds({ answer: 'changed', amount: -1 })]).toEqual([true, false]);
  expect(holds({ answer: 'accepted', amount: 4_600, suggestedBp: 1_001 })).toBe(false);
});
