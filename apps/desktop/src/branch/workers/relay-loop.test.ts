import { expect, onTestFinished, test } from 'vitest';
import { CHAIN_START } from '@fastops/shared/sync/chain';
import type { Event } from '@fastops/shared/sync/event';
import type { RelayInput, RelayReply } from '@fastops/shared/sync/relay';
import { eventsAfter, ownStream } from '../db/event-log.ts';
import { pendingRelaysOf } from '../modules/lan/relay.service.ts';
import { COMPANY } from '../testing/branch-fixture.ts';
import { becomeHub, demolishTill, pairTill, prepareTill, sell, startTill, until, type RunningTill } from '../testing/lan-shop.ts';
import { relayOnce } from './relay-loop.ts';

/** What a cloud keeps of one stream; it knows none that its till has not registered. */
function aCloud() {
  const cloud = { held: [] as Event[], isRegistered: true, losesAnswers: 0 };
  const head = (outcome: RelayReply['outcome']): RelayReply => {
    const last = cloud.held.at(-1);
    return { outcome, ackSeq: last?.seq ?? 0, ackHash: last?.hash ?? CHAIN_START };
  };
  const relay = async ({ firstSeq, events }: RelayInput): Promise<RelayReply> => {
    if (!cloud.isRegistered) return { outcome: 'unknown', ackSeq: 0, ackHash: CHAIN_START };
    if (firstSeq > cloud.held.length + 1) return head('rewind');
    cloud.held.push(...events.filter(({ seq }) => seq > cloud.held.length));
    if (events.length > 0 && cloud.losesAnswers-- > 0) throw new Error('the answer was lost');
    return head('stored');
  };
  return { cloud, relay };
}

async function aShop(): Promise<{ hub: RunningTill; till: RunningTill }> {
  const start = async (letter: string, number: number) => {
    const running = await startTill(await prepareTill({ letter, number }));
    onTestFinished(() => demolishTill(running));
    return running;
  };
  const [hub, till] = [await start('A', 1), await start('B', 2)];
  await becomeHub(hub);
  await pairTill(hub, till);
  return { hub, till };
}

/** Sells, and waits for the last fact of it: that the kitchen has its paper. */
async function sellWhole(till: RunningTill): Promise<void> {
  const { db } = till.branch.services.core;
  await sell(till);
  await until(() => db.get("SELECT 1 FROM events WHERE type = 'kitchen.ticket-acknowledged'") !== undefined);
}

/** The facts of one till that a machine holds, in the order of that till's log. */
function factsOf({ branch }: RunningTill, terminalId: string): string[] {
  const { db } = branch.services.core;
  return db.all<{ id: string }>('SELECT id FROM events WHERE terminal_id = ? ORDER BY seq', terminalId).map(({ id }) => id);
}

const waiting = ({ branch }: RunningTill) => pendingRelaysOf(branch.services.core.db, COMPANY);

test('S12 LAN: what a till without internet sells reaches the cloud through the hub, each event once', async () => {
  const { hub, till } = await aShop();
  const { cloud, relay } = aCloud();
  const parts = { core: hub.branch.services.core, relay, isOnline: () => true, log: () => {} };
  const factsAt = (where: RunningTill) => factsOf(where, till.till.terminalId);
  await sellWhole(till);
  await until(() => factsAt(hub).length === factsAt(till).length);
  cloud.losesAnswers = 1;
  await expect(relayOnce(parts)).rejects.toThrow('lost');
  await relayOnce(parts);
  expect(cloud.held.map(({ id }) => id)).toEqual(factsAt(till));
  expect(waiting(hub)).toEqual([]);
});

test('S9 LAN: a log that its till has not registered goes up in the hub’s, each fact once and under its own number', async () => {
  const { hub, till } = await aShop();
  const { cloud, relay } = aCloud();
  const { core } = hub.branch.services;
  const { db } = core;
  const parts = { core, relay, isOnline: () => true, log: () => {} };
  const factsAt = (where: RunningTill) => factsOf(where, till.till.terminalId);
  await sellWhole(till);
  await until(() => factsAt(hub).length === factsAt(till).length);
  const places = () => db.all<{ id: string }>('SELECT event_id AS id FROM event_places ORDER BY seq').map(({ id }) => id);
  const before = places().length;
  cloud.isRegistered = false;
  await relayOnce(parts);
  // A hub that was started anew asks about every log again.
  await relayOnce(parts);
  expect(places().slice(before)).toEqual(factsAt(till));
  expect(db.all("SELECT 1 FROM events WHERE type = 'order.renumbered'")).toEqual([]);
  expect([waiting(hub), (await hub.call.lan.status())?.waitingForCloud]).toEqual([[], 0]);
  // The till was there after all: its own log is taken as any other.
  cloud.isRegistered = true;
  await relayOnce(parts);
  expect(cloud.held.map(({ id }) => id)).toEqual(factsAt(till));
  expect(places()).toHaveLength(before + factsAt(till).length);
});

test('S9 LAN: a till told the cloud another history than the hub: what the hub has goes up in its own log, once', async () => {
  const { hub, till } = await aShop();
  const { cloud, relay } = aCloud();
  const factsAt = (where: RunningTill) => factsOf(where, till.till.terminalId);
  await sellWhole(till);
  await until(() => factsAt(hub).length === factsAt(till).length);
  // The cloud holds the first fact of that log, and then others.
  const [first, ...rest] = eventsAfter(
    hub.branch.services.core.db,
    { companyId: COMPANY, streamId: ownStream(till.branch.services.core.db, COMPANY).streamId, seq: 0 },
    100,
  );
  if (!first) throw new Error('the hub has nothing');
  const foreign = rest.map((event) => ({ ...event, hash: `${event.hash.slice(0, -4)}0000` }));
  cloud.held.push(first, ...foreign);
  const contested = async (input: RelayInput) => {
    const [event] = input.events;
    const held = cloud.held[input.firstSeq - 1];
    const reply = await relay({ ...input, events: [] });
    return event && held && held.hash !== event.hash ? { ...reply, outcome: 'fork' as const } : reply;
  };
  const parts = { core: hub.branch.services.core, relay: contested, isOnline: () => true, log: () => {} };
  const before = hub.branch.services.core.db.get<{ n: number }>('SELECT count(*) AS n FROM event_places')?.n ?? 0;
  await relayOnce(parts);
  await relayOnce(parts);
  const places = hub.branch.services.core.db.all<{ id: string }>('SELECT event_id AS id FROM event_places ORDER BY seq').slice(before);
  expect(places.map(({ id }) => id)).toEqual(rest.map(({ id }) => id));
  expect(waiting(hub)).toEqual([]);
});
