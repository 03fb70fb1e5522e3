// The cloud with many companies: log-in, products, saving one, today's page, who may, and pushes, by 64 clients at once; the curve from
// few companies to many; permission checks in process beside CASL and node-casbin; memory; and the embedded database with three companies.
// Full size: --curve 10,100,1000 --orders-each 5000 --minutes 10
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { passwords } from '@fastops/cloud/server/adapters/passwords';
import { permissionChecks } from './cloud.checks.ts';
import type { CrowdFigures } from './lib/crowd.ts';
import { owners, type Act, type OwnersFigures } from './lib/owners.ts';
import { report, type BenchRow } from './lib/report.ts';
import { cpuOfTree, runRole, startRole, type Role } from './lib/roles.ts';
import { loadCompanies, OWNER_PASSWORD } from './lib/seeded-companies.ts';
import { pgliteGround, postgresGround, type Ground } from './lib/servers.ts';
import { enrolled, type Account } from './lib/sync-till.ts';

const { values: flags } = parseArgs({
  options: {
    json: { type: 'string' },
    curve: { type: 'string', default: '10,40' },
    'orders-each': { type: 'string', default: '500' },
    clients: { type: 'string', default: '64' },
    think: { type: 'string', default: '500' },
    seconds: { type: 'string', default: '20' },
    minutes: { type: 'string', default: '0' },
    servers: { type: 'string', default: 'postgres,pglite' },
  },
});
const DAYS = 30;
const GOAL = { postgres: 'p95 ≤ 100', pglite: 'p95 ≤ 150' } as const;
const folder = mkdtempSync(join(tmpdir(), 'cloud-bench-'));
const rows: BenchRow[] = [];
const notes: string[] = [];
const clients = Number(flags.clients);
const thinkMs = Number(flags.think);
const seconds = Number(flags.seconds);
type Memory = { cpu: number; heap: number; now: number; peak: number };

