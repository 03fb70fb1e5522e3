import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { money } from '@fastops/shared/base/money';
import { acceptGrant } from '../../adapters/enrolment.ts';
import { aGrant, anOrder, demolish, onShift, openTill, signedGrant, STAFF, type Till } from '../../testing/branch-fixture.ts';

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
    expect(await till.call.orders.addDiscount(more)).toMatchObject({
      ok: false,
      refusal: { code: 'discount.over-limit', over: { limit: 'discountBp', amount: 1_001 } },
    });
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
    const suggested = { suggestedBp: 1_000, suggested: money(4_600) };
    const tooMuch = { orderId, tip: { answer: 'accepted', amount: money(5_000), suggestedBp: 1_000, suggested: money(5_000) } } as const;
    expect(await till.call.orders.answerTip(tooMuch)).toMatchObject({ refusal: { code: 'tip.suggested-too-much', most: 4_629 } });
    await till.call.orders.answerTip({ orderId, tip: { answer: 'changed', amount: money(5_000), ...suggested } });
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
  test('a refund is never above what is left of its payment, never of a line twice, and counts once', async () => {
    const { orderId, lineId } = await placedOrder();
    const paymentId = till.newId();
    await till.call.orders.pay({ orderId, paymentId, method: 'cash', tendered: money(50_000) });
    const aRefund = (amount: number, lines: { lineId: string; quantity: number }[] = []) => [
      { id: till.newId(), paymentId, amount: money(amount), lines, reason: 'Salió fría' },
    ];
    const one = [{ lineId, quantity: 1 }];
    expect(await till.call.orders.refund({ orderId, refunds: aRefund(25_000, one) })).toMatchObject({
      refusal: { code: 'approval.needed', needs: 'orders.refund' },
    });
    await as('laura');
    const refunds = aRefund(25_000, one);
    expect(await till.call.orders.refund({ orderId, refunds })).toMatchObject({ value: { refunded: 25_000, balance: 0, needsReview: [] } });
    expect(await till.call.orders.refund({ orderId, refunds })).toMatchObject({ value: { refunded: 25_000 } });
    expect(await till.call.orders.refund({ orderId, refunds: aRefund(25_001) })).toMatchObject({
      refusal: { code: 'refund.too-much', refundable: 25_000 },
    });
    expect(await till.call.orders.refund({ orderId, refunds: aRefund(1_000, [{ lineId, quantity: 2 }]) })).toMatchObject({
      refusal: { code: 'refund.line-too-many' },
    });
    expect(await till.call.orders.refund({ orderId, refunds: aRefund(25_000, []).concat(aRefund(50)) })).toMatchObject({
      refusal: { code: 'refund.too-much', refundable: 0 },
    });
    // The drawer gave 25,000 back: it is in the session's expected cash.
    expect(await till.call.cash.reading()).toMatchObject({ value: { drawer: { expected: 125_000 } } });
  });

  test('by two means goes back by both, in one go and on one paper', async () => {
    const { orderId, lineId } = await placedOrder();
    const [card, cash] = [till.newId(), till.newId()];
    await till.call.orders.pay({ orderId, paymentId: card, method: 'card', amount: money(30_000), reference: '004512' });
    await till.call.orders.pay({ orderId, paymentId: cash, method: 'cash' });
    await as('laura');
    const part = { lines: [], reason: 'No llegó' };
    const refunds = [
      { ...part, id: till.newId(), paymentId: card, amount: money(30_000), lines: [{ lineId, quantity: 2 }] },
      { ...part, id: till.newId(), paymentId: cash, amount: money(20_000) },
    ];
    expect(await till.call.orders.refund({ orderId, refunds })).toMatchObject({ value: { refunded: 50_000 } });
    expect(await till.call.cash.reading()).toMatchObject({ value: { drawer: { expected: 100_000 } } });
    const drawer = till.core.db.all("SELECT 1 FROM events WHERE type = 'drawer.opened' AND body LIKE '%refund%'");
    expect(drawer).toHaveLength(1);
  });

  test('lines give back what they are worth, and an unseen transfer gives back nothing', async () => {
    const { orderId, lineId } = await placedOrder();
    await till.call.orders.addDiscount({ orderId, discount: percentOff(1_000) });
    const [nequi, cash] = [till.newId(), till.newId()];
    await till.call.orders.pay({ orderId, paymentId: nequi, method: 'nequi', amount: money(20_000) });
    await till.call.orders.pay({ orderId, paymentId: cash, method: 'cash' });
    await as('laura');
    const of = (paymentId: string, amount: number) => [
      { id: till.newId(), paymentId, amount: money(amount), lines: [{ lineId, quantity: 1 }], reason: 'Fría' },
    ];
    expect(await till.call.orders.refund({ orderId, refunds: of(cash, 22_550) })).toMatchObject({
      refusal: { code: 'refund.more-than-lines', worth: 22_500 },
    });
    expect(await till.call.orders.refund({ orderId, refunds: of(nequi, 20_000) })).toMatchObject({
      refusal: { code: 'refund.unverified' },
    });
    expect(await till.call.orders.refund({ orderId, refunds: of(cash, 22_500) })).toMatchObject({ ok: true });
  });

  test('what was sold on account is taken off it again, and more credit than agreed asks who may give it', async () => {
    const customerId = till.newId();
    await till.call.customers.register({ customerId, name: 'Doña Rosa' });
    const { orderId } = await placedOrder();
    const payment = { orderId, paymentId: till.newId(), method: 'on_account' } as const;
    expect(await till.call.orders.pay(payment)).toMatchObject({ refusal: { code: 'payment.customer-needed' } });
    const onAccount = { ...payment, customerId };
    expect(await till.call.orders.pay(onAccount)).toMatchObject({ refusal: { code: 'customer.over-limit', needs: 'customers.credit' } });
    await as('laura');
    expect(await till.call.orders.pay(onAccount)).toMatchObject({ value: { balance: 0 } });
    expect(await till.call.customers.find({ customerId })).toMatchObject({ value: { balance: 50_000 } });
    const refunds = [{ id: till.newId(), paymentId: payment.paymentId, amount: money(10_000), lines: [], reason: 'Fría' }];
    expect(await till.call.orders.refund({ orderId, refunds })).toMatchObject({ ok: true });
    expect(await till.call.customers.find({ customerId })).toMatchObject({ value: { balance: 40_000 } });
  });
});

