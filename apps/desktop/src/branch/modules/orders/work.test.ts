import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { money } from '@fastops/shared/base/money';
import { DEFAULT_SELLING } from '@fastops/shared/selling/settings';
import { DEFAULT_SERVICE_SETTINGS, serviceSettingsSchema } from '@fastops/shared/delivery/service-settings';
import type { OrderType } from '@fastops/shared/orders/order.events';
import { applyMaster } from '../catalog/catalog.service.ts';
import { applyPage } from '../sync/sync.service.ts';
import {
  anOrder,
  COMPANY,
  countOf,
  demolish,
  idOf,
  onShift,
  openTill,
  restart,
  SALCHIPAPA,
  STAFF,
  TERMINAL,
  type Till,
} from '../../testing/branch-fixture.ts';
import { otherTill } from '../../testing/fake-cloud.ts';

const TABLE_1 = idOf(801);
const TABLE_2 = idOf(802);
const LAURELES = idOf(811);
const SETTINGS = serviceSettingsSchema.parse({
  ...DEFAULT_SERVICE_SETTINGS,
  id: TERMINAL.branchId,
  areas: [
    {
      id: idOf(800),
      name: 'Salón',
      tables: [
        { id: TABLE_1, name: '1', seats: 4 },
        { id: TABLE_2, name: '2' },
      ],
    },
  ],
  zones: [{ id: LAURELES, neighborhood: 'Laureles', fee: 6_000 }],
  packaging: [{ id: idOf(820), name: 'Empaque', orderTypes: ['takeaway', 'delivery'], price: 500, per: 'item' }],
});

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

const add = (orderId: string, orderType: OrderType = 'counter', quantity = 1, lineId = till.newId()) =>
  till.call.orders.addLine({ orderId, orderType, selection: { lineId, productId: SALCHIPAPA, quantity, choices: [] } });
async function placed(orderType: OrderType = 'dine_in', quantity = 2): Promise<string> {
  const orderId = till.newId();
  await add(orderId, orderType, quantity);
  await till.call.orders.place({ orderId });
  return orderId;
}
async function read(orderId: string) {
  const answer = await till.call.orders.find({ orderId });
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.value;
}
const DELIVERY = {
  neighborhood: 'Laureles',
  zoneId: LAURELES,
  address: 'Circular 4 # 70-10',
  phone: '310 555 0199',
  paysWith: money(100_000),
};

