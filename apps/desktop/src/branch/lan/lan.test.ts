import { isDeepStrictEqual } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import {
  answers,
  becomeHub,
  demolishTill,
  holds,
  pairTill,
  prepareTill,
  sell,
  startTill,
  until,
  type RunningTill,
} from '../testing/lan-shop.ts';
import { secretFile } from '../adapters/secret-file.ts';
import { eventsByPosition } from '../db/event-log.ts';
import { idOf } from '../testing/branch-fixture.ts';
import { newLanCredential } from './certificate.ts';
import { joinHub } from './lan-join.ts';
import { storedLanKey } from './lan-keys.ts';
import { openLine } from './lan-line.ts';

const newStream = idOf(77);

async function aTill(letter: string, number: number): Promise<RunningTill> {
  const running = await startTill(await prepareTill({ letter, number }));
  onTestFinished(() => demolishTill(running));
  return running;
}

/** Two tills of a branch, the first one hub, without any cloud. */
async function aShop(): Promise<{ hub: RunningTill; till: RunningTill }> {
  const [hub, till] = [await aTill('A', 1), await aTill('B', 2)];
  await becomeHub(hub);
  await pairTill(hub, till);
  return { hub, till };
}

const at = ({ till }: RunningTill) => ({ address: '127.0.0.1', port: till.lanPort });

test('threat 9: no port is open before the role is taken, nor after it is left', async () => {
  const { till, call } = await aTill('A', 1);
  expect(await answers(till)).toBe(false);
  await call.lan.takeRole();
  await until(() => answers(till));
  await call.lan.leaveRole();
  await until(async () => !(await answers(till)));
});

test('two tills without a cloud hold each other’s orders through the hub, each once', async () => {
  const { hub, till } = await aShop();
  const [fromHub, fromTill] = [await sell(hub), await sell(till)];
  await until(() => holds(hub, fromTill) > 0 && holds(till, fromHub) > 0);
  // Each till's own last sale stays its own: the change of somebody else's customer is nobody's business here.
  expect(await hub.call.orders.recent({ limit: 1, here: true })).toMatchObject([{ id: fromHub }]);
  expect((await hub.call.orders.recent({ limit: 10 })).map(({ id }) => id).sort()).toEqual([fromHub, fromTill].sort());
  const facts = ({ branch }: RunningTill) => branch.services.core.db.all('SELECT id, value FROM events ORDER BY id');
  // A sale is more facts than its payment: the last of each may still be on its way to the other.
  await until(() => isDeepStrictEqual(facts(hub), facts(till)));
  expect(facts(hub)).toEqual(facts(till));
});

test('threat 9: a stranger gets nothing without a code, and nobody else’s till is paired with a right one', async () => {
  const hub = await aTill('A', 1);
  await becomeHub(hub);
  const stranger = newLanCredential('stranger');
  await expect(openLine(at(hub), stranger, undefined)).rejects.toThrow();
  const { code } = await hub.call.lan.offerCode({ kind: 'till' });
  const line = await openLine(at(hub), stranger, undefined);
  for (const path of ['peer.pull', 'peer.greet', 'orders.recent', 'identity.login', 'sync.status', 'lan.takeRole'])
    await expect(line.client.mutation(path, {})).rejects.toThrow(/^No "mutation"-procedure/);
  line.close();
  const claims = { name: 'Caja X', addresses: ['127.0.0.1'], port: 1 };
  expect(await joinHub({ ...at(hub), code }, { credential: stranger, claims, grant: 'not.a.grant' })).toMatchObject({
    refusal: { code: 'pairing.refused' },
  });
  expect((await hub.call.lan.status())?.peers).toHaveLength(1);
});

