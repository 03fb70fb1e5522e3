// D1: tills that are killed while they ring up orders, again and again on the same file.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { sayFigure } from '@fastops/shared/testing/soak';
import { onShift, openTill, SALCHIPAPA, STAFF, type Till } from '../../testing/branch-fixture.ts';
import type { RingUpOrders } from '../../testing/ring-up-victim.ts';
import { addBroken, brokenIn, inDoubt, UNBROKEN, type Broken, type RungUp, type Told } from './file-oracles.ts';

const VICTIM = fileURLToPath(new URL('../../testing/ring-up-victim.ts', import.meta.url));

/** What was found after all kills. */
export type Killed = {
  readonly broken: Broken;
  readonly acknowledged: number;
  readonly inDoubt: number;
  /** Orders in doubt that ringing up again made a second time. */
  readonly duplicates: number;
  /** From the start of the process to its first sale, each in milliseconds. */
  readonly sellableMs: readonly number[];
};

/** Spreads the kills over several tills that live at the same time. */
export async function killTills(kills: number, tills: number): Promise<Killed> {
  const each = Array.from({ length: tills }, (_, index) => Math.floor(kills / tills) + (index < kills % tills ? 1 : 0));
  const found = await Promise.all(each.map(killOneTill));
  return {
    broken: found.map(({ broken }) => broken).reduce(addBroken, UNBROKEN),
    acknowledged: found.reduce((sum, { acknowledged }) => sum + acknowledged, 0),
    inDoubt: found.reduce((sum, { inDoubt: doubts }) => sum + doubts, 0),
    duplicates: found.reduce((sum, { duplicates }) => sum + duplicates, 0),
    sellableMs: found.flatMap(({ sellableMs }) => sellableMs),
  };
}

/** Prints the figure of D1. */
export function tellKills(kills: number, { broken, acknowledged, inDoubt: doubts, sellableMs }: Killed): void {
  const also = `${acknowledged} acknowledged, ${doubts} in doubt, sells again p95 ${Math.round(p95(sellableMs))} ms`;
  sayFigure({ id: 'D1', trials: kills, of: 'kills in ring-up', bad: broken.lost, named: 'acknowledged orders lost', also });
}

/** The value under which 95 of 100 lie. */
function p95(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? 0;
}

async function killOneTill(kills: number): Promise<Killed> {
  const shop = await openShop();
  const told: Told = { begun: new Map(), done: [] };
  const sellableMs: number[] = [];
  try {
    for (let kill = 0; kill < kills; kill += 1) sellableMs.push(await killInTheMiddle(shop, told));
    return { ...(await inspected(shop.folder, told)), sellableMs };
  } finally {
    rmSync(shop.folder, { recursive: true, force: true });
  }
}

/** A till in a folder of its own, enrolled, on shift, and closed: ready for other processes to open. */
export async function openShop(): Promise<RingUpOrders> {
  const till = await onShift(openTill());
  const enrolment = till.core.enrolment();
  if (!enrolment) throw new Error('the fixture enrols');
  till.close();
  return { folder: till.folder, enrolment, productId: SALCHIPAPA, actorId: STAFF.ana.id };
}

/** Lets a real till ring up orders and kills it anywhere in one. Answers when its first sale was done, in ms. */
async function killInTheMiddle(shop: RingUpOrders, told: Told): Promise<number> {
  const started = performance.now();
  let sellableMs: number | undefined;
  const child = spawn(process.execPath, [VICTIM, JSON.stringify(shop)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface(child.stdout);
  // After some lines and some milliseconds more, so that the kill falls anywhere in an order, on any machine.
  let linesLeft = 3 + Math.floor(Math.random() * 8);
  lines.on('line', (line) => {
    heard(line, told);
    if (line.startsWith('done')) sellableMs ??= performance.now() - started;
    linesLeft -= 1;
    if (linesLeft === 0) void wait(Math.random() * 8).then(() => child.kill('SIGKILL'));
  });
  await once(lines, 'close');
  if (sellableMs === undefined) throw new Error('the till never sold');
  return sellableMs;
}

/** Takes down one line of a till that rings up. */
export function heard(line: string, told: Told): void {
  const facts = line.slice(line.indexOf(' ') + 1);
  if (line.startsWith('done')) return void told.done.push(facts);
  const order: RungUp = JSON.parse(facts);
  told.begun.set(order.orderId, order);
}

async function inspected(folder: string, told: Told): Promise<Omit<Killed, 'sellableMs'>> {
  const till = await onShift(openTill(folder));
  try {
    const broken = brokenIn(till.core.db, told);
    const doubts = inDoubt(till.core.db, told);
    return { broken, acknowledged: told.done.length, inDoubt: doubts.length, duplicates: await rungUpAgain(till, doubts) };
  } finally {
    till.close();
  }
}

/** The cashier who saw no answer rings the same cart up again: what was kept is only shown. Counts those that sold twice. */
async function rungUpAgain(till: Till, doubts: readonly RungUp[]): Promise<number> {
  let twice = 0;
  for (const order of doubts) {
    const before = till.core.db.get('SELECT count(*) AS n FROM events');
    const answer = await till.call.orders.ringUp(order);
    const after = till.core.db.get('SELECT count(*) AS n FROM events');
    const isSame = answer.ok && answer.value.id === order.orderId && answer.value.balance === 0;
    if (!isSame || JSON.stringify(before) !== JSON.stringify(after)) twice += 1;
  }
  return twice;
}