try {
  rows.push(...(await permissionChecks()));
  const kinds = new Set(flags.servers?.split(','));
  if (kinds.has('postgres')) await onPostgres();
  if (kinds.has('pglite')) await onPglite();
  report({
    bench: 'cloud',
    versions: { PostgreSQL: '18.4', PGlite: '0.5.16', '@casl/ability': '7.0.1', casbin: '5.51.1' },
    rows,
    ratioToFloor: Number.NaN,
    notes,
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function onPostgres(): Promise<void> {
  const ground = await postgresGround(folder);
  try {
    const curve = (flags.curve ?? '').split(',').map(Number);
    const seen: Seen[] = [];
    for (const companies of curve) seen.push(await under(ground, { companies, long: companies === curve.at(-1) }));
    const [first, last] = [seen[0], seen.at(-1)];
    if (first && last && seen.length > 1)
      for (const act of Object.keys(last.byAct) as Act[])
        notes.push(
          `${act}: p50 × ${rounded(last.byAct[act].p50 / first.byAct[act].p50)}, p95 × ${rounded(last.byAct[act].p95 / first.byAct[act].p95)} from ${curve[0]} to ${curve.at(-1)} companies`,
        );
    // Walls of a busy machine say little of the curve; what a request costs says it there too.
    if (first && last) notes.push(`CPU of a request: × ${rounded(last.cpuMs / first.cpuMs)} from ${curve[0]} to ${curve.at(-1)} companies`);
  } finally {
    await ground.stop();
  }
}

async function onPglite(): Promise<void> {
  const ground = pgliteGround(folder);
  await under(ground, { companies: 3, long: false });
}

type Asked = { readonly companies: number; readonly long: boolean };
/** What the owners saw, and what a request cost: server and database, pushes beside it included. */
type Seen = OwnersFigures & { readonly cpuMs: number };

/** A server over so many companies, and the crowd at it: owners and tills together. */
async function under(ground: Ground, { companies, long }: Asked): Promise<Seen> {
  const place = await ground.fresh();
  const orders = companies * Number(flags['orders-each']);
  const began = performance.now();
  const passwordHash = await passwords.hash(OWNER_PASSWORD);
  await loadCompanies(place, { companies, branches: companies * 3, orders, days: DAYS }, { passwordHash, now: Date.now() });
  const name = `${ground.kind}, ${companies} companies`;
  notes.push(`${name}: ${orders} orders loaded in ${rounded((performance.now() - began) / 1000)} s`);
  const server = startRole('server', place.env);
  const { url } = await server.heard<{ url: string }>();
  const accounts = await tills(server, url, ground.kind === 'pglite' ? 3 : 20);
  const turn = { url, companies, clients, thinkMs };
  await owners({ ...turn, seconds: 3 });
  const before = await server.ask<Memory>({ memory: true });
  const cpuBefore = databaseCpu(ground);
  const [figures, pushed] = await Promise.all([
    owners({ ...turn, seconds }),
    runRole<CrowdFigures>('crowd', { accounts, ordersAPush: 1, rounds: Math.max(2, Math.round(seconds / 2)), everyMs: 2_000 }),
  ]);
  for (const [act, { p50, p95, count }] of Object.entries(figures.byAct))
    rows.push({
      name: `${name}: ${act}`,
      'p50 ms': rounded(p50),
      'p95 ms': rounded(p95),
      count,
      errors: figures.errors,
      goal: GOAL[ground.kind],
    });
  rows.push({
    name: `${name}: push of an order`,
    'p50 ms': rounded(pushed.p50),
    'p95 ms': rounded(pushed.p95),
    count: pushed.pushes,
    errors: pushed.errors,
    goal: GOAL[ground.kind],
  });
  const requests = Object.values(figures.byAct).reduce((sum, { count }) => sum + count, pushed.pushes);
  const serverMs = ((await server.ask<Memory>({ memory: true })).cpu - before.cpu) / requests;
  const databaseMs = (databaseCpu(ground) - cpuBefore) / requests;
  const load = `${clients} clients, ${thinkMs} ms of thought: ${Math.round((clients * 1_000) / thinkMs)} requests/s were offered at most`;
  notes.push(`${name}: ${load}, ${figures.perSecond} answered beside ${pushed.perSecond} pushes/s`);
  notes.push(`${name}: CPU of a request ${rounded(serverMs)} ms of the server, ${rounded(databaseMs)} ms of the database beside it`);
  if (long) await watchMemory(server, turn, before);
  await server.stop();
  return { ...figures, cpuMs: serverMs + databaseMs };
}

/** Of the database's own processes; the embedded one works inside the server. */
function databaseCpu({ pid }: Ground): number {
  return pid === undefined ? 0 : cpuOfTree(pid);
}

/** Whether an instance grows while it works: its heap after a collection, now and later. */
async function watchMemory(server: Role, turn: Omit<Parameters<typeof owners>[0], 'seconds'>, before: Memory): Promise<void> {
  const minutes = Number(flags.minutes);
  const seen = [before.heap, (await server.ask<Memory>({ memory: true })).heap];
  for (let minute = 0; minute < minutes; minute += 1) {
    await owners({ ...turn, seconds: 60 });
    seen.push((await server.ask<Memory>({ memory: true })).heap);
  }
  notes.push(`heap in use, MiB, after a collection: ${seen.map(rounded).join(', ')}${minutes === 0 ? '' : ' (one a minute)'}`);
}

async function tills(server: Role, url: string, count: number): Promise<Account[]> {
  const { codes } = await server.ask<{ codes: string[] }>({ found: count, tills: 1 });
  const accounts: Account[] = [];
  for (const code of codes) accounts.push(await enrolled(url, code));
  return accounts;
}

function rounded(value: number): number {
  return value >= 100 ? Math.round(value) : Math.round(value * 100) / 100;
}
