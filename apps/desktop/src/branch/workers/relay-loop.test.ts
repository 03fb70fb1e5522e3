import { expect, onTestFinished, test } from 'vitest';
import { CHAIN_START } from '@fastops/shared/sync/chain';
import type { Event } from '@fastops/shared/sync/event';
import type { RelayInput, RelayReply } from '@fastops/shared/sync/relay';
import { pendingRelaysOf } from '../modules/lan/relay.service.ts';
import { COMPANY } from '../testing/branch-fixture.ts';
import { becomeHub, demolishTill, holds, pairTill, prepareTill, sell, startTill, until, type RunningTill } from '../testing/lan-shop.ts';
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
  await sell(till);
  const factsAt = (where: RunningTill) => factsOf(where, till.till.terminalId);
  await until(() => factsAt(hub).length === factsAt(till).length);
  cloud.losesAnswers = 1;
  await expect(relayOnce(parts)).rejects.toThrow('lost');
  await relayOnce(parts);
  expect(cloud.held.map(({ id }) => id)).toEqual(factsAt(till));
  expect(waiting(hub)).toEqual([]);
});

test('a stream that its till has not registered waits at the hub, and goes on when it has', async () => {
  const { hub, till } = await aShop();
  const { cloud, relay } = aCloud();
  const parts = { core: hub.branch.services.core, relay, isOnline: () => true, log: () => {} };
  cloud.isRegistered = false;
  const order = await sell(till);
  await until(() => holds(hub, order) > 0);
  await relayOnce(parts);
  expect([cloud.held.length, waiting(hub).length, (await hub.call.lan.status())?.waitingForCloud]).toEqual([0, 1, 1]);
  cloud.isRegistered = true;
  await relayOnce(parts);
  expect(waiting(hub)).toEqual([]);
});
