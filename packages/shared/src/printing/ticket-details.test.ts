import { expect, test } from 'vitest';
import { money } from '../base/money.ts';
import { foldOrder } from '../orders/order.fold.ts';
import type { Fact } from '../sync/event.ts';
import { changeToCarry, kitchenDetails, owedOf, receiptDetails } from './ticket-details.ts';
import { ticketTextsEs } from './ticket-texts.ts';

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const place = { texts: ticketTextsEs, utcOffsetHours: -5 };

function orderOf(orderType: string, facts: readonly [string, object][]) {
  const line = {
    id: id(20),
    productId: id(5),
    categoryId: id(6),
    name: 'Salchipapa',
    quantity: 1,
    unitPrice: 25_030,
    choices: [],
    tax: { code: 'INC', rateBp: 800 },
    stations: [],
  };
  const all: [string, object][] = [['order.opened', { orderType }], ['order.line-added', { line }], ...facts];
  const where = { terminalId: id(2), branchId: id(3), entityId: id(1), actorId: id(4), businessDay: '2026-11-20' };
  return foldOrder(
    all.map(([type, body], index): Fact => ({ ...where, id: id(100 + index), seq: index + 1, rev: index + 1, v: 1, at: 0, type, body })),
  );
}

const delivery = {
  neighborhood: 'Laureles',
  address: 'Circular 4 # 70-10',
  directions: 'Portería azul',
  phone: '310 555 0199',
  paysWith: 50_000,
};

test('who brings a delivery reads where to, what to ask for and the change to carry; the kitchen only the barrio', () => {
  const order = orderOf('delivery', [['order.delivery-set', { delivery }]]);
  expect(receiptDetails(order, place).map(({ value }) => value)).toEqual([
    '310 555 0199',
    'Circular 4 # 70-10',
    'Laureles',
    'Portería azul',
  ]);
  expect(kitchenDetails(order, place)).toEqual([{ label: 'Barrio', value: 'Laureles' }]);
  // 25.030 is asked for as 25.000: cash is rounded in the customer's favour.
  expect(owedOf(order)).toEqual({ owed: { amount: 25_030, paysWith: 50_000, change: 25_000 } });
  expect(changeToCarry(money(60_000), money(50_000))).toBeUndefined();
});

test('what was said for another type stays off the paper', () => {
  const order = orderOf('delivery', [
    ['order.delivery-set', { delivery }],
    ['order.type-changed', { orderType: 'counter' }],
  ]);
  expect([receiptDetails(order, place), kitchenDetails(order, place), owedOf(order)]).toEqual([[], [], {}]);
});

test('a table, a pick-up with its promise and a staff meal say whose they are', () => {
  const table = orderOf('dine_in', [['order.table-set', { table: { id: id(8), name: '5', area: 'Terraza' }, guests: 3 }]]);
  expect(kitchenDetails(table, place).map(({ value }) => value)).toEqual(['5 · Terraza', '3']);
  const promisedAt = Date.parse('2026-11-20T19:40:00-05:00');
  const pickup = orderOf('pickup', [['order.pickup-set', { pickup: { name: 'Camilo', promisedAt } }]]);
  expect(kitchenDetails(pickup, place).map(({ value }) => value)).toEqual(['Camilo', '19:40']);
  const meal = orderOf('staff_meal', [['order.staff-meal-set', { staffMeal: { staffId: id(9), staffName: 'Pedro', priceBp: 0 } }]]);
  expect(receiptDetails(meal, place)).toEqual([{ label: 'Come', value: 'Pedro' }]);
});
