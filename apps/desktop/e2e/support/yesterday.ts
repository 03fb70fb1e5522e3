import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline';
import { join } from 'node:path';

const HEADLESS = join(import.meta.dirname, '../../src/branch/headless.ts');
const DAY_MS = 86_400_000;

/** A branch server on the till's folder, a day ago: what it does is there when the window opens today. */
export type Yesterday = { tell<T>(path: string, input?: unknown): Promise<T>; ask<T>(path: string): Promise<T>; stop(): Promise<void> };

/** Runs the real branch server without a window, its clock a day behind. */
export async function startYesterday(at: { folder: string; cloudUrl: string; code: string }): Promise<Yesterday> {
  const behind = `data:text/javascript,const now=Date.now;Date.now=()=>now()-${DAY_MS}`;
  const { FASTOPS_SQLITE_BINDING: _binding, FASTOPS_TEST_RUNTIME: _runtime, ...inherited } = process.env;
  const child = spawn(process.execPath, ['--import', behind, HEADLESS], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...inherited,
      FASTOPS_DATA: join(at.folder, 'till'),
      FASTOPS_CLOUD_URL: at.cloudUrl,
      FASTOPS_ENROL_CODE: at.code,
      FASTOPS_TERMINAL_NAME: 'Caja A',
      FASTOPS_LAN_BEACON_PORT: '0',
      FASTOPS_LOG: 'error',
    },
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const ready = await new Promise<{ rpcUrl: string; token: string }>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', (line) => resolve(JSON.parse(line)));
    void ended.then(() => reject(new Error('the branch server of yesterday ended')));
  });
  const headers = { authorization: `Bearer ${ready.token}`, 'content-type': 'application/json' };
  return {
    ask: async (path) => answered(await fetch(`${ready.rpcUrl}/${path}`, { headers })),
    tell: async (path, input) => {
      const body = input === undefined ? undefined : JSON.stringify(input);
      return answered(await fetch(`${ready.rpcUrl}/${path}`, { method: 'POST', headers, ...(body === undefined ? {} : { body }) }));
    },
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

/** An id of yesterday. */
export function someId(): string {
  const hex = randomBytes(16).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}

async function answered<T>(response: Response): Promise<T> {
  const body = (await response.json()) as { result?: { data: T } };
  if (!body.result) throw new Error(`the till answered ${response.status}: ${JSON.stringify(body)}`);
  return body.result.data;
}
