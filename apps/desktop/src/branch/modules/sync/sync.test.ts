import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CHAIN_START, eventHash, findChainBreak } from '@fastops/shared/sync/chain';
import type { Event } from '@fastops/shared/sync/event';
import { MAX_BATCH_BYTES, MAX_BATCH_EVENTS, pushInput, type PullReply, type PushReply, type Scope } from '@fastops/shared/sync/protocol';
import { money } from '@fastops/shared/base/money';
import { openStream, sha256 } from '../../db/event-log.ts';
import {
  aMaster,
  anOrder,
  aProduct,
  COMPANY,
  countOf,
  demolish,
  idOf,
  menuPage,
  onShift,
  openTill,
  restart,
  SALCHIPAPA,
  SOLD_OUT,
  STREAM,
  TERMINAL,
  type Till,
} from '../../testing/branch-fixture.ts';
import { aForeignSale, otherTill } from '../../testing/fake-cloud.ts';
import { acknowledge, applyPage, cursorOf, custody, nextBatch } from './sync.service.ts';

let till: Till;
beforeEach(async () => {
  till = await onShift(openTill());
});
afterEach(() => demolish(till));

const sell = async (count = 1) => {
  for (let n = 0; n < count; n += 1) await till.call.orders.ringUp(anOrder(till, 2));
};
const batch = () => {
  const next = nextBatch(till.core.db, COMPANY);
  if (!next) throw new Error('nothing to send');
  return next;
};
const ack = (reply: Partial<PushReply> & { ackSeq: number; ackHash: string }) =>
  till.core.transaction(
    (db) => acknowledge(db, COMPANY, { outcome: 'stored', durableSeq: 0, signedHead: 's', streamId: STREAM, ...reply }),
    [],
  );
const apply = (page: PullReply & { scope: Scope }) => till.core.transaction((db) => applyPage(db, TERMINAL, page), []);
const branchPage = (events: readonly Event[], after = 0): PullReply & { scope: 'branch' } => ({
  scope: 'branch',
  epoch: 'e1',
  head: after + events.length,
  entries: events.map((event, index) => ({ position: after + index + 1, event })),
});
const everything = () =>
  ['events', 'orders', 'order_lines', 'payments', 'cash_sessions', 'masters', 'cursors', 'streams'].map((table) =>
    till.core.db.all(`SELECT * FROM ${table}`),
  );

describe('what is sent', () => {
  test('is whole, in order, within count and bytes, and in the end everything, once', async () => {
    await sell(120);
    const sent: Event[] = [];
    for (let next = nextBatch(till.core.db, COMPANY); next; next = nextBatch(till.core.db, COMPANY)) {
      expect(pushInput.parse(next)).toEqual(next);
      expect(next.events.length).toBeLessThanOrEqual(MAX_BATCH_EVENTS);
      expect(Buffer.byteLength(JSON.stringify(next.events))).toBeLessThanOrEqual(MAX_BATCH_BYTES);
      expect(next.custody.count).toBe(countOf(till, 'events') - sent.length - next.events.length);
      sent.push(...next.events);
      const last = next.events.at(-1);
      expect(ack({ ackSeq: last?.seq ?? 0, ackHash: last?.hash ?? '' })).toBe(true);
    }
    expect(sent).toHaveLength(countOf(till, 'events'));
    expect(findChainBreak(sent, { streamId: STREAM, seq: 0, hash: CHAIN_START }, sha256)).toBeUndefined();
  });

  test('is measured in bytes, not in letters', async () => {
    const name = '辣'.repeat(80);
    apply(menuPage([aMaster(aProduct({ name }))], 'e2'));
    const note = '椒'.repeat(80);
    for (let n = 0; n < 30; n += 1) {
      const selections = Array.from({ length: 20 }, () => ({
        lineId: till.newId(),
        productId: SALCHIPAPA,
        quantity: 1,
        choices: [],
        note,
      }));
      expect(await till.call.orders.ringUp({ ...anOrder(till), selections })).toMatchObject({ ok: true });
    }
    expect(JSON.stringify(batch().events).length).toBeGreaterThan(100_000);
    expect(Buffer.byteLength(JSON.stringify(batch().events))).toBeLessThanOrEqual(MAX_BATCH_BYTES);
  });

  test('a closed stream is emptied before the open one, and custody counts both', async () => {
    await sell();
    const old = countOf(till, 'events');
    till.core.transaction((db) => openStream(db, TERMINAL, { streamId: idOf(5), series: 'C' }), []);
    await sell();
    const all = countOf(till, 'events');
    expect(custody(till.core.db, COMPANY)).toMatchObject({ count: all, value: 100_000 });
    const first = batch();
    expect([first.streamId, first.events.length]).toEqual([STREAM, old]);
    expect(first.custody).toMatchObject({ count: all - old, value: 50_000 });
    ack({ ackSeq: old, ackHash: first.events.at(-1)?.hash ?? '' });
    expect(batch()).toMatchObject({ streamId: idOf(5), firstSeq: 1, prevHash: CHAIN_START });
    const next = await till.call.orders.ringUp(anOrder(till));
    expect(next).toMatchObject({ value: { number: { series: 'C', sequence: 2 } } });
  });
});

