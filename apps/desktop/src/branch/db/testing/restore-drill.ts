// D9: copies taken while another process rings up orders, each opened as the till would open it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { sayFigure } from '@fastops/shared/testing/soak';
import { runInThread } from '../../adapters/snapshot-thread.ts';
import { anOrder, onShift, openTill } from '../../testing/branch-fixture.ts';
import { DatabaseRefusal } from '../open.ts';
import { addBroken, brokenIn, UNBROKEN, type Broken, type Told } from './file-oracles.ts';
import { heard, openShop } from './kills.ts';

const VICTIM = fileURLToPath(new URL('../../testing/ring-up-victim.ts', import.meta.url));
/** A till that has rung up a while is started anew, so that copies are of small files and there can be many. */
const COPIES_PER_TILL = 10;

export type Drilled = {
  readonly broken: Broken;
  /** Copies that could not be taken, or in which no further order could be rung up. */
  readonly useless: number;
  readonly orders: number;
  /** Acknowledged orders that a plain copy of the file lacked, taken at the same moments: the control. */
  readonly lostByCopyFile: number;
};

/** Takes and restores so many copies. */
export async function drillRestores(copies: number): Promise<Drilled> {
  let sum: Drilled = { broken: UNBROKEN, useless: 0, orders: 0, lostByCopyFile: 0 };
  for (let left = copies; left > 0; left -= COPIES_PER_TILL) {
    const found = await drillOneTill(Math.min(left, COPIES_PER_TILL));
    sum = {
      broken: addBroken(sum.broken, found.broken),
      useless: sum.useless + found.useless,
      orders: sum.orders + found.orders,
      lostByCopyFile: sum.lostByCopyFile + found.lostByCopyFile,
    };
  }
  return sum;
}

/** Prints the figure of D9. */
export function tellDrill(copies: number, { useless, orders, lostByCopyFile }: Drilled): void {
  const also = `${orders} orders in them; a plain copy of the file would have lost ${lostByCopyFile}`;
  sayFigure({ id: 'D9', trials: copies, of: 'copies of a till at work', bad: useless, named: 'not restorable', also });
}

type Copy = { readonly folder: string; readonly acknowledged: number };

async function drillOneTill(copies: number): Promise<Drilled> {
  const shop = await openShop();
  const told: Told = { begun: new Map(), done: [] };
  const child = spawn(process.execPath, [VICTIM, JSON.stringify(shop)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface(child.stdout);
  const closed = once(lines, 'close');
  lines.on('line', (line) => heard(line, told));
  try {
    const taken: Copy[] = [];
    while (taken.length < copies) {
      await once(lines, 'line');
      taken.push(await copyNow(shop.folder, taken.length, told));
    }
    child.kill('SIGKILL');
    await closed;
    return await inspectAll(taken, told);
  } finally {
    child.kill('SIGKILL');
    rmSync(shop.folder, { recursive: true, force: true });
  }
}

async function copyNow(folder: string, index: number, told: Told): Promise<Copy> {
  const acknowledged = told.done.length;
  const target = join(folder, 'copies', String(index));
  mkdirSync(join(target, 'plain'), { recursive: true });
  copyFileSync(join(folder, 'branch.db'), join(target, 'plain', 'branch.db'));
  const answer = await runInThread({ source: join(folder, 'branch.db'), target: join(target, 'branch.db'), driver: {} });
  if (!answer.ok) throw new Error(answer.detail);
  copyFileSync(join(folder, 'till.secrets'), join(target, 'till.secrets'));
  return { folder: target, acknowledged };
}

async function inspectAll(taken: readonly Copy[], told: Told): Promise<Drilled> {
  let sum: Drilled = { broken: UNBROKEN, useless: 0, orders: 0, lostByCopyFile: 0 };
  for (const { folder, acknowledged } of taken) {
    const till = await onShift(openTill(folder));
    const { db } = till.core;
    const broken = brokenIn(db, { begun: told.begun, done: told.done.slice(0, acknowledged) });
    const orders = db.get<{ n: number }>('SELECT count(*) AS n FROM orders')?.n ?? 0;
    const sold = await till.call.orders.ringUp(anOrder(till));
    till.close();
    sum = {
      broken: addBroken(sum.broken, broken),
      useless: sum.useless + (sold.ok ? 0 : 1),
      orders: sum.orders + orders,
      lostByCopyFile: sum.lostByCopyFile + lostIn(join(folder, 'plain'), told.done.slice(0, acknowledged)),
    };
  }
  return sum;
}

/** A plain copy lacks the sales that are in the log beside the file; one taken while pages are written can't even be opened. */
function lostIn(folder: string, acknowledged: readonly string[]): number {
  try {
    const till = openTill(folder);
    const kept = new Set(till.core.db.all<{ id: string }>('SELECT id FROM orders').map(({ id }) => id));
    till.close();
    return acknowledged.filter((id) => !kept.has(id)).length;
  } catch (error) {
    if (error instanceof DatabaseRefusal && error.code === 'database.damaged') return acknowledged.length;
    throw error;
  }
}
