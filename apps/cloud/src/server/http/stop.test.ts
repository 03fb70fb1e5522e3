import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import WebSocket from 'ws';
import { z } from 'zod';

const folder = mkdtempSync(join(tmpdir(), 'fastops-stop-'));
const children: ChildProcess[] = [];
afterAll(async () => {
  for (const child of children) if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** The real programme, in a process of its own; resolves with its address once it listens. */
async function start(programme: 'index' | 'demo'): Promise<{ child: ChildProcess; url: string; said: () => string }> {
  const child = spawn(process.execPath, [fileURLToPath(new URL(`../${programme}.ts`, import.meta.url))], {
    env: { ...process.env, FASTOPS_CLOUD_DATA: folder, FASTOPS_PORT: '0', FASTOPS_LOG: 'silent' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let text = '';
  const address = () => /http:\/\/127\.0\.0\.1:\d+/.exec(text)?.[0];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  await expect.poll(() => address() ?? child.exitCode, { timeout: 40_000, interval: 50 }).not.toBeNull();
  return { child, url: address() ?? '', said: () => text };
}

test('told to stop, the cloud lets its listeners go, closes its folder and finds everything again (C13)', async () => {
  const first = await start('demo');
  const { owner } = z
    .object({ owner: z.object({ email: z.string(), password: z.string() }) })
    .parse(JSON.parse(first.said().trim().split('\n').at(-1) ?? ''));
  const post = (url: string, path: string, body: unknown) =>
    fetch(`${url}/trpc/${path}`, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
  const answer: unknown = await (await post(first.url, 'auth.login', owner)).json();
  const { token } = z.object({ result: z.object({ data: z.object({ token: z.string() }) }) }).parse(answer).result.data;
  const authorization = `Bearer ${token}`;

  const events = await fetch(`${first.url}/trpc/dashboard.live`, { headers: { authorization, accept: 'text/event-stream' } });
  const socket = new WebSocket(`${first.url.replace('http', 'ws')}/trpc`);
  await once(socket, 'open');
  const gone = once(socket, 'close');
  const exited = once(first.child, 'exit');
  first.child.kill('SIGTERM');
  expect(await exited).toEqual([0, null]);
  await gone;
  await events.body?.cancel().catch(() => {});

  const second = await start('index');
  const me = await fetch(`${second.url}/trpc/auth.me`, { headers: { authorization } });
  expect(me.status).toBe(200);
  const late = await start('index');
  await expect.poll(() => late.child.exitCode).toBe(1);
  expect(late.said()).toContain(`in use by process ${second.child.pid}`);
  second.child.kill('SIGINT');
  expect(await once(second.child, 'exit')).toEqual([0, null]);
}, 90_000);
