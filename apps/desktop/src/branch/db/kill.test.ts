import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { CHAIN_START, findChainBreak } from '@fastops/shared/sync/chain';
import type { Enrolment } from '../core.ts';
import { COMPANY, onShift, openTill, SALCHIPAPA, STAFF, STREAM } from '../testing/branch-fixture.ts';
import type { RingUpOrders } from '../testing/ring-up-victim.ts';
import { eventsAfter, sha256 } from './event-log.ts';

const VICTIM = fileURLToPath(new URL('../testing/ring-up-victim.ts', import.meta.url));
const KILLS = 30;
const TILLS = 3;

type RungUp = Parameters<Awaited<ReturnType<typeof onShift>>['call']['orders']['ringUp']>[0];
type Told = { readonly begun: Map<string, RungUp>; readonly done: string[] };

/** Lets a real till ring up orders and kills it in the middle. */
async function killedTill(orders: RingUpOrders, told: Told): Promise<void> {
  const child = spawn(process.execPath, [VICTIM, JSON.stringify(orders)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface(child.stdout);
  // After some lines and some milliseconds more, so that the kill falls anywhere in an order, on any machine.
  let linesLeft = 3 + Math.floor(Math.random() * 8);
  lines.on('line', (line) => {
    const facts = line.slice(line.indexOf(' ') + 1);
    if (line.startsWith('done')) told.done.push(facts);
    else keepOrder(told, JSON.parse(facts));
    linesLeft -= 1;
    if (linesLeft === 0) void wait(Math.random() * 8).then(() => child.kill('SIGKILL'));
  });
  await once(lines, 'close');
}

function keepOrder(told: Told, order: RungUp): void {
  told.begun.set(order.orderId, order);
}

async function openShop(): Promise<{ folder: string; enrolment: Enrolment }> {
  const till = await onShift(openTill());
  const enrolment = till.core.enrolment();
  if (!enrolment) throw new Error('the fixture enrols');
  till.close();
  return { folder: till.folder, enrolment };
}

/** Kills one till several times, then looks at what is in its file. */
async function tortured(kills: number): Promise<{ acknowledged: number; kept: number }> {
  const { folder, enrolment } = await openShop();
  const told: Told = { begun: new Map(), done: [] };
  try {
    const orders = { folder, enrolment, productId: SALCHIPAPA, actorId: STAFF.ana.id };
    for (let kill = 0; kill < kills; kill += 1) await killedTill(orders, told);
    return await inspected(folder, told);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function inspected(folder: string, told: Told): Promise<{ acknowledged: number; kept: number }> {
  const { core, call, close } = await onShift(openTill(folder));
  const orders = core.db.all<{
    id: string;
    sequence: number;
    total: number;
    paid: number;
    balance: number;
    lines: number;
    payments: number;
    events: number;
  }>(
    `SELECT id, sequence, total, paid, balance,
       (SELECT count(*) FROM order_lines l WHERE l.company_id = o.company_id AND l.order_id = o.id) AS lines,
       (SELECT count(*) FROM payments p WHERE p.company_id = o.company_id AND p.order_id = o.id) AS payments,
       (SELECT count(*) FROM events e WHERE e.company_id = o.company_id AND e.entity_id = o.id) AS events
     FROM orders o ORDER BY sequence`,
  );
  const kept = new Map(orders.map((order) => [order.id, order]));
  expect(told.done.filter((id) => !kept.has(id))).toEqual([]);
  expect(orders.filter(({ id }) => !told.begun.has(id))).toEqual([]);
  const whole = { total: 100_000, paid: 100_000, balance: 0, lines: 4, payments: 1, events: 7 };
  expect(orders.map(({ id: _, sequence, ...rest }) => ({ sequence, ...rest }))).toEqual(
    orders.map((_, index) => ({ sequence: index + 1, ...whole })),
  );
  const events = eventsAfter(core.db, { companyId: COMPANY, streamId: STREAM, seq: 0 }, 1_000_000);
  expect(findChainBreak(events, { streamId: STREAM, seq: 0, hash: CHAIN_START }, sha256)).toBeUndefined();
  expect(core.db.get('SELECT last_seq FROM streams')).toEqual({ last_seq: events.length });
  expect(core.db.pragma('integrity_check')).toBe('ok');
  expect(core.db.all('PRAGMA foreign_key_check')).toEqual([]);
  await expectNoDuplicates(told, { call, kept: new Set(kept.keys()), count: () => core.db.get('SELECT count(*) AS n FROM events') });
  close();
  return { acknowledged: told.done.length, kept: orders.length };
}

type Restarted = { readonly call: Awaited<ReturnType<typeof onShift>>['call']; readonly kept: ReadonlySet<string>; count(): unknown };

/** The cashier who saw no answer rings the same cart up again: what was kept is only shown. */
async function expectNoDuplicates(told: Told, { call, kept, count }: Restarted): Promise<void> {
  const before = count();
  const inDoubt = [...told.begun.values()].filter(({ orderId }) => kept.has(orderId) && !told.done.includes(orderId));
  for (const order of inDoubt)
    expect(await call.orders.ringUp(order)).toMatchObject({ ok: true, value: { id: order.orderId, balance: 0 } });
  expect(count()).toEqual(before);
}

test('tills killed thirty times while ringing up: nothing acknowledged is lost, nothing is half, no number is skipped', async () => {
  const found = await Promise.all(Array.from({ length: TILLS }, () => tortured(KILLS / TILLS)));
  const acknowledged = found.reduce((sum, each) => sum + each.acknowledged, 0);
  const kept = found.reduce((sum, each) => sum + each.kept, 0);
  expect(acknowledged).toBeGreaterThan(KILLS);
  process.stderr.write(`${KILLS} kills: ${acknowledged} orders acknowledged, ${kept} in the files\n`);
}, 60_000);
