import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { money } from '@fastops/shared/base/money';
import { DEFAULT_SERVICE_SETTINGS, serviceSettingsSchema } from '@fastops/shared/delivery/service-settings';
import { applyMaster } from '../catalog/catalog.service.ts';
import { expectedIn } from '../cash/reading.service.ts';
import { sessionIn } from '../cash/count.service.ts';
import { requireSession } from '../cash/cash.service.ts';
import { rebuildProjections } from '../sync/projections.service.ts';
import { COMPANY, countOf, demolish, idOf, onShift, openTill, SALCHIPAPA, TERMINAL, type Till } from '../../testing/branch-fixture.ts';
import { done } from '@fastops/shared/base/result';

const LAURELES = idOf(811);
const SETTINGS = serviceSettingsSchema.parse({
  ...DEFAULT_SERVICE_SETTINGS,
  id: TERMINAL.branchId,
  zones: [{ id: LAURELES, neighborhood: 'Laureles', fee: 6_000 }],
});
const JUAN = { name: 'Juan Pérez' };

let till: Till;
beforeEach(async () => {
  till = openTill();
  till.core.transaction(
    (db) => applyMaster(db, COMPANY, { kind: 'service-settings', id: SETTINGS.id, version: 1, deleted: false, doc: SETTINGS }),
    [],
  );
  await onShift(till);
});
afterEach(() => demolish(till));

/** A delivery of 25,000 and 6,000 for bringing it, in the kitchen. */
async function delivery(paysWith?: number): Promise<string> {
  till.clock.now += 1_000;
  const orderId = till.newId();
  const selection = { lineId: till.newId(), productId: SALCHIPAPA, quantity: 1, choices: [] };
  await till.call.orders.addLine({ orderId, orderType: 'delivery', selection });
  const place = { neighborhood: 'Laureles', zoneId: LAURELES, address: 'Circular 4 # 70-10', phone: '310 555 0199' };
  await till.call.orders.setDelivery({ orderId, delivery: paysWith === undefined ? place : { ...place, paysWith: money(paysWith) } });
  await till.call.orders.place({ orderId });
  return orderId;
}
/** A second after whatever was before: lists go by when an order left. */
const send = (orderId: string, driver: { name: string } = JUAN, tripId = till.newId()) => {
  till.clock.now += 1_000;
  return till.call.orders.sendOut({ orderId, tripId, driver });
};
const settle = (orderIds: readonly string[], handedIn?: number, settlementId = till.newId()) => ({
  settlementId,
  orders: orderIds.map((orderId) => ({ orderId, paymentId: till.newId() })),
  ...(handedIn === undefined ? {} : { handedIn: money(handedIn) }),
});
/** What the drawer should hold; the float was 100,000. */
function expected(): number {
  const { actor } = till.connection;
  if (!actor) throw new Error('nobody is logged in');
  const read = till.core.execute(actor, (ctx) => {
    const session = requireSession(ctx);
    return session.ok ? done(expectedIn(ctx, sessionIn(ctx, session.value.id))) : session;
  });
  if (!read.ok) throw new Error(read.refusal.code);
  return read.value;
}
const seal = async (total: number) => {
  const id = till.newId();
  await till.call.cash.count({ id, purpose: 'close', piles: [], total: money(total) });
  return id;
};

describe('an order that leaves with a driver', () => {
  test('takes the change for the customer’s bill out of the drawer, and all of it is owed until it is back', async () => {
    const orderId = await delivery(50_000);
    expect(await till.call.orders.drivers()).toMatchObject({ toSendOut: [{ id: orderId, balance: 31_000, change: 19_000 }], owed: [] });
    expect(await send(orderId)).toMatchObject({ ok: true, value: { trip: { driver: JUAN, change: 19_000 } } });
    expect(expected()).toBe(100_000 - 19_000);
    const owed = { id: orderId, number: 'A-001', driver: 'Juan Pérez', change: 19_000, toCollect: 31_000, owes: 50_000 };
    expect(await till.call.orders.drivers()).toMatchObject({ toSendOut: [], owed: [owed] });
    expect(await till.call.orders.settleDriver(settle([orderId]))).toEqual({ ok: true, value: { stillOwed: 0 } });
    expect(expected()).toBe(131_000);
    expect(await till.call.orders.drivers()).toEqual({ toSendOut: [], owed: [] });
    expect(await till.call.orders.find({ orderId })).toMatchObject({ value: { balance: 0, trip: { change: 0 } } });
  });

  test('goes out once however often it is said, and to another driver without leaving the drawer twice', async () => {
    const [orderId, tripId] = [await delivery(50_000), till.newId()];
    await send(orderId, JUAN, tripId);
    const facts = countOf(till, 'events');
    await send(orderId, JUAN, tripId);
    expect(countOf(till, 'events')).toBe(facts);
    expect(await send(orderId, { name: 'Sara' })).toMatchObject({ value: { trip: { driver: { name: 'Sara' }, change: 19_000 } } });
    expect(expected()).toBe(81_000);
  });

  test('carries nothing where nothing is paid at the door, and only a delivery goes out', async () => {
    const orderId = await delivery();
    await till.call.orders.pay({ orderId, paymentId: till.newId(), method: 'nequi' });
    expect(await send(orderId)).toMatchObject({ value: { trip: { change: 0 } } });
    expect(await till.call.orders.drivers()).toEqual({ toSendOut: [], owed: [] });
    expect(await till.call.orders.settleDriver(settle([orderId]))).toMatchObject({ refusal: { code: 'driver.owes-nothing' } });
    const counter = till.newId();
    const selection = { lineId: till.newId(), productId: SALCHIPAPA, quantity: 1, choices: [] };
    await till.call.orders.addLine({ orderId: counter, orderType: 'counter', selection });
    await till.call.orders.place({ orderId: counter });
    expect(await send(counter)).toMatchObject({ refusal: { code: 'order.not-a-delivery' } });
  });
});

