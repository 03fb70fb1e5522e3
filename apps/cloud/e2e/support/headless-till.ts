import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const HEADLESS = fileURLToPath(new URL('../../../desktop/src/branch/headless.ts', import.meta.url));

/** The till that shops install, without its window: its own process, file and keys, reached by the door that screens use. */
export type HeadlessTill = {
  ask<T>(path: string): Promise<T>;
  tell<T>(path: string, input: unknown): Promise<T>;
  remove(): Promise<void>;
};

export async function startHeadlessTill(surroundings: NodeJS.ProcessEnv): Promise<HeadlessTill> {
  const folder = mkdtempSync(join(tmpdir(), 'fastops-till-'));
  // The run names an SQLite for Electron; this till is Node's.
  const { FASTOPS_SQLITE_BINDING: _, ...plain } = surroundings;
  const child = spawn(process.execPath, [HEADLESS], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...plain, FASTOPS_DATA: folder, FASTOPS_SECRETS: join(folder, 'secrets'), FASTOPS_LOG: 'warn' },
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const ready = await new Promise<{ rpcUrl: string; token: string }>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', (line) => resolve(JSON.parse(line)));
    void ended.then(() => reject(new Error('the till ended before it was ready')));
  });
  const headers = { authorization: `Bearer ${ready.token}`, 'content-type': 'application/json' };
  return {
    ask: async (path) => answered(await fetch(`${ready.rpcUrl}/${path}`, { headers })),
    tell: async (path, input) => answered(await fetch(`${ready.rpcUrl}/${path}`, { method: 'POST', headers, body: JSON.stringify(input) })),
    remove: async () => {
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function answered<T>(response: Response): Promise<T> {
  const body = (await response.json()) as { result?: { data: T } };
  if (!body.result) throw new Error(`the till answered ${response.status}: ${JSON.stringify(body)}`);
  return body.result.data;
}