describe('what an order’s type asks for', () => {
  test('a type that the branch doesn’t offer is refused by every way into it, and nothing is stored', async () => {
    const offered = { ...DEFAULT_SELLING, id: TERMINAL.branchId, orderTypes: ['takeaway', 'dine_in'] };
    const offer = (doc: typeof offered, version: number) =>
      till.core.transaction((db) => applyMaster(db, COMPANY, { kind: 'selling-settings', id: doc.id, version, deleted: false, doc }), []);
    const before = await placed('delivery');
    offer(offered, 1);
    const facts = countOf(till, 'events');
    const no = { ok: false, refusal: { code: 'order.type-not-offered', orderType: 'counter' } };
    expect(await add(till.newId(), 'counter')).toMatchObject(no);
    expect(await till.call.orders.begin({ orderId: till.newId(), orderType: 'counter' })).toMatchObject(no);
    expect(await till.call.orders.ringUp(anOrder(till))).toMatchObject(no);
    expect(await till.call.orders.changeType({ orderId: before, orderType: 'counter' })).toMatchObject(no);
    offer({ ...offered, orderTypes: ['takeaway'] }, 2);
    expect(await till.call.orders.setTable({ orderId: before, tableId: TABLE_1 })).toMatchObject({
      refusal: { code: 'order.type-not-offered', orderType: 'dine_in' },
    });
    expect(countOf(till, 'events')).toBe(facts);
    expect(await add(before, 'delivery')).toMatchObject({ ok: true, value: { type: 'delivery' } });
  });

  test('packaging follows the type: charged for each thing, in the total and its tax, and gone with another type', async () => {
    const orderId = till.newId();
    expect(await add(orderId, 'takeaway', 2)).toMatchObject({
      value: { charges: [{ name: 'Empaque', total: 1_000 }], totals: { total: 51_000 } },
    });
    expect(await till.call.orders.changeType({ orderId, orderType: 'counter' })).toMatchObject({
      value: { charges: [], totals: { total: 50_000 } },
    });
    expect(await till.call.orders.changeType({ orderId, orderType: 'delivery' })).toMatchObject({ value: { totals: { total: 51_000 } } });
    await till.call.orders.place({ orderId });
    const lines = till.core.db.all<{ name: string; total: number }>('SELECT name, total FROM order_lines ORDER BY position');
    expect(lines).toEqual([
      { name: 'Salchipapa ñoña', total: 50_000 },
      { name: 'Empaque', total: 1_000 },
    ]);
  });

  test('a delivery costs what its barrio costs: due with the order, the driver’s, in no sale; and the change travels along', async () => {
    const orderId = till.newId();
    await add(orderId, 'delivery', 2);
    const set = await till.call.orders.setDelivery({ orderId, delivery: DELIVERY });
    expect(set).toMatchObject({ value: { totals: { total: 51_000, thirdParty: 6_000, due: 57_000 }, delivery: DELIVERY } });
    expect(await till.call.orders.setDelivery({ orderId, delivery: { ...DELIVERY, zoneId: idOf(999) } })).toMatchObject({
      refusal: { code: 'delivery.zone-not-found' },
    });
    await till.call.orders.changeType({ orderId, orderType: 'takeaway' });
    expect((await read(orderId)).totals).toMatchObject({ total: 51_000, thirdParty: 0, due: 51_000 });
  });

  test('a staff meal costs what the shop asks, and more than its share of the day needs a supervisor', async () => {
    const meal = async () => {
      const orderId = till.newId();
      await add(orderId, 'staff_meal');
      return { orderId, answer: await till.call.orders.setStaffMeal({ orderId, staffId: STAFF.pedro.id, staffName: 'Pedro Mora' }) };
    };
    const first = await meal();
    expect(first.answer).toMatchObject({ value: { totals: { gross: 25_000, discount: 25_000, total: 0, due: 0 }, balance: 0 } });
    await till.call.orders.place({ orderId: first.orderId });
    const second = await meal();
    expect(second.answer).toMatchObject({ ok: false, refusal: { code: 'staff-meal.over-quota', needs: 'orders.staff-meal' } });
    await onShift(till, 'laura');
    expect(
      await till.call.orders.setStaffMeal({ orderId: second.orderId, staffId: STAFF.pedro.id, staffName: 'Pedro Mora' }),
    ).toMatchObject({ ok: true });
  });

  test('the floor shows what is open at each table, and an order moves to another one', async () => {
    const orderId = await placed();
    await till.call.orders.setTable({ orderId, tableId: TABLE_1, guests: 3 });
    const at = async () =>
      (await till.call.tables.floor()).areas.flatMap(({ tables }) => tables.map(({ name, orders }) => [name, orders.map(({ id }) => id)]));
    expect(await at()).toEqual([
      ['1', [orderId]],
      ['2', []],
    ]);
    expect(await till.call.orders.setTable({ orderId, tableId: TABLE_2 })).toMatchObject({
      value: { table: { name: '2', area: 'Salón' } },
    });
    expect(await at()).toEqual([
      ['1', []],
      ['2', [orderId]],
    ]);
    expect(await till.call.orders.setTable({ orderId, tableId: idOf(999) })).toMatchObject({ refusal: { code: 'table.not-found' } });
  });

  test('survives a crash: customer, address and promise are facts as they are written', async () => {
    const orderId = till.newId();
    await add(orderId, 'pickup');
    await till.call.customers.register({ customerId: idOf(830), name: 'Rosa Ñáñez', phone: '310 555 0199' });
    await till.call.orders.setCustomer({ orderId, customerId: idOf(830) });
    await till.call.orders.setPickup({ orderId, pickup: { name: 'Rosa', promisedAt: 1_795_225_000_000 } });
    till = await onShift(restart(till));
    expect(await till.call.orders.current()).toMatchObject({
      customer: { name: 'Rosa Ñáñez' },
      pickup: { name: 'Rosa', promisedAt: 1_795_225_000_000 },
    });
  });
});

