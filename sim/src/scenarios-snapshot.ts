import { sentAnewThenBack } from './scenarios-back.ts';
import { closeShift, openShift, openShiftAt, refundOldest, sellAt, speak, type Scenario } from './scenario-steps.ts';
import { look } from './cloud-view.ts';
import { restoreBackup, takeBackup } from './backup.ts';
import { CALM } from './network.ts';
import { noteLosses } from './oracles.ts';
import { fault, type Fault } from './promises.ts';
import { setPrice } from './shop.ts';
import type { Till } from './till.ts';
import type { World } from './world.ts';

const DAY_MS = 86_400_000;

/** Stories of tills that begin with a snapshot instead of the branch's history. */
export const SNAPSHOT_SCENARIOS: readonly Scenario[] = [
  { name: 'a fresh till takes a snapshot and sells meanwhile', tills: 2, play: sellsMeanwhile },
  { name: 'the power goes at any step of a snapshot', tills: 1, play: cutInASnapshot },
  { name: 'a snapshot breaks off, and prices change before the next one', tills: 1, play: breaksOff },
  { name: 'a log that began anew is compared, however much there is to read', tills: 2, play: anewThenSnapshot },
  { name: 'old orders come as rows, and one of them is refunded', tills: 2, play: hollowRefund },
  { name: 'the cloud goes back while a till takes its snapshot', tills: 1, play: backMeanwhile },
];

/** A branch with days of history, of which only the last two come with their facts. */
async function history(world: World, till: Till, days = 4): Promise<void> {
  for (let day = 0; day < days; day += 1) {
    for (let sale = 0; sale < 3; sale += 1) sellAt(world, till);
    closeShift(till);
    till.clockAheadMs += DAY_MS;
    openShift(till);
  }
  await speak(world, till);
}

async function sellsMeanwhile(world: World): Promise<void> {
  const [till, other] = await openShiftAt(world, 2);
  await history(world, till);
  const fresh = await world.enrol(till.actor.branchId);
  await fresh.exchange();
  for (let step = 0; step < 30; step += 1) {
    await world.time.run(world.time.now() + 25);
    const isOpen = fresh.core().db.get('SELECT 1 FROM cash_sessions WHERE terminal_id = ? AND closed_at IS NULL', fresh.actor.terminalId);
    const hasMenu = fresh.core().db.get('SELECT 1 FROM masters');
    if (hasMenu && isOpen) sellAt(world, fresh);
    else if (fresh.core().enrolment()) openShift(fresh);
    sellAt(world, step % 2 === 0 ? till : other);
    await other.exchange({ hello: false, pull: new Set() });
  }
  await world.time.run(world.time.now() + 20_000);
}

async function cutInASnapshot(world: World): Promise<void> {
  const [till] = await openShiftAt(world, 1);
  await history(world, till, 3);
  const fresh = await world.enrol(till.actor.branchId);
  await fresh.exchange({ hello: false, pull: new Set(['company']) });
  await world.time.run(world.time.now() + 20_000);
  for (let steps = 0; steps < 120; steps += 5) {
    fresh.cutPowerAfter(steps);
    await speak(world, fresh);
    fresh.cutPowerAfter(Number.POSITIVE_INFINITY);
  }
}

async function breaksOff(world: World): Promise<void> {
  const [till] = await openShiftAt(world, 1);
  await history(world, till);
  const fresh = await world.enrol(till.actor.branchId);
  for (let tries = 0; tries < 6; tries += 1) {
    await fresh.exchange();
    // The cable is pulled after so many pieces.
    const piece = `snapshot from line ${12 * tries}`;
    for (let ms = 0; ms < 1_000 && !world.trace.some((line) => line.includes(piece)); ms += 1) await world.time.run(world.time.now() + 1);
    world.net.cutOff.add(fresh.name);
    await world.time.run(world.time.now() + 20_000);
    world.net.cutOff.delete(fresh.name);
    await setPrice(world.cloud, world.shop, { index: 0, price: 20_000 + 500 * tries });
    sellAt(world, till);
    refundOldest(till);
    await speak(world, till);
  }
}

/** The same as without a snapshot: what a log had sent before it began anew is in no lineage that the cloud has now. */
async function anewThenSnapshot(world: World): Promise<void> {
  const [till, other] = world.tills;
  if (!till || !other) return;
  const justSend = async () => {
    await till.exchange({ hello: true, pull: new Set(['company']) });
    await world.time.run(world.time.now() + 20_000);
  };
  await speak(world, other);
  openShift(other);
  await history(world, other);
  await justSend();
  openShift(till);
  await sentAnewThenBack(world, till, justSend);
}

async function hollowRefund(world: World): Promise<Fault[]> {
  const [till, other] = await openShiftAt(world, 2);
  await history(world, till, 5);
  const fresh = await world.enrol(till.actor.branchId);
  await speak(world, fresh);
  const hollow = fresh.core().db.all('SELECT order_id FROM hollow_orders').length;
  refundOldest(till);
  await speak(world, till, fresh, other);
  const orders = await look(world, 'SELECT id FROM orders WHERE company_id = $1');
  return hollow > 0 ? [] : [fault('no order came as its row', { orders: orders.length })];
}

async function backMeanwhile(world: World): Promise<void> {
  const [till] = await openShiftAt(world, 1);
  await history(world, till);
  const fresh = await world.enrol(till.actor.branchId);
  const backup = await takeBackup(world);
  sellAt(world, till);
  await speak(world, till);
  world.net.weather = { ...CALM, slowestMs: 200 };
  await fresh.exchange();
  await world.time.run(world.time.now() + 900);
  await restoreBackup(world, backup, 'epoch-2');
  await noteLosses(world);
  await world.time.run(world.time.now() + 20_000);
  world.net.weather = CALM;
}
