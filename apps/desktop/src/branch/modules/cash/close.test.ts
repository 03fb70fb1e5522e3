import { done } from '@fastops/shared/base/result';
import { MOST_UNVERIFIED } from '@fastops/shared/cash/z-report';
import { addLine, pay, placeOrder } from '../orders/orders.service.ts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { canonicalJson } from '@fastops/shared/base/canonical';
import { money } from '@fastops/shared/base/money';
import type { ZReport } from '@fastops/shared/cash/z-report';
import { previewLines } from '@fastops/shared/printing/layout';
import type { PrintDocument } from '@fastops/shared/printing/document';
import { sha256 } from '../../db/event-log.ts';
import { rebuildProjections } from '../sync/projections.service.ts';
import { anOrder, demolish, onShift, openTill, SALCHIPAPA, STAFF, TERMINAL, type Till } from '../../testing/branch-fixture.ts';

let till: Till;
beforeEach(async () => {
  till = await onShift(openTill());
});
afterEach(() => demolish(till));

const sell = async () => {
  const order = anOrder(till);
  const answer = await till.call.orders.ringUp(order);
  if (!answer.ok) throw new Error(answer.refusal.code);
  return order.orderId;
};
/** An order of 25,000 in the kitchen, with nothing paid. */
const place = async () => {
  const orderId = till.newId();
  const selection = { lineId: till.newId(), productId: SALCHIPAPA, quantity: 1, choices: [] };
  await till.call.orders.addLine({ orderId, orderType: 'dine_in', selection });
  await till.call.orders.place({ orderId });
  return orderId;
};
const seal = async (total: number, purpose: 'close' | 'handover' = 'close') => {
  const id = till.newId();
  const answer = await till.call.cash.count({ id, purpose, piles: [], total: money(total) });
  if (!answer.ok) throw new Error(answer.refusal.code);
  return { countId: id, ...answer.value };
};
const logIn = (who: keyof typeof STAFF) => till.call.identity.login({ staffId: STAFF[who].id, pin: STAFF[who].pin });
const zs = () =>
  till.core.db.all<{ doc: string }>('SELECT doc FROM z_reports ORDER BY z_number').map(({ doc }) => JSON.parse(doc) as ZReport);
const papers = () =>
  till.core.db
    .all<{ document: string; label: string; copyNo: number }>(
      "SELECT document, label, copy_no AS copyNo FROM print_jobs WHERE kind = 'receipt' ORDER BY copy_no",
    )
    .map(({ document, ...rest }) => ({ ...rest, document: JSON.parse(document) as PrintDocument }));
const aPrinter = () =>
  till.call.printing.add({
    id: till.newId(),
    name: 'Caja',
    role: 'receipt',
    profileId: 'epson-tm-t20',
    transport: { kind: 'tcp', host: '127.0.0.1', port: 9 },
  });

