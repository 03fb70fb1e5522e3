import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { money } from '@fastops/shared/base/money';
import { anOrder, demolish, onShift, openTill, STAFF, type Till } from '../../testing/branch-fixture.ts';

let till: Till;
beforeEach(async () => {
  till = await onShift(openTill());
});
afterEach(() => demolish(till));

/** A placed order of two salchipapas, 50,000, that nobody has paid. */
async function placedOrder(): Promise<{ orderId: string; lineId: string }> {
  const orderId = till.newId();
  const lineId = till.newId();
  const selection = { ...anOrder(till).selections[0], lineId, quantity: 2 };
  const { productId, choices } = anOrder(till).selections[0] ?? { productId: '', choices: [] };
  await till.call.orders.addLine({ orderId, orderType: 'counter', selection: { ...selection, productId, choices: [...choices] } });
  await till.call.orders.place({ orderId });
  return { orderId, lineId };
}

async function as(who: keyof typeof STAFF): Promise<void> {
  await till.call.identity.logout();
  const { id, pin } = STAFF[who];
  await till.call.identity.login({ staffId: id, pin });
}

const percentOff = (value: number) => ({ id: till.newId(), kind: 'percent' as const, value, reason: 'Cliente fiel' });
const countEvents = () => till.core.db.get<{ n: number }>('SELECT count(*) AS n FROM events')?.n;

describe('a discount', () => {
  test('within the cashier’s limit lowers what is due; over it nothing is stored, and a manager may', async () => {
    const { orderId } = await placedOrder();
    expect(await till.call.orders.addDiscount({ orderId, discount: percentOff(1_000) })).toMatchObject({ value: { balance: 45_000 } });
    const before = countEvents();
    const more = { orderId, discount: percentOff(1) };
    expect(await till.call.orders.addDiscount(more)).toMatchObject({ ok: false, refusal: { code: 'discount.over-limit', limitBp: 1_000 } });
    expect(countEvents()).toBe(before);
    await as('laura');
    expect(await till.call.orders.addDiscount({ orderId, discount: { ...percentOff(10_000), kind: 'courtesy' } })).toMatchObject({
      value: { balance: 0 },
    });
  });

  test('after the money is taken is refused', async () => {
    const { orderId } = await placedOrder();
    await till.call.orders.pay({ orderId, paymentId: till.newId(), method: 'card', reference: '004512' });
    expect(await till.call.orders.addDiscount({ orderId, discount: percentOff(500) })).toMatchObject({
      refusal: { code: 'order.already-paid' },
    });
  });
});

describe('mixed tender', () => {
  test('parts by several means settle the order, and only cash opens the drawer', async () => {
    const { orderId } = await placedOrder();
    await till.call.orders.setTip({ orderId, amount: money(5_000) });
    const part = { orderId, amount: money(20_000) };
    expect(await till.call.orders.pay({ ...part, paymentId: till.newId(), method: 'nequi' })).toMatchObject({ value: { balance: 35_000 } });
    expect(await till.call.orders.pay({ ...part, paymentId: till.newId(), method: 'card' })).toMatchObject({ value: { balance: 15_000 } });
    const rest = await till.call.orders.pay({ orderId, paymentId: till.newId(), method: 'cash', tendered: money(20_000) });
    expect(rest).toMatchObject({
      ok: true,
      value: { balance: 0, payments: [{ status: 'unverified' }, { status: 'taken' }, { change: 5_000 }] },
    });
    const openings = till.core.db.get<{ n: number }>(`SELECT count(*) AS n FROM events WHERE type = 'drawer.opened'`);
    expect(openings?.n).toBe(1);
  });

  test('more than is owed is refused', async () => {
    const { orderId } = await placedOrder();
    const tooMuch = { orderId, paymentId: till.newId(), method: 'card', amount: money(50_001) } as const;
    expect(await till.call.orders.pay(tooMuch)).toMatchObject({ refusal: { code: 'payment.too-much', balance: 50_000 } });
  });

  test('a transfer that never arrived makes the order owe again, and takes its row out of the session', async () => {
    const { orderId } = await placedOrder();
    const paymentId = till.newId();
    await till.call.orders.pay({ orderId, paymentId, method: 'nequi' });
    await as('laura');
    const rejected = await till.call.orders.verifyPayment({ orderId, paymentId, rejectedBecause: 'no llegó' });
    expect(rejected).toMatchObject({ value: { balance: 50_000, needsReview: ['owes-after-payment'] } });
    expect(till.core.db.all('SELECT id FROM payments')).toEqual([]);
  });
});

describe('after the sale', () => {
  test('a refund is never above what was paid by that means, never of a line twice, and counts once', async () => {
    const { orderId, lineId } = await placedOrder();
    await till.call.orders.pay({ orderId, paymentId: till.newId(), method: 'cash', tendered: money(50_000) });
    expect(await till.call.orders.refund({ orderId, refund: aRefund(25_000, lineId) })).toMatchObject({
      refusal: { code: 'approval.needed', needs: 'orders.refund' },
    });
    await as('laura');
    const refund = aRefund(25_000, lineId);
    expect(await till.call.orders.refund({ orderId, refund })).toMatchObject({ value: { refunded: 25_000, balance: 0, needsReview: [] } });
    expect(await till.call.orders.refund({ orderId, refund })).toMatchObject({ value: { refunded: 25_000 } });
    expect(await till.call.orders.refund({ orderId, refund: aRefund(25_001) })).toMatchObject({
      refusal: { code: 'refund.too-much', refundable: 25_000 },
    });
    expect(await till.call.orders.refund({ orderId, refund: aRefund(1_000, lineId, 2) })).toMatchObject({
      refusal: { code: 'refund.line-too-many' },
    });
    expect(await till.call.orders.refund({ orderId, refund: { ...aRefund(1_000), method: 'nequi' } })).toMatchObject({
      refusal: { code: 'refund.too-much' },
    });
    // The drawer gave 25,000 back: it is in the session's expected cash.
    expect(await till.call.cash.reading()).toMatchObject({ value: { drawer: { expected: 125_000 } } });
  });

  const aRefund = (amount: number, lineId?: string, quantity = 1) => ({
    id: till.newId(),
    method: 'cash' as const,
    amount: money(amount),
    lines: lineId === undefined ? [] : [{ lineId, quantity }],
    reason: 'Salió fría',
  });
});

test('a void after the kitchen has it stays in sight, and never of what is paid or not there', async () => {
  const { orderId, lineId } = await placedOrder();
  const voided = (quantity: number) => ({ id: till.newId(), lineId, quantity, reason: 'Cambió de idea' });
  expect(await till.call.orders.voidLine({ orderId, voided: voided(1) })).toMatchObject({
    refusal: { code: 'approval.needed', needs: 'orders.void' },
  });
  await as('laura');
  expect(await till.call.orders.voidLine({ orderId, voided: voided(3) })).toMatchObject({ refusal: { code: 'order.line-not-found' } });
  expect(await till.call.orders.voidLine({ orderId, voided: voided(1) })).toMatchObject({
    value: { balance: 25_000, voided: [{ quantity: 1 }] },
  });
  await till.call.orders.pay({ orderId, paymentId: till.newId(), method: 'card' });
  const before = countEvents();
  expect(await till.call.orders.voidLine({ orderId, voided: voided(1) })).toMatchObject({ refusal: { code: 'order.already-paid' } });
  expect(countEvents()).toBe(before);
});