describe('an acknowledgement', () => {
  test('is believed with our own hash only', async () => {
    await sell();
    const { events } = batch();
    const third = events[2];
    if (!third) throw new Error('too few events');
    expect(ack({ ackSeq: 3, ackHash: 'f'.repeat(64) })).toBe(false);
    expect(ack({ ackSeq: 99, ackHash: third.hash })).toBe(false);
    expect(ack({ ackSeq: 3, ackHash: events[1]?.hash ?? '' })).toBe(false);
    expect(batch().firstSeq).toBe(1);
    expect(ack({ ackSeq: 3, ackHash: third.hash })).toBe(true);
    expect(batch().firstSeq).toBe(4);
    till = await onShift(restart(till));
    expect(batch().firstSeq).toBe(4);
  });

  test('that goes back is believed too, and what was durable goes back with it', async () => {
    await sell();
    const { events } = batch();
    const hashOf = (seq: number) => events[seq - 1]?.hash ?? CHAIN_START;
    ack({ ackSeq: 5, ackHash: hashOf(5), durableSeq: 4 });
    ack({ ackSeq: 2, ackHash: hashOf(2) });
    expect(till.core.db.get('SELECT acked_seq, durable_seq FROM streams')).toEqual({ acked_seq: 2, durable_seq: 2 });
    ack({ ackSeq: 0, ackHash: CHAIN_START });
    expect(batch().firstSeq).toBe(1);
  });
});