describe('the Z of a close', () => {
  test('holds the shift word by word, is chained to the one before, and neither the till nor a tool changes it', async () => {
    await sell();
    await till.call.cash.move({ id: till.newId(), kind: 'cash_out', amount: money(5_000), category: 'Hielo' });
    const counted = await seal(119_000);
    const close = { countId: counted.countId, floatLeft: money(60_000), reason: 'moneda perdida' };
    const closed = await till.call.cash.close({ ...close, cardsDeclared: money(0) });
    expect(closed).toMatchObject({ ok: true, value: { zNumber: 1, difference: -1_000 } });
    await onShift(till);
    await sell();
    const next = await seal(85_000);
    await till.call.cash.close({ countId: next.countId, floatLeft: money(0) });
    const [first, second] = zs();
    expect(first).toMatchObject({
      zNumber: 1,
      openedBy: { name: 'Ana Ruiz' },
      closedBy: { name: 'Ana Ruiz' },
      sales: { tickets: 1, firstNumber: 'A-001', lastNumber: 'A-001', gross: 25_000, net: 25_000 },
      takings: [
        { method: 'cash', count: 1, amount: 25_000 },
        { method: 'card', count: 0, amount: 0, declared: 0 },
      ],
      deposits: 0,
      movements: [{ kind: 'cash_out', amount: 5_000, label: 'Hielo' }],
      openings: [
        { reason: 'movement', count: 1 },
        { reason: 'sale-cash', count: 1 },
      ],
      drawer: { openingFloat: 100_000, cashSales: 25_000, cashOut: 5_000, expected: 120_000 },
      counted: 119_000,
      difference: -1_000,
      differenceReason: 'moneda perdida',
      floatLeft: 60_000,
      takenOut: 59_000,
    });
    expect(first?.sales.taxes).toEqual([{ code: 'INC', rateBp: 800, net: 25_000, base: 2_314_815, tax: 185_185 }]);
    expect(second?.previousHash).toBe(first?.hash);
    for (const { hash, ...z } of zs()) expect(sha256(canonicalJson(z))).toBe(hash);
    expect(() => till.core.transaction((db) => db.run("UPDATE z_reports SET doc = '{}'"), [])).toThrow('never changed');
    expect(() => till.core.transaction((db) => db.run('DELETE FROM z_reports'), [])).toThrow('never deleted');
    till.core.transaction((db) => rebuildProjections(db, TERMINAL), []);
    expect(zs()).toEqual([first, second]);
  });

  test('is printed at the close, and again as COPIA with the same lines', async () => {
    await logIn('laura');
    await aPrinter();
    await logIn('ana');
    await sell();
    const { countId } = await seal(125_000);
    expect(await till.call.cash.close({ countId, floatLeft: money(100_000) })).toMatchObject({ value: { printed: true } });
    const [z] = await till.call.cash.zReports({ limit: 5 });
    await till.call.cash.reprintZ({ hash: z?.hash ?? '' });
    await till.call.cash.reprintZ({ hash: z?.hash ?? '' });
    const [original, first, second] = papers().filter(({ label }) => label === 'Z 0001');
    const lines = (document: PrintDocument | undefined) => previewLines(document ?? { blocks: [] }, { columns: 48, codePage: 'cp858' });
    expect(lines(original?.document).join('\n')).toContain('CORTE Z 0001');
    expect([original?.copyNo, first?.copyNo, second?.copyNo]).toEqual([0, 1, 2]);
    expect(first?.document.copyLabel).toBe('COPIA 1');
    expect(first?.document.blocks).toEqual(original?.document.blocks);
    expect(await till.call.cash.reprintZ({ hash: 'f'.repeat(64) })).toMatchObject({ refusal: { code: 'cash.z-not-found' } });
  });
});

describe('a close says no', () => {
  test('to a difference over the limit without a manager', async () => {
    await sell();
    const { countId } = await seal(100_000);
    const close = { countId, floatLeft: money(0), reason: 'no sé' };
    expect(await till.call.cash.close(close)).toMatchObject({ refusal: { code: 'cash.difference-over-limit', limit: 10_000 } });
    await logIn('laura');
    expect(await till.call.cash.close(close)).toMatchObject({ ok: true });
  });

  test('to a count that cash has moved since, and to a third count of the same drawer', async () => {
    await sell();
    const old = await seal(125_000);
    await sell();
    expect(await till.call.cash.close({ countId: old.countId, floatLeft: money(0) })).toMatchObject({
      refusal: { code: 'cash.count-stale' },
    });
    await seal(140_000);
    const second = await seal(149_000);
    expect(second.earlier).toMatchObject([{ counted: 140_000, difference: -10_000 }]);
    const third = { id: till.newId(), purpose: 'close' as const, piles: [], total: money(150_000) };
    expect(await till.call.cash.count(third)).toMatchObject({ refusal: { code: 'cash.counted-twice' } });
    await logIn('laura');
    expect(await till.call.cash.count(third)).toMatchObject({ ok: true });
  });

  test('to a transfer nobody has seen arrive, until it is acknowledged; the Z names it', async () => {
    const orderId = await place();
    await till.call.orders.pay({ orderId, paymentId: till.newId(), method: 'nequi', reference: 'M123' });
    const { countId } = await seal(100_000);
    const close = { countId, floatLeft: money(0) };
    expect(await till.call.cash.close(close)).toMatchObject({ refusal: { code: 'cash.transfers-unverified', count: 1 } });
    const { unverified } = await till.call.cash.closing();
    expect(await till.call.cash.close({ ...close, unverifiedSeen: unverified.map(({ id }) => id) })).toMatchObject({ ok: true });
    expect(zs()[0]?.unverified).toEqual([{ number: 'A-001', method: 'nequi', amount: 25_000, reference: 'M123' }]);
  });
});

