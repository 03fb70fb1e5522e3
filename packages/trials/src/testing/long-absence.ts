import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { money } from '@fastops/shared/base/money';
import { saveCatalog, products } from '@fastops/cloud/server/modules/catalog/catalog.service';
import { compare, type Compared } from './compared.ts';
import { faultProxy, type FaultProxy } from './fault-proxy.ts';
import { openTrialCloud, type TrialCloud } from './trial-cloud.ts';
import { enrolledTill, startTill, type TrialClock, type TrialTill } from './trial-till.ts';

export type Absence = {
  readonly days: number;
  readonly tills: number;
  readonly ordersPerDay: number;
  readonly discardsPerDay: number;
  readonly refundsPerDay: number;
};
export type Reunion = Compared & {
  readonly shifts: number;
  readonly discards: number;
  readonly refunds: number;
  readonly priceChanges: number;
  readonly restarts: number;
  readonly offlineMs: number;
  /** From the moment the line is back until every till has sent and received everything, and nobody did anything. */
  readonly syncMs: number;
  /** Facts and prices that a till lacks after that. */
  readonly missingOnTills: number;
  /** What this process, tills and cloud together, holds on to more than before it went offline. */
  readonly grownMb: number;
};

const DAY_MS = 86_400_000;
const OPEN_FOR_MS = 10 * 3_600_000;
const PATIENCE_MS = 10 * 60_000;

/**
 * A branch without a line for days: shifts open and close, orders are sold, dropped and given back, tills start again in the middle,
 * and in the cloud the prices change. Then the line comes back, and all that is done is to wait.
 */
export async function stayAway(size: Absence): Promise<Reunion> {
  const cloud = await openTrialCloud();
  const line = await faultProxy(cloud.cloud.url, () => 'pass');
  const clock: TrialClock = { ahead: 0 };
  const tills = await Promise.all(Array.from({ length: size.tills }, () => enrolledTill(cloud, line.url, clock)));
  try {
    await settled(cloud, tills);
    line.setOpen(false);
    const startedAt = performance.now();
    const before = heapBytes();
    const done = { shifts: 0, restarts: 0, priceChanges: 0 };
    for (let day = 0; day < size.days; day += 1) {
      const work = await workOneDay({ tills, clock, cloud, line }, size);
      done.shifts += work.shifts;
      done.restarts += work.restarts;
      done.priceChanges += work.priceChanges;
    }
    const offlineMs = performance.now() - startedAt;
    const grownMb = Math.round((heapBytes() - before) / 2 ** 20);
    line.setOpen(true);
    const openedAt = performance.now();
    await settled(cloud, tills);
    const syncMs = performance.now() - openedAt;
    const [refunds, discards] = [await factsOf(cloud, 'order.refunded'), await factsOf(cloud, 'order.cancelled')];
    return {
      ...(await compare(cloud, tills)),
      ...done,
      refunds,
      discards,
      offlineMs,
      syncMs,
      grownMb,
      missingOnTills: await missingOn(tills, cloud),
    };
  } finally {
    for (const till of tills) await till.close();
    await line.close();
    await cloud.close();
  }
}

type Work = { readonly shifts: number; readonly restarts: number; readonly priceChanges: number };
type Branch = { readonly tills: TrialTill[]; readonly clock: TrialClock; readonly cloud: TrialCloud; readonly line: FaultProxy };
type Login = { readonly staffId: string; readonly pin: string };

async function workOneDay(branch: Branch, size: Absence): Promise<Work> {
  const { tills, clock, cloud } = branch;
  const [cashier, manager] = [loginOf(cloud, 'cashier'), loginOf(cloud, 'manager')];
  const morning = clock.ahead;
  for (const till of tills) await till.begin(cashier);
  for (let order = 0; order < size.ordersPerDay; order += 1) {
    clock.ahead += Math.floor(OPEN_FOR_MS / size.ordersPerDay);
    for (const till of tills) {
      const orderId = await till.sell();
      if (order < size.refundsPerDay) await till.refund(orderId, manager);
      if (order < size.discardsPerDay) await dropCart(till);
    }
    if (order === Math.floor(size.ordersPerDay / 2)) await restartOne(branch, cashier);
  }
  for (const till of tills) await till.finish();
  const priceChanges = await changePrices(cloud);
  clock.ahead = morning + DAY_MS;
  return { shifts: tills.length, restarts: 1, priceChanges };
}

function loginOf({ demo }: TrialCloud, role: string): Login {
  const person = demo.staff.find((each) => each.role === role);
  if (!person) throw new Error(`no ${role} works here`);
  return { staffId: person.id, pin: person.pin };
}

/** How many facts of a type the cloud has. */
async function factsOf(cloud: TrialCloud, type: string): Promise<number> {
  return (await cloud.look(`SELECT 1 FROM events WHERE type = '${type}'`)).length;
}

async function dropCart(till: TrialTill): Promise<void> {
  const orderId = till.newId();
  await till.addLine(orderId);
  const answer = await till.call.orders.cancelDraft({ orderId, reason: 'no le gustó' });
  if (!answer.ok) throw new Error(answer.refusal.code);
}

/** The power goes for a moment: the first till starts again over its file, and Ana logs in without a cloud. */
async function restartOne({ tills, clock, line }: Branch, ana: Login): Promise<void> {
  const [first] = tills;
  if (!first) return;
  await first.stop();
  const again = startTill(line.url, clock, first.folder);
  tills.splice(0, 1, again);
  await again.begin(ana);
}

async function changePrices({ cloud, demo }: TrialCloud): Promise<number> {
  const { services } = cloud;
  return services.db.inCompany(demo.companyId, async (sql) => {
    const changed = (await products(sql)).slice(0, 5).map((product) => ({ ...product, price: money(product.price + 100) }));
    const docs = changed.map((doc) => ({ kind: 'product' as const, id: doc.id, deleted: false, doc }));
    return saveCatalog(sql, docs, { notify: services.fanout.notify, now: services.machine.now() });
  });
}

/** What is left of the heap once the garbage is gone. */
function heapBytes(): number {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect === 'function') Reflect.apply(collect, undefined, []);
  return process.memoryUsage().heapUsed;
}

/** Until every till has sent what it holds and received what there is, by itself. */
async function settled(cloud: TrialCloud, tills: readonly TrialTill[]): Promise<void> {
  const givenUpAt = performance.now() + PATIENCE_MS;
  for (;;) {
    const waiting = await Promise.all(tills.map((till) => till.unsynced()));
    if (waiting.every((count) => count === 0) && (await missingOn(tills, cloud)) === 0) return;
    if (performance.now() > givenUpAt) throw new Error(`ten minutes, and the tills still hold ${waiting.join(', ')} events`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** How many positions of the branch and of the company the tills have not applied. */
async function missingOn(tills: readonly TrialTill[], cloud: TrialCloud): Promise<number> {
  const heads = await cloud.look<{ scope: string; head: number }>('SELECT scope, head::float8 AS head FROM scopes WHERE head > 0');
  const [branch] = cloud.demo.branches;
  const wanted = [
    ['company', heads.find(({ scope }) => scope === 'company')?.head ?? 0],
    ['branch', heads.find(({ scope }) => scope === `branch:${branch?.id}`)?.head ?? 0],
  ] as const;
  let missing = 0;
  for (const till of tills) {
    const cursors = till.branch.services.core.db.all<{ scope: string; position: number }>('SELECT scope, position FROM cursors');
    for (const [scope, head] of wanted) missing += Math.max(0, head - (cursors.find((cursor) => cursor.scope === scope)?.position ?? 0));
  }
  return missing;
}
