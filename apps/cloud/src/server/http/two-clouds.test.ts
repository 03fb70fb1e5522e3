import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import WebSocket from 'ws';
import { z } from 'zod';
import { connectPostgres } from '../db/connect-postgres.ts';
import { cloneDatabase } from '../db/testing/clone-database.ts';
import { APP, OWNER } from '../testing/postgres-for-tests.ts';
import { tinyProxy, type TinyProxy } from '../testing/tiny-proxy.ts';

const SECRET = 'CANARIO-SECRETO-9137';
const METRICS = 'a-token-for-metrics-only';
const folder = mkdtempSync(join(tmpdir(), 'fastops-two-'));
const { port, template } = inject('postgres');
const database = `two_${randomUUID().replaceAll('-', '')}`;
const address = (who: { user: string; password: string }, name: string) =>
  `postgres://${who.user}:${who.password}@127.0.0.1:${port}/${name}`;
type Server = { child: ChildProcess; url: string; said: () => string };
const servers: Server[] = [];
let proxy: TinyProxy;
let owner: { email: string; password: string };

async function start(programme: 'index' | 'demo'): Promise<Server> {
  const child = spawn(process.execPath, [fileURLToPath(new URL(`../${programme}.ts`, import.meta.url))], {
    env: {
      ...process.env,
      DATABASE_URL: address(APP, database),
      FASTOPS_CLOUD_DATA: folder,
      FASTOPS_PORT: '0',
      FASTOPS_LOG: 'info',
      FASTOPS_METRICS_TOKEN: METRICS,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const found = () => /"cloudUrl":"(http:[^"]+)"|FastOps cloud at (http:\S+)/.exec(text);
  while (found() === null && child.exitCode === null) await pause(50);
  const server = { child, url: found()?.[1] ?? found()?.[2] ?? '', said: () => text };
  servers.push(server);
  return server;
}

const post = (url: string, path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${url}/trpc/${path}`, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } });
async function logIn(url: string): Promise<string> {
  const answer: unknown = await (await post(url, 'auth.login', owner)).json();
  return z.object({ result: z.object({ data: z.object({ token: z.string() }) }) }).parse(answer).result.data.token;
}
const asOwnerOf = () => connectPostgres({ url: address(OWNER, database), ownerUrl: address(OWNER, database), max: 1 });

beforeAll(async () => {
  await cloneDatabase(address(OWNER, 'postgres'), { from: template, to: database });
  const first = await start('demo');
  owner = z
    .object({ owner: z.object({ email: z.string(), password: z.string() }) })
    .parse(JSON.parse(/\{"companyId.*|\{.*"cloudUrl".*/.exec(first.said())?.[0] ?? '')).owner;
  await start('index');
  proxy = await tinyProxy(servers.map(({ url }) => url));
}, 60_000);
afterAll(async () => {
  await proxy?.close();
  for (const { child } of servers) if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

test('two servers behind a proxy are one cloud: who logs in at one is known at the other', async () => {
  const token = await logIn(proxy.url);
  const authorization = `Bearer ${token}`;
  const answers = await Promise.all(Array.from({ length: 20 }, () => fetch(`${proxy.url}/trpc/auth.me`, { headers: { authorization } })));
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
  expect(proxy.counts().every((count) => count >= 5)).toBe(true);
  const out = await fetch(`${proxy.url}/trpc/auth.logout`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
  });
  expect(out.status).toBe(200);
  for (const { url } of servers) expect((await fetch(`${url}/trpc/auth.me`, { headers: { authorization } })).status).toBe(401);
});

test('metrics tell rate, errors and duration of each procedure, the pool and the queue, to those who have the token', async () => {
  const [first] = servers;
  const url = `${first?.url}/metrics`;
  expect((await fetch(url)).status).toBe(404);
  expect((await fetch(url, { headers: { authorization: `Bearer ${METRICS}x` } })).status).toBe(404);
  await post(first?.url ?? '', 'auth.login', { email: owner.email, password: 'wrong' });
  const text = await (await fetch(url, { headers: { authorization: `Bearer ${METRICS}` } })).text();
  expect(text).toMatch(/fastops_procedure_seconds_count\{procedure="auth\.login",outcome="UNAUTHORIZED"[^}]*\} \d/);
  for (const name of [
    'fastops_transactions_under_way',
    'fastops_database_connections 10',
    'fastops_jobs{job="mail",state="waiting"',
    'fastops_sync_lag_seconds',
  ])
    expect(text).toContain(name);
});

test('no secret is in the logs, which are lines of JSON (C17)', async () => {
  const [first] = servers;
  const headers = { authorization: `Bearer ${SECRET}`, cookie: `fastops_session=${SECRET}` };
  await post(first?.url ?? '', 'auth.login', { email: owner.email, password: SECRET }, headers);
  await fetch(`${first?.url}/trpc/auth.me`, { headers });
  await post(first?.url ?? '', 'account.resetPassword', { token: `${SECRET}${'x'.repeat(43)}`.slice(0, 43), password: SECRET }, headers);
  await fetch(`${first?.url}/webhooks/wompi`, {
    method: 'POST',
    body: JSON.stringify({ secret: SECRET }),
    headers: { 'content-type': 'application/json' },
  });
  await expect.poll(() => first?.said() ?? '').toContain('/webhooks/wompi');
  const said = first?.said() ?? '';
  expect(said).not.toContain(SECRET);
  const lines = said.split('\n').filter((line) => line.startsWith('{') && line.includes('"level"'));
  expect(lines.length).toBeGreaterThan(5);
  for (const line of lines) expect(() => JSON.parse(line) as unknown).not.toThrow();
});

test('a schema of the next version is worked on by this one: running, ready and starting anew', async () => {
  const engine = asOwnerOf();
  await engine.asOwner((sql) =>
    sql.script(`ALTER TABLE companies ADD COLUMN of_the_next text NOT NULL DEFAULT '';
      CREATE TABLE of_the_next (company_id uuid PRIMARY KEY);
      INSERT INTO schema_migrations (name, sha256) VALUES ('9999-of-the-next.sql', 'x');`),
  );
  await engine.close();
  for (const { url } of servers) expect(await (await fetch(`${url}/ready`)).json()).toEqual({ status: 'ready', faults: [] });
  const late = await start('index');
  const token = await logIn(late.url);
  expect((await fetch(`${late.url}/trpc/branches.list`, { headers: { authorization: `Bearer ${token}` } })).status).toBe(200);
});

test('told to stop, a server answers what it has begun, cuts its streams, and nobody behind the proxy hears of it', async () => {
  const [first] = servers;
  const token = await logIn(proxy.url);
  const authorization = `Bearer ${token}`;
  const socket = new WebSocket(`${first?.url.replace('http', 'ws')}/trpc`);
  await once(socket, 'open');
  const cut = once(socket, 'close');
  const engine = asOwnerOf();
  // Somebody holds the table: the request is in work when the word comes.
  let begun: Promise<Response> | undefined;
  await engine.asOwner(async (sql) => {
    await sql.query('LOCK TABLE branches IN ACCESS EXCLUSIVE MODE');
    begun = fetch(`${first?.url}/trpc/branches.list`, { headers: { authorization } });
    await pause(300);
    first?.child.kill('SIGTERM');
    await pause(500);
  });
  await engine.close();
  expect((await begun)?.status).toBe(200);
  const others = await Promise.all(Array.from({ length: 20 }, () => fetch(`${proxy.url}/trpc/auth.me`, { headers: { authorization } })));
  expect(others.map(({ status }) => status)).toEqual(others.map(() => 200));
  await cut;
  if (first?.child.exitCode === null) await once(first.child, 'exit');
  expect(first?.child.exitCode).toBe(0);
}, 60_000);
