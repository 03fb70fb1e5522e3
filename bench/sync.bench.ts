// A branch-day (2,000 orders) through the till, the door and the database: written offline, pushed, and taken by a fresh till.
// Each role is a process of its own; the floor runs in the same run, the peers too where they are installed (--peers DIR).
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DAY_ORDERS } from './lib/branch-day.ts';
import type { CrowdFigures } from './lib/crowd.ts';
import { report, type BenchRow } from './lib/report.ts';
import { cpuOfTree, proportionalMemory, runRole, startRole, type Role } from './lib/roles.ts';
import { pgliteGround, postgresGround, type Ground } from './lib/servers.ts';
import { enrolled, type Account } from './lib/sync-till.ts';
import { bareFloor, sameRowsFloor, sqliteFloor } from './sync.floor.ts';
import { peersOf } from './sync.peers.ts';

const { values: flags } = parseArgs({
  options: {
    json: { type: 'string' },
    peers: { type: 'string' },
    only: { type: 'string', default: 'day,memory,crowd' },
    servers: { type: 'string', default: 'postgres,pglite' },
    orders: { type: 'string', default: String(DAY_ORDERS) },
    runs: { type: 'string', default: '1' },
    full: { type: 'boolean', default: false },
  },
});
const orders = Number(flags.orders);
const parts = new Set(flags.only?.split(','));

type Contents = Readonly<Record<string, number>>;
type Written = { wall: number; perSecond: number; p50: number; p99: number; peak: number; bytes: number; contents: Contents };
type Moved = { wall: number; cpu: number; up: number; down: number; peak: number; contents?: Contents };
type Memory = { cpu: number; heap: number; now: number; peak: number };