test('threat 9: whoever stands between a till and the hub is not paired with, and learns no code', async () => {
  const [hub, between] = [await aTill('A', 1), await aTill('M', 9)];
  await becomeHub(hub);
  await becomeHub(between);
  const { code } = await hub.call.lan.offerCode({ kind: 'till' });
  // It answers in the hub's place, under a code of its own; the proof that it gets fits neither.
  await between.call.lan.offerCode({ kind: 'till' });
  const seen: string[] = [];
  const { lan } = between.branch.services;
  const prove = lan.prove.bind(lan);
  Object.assign(lan, { prove: (key: string, given: Parameters<typeof prove>[1]) => (seen.push(given.proof), prove(key, given)) });
  const till = newLanCredential('Caja B');
  const claims = { name: 'Caja B', addresses: ['127.0.0.1'], port: 1 };
  const answer = await joinHub({ ...at(between), code }, { credential: till, claims, grant: undefined });
  expect(answer).toMatchObject({ refusal: { code: 'pairing.wrong-code' } });
  expect(seen).toHaveLength(1);
  // Handed on to the real hub over a connection of its own, the till's proof is worth nothing.
  const own = await openLine(at(hub), newLanCredential('between'), undefined);
  onTestFinished(own.close);
  expect(await own.client.mutation('pairing.prove', { proof: seen[0], claims })).toMatchObject({ refusal: { code: 'pairing.wrong-code' } });
});

test('threat 9: a till that was unpaired is hung up on and stays out; it comes back by a new code only', async () => {
  const { hub, till } = await aShop();
  await hub.call.lan.unpair({ peerId: till.till.terminalId });
  await until(async () => (await till.call.lan.status())?.isConnected === false);
  const order = await sell(hub);
  expect(holds(till, order)).toBe(0);
  await pairTill(hub, till);
  await until(() => holds(till, order) > 0);
});

test('threat 9: a paired till brings facts of its own only', async () => {
  const { hub, till } = await aShop();
  await sell(hub);
  const [stolen] = eventsByPosition(hub.branch.services.core.db, 0, 1);
  const { lanPort } = hub.till;
  const credential = storedLanKey(secretFile({ path: till.till.env.secretsPath, backend: 'file' }));
  if (!credential || !stolen) throw new Error('the shop is not set up');
  const line = await openLine({ address: '127.0.0.1', port: lanPort }, credential, [hub.branch.services.lan.place().certificate]);
  onTestFinished(line.close);
  const { event } = stolen;
  const custody = { count: 0, value: 0, oldestAt: null };
  const push = { streamId: event.streamId, firstSeq: event.seq, prevHash: event.prevHash, events: [event], custody };
  expect(await line.client.mutation('peer.push', push)).toMatchObject({ outcome: 'fork' });
  const asOwn = { ...push, streamId: newStream, events: [{ ...event, streamId: newStream }] };
  expect(await line.client.mutation('peer.push', asOwn)).toMatchObject({ outcome: 'fork' });
});

test('S12 LAN: a hub that lives is relieved by another till, hears of it at once and closes its door', async () => {
  const { hub, till } = await aShop();
  await becomeHub(till);
  await until(async () => (await hub.call.lan.status())?.role === 'peer');
  expect(await answers(hub.till)).toBe(false);
  await until(async () => (await hub.call.lan.status())?.isConnected === true);
  const order = await sell(hub);
  await until(() => holds(till, order) > 0);
});

test('S12 LAN: two tills that take over at the same moment end with one hub, and both sell on', async () => {
  const { hub, till } = await aShop();
  const third = await aTill('C', 3);
  await pairTill(hub, third);
  await until(async () => (await till.call.lan.status())?.peers.length === 3);
  await hub.branch.close();
  await Promise.all([till.call.lan.takeRole(), third.call.lan.takeRole()]);
  await until(async () => (await till.call.lan.status())?.role === 'peer' && (await till.call.lan.status())?.isConnected === true);
  expect(await third.call.lan.status()).toMatchObject({ role: 'hub', term: 2 });
  const [one, other] = [await sell(till), await sell(third)];
  await until(() => holds(third, one) > 0 && holds(till, other) > 0);
});
