import { knownHub, selfOf } from '@fastops/desktop/branch/modules/lan/lan.service';
import { restoreBackup, takeBackup } from './backup.ts';
import { keptIds } from './cloud-view.ts';
import { isHub, takeRole } from './lan.ts';
import { lanBeat, openNetwork } from './lan-troubles.ts';
import { CALM } from './network.ts';
import { noteLosses } from './oracles.ts';
import { fault, type Fault } from './promises.ts';
import { openShiftAt, sellAt, speak, type Scenario } from './scenario-steps.ts';
import { tillState } from './till-view.ts';
import { ownEvents, type Till } from './till.ts';
import { cloneOf, wipe } from './troubles.ts';
import type { World } from './world.ts';

const OUTLIVES_A_CALL_MS = 20_000;

/** Stories of a shop whose tills have a hub. */
export const LAN_SCENARIOS: readonly Scenario[] = [
  { name: 'a hub brings what tills without internet sold', tills: 3, play: hubBrings },
  { name: 'a fact travels directly and through the hub at once', tills: 3, play: bothWays },
  { name: 'the hub dies, another takes over, and the old one is fenced', tills: 3, play: takeOver },
  { name: 'a hub without a cable hears from the cloud that another took over', tills: 3, play: fencedByTheLog },
  { name: 'two tills take the role in one moment', tills: 3, play: twoTakeOver },
  { name: 'the hub loses its power at any step of what it is brought', tills: 3, play: cutAtTheHub },
  { name: 'a till is gone before it spoke, and its hub has what it sold', tills: 3, play: goneBeforeItSpoke },
  { name: 'the cloud goes back, and a hub still has what a till that is gone had sold', tills: 3, play: goneAndBack },
  { name: 'a hub is put back to what it was before it was brought anything', tills: 3, play: hubPutBack },
  { name: 'a clone and its original speak to one hub', tills: 3, play: clonesAtOneHub },
  { name: 'till, hub and cloud are cut from each other one at a time', tills: 3, play: eachCutInTurn },
];

type Three = readonly [Till, Till, Till];

async function shopWithHub(world: World): Promise<Three> {
  const tills = await openShiftAt(world, 3);
  openNetwork(world, tills[0].actor.branchId);
  await meet(world, ...tills);
  await speak(world, ...tills);
  return tills;
}

/** Each of these meets its hub and hands on, one after the other. */
async function meet(world: World, ...tills: readonly Till[]): Promise<void> {
  for (const till of tills) {
    await lanBeat(world, till);
    await world.time.run(world.time.now() + OUTLIVES_A_CALL_MS);
  }
}

function offline({ net }: World, ...tills: readonly Till[]): void {
  for (const { name } of tills) net.cutOff.add(name);
}

/** What these tills wrote and the cloud hasn't got. */
async function notInCloud(world: World, ...tills: readonly Till[]): Promise<string[]> {
  const kept = await keptIds(world);
  return tills.flatMap((till) =>
    ownEvents(till.core(), till.actor)
      .filter(({ id }) => !kept.has(id))
      .map(({ type }) => `${till.name} ${type}`),
  );
}

async function hubBrings(world: World): Promise<Fault[]> {
  const [hub, one, other] = await shopWithHub(world);
  offline(world, one, other);
  for (let round = 0; round < 3; round += 1) {
    for (const till of [one, other]) sellAt(world, till);
    await meet(world, one, other, hub);
  }
  // Pages of a hub that are shorter than they could be: each of them is a step, and in the end all three know the same.
  world.net.weather = { ...CALM, shortPages: 1 };
  for (let page = 0; page < 25; page += 1) await meet(world, one, other);
  world.net.weather = CALM;
  const states = new Set([hub, one, other].map((till) => tillState(till).join('\n')));
  if (states.size > 1) return [fault('tills of one shop know different things after they met', [...states])];
  const missing = await notInCloud(world, one, other);
  return missing.length === 0 ? [] : [fault('sales without internet did not come through the hub', missing)];
}

async function bothWays(world: World): Promise<void> {
  const [hub, till] = await shopWithHub(world);
  for (let round = 0; round < 4; round += 1) {
    sellAt(world, till);
    await lanBeat(world, till);
    // Neither hears what the cloud answered.
    world.net.weather = { ...CALM, loseReply: round % 2 === 0 ? 1 : undefined, slowestMs: 3_000 };
    await till.exchange({ hello: false, pull: new Set() });
    await lanBeat(world, hub);
    sellAt(world, till);
    await world.time.run(world.time.now() + OUTLIVES_A_CALL_MS);
    world.net.weather = CALM;
  }
}