const folder = mkdtempSync(join(tmpdir(), 'sync-bench-'));
const rows: BenchRow[] = [];
const notes: string[] = [];
let ratio = Number.NaN;
try {
  for (const kind of flags.servers?.split(',') ?? []) {
    const ground = kind === 'postgres' ? await postgresGround(folder) : pgliteGround(folder);
    try {
      for (let run = 1; run <= Number(flags.runs) && parts.has('day'); run += 1) await branchDayThrough(ground, run);
      if (parts.has('memory')) await monthThrough(ground);
      if (parts.has('crowd') && kind === 'postgres') await crowdThrough(ground);
    } finally {
      await ground.stop();
    }
  }
  rows.push(...(await peersOf(flags.peers, notes)));
  report({
    bench: 'sync',
    versions: { 'better-sqlite3': '13.2.0', PostgreSQL: '18.4', PGlite: '0.5.16' },
    rows,
    ratioToFloor: ratio,
    notes,
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function rounded(value: number): number {
  return value >= 100 ? Math.round(value) : Math.round(value * 100) / 100;
}

async function serverOn(env: Readonly<Record<string, string>>): Promise<{ server: Role; url: string }> {
  const server = startRole('server', env);
  return { server, url: (await server.heard<{ url: string }>()).url };
}

async function accountsAt(server: Role, url: string, { companies, tills }: { companies: number; tills: number }): Promise<Account[]> {
  const { codes } = await server.ask<{ codes: string[] }>({ found: companies, tills });
  const accounts: Account[] = [];
  for (const code of codes) accounts.push(await enrolled(url, code));
  return accounts;
}

async function branchDayThrough(ground: Ground, run: number): Promise<void> {
  const place = await ground.fresh();
  const { server, url } = await serverOn(place.env);
  const [a, b, c] = await accountsAt(server, url, { companies: 1, tills: 3 });
  const file = (name: string) => join(folder, `${ground.kind}-${run}-${name}`, 'branch.db');
  const written = await runRole<Written>('write', { file: file('a'), account: a, orders });
  const spent = async () => [(await server.ask<Memory>({ memory: true })).cpu, ground.pid === undefined ? 0 : cpuOfTree(ground.pid)];
  const cpu = async (run: () => Promise<Moved>) => {
    const before = await spent();
    const moved = await run();
    const after = await spent();
    return {
      ...moved,
      all: [moved.cpu, ...after.map((value, index) => value - (before[index] ?? 0))].map((ms) => rounded(ms / 1000)).join(' / '),
    };
  };
  const pushed = await cpu(() => runRole<Moved>('push', { file: file('a'), account: a }));
  const pulled = await cpu(() => runRole<Moved>('hydrate', { file: file('b'), account: b, by: 'pull' }));
  const hydrated = await cpu(() =>
    runRole<Moved>('hydrate', { file: file('c'), account: c, by: process.env['BENCH_HYDRATE'] ?? 'snapshot' }),
  );
  for (const { contents } of [pulled, hydrated]) {
    const same = JSON.stringify(contents) === JSON.stringify(written.contents);
    if (!same) throw new Error(`the tills differ: ${JSON.stringify([written.contents, contents])}`);
  }
  const memory = await server.ask<Memory>({ memory: true });
  const database = ground.pid === undefined ? 0 : proportionalMemory(ground.pid);
  await server.stop();
  const look = await place.open();
  const bare = await bareFloor(look, orders);
  const events = written.contents['events'] ?? 0;
  const again = await sameRowsFloor(look, await ground.fresh(), Math.ceil(events / 500));
  await look.close();
  const commits = await sqliteFloor(join(folder), { orders, transactions: orders });
  const pages = await sqliteFloor(join(folder), { orders, transactions: Math.ceil(orders / 500) + 1 });
  const name = `${ground.kind}${Number(flags.runs) > 1 ? ` run ${run}` : ''}`;
  const held = `${Math.round(memory.peak)}${database > 0 ? ` + ${Math.round(database)}` : ''}`;
  rows.push(...rowsOf({ name, written, pushed, pulled, hydrated, held, floors: { again, bare, commits, pages } }));
  ratio = pushed.wall / again.wall;
  if (run === 1)
    notes.push(
      `${ground.kind}: ${events} events of ${orders} orders; the till's file ${rounded(written.bytes / 1e6)} MB; ${again.rows} rows in the cloud`,
    );
}

type Spent = Moved & { all: string };
type Commits = Awaited<ReturnType<typeof sqliteFloor>>;
type Day = {
  readonly name: string;
  readonly written: Written;
  readonly pushed: Spent;
  readonly pulled: Spent;
  readonly hydrated: Spent;
  readonly held: string;
  readonly floors: { again: { wall: number; rows: number }; bare: number; commits: Commits; pages: Commits };
};

function rowsOf({ name, written, pushed, pulled, hydrated, held, floors: { again, bare, commits, pages } }: Day): BenchRow[] {
  return [
    {
      name: `ours, ${name}`,
      'write/s': written.perSecond,
      'p50 ms': rounded(written.p50),
      'p99 ms': rounded(written.p99),
      'push s': rounded(pushed.wall / 1000),
      'hydrate s': rounded(hydrated.wall / 1000),
      'up MB': rounded(pushed.up / 1e6),
      'down MB': rounded(hydrated.down / 1e6),
      'CPU s till/server/db': `push ${pushed.all}, hydrate ${hydrated.all}`,
      'MiB writer/push/hydrate': [written, pushed, hydrated].map(({ peak }) => Math.round(peak)).join(' / '),
      'MiB server': held,
    },
    {
      name: `ours, ${name}: hydrated by pages`,
      'hydrate s': rounded(pulled.wall / 1000),
      'down MB': rounded(pulled.down / 1e6),
      'CPU s till/server/db': pulled.all,
      'MiB writer/push/hydrate': Math.round(pulled.peak),
    },
    {
      name: `floor, ${name}: ${again.rows} rows of ours`,
      'push s': rounded(again.wall / 1000),
      'ours ÷ floor': `push ${rounded(pushed.wall / again.wall)}`,
    },
    {
      name: `floor, ${name}: ${orders * 10} rows of the workload`,
      'write/s': commits.perSecond,
      'p50 ms': rounded(commits.p50),
      'p99 ms': rounded(commits.p99),
      'push s': rounded(bare / 1000),
      'hydrate s': rounded(pages.wall / 1000),
      'ours ÷ floor': `write ${rounded(commits.perSecond / written.perSecond)}, push ${rounded(pushed.wall / bare)}, hydrate ${rounded(hydrated.wall / pages.wall)}`,
    },
  ];
}

/** Whether the server's memory grows from day to day. */
async function monthThrough(ground: Ground): Promise<void> {
  const size = flags.full ? orders : Math.round(orders / 10);
  const days = 30;
  const { server, url } = await serverOn((await ground.fresh()).env);
  const [account] = await accountsAt(server, url, { companies: 1, tills: 1 });
  const till = startRole('days', { file: join(folder, `${ground.kind}-days`, 'branch.db'), account, orders: size, days });
  const seen: Memory[] = [];
  await till.heard();
  for (let day = 1; day <= days; day += 1) {
    seen.push(await server.ask<Memory>({ memory: true }));
    await till.ask({ next: true });
  }
  await till.stop();
  await server.stop();
  const at = (day: number) => seen[day - 1] ?? { cpu: Number.NaN, heap: Number.NaN, now: Number.NaN, peak: Number.NaN };
  for (const day of [1, 10, 20, 30]) {
    rows.push({
      name: `memory, ${ground.kind}: after day ${day} of ${size} orders`,
      'heap MiB': at(day).heap,
      'RSS MiB': at(day).now,
      'peak MiB': at(day).peak,
    });
  }
  const growth = rounded((at(days).heap - at(10).heap) / 20);
  notes.push(`${ground.kind}: heap in use grows ${growth} MiB a day from day 10 to day ${days}`);
}

/** Two hundred tills of a hundred companies at one server. */
async function crowdThrough(ground: Ground): Promise<void> {
  const { server, url } = await serverOn((await ground.fresh()).env);
  const accounts = await accountsAt(server, url, { companies: 100, tills: 2 });
  const shapes = [
    // Twice as fast as the branch-day's own pace.
    { name: 'each sells every ten seconds', ordersAPush: 1, rounds: 2, everyMs: 10_000 },
    { name: 'each sells once a second', ordersAPush: 1, rounds: 10, everyMs: 1_000 },
    { name: 'all in the same instant', ordersAPush: 1, rounds: 5, everyMs: 0 },
    { name: 'all in the same instant', ordersAPush: 20, rounds: 1, everyMs: 0 },
  ];
  for (const { name, ...shape } of shapes) {
    const fresh = shape.everyMs === 10_000 ? accounts : await accountsAt(server, url, { companies: 100, tills: 2 });
    const spent = async () => (await server.ask<Memory>({ memory: true })).cpu;
    const before = [await spent(), cpuOfTree(ground.pid ?? 0)];
    const figures = await runRole<CrowdFigures>('crowd', { accounts: fresh, ...shape });
    const after = [await spent(), cpuOfTree(ground.pid ?? 0)];
    const cpu = after.map((value, index) => rounded((value - (before[index] ?? 0)) / (figures.pushes + accounts.length)));
    rows.push({
      name: `200 tills, ${shape.ordersAPush} order(s) a push, ${name}`,
      'p50 ms': rounded(figures.p50),
      'p95 ms': rounded(figures.p95),
      'p99 ms': rounded(figures.p99),
      'pushes/s': figures.perSecond,
      pushes: figures.pushes,
      errors: figures.errors,
      'CPU ms a push server/db': cpu.join(' / '),
    });
  }
  await server.stop();
}
