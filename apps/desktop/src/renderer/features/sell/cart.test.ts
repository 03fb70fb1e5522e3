import { priceLine } from '@fastops/shared/catalog/pricing';
import type { OrderLine } from '@fastops/shared/orders/order.events';
import { expect, test } from 'vitest';

import { anId, aProduct, aSellable } from '../../testing/a-menu.ts';
import { changedCart, emptyCart, isSent } from './cart.ts';
import { freshSelection } from './selection.ts';

const cart = emptyCart(anId(500), 'counter');

test('a cart nobody has added to is not yet an order', () => {
  expect(cart).toMatchObject({ opened: false, lines: [], totals: { total: 0 } });
  expect(changedCart(cart, { kind: 'type', orderType: 'delivery' })).toMatchObject({ type: 'delivery', opened: false });
});

test('what is added shows at once with its total, and twice the same line is one line', () => {
  const line = aLine(1);
  const once = changedCart(cart, { kind: 'add', line });
  expect(once).toMatchObject({ opened: true, totals: { total: 14_000 } });
  expect(changedCart(once, { kind: 'add', line }).lines).toHaveLength(1);
});

test('quantity, note and removal change that line and no other', () => {
  const two = [aLine(1), aLine(2)].reduce((before, line) => changedCart(before, { kind: 'add', line }), cart);
  const more = changedCart(two, { kind: 'quantity', lineId: anId(1), quantity: 3 });
  expect(more.lines.map((line) => line.quantity)).toEqual([3, 1]);
  expect(more.totals.total).toBe(56_000);
  const noted = changedCart(more, { kind: 'note', lineId: anId(2), note: 'sin sal' });
  expect(noted.lines.map((line) => line.note)).toEqual([undefined, 'sin sal']);
  expect(changedCart(noted, { kind: 'note', lineId: anId(2), note: undefined }).lines[1]).not.toHaveProperty('note');
  expect(changedCart(noted, { kind: 'remove', lineId: anId(1) })).toMatchObject({ lines: [{ id: anId(2) }], totals: { total: 14_000 } });
});

test('a recovered cart is an ordinary one from the first touch on', () => {
  const recovered = { ...changedCart(cart, { kind: 'add', line: aLine(1) }), recovered: true };
  expect(changedCart(recovered, { kind: 'quantity', lineId: anId(1), quantity: 2 }).recovered).toBe(false);
});

test('of an order that was sent, what comes on top is open at once and the rest is the kitchen’s', () => {
  const placed = { ...changedCart(cart, { kind: 'add', line: aLine(1) }), state: 'placed' as const };
  const more = changedCart(placed, { kind: 'add', line: aLine(2) });
  expect([isSent(cart, anId(1)), isSent(more, anId(1)), isSent(more, anId(2))]).toEqual([false, true, false]);
  expect(changedCart(more, { kind: 'quantity', lineId: anId(2), quantity: 3 }).unsent).toEqual([{ lineId: anId(2), quantity: 3 }]);
  expect(changedCart(more, { kind: 'remove', lineId: anId(2) }).unsent).toEqual([]);
});

function aLine(number: number): OrderLine {
  const product = aProduct();
  const priced = priceLine(aSellable(product), freshSelection({ product, groups: [] }, anId(number)), 0);
  if (!priced.ok) throw new Error(priced.refusal.code);
  return priced.value;
}