describe('orders that are open at the close', () => {
  test('stop it until each has a choice, and are sold in the next session on their own day', async () => {
    const orderId = await place();
    const { countId } = await seal(100_000);
    const close = { countId, floatLeft: money(100_000) };
    expect(await till.call.cash.close(close)).toMatchObject({ refusal: { code: 'cash.orders-open', count: 1 } });
    const { openOrders } = await till.call.cash.closing();
    expect(openOrders).toMatchObject([{ id: orderId, number: 'A-001', balance: 25_000 }]);
    expect(await till.call.cash.close({ ...close, openOrders: [{ orderId, outcome: 'next-session' }] })).toMatchObject({ ok: true });
    expect(zs()[0]?.openOrders).toEqual([{ number: 'A-001', balance: 25_000, outcome: 'next-session' }]);
    expect(zs()[0]?.sales.tickets).toBe(0);
    await onShift(till);
    expect(await till.call.orders.pay({ orderId, paymentId: till.newId(), method: 'cash' })).toMatchObject({ ok: true });
    const next = await seal(125_000);
    expect(next.difference).toBe(0);
    await till.call.cash.close({ countId: next.countId, floatLeft: money(0) });
    expect(zs()[1]?.sales).toMatchObject({ tickets: 1, firstNumber: 'A-001', net: 25_000 });
  });

  test('all stop it, also when there are more than anybody would list: none is left behind without a word', async () => {
    const { actor } = till.connection;
    if (!actor) throw new Error('nobody is logged in');
    for (let n = 0; n < 2; n += 1) {
      till.core.execute(actor, (ctx) => {
        for (let k = 0; k < 300; k += 1) {
          const orderId = ctx.newId();
          const selection = { lineId: ctx.newId(), productId: SALCHIPAPA, quantity: 1, choices: [] };
          addLine(ctx, { orderId, orderType: 'takeaway', selection });
          placeOrder(ctx, { orderId });
        }
        return done(undefined);
      });
    }
    const { countId } = await seal(100_000);
    const { openOrders } = await till.call.cash.closing();
    expect(openOrders).toHaveLength(600);
    const choices = openOrders.map(({ id }) => ({ orderId: id, outcome: 'next-session' as const }));
    const close = { countId, floatLeft: money(100_000) };
    expect(await till.call.cash.close({ ...close, openOrders: choices.slice(0, 500) })).toMatchObject({
      refusal: { code: 'cash.orders-open', count: 100 },
    });
    expect(await till.call.cash.close({ ...close, openOrders: choices })).toMatchObject({ ok: true });
    expect(zs()[0]?.openOrders).toHaveLength(600);
  });

  test('wait beside more transfers than a Z names one by one: each is shown, and the paper adds up', async () => {
    const { actor } = till.connection;
    if (!actor) throw new Error('nobody is logged in');
    for (let n = 0; n < 7; n += 1) {
      till.core.execute(actor, (ctx) => {
        for (let k = 0; k < 300; k += 1) {
          const orderId = ctx.newId();
          const selection = { lineId: ctx.newId(), productId: SALCHIPAPA, quantity: 1, choices: [] };
          addLine(ctx, { orderId, orderType: 'takeaway', selection });
          pay(ctx, { orderId, paymentId: ctx.newId(), method: k % 2 === 0 ? 'nequi' : 'breb' });
        }
        return done(undefined);
      });
    }
    const { countId } = await seal(100_000);
    const { unverified } = await till.call.cash.closing();
    expect(unverified).toHaveLength(2_100);
    const close = { countId, floatLeft: money(100_000) };
    const seen = unverified.map(({ id }) => id);
    expect(await till.call.cash.close({ ...close, unverifiedSeen: seen.slice(0, 2_000) })).toMatchObject({
      refusal: { code: 'cash.transfers-unverified', count: 100 },
    });
    expect(await till.call.cash.close({ ...close, unverifiedSeen: seen })).toMatchObject({ ok: true });
    const named = zs()[0]?.unverified ?? [];
    expect(named.length).toBeLessThanOrEqual(MOST_UNVERIFIED);
    expect(named.reduce((sum, { amount }) => sum + amount, 0)).toBe(2_100 * 25_000);
    expect(named.filter(({ number }) => number.startsWith('+')).map(({ method }) => method)).toEqual(['breb', 'nequi']);
  });

  test('are cancelled with a reason by who may, and never when something was paid', async () => {
    const orderId = await place();
    const { countId } = await seal(100_000);
    const cancel = { countId, floatLeft: money(0), openOrders: [{ orderId, outcome: 'cancel', reason: 'se fue' } as const] };
    expect(await till.call.cash.close(cancel)).toMatchObject({ refusal: { code: 'cash.may-not-cancel', number: 'A-001' } });
    await logIn('laura');
    expect(await till.call.cash.close(cancel)).toMatchObject({ ok: true });
    expect(await till.call.orders.find({ orderId })).toMatchObject({ value: { state: 'cancelled' } });
    expect(zs()[0]).toMatchObject({ cancelled: { count: 1, amount: 25_000 }, openOrders: [{ outcome: 'cancelled' }] });
  });

  test('go to a till of the branch, and to no other', async () => {
    const orderId = await place();
    const { countId } = await seal(100_000);
    const terminalId = till.newId();
    const openOrders = [{ orderId, outcome: 'other-till', terminalId } as const];
    expect(await till.call.cash.close({ countId, floatLeft: money(0), openOrders })).toMatchObject({
      refusal: { code: 'cash.unknown-till' },
    });
  });
});

