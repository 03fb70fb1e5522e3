import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findChainBreak, CHAIN_START } from '@fastops/shared/sync/chain';
import { money } from '@fastops/shared/base/money';
import { eventsAfter, sha256 } from '../../db/event-log.ts';
import {
  aMaster,
  anOrder,
  closeShift,
  aProduct,
  COMPANY,
  countOf,
  demolish,
  idOf,
  onShift,
  openTill,
  OPENING,
  restart,
  SALCHIPAPA,
  SOLD_OUT,
  STREAM,
  type Till,
} from '../../testing/branch-fixture.ts';
import { applyMaster } from '../catalog/catalog.service.ts';

let till: Till;
beforeEach(async () => {
  till = await onShift(openTill());
});
afterEach(() => demolish(till));

const tap = (orderId: string, lineId = till.newId(), productId = SALCHIPAPA) =>
  till.call.orders.addLine({ orderId, orderType: 'counter', selection: { lineId, productId, quantity: 1, choices: [] } });
const log = () => eventsAfter(till.core.db, { companyId: COMPANY, streamId: STREAM, seq: 0 }, 10_000);
const numbers = () =>
  till.core.db.all<{ number: string; day: string }>(
    "SELECT series || '-' || sequence AS number, business_day AS day FROM orders WHERE sequence IS NOT NULL ORDER BY business_day, sequence",
  );

