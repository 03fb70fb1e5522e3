import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { money } from '@fastops/shared/base/money';
import { CHAIN_START } from '@fastops/shared/sync/chain';
import type { PushInput } from '@fastops/shared/sync/protocol';
import { openStream } from '../../db/event-log.ts';
import { anOrder, countOf, demolish, idOf, onShift, openTill, TERMINAL, type Till } from '../../testing/branch-fixture.ts';
import { aForeignSale } from '../../testing/fake-cloud.ts';
import { hubHello, hubPull, hubPush } from './hub.service.ts';
import { takeHubRole } from './lan.service.ts';

const PEER = idOf(33);
const SALE = aForeignSale(idOf(8000));
const PLACE = { certificate: Buffer.alloc(90).toString('base64'), addresses: ['127.0.0.1'], port: 47_800 };
let hub: Till;

beforeEach(async () => {
  hub = await onShift(openTill(), 'laura');
  onTestFinished(() => demolish(hub));
  const { actor } = hub.connection;
  if (!actor) throw new Error('nobody is logged in');
  hub.core.execute(actor, (ctx) => takeHubRole(ctx, PLACE));
});

function runOf(events = SALE): PushInput {
  const [first] = events;
  const custody = { count: 0, value: money(0), oldestAt: null };
  return {
    streamId: first?.streamId ?? '',
    firstSeq: first?.seq ?? 1,
    prevHash: first?.prevHash ?? CHAIN_START,
    events: [...events],
    custody,
  };
}
const push = (input: PushInput, peerId = PEER) => hub.core.transaction((db) => hubPush(db, { terminal: TERMINAL, peerId }, input), []);
const pull = (epoch: string, after: number) => hubPull(hub.core.db, TERMINAL, { scope: 'branch', epoch, after });

test('a hub stores a run once, however often it comes, and answers where it stands', () => {
  const before = countOf(hub, 'events');
  const stored = push(runOf());
  expect(stored).toMatchObject({ outcome: 'stored', ackSeq: SALE.length, ackHash: SALE.at(-1)?.hash, durableSeq: 0 });
  expect(push(runOf())).toEqual(stored);
  expect(push(runOf(SALE.slice(1)))).toEqual(stored);
  expect(countOf(hub, 'events')).toBe(before + SALE.length);
});

test('a run with a hole asks for what is missing, and another history of the stream is a fork', () => {
  expect(push(runOf(SALE.slice(2)))).toMatchObject({ outcome: 'rewind', ackSeq: 0 });
  push(runOf(SALE.slice(0, 2)));
  expect(push(runOf(SALE.slice(3)))).toMatchObject({ outcome: 'rewind', ackSeq: 2 });
  const other = aForeignSale(idOf(8999));
  expect(push(runOf(other))).toMatchObject({ outcome: 'fork', ackSeq: 2 });
  expect(push(runOf(), idOf(55))).toMatchObject({ outcome: 'fork' });
});

test('positions have no hole and keep their order, over own sales, foreign ones and one that was rolled back', async () => {
  await hub.call.orders.ringUp(anOrder(hub));
  expect(() =>
    hub.core.transaction((db) => {
      hubPush(db, { terminal: TERMINAL, peerId: PEER }, runOf());
      throw new Error('power cut');
    }, []),
  ).toThrow('power cut');
  push(runOf());
  await hub.call.orders.ringUp(anOrder(hub));
  const { epoch } = pull('', 0);
  const page = pull(epoch, 0);
  expect(page.entries.map(({ position }) => position)).toEqual(Array.from({ length: page.head }, (_, index) => index + 1));
  expect(pull(epoch, 5).entries[0]?.position).toBe(6);
});

test('a hub that begins its log anew counts under another epoch: nobody takes its old positions for new ones', () => {
  push(runOf());
  const { epoch } = pull('', 0);
  hub.core.transaction((db) => openStream(db, TERMINAL, { streamId: idOf(901), series: 'A2' }), []);
  const page = pull(epoch, 4);
  expect(page.epoch).not.toBe(epoch);
  expect(page.entries[0]?.position).toBe(1);
});

test('a hub says what it holds of a peer’s stream, and nothing of anybody else’s', () => {
  push(runOf());
  const custody = { count: 0, value: money(0), oldestAt: null };
  const hello = { streamId: runOf().streamId, lastSeq: 0, lastHash: CHAIN_START, protocol: 2, appVersion: '1', deviceTime: 0, custody };
  const ask = (peerId: string) => hubHello(hub.core.db, { terminal: TERMINAL, peerId, now: 0 }, hello);
  expect(ask(PEER)).toMatchObject({ lastSeq: SALE.length, lastHash: SALE.at(-1)?.hash, streamState: 'live' });
  expect(ask(idOf(55))).toMatchObject({ lastSeq: 0, lastHash: CHAIN_START, streamState: 'closed' });
});