describe('holding', () => {
  test('puts a cart aside, the next one is open, and resuming brings it back', async () => {
    const orderId = till.newId();
    expect(await till.call.orders.hold({ orderId })).toMatchObject({ refusal: { code: 'order.not-found' } });
    await add(orderId);
    expect(await till.call.orders.hold({ orderId, label: 'Señora del perro' })).toMatchObject({
      value: { hold: { label: 'Señora del perro' } },
    });
    expect(await till.call.orders.current()).toBeNull();
    expect((await till.call.orders.open()).held).toMatchObject([{ id: orderId, label: 'Señora del perro', total: 25_000 }]);
    expect(await add(orderId)).toMatchObject({ refusal: { code: 'order.held-elsewhere' } });
    expect(await till.call.orders.resume({ orderId })).toMatchObject({ value: { hold: undefined, heldById: TERMINAL.terminalId } });
    expect(await till.call.orders.current()).toMatchObject({ id: orderId });
  });

  test('of two tills that resume at once the first has it, the other is told and can’t change it', async () => {
    const other = otherTill();
    const orderId = idOf(840);
    other.append('order.opened', { entityId: orderId, rev: 1, body: { orderType: 'counter' } });
    other.append('order.line-added', { entityId: orderId, rev: 2, body: { line: other.line(idOf(841)) } });
    other.append('order.held', { entityId: orderId, rev: 3, body: { holdId: idOf(842) } });
    const apply = (from: number) => {
      const entries = other.events.slice(from).map((event, index) => ({ position: from + index + 1, event }));
      till.core.transaction((db) => applyPage(db, TERMINAL, { scope: 'branch', epoch: 'e1', head: other.events.length, entries }), []);
    };
    apply(0);
    expect((await till.call.orders.open()).held).toMatchObject([{ id: orderId }]);
    expect(await till.call.orders.resume({ orderId })).toMatchObject({ ok: true });
    // Same rev, and the other terminal's id sorts after ours: ours was first.
    other.append('order.resumed', { entityId: orderId, rev: 4, body: { holdId: idOf(842) } });
    apply(3);
    expect(await read(orderId)).toMatchObject({ heldById: TERMINAL.terminalId });
    other.append('order.held', { entityId: orderId, rev: 6, body: { holdId: idOf(843) } });
    other.append('order.resumed', { entityId: orderId, rev: 7, body: { holdId: idOf(843) } });
    apply(4);
    expect(await till.call.orders.current()).toBeNull();
    expect(await add(orderId)).toMatchObject({ refusal: { code: 'order.held-elsewhere' } });
    expect(await till.call.orders.resume({ orderId })).toMatchObject({ refusal: { code: 'order.held-elsewhere' } });
  });
});

describe('an order that the kitchen has', () => {
  test('takes more, changes only what is new, and sends only that', async () => {
    const orderId = await placed();
    const [first] = (await read(orderId)).lines;
    const lineId = till.newId();
    expect(await add(orderId, 'dine_in', 1, lineId)).toMatchObject({
      value: { unsent: [{ lineId, quantity: 1 }], totals: { total: 75_000 } },
    });
    expect(await till.call.orders.changeLine({ orderId, lineId, quantity: 3 })).toMatchObject({
      value: { unsent: [{ lineId, quantity: 3 }] },
    });
    expect(await till.call.orders.changeLine({ orderId, lineId: first?.id ?? '', quantity: 9 })).toMatchObject({
      refusal: { code: 'order.line-sent' },
    });
    expect(await till.call.orders.removeLine({ orderId, lineId: first?.id ?? '' })).toMatchObject({ refusal: { code: 'order.line-sent' } });
    const fired = () =>
      till.core.db
        .all<{ body: string }>("SELECT body FROM events WHERE type = 'kitchen.ticket-fired' ORDER BY seq")
        .map(({ body }) => JSON.parse(body));
    const before = fired().length;
    expect(await till.call.orders.sendAdditions({ orderId })).toMatchObject({ value: { unsent: [] } });
    const added = fired().slice(before);
    for (const ticket of added) expect(ticket).toMatchObject({ isAddOn: true, lines: [{ lineId, quantity: 3 }] });
    const events = countOf(till, 'events');
    expect(await till.call.orders.sendAdditions({ orderId })).toMatchObject({ ok: true });
    expect(countOf(till, 'events')).toBe(events);
  });

  test('that is paid takes no more', async () => {
    const orderId = await placed();
    await till.call.orders.pay({ orderId, paymentId: till.newId(), method: 'cash' });
    expect(await add(orderId)).toMatchObject({ refusal: { code: 'order.already-paid' } });
    expect(await till.call.orders.setTable({ orderId, tableId: TABLE_1 })).toMatchObject({ refusal: { code: 'order.already-paid' } });
  });
});