describe('finding it again', () => {
  test('by number, by what was on it, by the transfer’s number, by day; and who did what', async () => {
    const { orderId } = await placedOrder();
    const paymentId = till.newId();
    await till.call.orders.pay({ orderId, paymentId, method: 'nequi', reference: 'M98765' });
    const find = async (text: string) =>
      (await till.call.orders.search({ ...(text === '' ? {} : { text }), limit: 10 })).map(({ id }) => id);
    expect(await Promise.all(['A-001', '1', 'a1', 'salchi', 'M987', ''].map(find))).toEqual(Array(6).fill([orderId]));
    expect(await find('B-001')).toEqual([]);
    expect(await till.call.orders.search({ day: '2026-11-19', limit: 10 })).toEqual([]);
    expect(await till.call.orders.days({ limit: 5 })).toEqual({ today: '2026-11-20', days: [{ day: '2026-11-20', count: 1 }] });
    expect(await till.call.orders.waiting({ limit: 5 })).toMatchObject([
      { paymentId, reference: 'M98765', amount: 50_000, method: 'nequi' },
    ]);
    await as('laura');
    await till.call.orders.verifyPayment({ orderId, paymentId });
    expect(await till.call.orders.waiting({ limit: 5 })).toEqual([]);
    const history = await till.call.orders.history({ orderId });
    expect(history.ok && history.value.map(({ kind, actorId }) => [kind, actorId])).toEqual([
      ['order.opened', STAFF.ana.id],
      ['order.line-added', STAFF.ana.id],
      ['order.placed', STAFF.ana.id],
      ['order.payment-added', STAFF.ana.id],
      ['order.payment-verified', STAFF.laura.id],
    ]);
  });
});

test('a void after the kitchen has it stays in sight, and never of what is paid or not there', async () => {
  const { orderId, lineId } = await placedOrder();
  const voided = (quantity: number) => ({ id: till.newId(), lineId, quantity, reason: 'Cambió de idea' });
  const over = { limit: 'voidAmount', amount: 25_000 };
  expect(await till.call.orders.voidLine({ orderId, voided: voided(1) })).toMatchObject({
    refusal: { code: 'void.over-limit', needs: 'orders.void', over },
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

test('a void is told to the kitchen on paper, once, with its reason and how many', async () => {
  const { orderId, lineId } = await placedOrder();
  await as('laura');
  const transport = { kind: 'file', path: till.folder } as const;
  await till.call.printing.add({ id: till.newId(), name: 'Cocina', role: 'kitchen', profileId: 'generic-80', transport });
  const input = { orderId, voided: { id: till.newId(), lineId, quantity: 1, reason: 'Se cayó' } };
  expect(await till.call.orders.voidLine(input)).toMatchObject({ ok: true });
  expect(await till.call.orders.voidLine(input)).toMatchObject({ ok: true });
  const jobs = till.core.db.all<{ document: string }>("SELECT document FROM print_jobs WHERE kind = 'kitchen'");
  expect(jobs).toHaveLength(1);
  expect(jobs[0]?.document).toMatch(/ANULADO: Se ca/i);
  expect(jobs[0]?.document).toContain('1x');
});

test('the company’s own limits come with the grant, and count before the defaults', async () => {
  const roleLimits = { cashier: { discountBp: 5_000, discountAmount: null, voidAmount: 0 } };
  acceptGrant(till.core, till.secrets, signedGrant(aGrant({ version: 2, roleLimits })));
  const { orderId, lineId } = await placedOrder();
  expect(await till.call.orders.addDiscount({ orderId, discount: percentOff(5_000) })).toMatchObject({ value: { balance: 25_000 } });
  const voided = { id: till.newId(), lineId, quantity: 1, reason: 'x' };
  expect(await till.call.orders.voidLine({ orderId, voided })).toMatchObject({ refusal: { code: 'void.over-limit' } });
});

test('a courtesy and what is taken out of the drawer have limits of their own', async () => {
  const roleLimits = { cashier: { discountBp: null, discountAmount: null, courtesyAmount: 49_999, cashOutAmount: 10_000 } };
  acceptGrant(till.core, till.secrets, signedGrant(aGrant({ version: 2, roleLimits })));
  const { orderId } = await placedOrder();
  const courtesy = { ...percentOff(10_000), kind: 'courtesy' as const };
  expect(await till.call.orders.addDiscount({ orderId, discount: courtesy })).toMatchObject({
    refusal: { code: 'discount.over-limit', over: { limit: 'courtesyAmount', amount: 50_000 } },
  });
  expect(await till.call.orders.addDiscount({ orderId, discount: percentOff(10_000) })).toMatchObject({ value: { balance: 0 } });
  const out = (amount: number) => ({ id: till.newId(), kind: 'cash_out' as const, amount: money(amount), category: 'Gas' });
  expect(await till.call.cash.move(out(10_001))).toMatchObject({ refusal: { code: 'cash.out-over-limit', needs: 'cash.move' } });
  expect(await till.call.cash.move(out(10_000))).toMatchObject({ ok: true });
});