describe('a page from the cloud', () => {
  test('brings another till’s order, projected like our own', async () => {
    const orderId = idOf(600);
    apply(branchPage(aForeignSale(orderId)));
    expect(await till.call.orders.find({ orderId })).toMatchObject({
      value: { state: 'placed', number: { series: 'B', sequence: 1 }, balance: 0, terminalId: idOf(33), needsReview: [] },
    });
    expect(await till.call.orders.recent({ limit: 5 })).toMatchObject([{ id: orderId, total: 25_000, paid: 25_000, balance: 0 }]);
    expect(custody(till.core.db, COMPANY).value).toBe(0);
    expect(await till.call.orders.ringUp(anOrder(till))).toMatchObject({ value: { number: { series: 'A', sequence: 1 } } });
  });

  test('applied twice changes nothing', () => {
    const sale = branchPage(aForeignSale(idOf(600)));
    apply(sale);
    const once = everything();
    expect(() => apply(sale)).toThrow('a hole in branch: 4 then 1');
    expect(everything()).toEqual(once);
    till.core.transaction((db) => db.run("DELETE FROM cursors WHERE scope = 'branch'"), []);
    apply(sale);
    expect(everything()).toEqual(once);
  });

  test('with a hole is refused whole, and the cursor stays', () => {
    const [first, second, third] = aForeignSale(idOf(600));
    if (!first || !second || !third) throw new Error('too few events');
    const before = everything();
    const holed = [
      { position: 1, event: first },
      { position: 2, event: second },
      { position: 4, event: third },
    ];
    expect(() => apply({ scope: 'branch', epoch: 'e1', head: 4, entries: holed })).toThrow('a hole in branch');
    expect(() => apply({ ...branchPage([first]), entries: [{ position: 2, event: first }] })).toThrow('a hole in branch');
    expect(everything()).toEqual(before);
    expect(cursorOf(till.core.db, COMPANY, 'branch')).toEqual({ epoch: '', position: 0 });
  });

  test('with an event that was changed on the way is refused whole', () => {
    const sale = aForeignSale(idOf(600));
    const before = everything();
    const [first, ...rest] = sale;
    if (!first) throw new Error('no events');
    expect(() => apply(branchPage([...rest, { ...first, at: 1 }]))).toThrow('does not carry its own hash');
    expect(everything()).toEqual(before);
  });

  test('that arrives in any order of pages gives rows equal to the fold', () => {
    const orderId = idOf(600);
    const waiter = otherTill(34);
    // A second till added a line: its fact may be here before the one that opened the order.
    const facts = [
      ...aForeignSale(orderId),
      waiter.append('order.line-added', { entityId: orderId, rev: 3, body: { line: waiter.line(idOf(8005)) } }),
    ];
    const rows = () => ['orders', 'order_lines', 'payments'].map((table) => till.core.db.all(`SELECT * FROM ${table}`));
    for (const [index, event] of facts.toReversed().entries()) apply(branchPage([event], index));
    const backwards = rows();
    demolish(till);
    till = openTill();
    apply(branchPage(facts));
    expect(backwards).toEqual(rows());
    expect(backwards[0]).toMatchObject([{ terminal_id: idOf(33), needs_review: 'owes-after-payment' }]);
  });

  test('with a cash session closed before it was opened gives the same row', () => {
    const sessionId = idOf(700);
    const other = otherTill();
    const opened = other.append('cash-session.opened', { entityId: sessionId, rev: 1, body: { openingFloat: money(80_000) } });
    const closed = other.append('cash-session.closed', { entityId: sessionId, rev: 2, body: { counted: money(90_000) } });
    apply(branchPage([closed]));
    apply(branchPage([opened], 1));
    expect(till.core.db.get('SELECT opening_float, counted FROM cash_sessions WHERE id = ?', sessionId)).toEqual({
      opening_float: 80_000,
      counted: 90_000,
    });
  });

  test('with a type of the future is kept, set aside, and doesn’t stop the rest', async () => {
    const future = otherTill();
    const opened = future.append('order.opened', { entityId: idOf(601), rev: 1, body: { orderType: 'counter' } });
    const { hash: _, ...rest } = { ...opened, type: 'order.teleported', seq: 2, prevHash: opened.hash, id: idOf(9999), rev: 2 };
    apply(branchPage([opened, { ...rest, hash: eventHash(rest, sha256) }]));
    expect(till.core.db.all('SELECT seq, parked FROM events WHERE entity_id = ?', idOf(601))).toEqual([
      { seq: 1, parked: null },
      { seq: 2, parked: 'unknown order.teleported v1' },
    ]);
    expect(await till.call.orders.find({ orderId: idOf(601) })).toMatchObject({ value: { state: 'draft' } });
  });

  test('our own events coming back are not news', async () => {
    await sell();
    const before = countOf(till, 'events');
    apply(branchPage(batch().events));
    expect(countOf(till, 'events')).toBe(before);
    expect(cursorOf(till.core.db, COMPANY, 'branch')).toEqual({ epoch: 'e1', position: before });
  });
});

describe('masters', () => {
  const products = async () => (await till.call.catalog.menu()).products.map(({ id, price }) => ({ id, price }));

  test('the newest version wins, late ones change nothing, a tombstone hides', async () => {
    const at = (position: number, version: number, price: number, deleted = false) => ({
      position,
      master: aMaster(aProduct({ price: money(price) }), { version, deleted }),
    });
    apply({ scope: 'company', epoch: 'e1', head: 4, entries: [at(3, 3, 30_000), at(4, 2, 20_000)] });
    expect(await products()).toContainEqual({ id: SALCHIPAPA, price: 30_000 });
    apply({ scope: 'company', epoch: 'e1', head: 5, entries: [at(5, 4, 30_000, true)] });
    expect(await products()).toEqual([{ id: SOLD_OUT, price: 25_000 }]);
  });

  test('another epoch replaces them: what only the lost lineage had is gone', async () => {
    apply(menuPage([aMaster(aProduct({ price: money(5_000) }), { version: 1 })], 'e2'));
    expect(await products()).toEqual([{ id: SALCHIPAPA, price: 5_000 }]);
    expect(cursorOf(till.core.db, COMPANY, 'company')).toEqual({ epoch: 'e2', position: 1 });
  });

  test('one that this version can’t read is left out, and the rest is sold', async () => {
    const strange = { ...aMaster(aProduct({ id: idOf(102) })), doc: { ...aProduct({ id: idOf(102) }), flavour: 'new' } };
    apply(menuPage([aMaster(aProduct()), strange, { kind: 'hologram', id: idOf(103), version: 1, deleted: false, doc: {} }], 'e2'));
    expect(await products()).toEqual([{ id: SALCHIPAPA, price: 25_000 }]);
  });
});