describe('a handover', () => {
  test('is counted, names both, and the screen is the taker’s', async () => {
    await sell();
    const { countId, difference } = await seal(124_000, 'handover');
    expect(difference).toBe(-1_000);
    const wrong = { countId, toStaffId: STAFF.laura.id, pin: '0000' };
    expect(await till.call.cash.handOver(wrong)).toMatchObject({ refusal: { code: 'login.wrong-pin' } });
    till.clock.now += 60_000;
    const right = await till.call.cash.handOver({ ...wrong, pin: STAFF.laura.pin });
    expect(right).toMatchObject({ ok: true, value: { cashierId: STAFF.laura.id, difference: -1_000 } });
    expect(await till.call.identity.me()).toMatchObject({ name: 'Laura Gómez' });
    const close = await seal(124_000);
    await till.call.cash.close({ countId: close.countId, floatLeft: money(0), reason: 'faltó desde el relevo' });
    expect(zs()[0]).toMatchObject({
      cashier: { name: 'Laura Gómez' },
      handovers: [{ from: { name: 'Ana Ruiz' }, to: { name: 'Laura Gómez' } }],
      counts: [
        { purpose: 'handover', by: { name: 'Ana Ruiz' }, difference: -1_000 },
        { purpose: 'close', by: { name: 'Laura Gómez' }, difference: -1_000 },
      ],
    });
  });

  test('needs a count of its own drawer, and another person who takes money', async () => {
    await sell();
    const { countId } = await seal(125_000, 'handover');
    const to = (who: keyof typeof STAFF) => ({ countId, toStaffId: STAFF[who].id, pin: STAFF[who].pin });
    expect(await till.call.cash.handOver(to('ana'))).toMatchObject({ refusal: { code: 'cash.same-person' } });
    expect(await till.call.cash.handOver(to('pedro'))).toMatchObject({ refusal: { code: 'cash.may-not-take-over' } });
    expect(await till.call.identity.me()).toMatchObject({ name: 'Ana Ruiz' });
  });
});

test('opening without a sale needs who may and why, is counted, and is in the Z', async () => {
  const open = { id: till.newId(), note: 'dar sencillo' };
  expect(await till.call.cash.openDrawer(open)).toMatchObject({ refusal: { code: 'drawer.no-sale-limit', used: 0 } });
  await logIn('laura');
  expect(await till.call.cash.openDrawer(open)).toMatchObject({ ok: true, value: { used: 1 } });
  expect(await till.call.cash.openDrawer(open)).toMatchObject({ ok: true, value: { used: 1 } });
  expect(await till.call.cash.noSales()).toBe(1);
  const { countId } = await seal(100_000);
  await till.call.cash.close({ countId, floatLeft: money(0) });
  expect(zs()[0]?.openings).toEqual([{ reason: 'no-sale', count: 1 }]);
});

test('tips that came by bank are paid out of the drawer: the formula subtracts them, split bills their part', async () => {
  const orderId = await place();
  const tip = { answer: 'changed', amount: money(2_500), suggestedBp: 1_000, suggested: money(2_300) } as const;
  await till.call.orders.answerTip({ orderId, tip });
  await till.call.orders.pay({ orderId, paymentId: till.newId(), method: 'card', amount: money(11_000) });
  await till.call.orders.pay({ orderId, paymentId: till.newId(), method: 'cash' });
  // 27,500 of which 2,500 is a tip: 1,000 of it came with the card and 1,500 in cash.
  const { expected, countId } = await seal(115_500);
  expect(expected).toBe(100_000 + 16_500 - 1_000);
  await till.call.cash.close({ countId, floatLeft: money(0) });
  expect(zs()[0]).toMatchObject({ tips: { total: 2_500, byCash: 1_500, byBank: 1_000 }, deposits: 0, sales: { net: 25_000 } });
});