async function takeOver(world: World): Promise<Fault[]> {
  const [hub, second, third] = await shopWithHub(world);
  offline(world, hub, second, third);
  for (const till of [hub, second, third]) sellAt(world, till);
  await meet(world, second, third);
  hub.switchOff();
  for (const till of [second, third]) sellAt(world, till);
  takeRole(second);
  await meet(world, third, third);
  const followed = knownHub(third.core().db, third.actor)?.peerId === second.actor.terminalId;
  hub.restart();
  sellAt(world, hub);
  await meet(world, hub, hub, third, second);
  const { fencedAt } = selfOf(hub.core().db, hub.actor);
  const good = followed && !isHub(hub) && fencedAt !== null && isHub(second);
  return good ? [] : [fault('the old hub was not fenced by the new one', { followed, fencedAt, old: isHub(hub), next: isHub(second) })];
}

async function fencedByTheLog(world: World): Promise<Fault[]> {
  const [hub, second] = await shopWithHub(world);
  world.net.cutOff.add(`lan ${hub.name}`);
  takeRole(second);
  await speak(world, second, hub);
  await meet(world, hub);
  return isHub(hub) ? [fault('the log says who is hub, and the old one does not hear it', { hub: hub.name })] : [];
}

async function twoTakeOver(world: World): Promise<Fault[]> {
  const [hub, second, third] = await shopWithHub(world);
  offline(world, hub, second, third);
  hub.switchOff();
  takeRole(second);
  takeRole(third);
  hub.restart();
  for (const till of [second, third, hub]) sellAt(world, till);
  await meet(world, second, third, hub, second, third, hub);
  const hubs = [hub, second, third].filter(isHub);
  return hubs.length === 1
    ? []
    : [
        fault(
          'tills of one shop do not agree who is hub',
          hubs.map(({ name }) => name),
        ),
      ];
}

/** Each statement and commit of what a hub does for another till is one such step. */
async function cutAtTheHub(world: World): Promise<void> {
  const [hub, till] = await shopWithHub(world);
  offline(world, till);
  for (let steps = 0; steps < 40; steps += 1) {
    sellAt(world, till);
    const { net } = world;
    net.cutOff.add(hub.name);
    hub.cutPowerAfter(steps);
    await meet(world, till);
    hub.cutPowerAfter(Number.POSITIVE_INFINITY);
    net.cutOff.delete(hub.name);
    if (steps % 8 === 7) await meet(world, till, hub);
  }
}

async function goneBeforeItSpoke(world: World): Promise<Fault[]> {
  const [hub, till] = await shopWithHub(world);
  offline(world, till);
  for (let sale = 0; sale < 6; sale += 1) {
    sellAt(world, till);
    await meet(world, till);
    world.net.weather = { ...CALM, lose: 2 };
    if (sale < 5) await meet(world, hub);
    world.net.weather = CALM;
  }
  await wipe(world, till);
  await meet(world, hub);
  return missingOf(world);
}

async function goneAndBack(world: World): Promise<Fault[]> {
  const [hub, till] = await shopWithHub(world);
  const backup = await takeBackup(world);
  offline(world, till);
  sellAt(world, till);
  await meet(world, till, hub);
  await wipe(world, till);
  await restoreBackup(world, backup, 'epoch-2');
  world.tills.splice(2);
  await noteLosses(world);
  await speak(world, hub);
  await meet(world, hub);
  return missingOf(world);
}

async function missingOf(world: World): Promise<Fault[]> {
  const kept = await keptIds(world);
  const missing = [...world.ledger.committed.values()].filter(({ id }) => !kept.has(id)).map(({ type }) => type);
  return missing.length === 0 ? [] : [fault('what a hub alone had did not come to the cloud', missing)];
}

async function hubPutBack(world: World): Promise<void> {
  const [hub, till, other] = await shopWithHub(world);
  const image = hub.image();
  offline(world, till);
  for (let sale = 0; sale < 2; sale += 1) {
    sellAt(world, till);
    await meet(world, till);
  }
  sellAt(world, hub);
  hub.restart({ image });
  await noteLosses(world);
  sellAt(world, till);
  await meet(world, till, other, hub, till);
}

async function clonesAtOneHub(world: World): Promise<void> {
  const [hub, till] = await shopWithHub(world);
  sellAt(world, till);
  const clone = cloneOf(world, till);
  for (const each of [till, clone]) sellAt(world, each);
  await meet(world, clone, till, hub);
  for (const each of [till, clone]) sellAt(world, each);
  await speak(world, till, clone);
  await meet(world, till, clone, hub);
}

async function eachCutInTurn(world: World): Promise<void> {
  const tills = await shopWithHub(world);
  const [hub, till] = tills;
  const { net } = world;
  for (const wire of [hub.name, till.name, `lan ${hub.name}`, `lan ${till.name}`]) {
    net.cutOff.add(wire);
    for (const each of tills) sellAt(world, each);
    await meet(world, ...tills);
    await speak(world, ...tills);
    net.cutOff.delete(wire);
  }
}