describe('a tap', () => {
  test('opens the order and adds the line in one transaction', async () => {
    const before = countOf(till, 'events');
    const commits: number[] = [];
    till.core.onChange((_, events) => commits.push(events.length));
    const orderId = till.newId();
    expect(await tap(orderId)).toMatchObject({ ok: true, value: { id: orderId, state: 'draft', totals: { total: 25_000 } } });
    expect(commits).toEqual([2]);
    expect(countOf(till, 'events') - before).toBe(2);
    await tap(orderId);
    expect(commits).toEqual([2, 1]);
  });

  test('that arrives twice is one line', async () => {
    const [orderId, lineId] = [till.newId(), till.newId()];
    const first = await tap(orderId, lineId);
    const before = countOf(till, 'events');
    expect(await tap(orderId, lineId)).toEqual(first);
    expect(countOf(till, 'events')).toBe(before);
  });

  test('takes the price from the catalogue of this till, and a later price leaves the line alone', async () => {
    const orderId = till.newId();
    await tap(orderId);
    till.core.transaction((db) => applyMaster(db, COMPANY, aMaster(aProduct({ price: money(99_000) }), { version: 2 })), ['catalog']);
    expect(await tap(orderId)).toMatchObject({ value: { totals: { total: 124_000 } } });
    const selection = { lineId: till.newId(), productId: SALCHIPAPA, quantity: 1, choices: [], unitPrice: 1 };
    await expect(till.call.orders.addLine({ orderId, orderType: 'counter', selection })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });

  test('survives a restart: the open cart is found again', async () => {
    const orderId = till.newId();
    await tap(orderId);
    till = await onShift(restart(till));
    expect(await till.call.orders.current()).toMatchObject({ id: orderId, lines: [{ name: 'Salchipapa ñoña' }] });
  });

  test('can be changed, noted and taken back; what was taken back stays gone', async () => {
    const [orderId, lineId] = [till.newId(), till.newId()];
    await tap(orderId, lineId);
    await till.call.orders.changeLine({ orderId, lineId, quantity: 3, note: 'sin sal' });
    expect(await till.call.orders.changeLine({ orderId, lineId, note: null })).toMatchObject({
      value: { lines: [{ quantity: 3 }], totals: { total: 75_000 } },
    });
    expect(await till.call.orders.removeLine({ orderId, lineId })).toMatchObject({ value: { lines: [] } });
    expect(await tap(orderId, lineId)).toMatchObject({ value: { lines: [] } });
    const order = anOrder(till);
    const again = { ...order, orderId, selections: [...order.selections, { lineId, productId: SALCHIPAPA, quantity: 1, choices: [] }] };
    expect(await till.call.orders.ringUp(again)).toMatchObject({ value: { balance: 0, paid: 25_000, needsReview: [] } });
  });
});

describe('taking the money', () => {
  test('places, settles and says why the drawer opens, at once', async () => {
    const orderId = till.newId();
    await tap(orderId);
    const paid = await till.call.orders.pay({ method: 'cash', orderId, paymentId: till.newId(), tendered: money(50_000) });
    expect(paid).toMatchObject({
      ok: true,
      value: { state: 'placed', number: { series: 'A', sequence: 1 }, balance: 0, payments: [{ change: 25_000 }] },
    });
    expect(
      log()
        .slice(-3)
        .map(({ type }) => type),
    ).toEqual(['order.placed', 'order.payment-added', 'drawer.opened']);
  });

  test('twice with the same payment id is one payment, also after a restart', async () => {
    const order = anOrder(till);
    const first = await till.call.orders.ringUp(order);
    expect(first).toMatchObject({ ok: true, value: { paid: 25_000 } });
    const before = countOf(till, 'events');
    const pay = { orderId: order.orderId, paymentId: order.paymentId, tendered: order.tendered };
    expect(await till.call.orders.pay({ ...pay, method: 'cash' })).toEqual(first);
    till = await onShift(restart(till));
    expect(await till.call.orders.ringUp(order)).toEqual(first);
    expect(await till.call.orders.pay({ ...pay, method: 'cash' })).toEqual(first);
    expect([countOf(till, 'events') - before, countOf(till, 'payments'), countOf(till, 'orders')]).toEqual([0, 1, 1]);
  });

  test('a second payment of a settled order is refused', async () => {
    const { id: orderId } = await rungUp();
    expect(await till.call.orders.pay({ method: 'cash', orderId, paymentId: till.newId(), tendered: money(50_000) })).toEqual({
      ok: false,
      refusal: { code: 'order.already-paid' },
    });
  });

  test('cash goes to the shift that is open, and without one there is no sale', async () => {
    const orderId = till.newId();
    await tap(orderId);
    await till.call.orders.place({ orderId });
    await closeShift(till, 100_000);
    const pay = { orderId, paymentId: till.newId(), tendered: money(25_000) };
    expect(await till.call.orders.pay({ ...pay, method: 'cash' })).toEqual({ ok: false, refusal: { code: 'cash.no-session' } });
    till.clock.now += 86_400_000;
    await onShift(till);
    expect(await till.call.orders.pay({ ...pay, method: 'cash' })).toMatchObject({ ok: true, value: { businessDay: '2026-11-20' } });
    expect(log().findLast(({ type }) => type === 'order.payment-added')?.businessDay).toBe('2026-11-21');
  });
});

describe('called-out numbers', () => {
  test('are A-001, A-002 … per business day, across restarts and refusals', async () => {
    for (let day = 0; day < 2; day += 1) {
      for (let count = 0; count < 3; count += 1) {
        await rungUp();
        await till.call.orders.ringUp({ ...anOrder(till), tendered: money(1) });
        till = await onShift(restart(till));
        till.clock.now = OPENING + day * 86_400_000;
      }
      await closeShift(till, 100_000);
      till.clock.now = OPENING + (day + 1) * 86_400_000;
      await onShift(till);
    }
    const days = ['2026-11-20', '2026-11-21'];
    expect(numbers()).toEqual(days.flatMap((day) => [1, 2, 3].map((sequence) => ({ number: `A-${sequence}`, day }))));
  });

  test('a day past midnight is still the day the drawer was opened', async () => {
    till.clock.now = OPENING + 6 * 3_600_000;
    expect((await rungUp()).businessDay).toBe('2026-11-20');
  });

  test('placing twice is placing once', async () => {
    const orderId = till.newId();
    await tap(orderId);
    const placed = await till.call.orders.place({ orderId });
    expect(await till.call.orders.place({ orderId })).toEqual(placed);
    expect(numbers()).toHaveLength(1);
  });
});

describe('a refusal leaves nothing behind', () => {
  const counts = () =>
    (['events', 'orders', 'order_lines', 'payments', 'number_series', 'print_jobs'] as const).map((table) => countOf(till, table));

  test('too little money, a sold-out or unknown product after good lines', async () => {
    const before = [counts(), till.core.db.get('SELECT * FROM streams')];
    const heard: unknown[] = [];
    till.core.onChange((topics) => heard.push(topics));
    const line = (productId: string) => ({ lineId: till.newId(), productId, quantity: 1, choices: [] });
    const order = anOrder(till);
    expect(await till.call.orders.ringUp({ ...order, tendered: money(24_950) })).toEqual({
      ok: false,
      refusal: { code: 'payment.too-little', missing: 50 },
    });
    expect(await till.call.orders.ringUp({ ...order, selections: [line(SALCHIPAPA), line(SOLD_OUT)] })).toMatchObject({
      refusal: { code: 'line.sold-out' },
    });
    expect(await till.call.orders.ringUp({ ...order, selections: [line(SALCHIPAPA), line(idOf(777))] })).toMatchObject({
      refusal: { code: 'line.unknown-product' },
    });
    expect(await tap(till.newId(), till.newId(), SOLD_OUT)).toMatchObject({ ok: false });
    expect([counts(), till.core.db.get('SELECT * FROM streams')]).toEqual(before);
    expect(heard).toEqual([]);
    expect(await till.call.orders.ringUp(order)).toMatchObject({ ok: true, value: { number: { sequence: 1 } } });
  });

  test('a bug in the middle of a command rolls back too, and is answered without details', async () => {
    const before = counts();
    till.core.transaction(
      (db) => db.run("CREATE TEMP TRIGGER fail BEFORE INSERT ON payments BEGIN SELECT RAISE(ABORT, 'disk on fire'); END"),
      [],
    );
    await expect(till.call.orders.ringUp(anOrder(till))).rejects.toMatchObject({ code: 'INTERNAL_SERVER_ERROR' });
    expect(counts()).toEqual(before);
    till.core.transaction((db) => db.run('DROP TRIGGER fail'), []);
    expect(await rungUp()).toMatchObject({ number: { sequence: 1 } });
  });
});

test('a full disk costs the order that no longer fits, not one before it, and selling goes on when there is room', async () => {
  const before = Number(till.core.db.pragma('page_count'));
  till.core.db.pragma(`max_page_count = ${before + 20}`);
  let sold = 0;
  for (let refused = false; !refused; sold += refused ? 0 : 1) {
    const answer = await till.call.orders.ringUp(anOrder(till, 20));
    refused = !answer.ok && String(answer.refusal.code) === 'disk.full';
  }
  expect(sold).toBeGreaterThan(0);
  expect([countOf(till, 'orders'), countOf(till, 'payments'), countOf(till, 'order_lines')]).toEqual([sold, sold, sold * 20]);
  till.core.db.pragma('max_page_count = 1000000');
  expect(await rungUp()).toMatchObject({ number: { sequence: sold + 1 } });
  expect(till.core.db.pragma('integrity_check')).toBe('ok');
});

test('the log is one whole chain, whatever happened', async () => {
  for (let count = 0; count < 5; count += 1) {
    await rungUp(3);
    await till.call.orders.ringUp({ ...anOrder(till), tendered: money(0) });
    till = await onShift(restart(till));
  }
  const events = log();
  expect(events.length).toBeGreaterThan(30);
  expect(findChainBreak(events, { streamId: STREAM, seq: 0, hash: CHAIN_START }, sha256)).toBeUndefined();
});

async function rungUp(lines = 1) {
  const answer = await till.call.orders.ringUp(anOrder(till, lines));
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.value;
}