describe('what a driver hands in', () => {
  test('in part is taken: the change first, then order by order, and the rest stays under the name', async () => {
    const both = [await delivery(50_000), await delivery()];
    for (const orderId of both) await send(orderId);
    expect(await till.call.orders.settleDriver(settle(both, 40_000))).toEqual({ ok: true, value: { stillOwed: 41_000 } });
    expect(expected()).toBe(100_000 - 19_000 + 40_000);
    expect((await till.call.orders.drivers()).owed.map(({ number, owes }) => [number, owes])).toEqual([
      ['A-001', 10_000],
      ['A-002', 31_000],
    ]);
    expect(await till.call.orders.settleDriver(settle(both))).toEqual({ ok: true, value: { stillOwed: 0 } });
    expect(expected()).toBe(162_000);
  });

  test('told twice is taken once; more than is owed, and what no coin makes, is refused and nothing is stored', async () => {
    const orderId = await delivery(50_000);
    await send(orderId);
    const facts = countOf(till, 'events');
    expect(await till.call.orders.settleDriver(settle([orderId], 50_050))).toMatchObject({
      refusal: { code: 'driver.too-much', owed: 50_000 },
    });
    expect(await till.call.orders.settleDriver(settle([orderId], 20_010))).toMatchObject({ refusal: { code: 'driver.not-coins' } });
    expect(countOf(till, 'events')).toBe(facts);
    const part = settle([orderId], 20_000);
    expect(await till.call.orders.settleDriver(part)).toEqual({ ok: true, value: { stillOwed: 30_000 } });
    expect(await till.call.orders.settleDriver(part)).toEqual({ ok: true, value: { stillOwed: 30_000 } });
    expect(expected()).toBe(101_000);
  });

  test('is in the Z by name, and the rows follow from the facts alone', async () => {
    const orderId = await delivery(50_000);
    await send(orderId);
    await till.call.orders.settleDriver(settle([orderId]));
    const { value } = (await till.call.cash.close({ countId: await seal(131_000), floatLeft: money(0) })) as { value: { zHash: string } };
    expect(await till.call.cash.zReport({ hash: value.zHash })).toMatchObject({
      z: {
        movements: [
          { kind: 'cash_out', amount: 19_000, label: 'Vueltas · Juan Pérez' },
          { kind: 'cash_in', amount: 19_000, label: 'Vueltas · Juan Pérez' },
        ],
        takings: [{ method: 'cash', count: 1, amount: 31_000 }],
        difference: 0,
      },
    });
    const rows = () => till.core.db.all('SELECT * FROM order_drivers ORDER BY order_id');
    const before = rows();
    till.core.transaction((db) => rebuildProjections(db, TERMINAL), []);
    expect(rows()).toEqual(before);
  });
});

describe('a close over money in a driver’s pocket', () => {
  test('says whose and how much, and goes on only once somebody has seen it', async () => {
    const orderId = await delivery(50_000);
    await send(orderId);
    expect((await till.call.cash.closing()).drivers).toMatchObject([{ id: orderId, driver: 'Juan Pérez', owes: 50_000 }]);
    const close = { countId: await seal(81_000), floatLeft: money(81_000), openOrders: [{ orderId, outcome: 'next-session' } as const] };
    expect(await till.call.cash.close(close)).toMatchObject({ refusal: { code: 'cash.drivers-owe', count: 1, amount: 50_000 } });
    expect(await till.call.cash.close({ ...close, driversSeen: [orderId] })).toMatchObject({ ok: true });
    await till.call.cash.open({ sessionId: till.newId(), openingFloat: money(81_000) });
    expect(await till.call.orders.settleDriver(settle([orderId]))).toEqual({ ok: true, value: { stillOwed: 0 } });
    expect(await till.call.cash.count({ id: till.newId(), purpose: 'close', piles: [], total: money(131_000) })).toMatchObject({
      value: { difference: 0 },
    });
  });

  test('of a bill that came by bank asks for the change alone', async () => {
    const orderId = await delivery(50_000);
    await send(orderId);
    await till.call.orders.pay({ orderId, paymentId: till.newId(), method: 'nequi' });
    expect((await till.call.cash.closing()).drivers).toMatchObject([{ change: 19_000, toCollect: 0, owes: 19_000 }]);
    await till.call.orders.settleDriver(settle([orderId]));
    expect((await till.call.cash.closing()).drivers).toEqual([]);
  });
});
