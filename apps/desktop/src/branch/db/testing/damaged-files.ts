// D7: one page of a till's file flipped or zeroed; found before the next sale, kept aside, and the till rebuilt from its
// last copy and from what the cloud has.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sayFigure } from '@fastops/shared/testing/soak';
import { acceptGrant } from '../../adapters/enrolment.ts';
import { anOrder, onShift, openTill, type Till } from '../../testing/branch-fixture.ts';
import { fakeCloud, type FakeCloud } from '../../testing/fake-cloud.ts';
import { syncOnce } from '../../workers/sync-loop.ts';
import { openDriver } from '../driver.ts';
import { DatabaseRefusal } from '../open.ts';
import { finishRestore, orderRestore } from '../restore.ts';
import { takeSnapshot } from '../snapshot.ts';
import type { Chance } from './power-cut/disk-model.ts';

const PAGE = 4096;

export type Damaged = {
  /** Damaged files that the full check of SQLite sees. */
  readonly visible: number;
  /** Of those: sold on, overwritten, or not rebuilt with every order. */
  readonly missed: number;
  readonly overwritten: number;
  readonly lost: number;
  readonly unsellable: number;
  readonly slowestMs: number;
};

/** Damages files until the check of SQLite has seen so many. */
export async function damageFiles(wanted: number, chance: Chance): Promise<Damaged> {
  let sum: Damaged = { visible: 0, missed: 0, overwritten: 0, lost: 0, unsellable: 0, slowestMs: 0 };
  while (sum.visible < wanted) {
    const shop = await openShop();
    damage(join(shop.folder, 'branch.db'), chance);
    const found = isVisible(join(shop.folder, 'branch.db')) ? await rebuilt(shop) : undefined;
    if (found) {
      sum = {
        visible: sum.visible + 1,
        missed: sum.missed + found.missed,
        overwritten: sum.overwritten + found.overwritten,
        lost: sum.lost + found.lost,
        unsellable: sum.unsellable + found.unsellable,
        slowestMs: Math.max(sum.slowestMs, found.ms),
      };
    }
    rmSync(shop.folder, { recursive: true, force: true });
  }
  return sum;
}

/** Prints the figure of D7. */
export function tellDamage({ visible, missed, lost, slowestMs }: Damaged): void {
  const also = `${lost} orders lost, rebuilt within ${slowestMs} ms`;
  sayFigure({ id: 'D7', trials: visible, of: 'damaged files', bad: missed, named: 'not caught before the next sale', also });
}

type Shop = { readonly folder: string; readonly copy: string; readonly cloud: FakeCloud; readonly orders: readonly string[] };

/** A closed till: some orders in its last copy, some later ones only in its file and in the cloud. */
async function openShop(): Promise<Shop> {
  const till = await onShift(openTill());
  const cloud = fakeCloud();
  cloud.showsOwn = true;
  cloud.streams.takenSeries.add('A');
  const early = await sell(till, 4);
  const copy = join(till.folder, 'copy.db');
  takeSnapshot(join(till.folder, 'branch.db'), copy, {});
  const late = await sell(till, 3);
  await sync(till, cloud);
  till.close();
  return { folder: till.folder, copy, cloud, orders: [...early, ...late] };
}

async function rebuilt({ folder, copy, cloud, orders }: Shop) {
  const file = join(folder, 'branch.db');
  const before = digest(file);
  const missed = isRefused(folder) ? 0 : 1;
  const started = performance.now();
  orderRestore(folder, copy, 0);
  finishRestore(file, {});
  const till = await onShift(openTill(folder));
  await sync(till, cloud);
  const ms = Math.round(performance.now() - started);
  const kept = new Set(till.core.db.all<{ id: string }>('SELECT id FROM orders').map(({ id }) => id));
  const sold = await till.call.orders.ringUp(anOrder(till));
  till.close();
  const [stamp = ''] = readdirSync(join(folder, 'aside'));
  return {
    missed,
    overwritten: digest(join(folder, 'aside', stamp, 'branch.db')) === before ? 0 : 1,
    lost: orders.filter((id) => !kept.has(id)).length,
    unsellable: sold.ok ? 0 : 1,
    ms,
  };
}

function damage(file: string, chance: Chance): void {
  const content = readFileSync(file);
  const at = Math.floor((chance() * content.length) / PAGE) * PAGE;
  if (chance() < 0.5) content.fill(0, at, at + PAGE);
  else for (let byte = at; byte < at + 64; byte += 1) content[byte] = 255 - (content[byte] ?? 0);
  writeFileSync(file, content);
}

function isVisible(file: string): boolean {
  try {
    const driver = openDriver(file, {}, { readonly: true });
    const answer = driver.pragma('integrity_check(1)', { simple: true });
    driver.close();
    return answer !== 'ok';
  } catch {
    return true;
  }
}

function isRefused(folder: string): boolean {
  try {
    openTill(folder).close();
    return false;
  } catch (error) {
    if (error instanceof DatabaseRefusal) return error.code === 'database.damaged';
    throw error;
  }
}

async function sell(till: Till, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let rung = 0; rung < count; rung += 1) {
    const order = anOrder(till, 2);
    await till.call.orders.ringUp(order);
    ids.push(order.orderId);
  }
  return ids;
}

function sync(till: Till, cloud: FakeCloud): Promise<void> {
  const { core, secrets, incarnations } = till;
  return syncOnce({
    core,
    client: cloud.client,
    appVersion: '0.1.0',
    random: () => 1,
    log: () => {},
    acceptGrant: (jws) => void acceptGrant(core, secrets, jws),
    grantVersion: () => core.enrolment()?.grant.version ?? 0,
    incarnations,
  });
}

function digest(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