describe('splitting and merging', () => {
  const sumOf = async (...ids: string[]) => {
    const orders = await Promise.all(ids.map(read));
    return orders.reduce((sum, { totals }) => sum + totals.total, 0);
  };

  test('by line makes a second order with its number at the same table, and the money stays equal to the peso', async () => {
    const orderId = await placed('takeaway', 3);
    const [line] = (await read(orderId)).lines;
    const newOrderId = till.newId();
    const part = { orderId, newOrderId, lines: [{ lineId: line?.id ?? '', quantity: 1 }] };
    const split = await till.call.orders.split(part);
    expect(split).toMatchObject({
      value: { from: { totals: { total: 51_000 } }, into: { totals: { total: 25_500 }, number: { sequence: 2 }, unsent: [] } },
    });
    const events = countOf(till, 'events');
    expect(await till.call.orders.split(part)).toMatchObject({ ok: true });
    expect(countOf(till, 'events')).toBe(events);
    expect(await sumOf(orderId, newOrderId)).toBe(76_500);
    expect(
      await till.call.orders.split({ ...part, newOrderId: till.newId(), lines: [{ lineId: line?.id ?? '', quantity: 3 }] }),
    ).toMatchObject({
      refusal: { code: 'order.line-not-found' },
    });
  });

  test('one into another is one bill, the empty one is gone and nothing is charged twice', async () => {
    const [a, b] = [await placed(), await placed()];
    await till.call.orders.setTable({ orderId: b, tableId: TABLE_2 });
    const merged = await till.call.orders.merge({ orderId: a, intoOrderId: b });
    expect(merged).toMatchObject({
      value: {
        from: { state: 'cancelled', mergedInto: b, totals: { total: 0 } },
        into: { totals: { total: 100_000 }, table: { name: '2' } },
      },
    });
    expect(await till.call.orders.merge({ orderId: a, intoOrderId: b })).toMatchObject({ ok: true });
    expect((await till.call.orders.open()).owing.map(({ id }) => id)).toEqual([b]);
    expect(await till.call.orders.pay({ orderId: b, paymentId: till.newId(), method: 'card' })).toMatchObject({
      value: { balance: 0, needsReview: [] },
    });
    expect(await till.call.orders.merge({ orderId: b, intoOrderId: b })).toMatchObject({ refusal: { code: 'order.same' } });
    expect(await till.call.orders.merge({ orderId: await placed(), intoOrderId: b })).toMatchObject({
      refusal: { code: 'order.already-paid' },
    });
  });

  test('nothing moves while money would have to be divided: a discount, a payment, a fee', async () => {
    const [a, b] = [await placed(), await placed()];
    await till.call.orders.addDiscount({ orderId: a, discount: { id: till.newId(), kind: 'amount', value: 1_000, reason: 'x' } });
    expect(await till.call.orders.merge({ orderId: a, intoOrderId: b })).toMatchObject({ refusal: { code: 'order.has-discounts' } });
    const c = await placed();
    await till.call.orders.pay({ orderId: c, paymentId: till.newId(), method: 'card', amount: money(10_000) });
    expect(await till.call.orders.merge({ orderId: c, intoOrderId: b })).toMatchObject({ refusal: { code: 'order.has-payments' } });
    const [line] = (await read(c)).lines;
    const all = { orderId: c, newOrderId: till.newId(), lines: [{ lineId: line?.id ?? '', quantity: 2 }] };
    expect(await till.call.orders.split(all)).toMatchObject({ refusal: { code: 'order.already-paid' } });
    expect(await read(c)).toMatchObject({ totals: { total: 50_000 } });
    const d = till.newId();
    await add(d, 'delivery');
    await till.call.orders.setDelivery({ orderId: d, delivery: DELIVERY });
    expect(await till.call.orders.merge({ orderId: d, intoOrderId: b })).toMatchObject({ refusal: { code: 'order.has-fee' } });
  });
});
