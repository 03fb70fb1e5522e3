import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newDeviceKey } from '../../adapters/seal.ts';
import { insertEvent, openStream, ownStream } from '../../db/event-log.ts';
import {
  anOrder,
  COMPANY,
  demolish,
  idOf,
  onShift,
  openTill,
  signedByCloud,
  STREAM,
  TERMINAL,
  type Till,
} from '../../testing/branch-fixture.ts';
import { aForeignSale } from '../../testing/fake-cloud.ts';
import { acknowledge, nextBatch } from '../sync/sync.service.ts';

let till: Till;
beforeEach(async () => {
  till = await onShift(openTill());
});
afterEach(() => demolish(till));

/** The cloud takes the next batch; what it signs is its own head unless a test says otherwise. */
function push(change: { seq?: number; hash?: string; streamId?: string; privateKey?: string } = {}): void {
  const batch = nextBatch(till.core.db, COMPANY);
  const last = batch?.events.at(-1);
  if (!batch || !last) throw new Error('nothing to send');
  const { privateKey, ...said } = change;
  const signedHead = signedByCloud({ streamId: batch.streamId, seq: last.seq, hash: last.hash, ...said }, privateKey);
  const reply = { outcome: 'stored', ackSeq: last.seq, ackHash: last.hash, durableSeq: last.seq, signedHead } as const;
  till.core.transaction((db) => acknowledge(db, COMPANY, { ...reply, streamId: batch.streamId }), []);
}
const sell = () => till.call.orders.ringUp(anOrder(till));
const view = async () => {
  const { log } = await till.call.custody.view();
  if (!log) throw new Error('not enrolled');
  return log;
};

describe('S5: the chain is called verified', () => {
  test('up to the last ticket under a receipt of the cloud, and no further', async () => {
    expect((await view()).streams).toMatchObject([{ series: 'A', open: true, verifiedSeq: null, verifiedTicket: null }]);
    await sell();
    await sell();
    push();
    const { lastSeq } = (await view()).streams[0] ?? { lastSeq: 0 };
    await sell();
    const after = await view();
    expect(after.streams).toMatchObject([{ verifiedSeq: lastSeq, ackedSeq: lastSeq, verifiedTicket: 'A-002' }]);
    expect(after.unsynced.value).toBe(25_000);
  });

  test.each([
    ['another stream', { streamId: idOf(77) }],
    ['a hash that is not on our disk', { hash: 'f'.repeat(64) }],
    ['a seq that we never wrote', { seq: 999 }],
    ['a key that is not the cloud’s', { privateKey: newDeviceKey().privateKey }],
  ])('never by a receipt for %s', async (_, change) => {
    await sell();
    push(change);
    expect((await view()).streams).toMatchObject([{ verifiedSeq: null, verifiedTicket: null }]);
  });

  test('for every log of this till by itself, the open one first', async () => {
    await sell();
    push();
    till.core.transaction((db) => openStream(db, TERMINAL, { streamId: idOf(5), series: 'A2' }), []);
    await sell();
    push();
    expect((await view()).streams).toMatchObject([
      { streamId: idOf(5), series: 'A2', open: true, verifiedTicket: 'A2-001' },
      { streamId: STREAM, series: 'A', open: false, verifiedTicket: 'A-001' },
    ]);
  });
});

test('S8: a log that began anew is told until a person has read it, whoever asks', async () => {
  await sell();
  const from = ownStream(till.core.db, COMPANY);
  const takesOver = { reason: 'fork', at: till.clock.now, from } as const;
  till.core.transaction((db) => openStream(db, TERMINAL, { streamId: idOf(5), series: 'A2', takesOver }), []);
  expect((await view()).streams).toMatchObject([
    { series: 'A2', reason: 'fork', openedAt: till.clock.now, previousSeries: 'A', acknowledgedAt: null },
    { series: 'A', reason: null, previousSeries: null },
  ]);
  const readAt = till.clock.now + 60_000;
  till.clock.now = readAt;
  expect(await till.call.custody.acknowledge({ streamId: idOf(5) })).toMatchObject({ ok: true });
  till.clock.now += 60_000;
  expect(await till.call.custody.acknowledge({ streamId: idOf(5) })).toMatchObject({ ok: true });
  expect((await view()).streams[0]).toMatchObject({ acknowledgedAt: readAt });
  for (const streamId of [STREAM, idOf(99)])
    expect(await till.call.custody.acknowledge({ streamId })).toMatchObject({ refusal: { code: 'custody.no-notice' } });
});

test('what is kept and not counted yet is listed with reason, value and whose it is', async () => {
  const sale = aForeignSale(idOf(70));
  const paid = sale.at(-1);
  if (!paid) throw new Error('a sale without payment');
  till.core.transaction((db) => insertEvent(db, paid, { parked: 'unknown order.payment-added v9', adopted: false }), []);
  expect((await view()).parkedCount).toBe(1);
  expect(await till.call.custody.parked()).toEqual([
    { id: paid.id, type: paid.type, v: paid.v, reason: 'unknown order.payment-added v9', value: 25_000, at: paid.at, own: false },
  ]);
});
