import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A till in a process of its own, reached through its HTTP door as any other client would. */
export type HeadlessTill = {
  readonly child: ChildProcess;
  /** Times, in the till's own fast clock, at which an exchange with the cloud failed. */
  readonly failedAt: readonly number[];
  ask<T>(path: string, input?: unknown): Promise<T>;
  tell<T>(path: string, input: unknown): Promise<T>;
  stop(): Promise<void>;
};

const HEADLESS = fileURLToPath(import.meta.resolve('@fastops/desktop/branch/headless'));
const FAST_CLOCK = new URL('./fast-clock.mjs', import.meta.url).href;

export async function startHeadless(at: { folder: string; cloudUrl: string; speed: number }): Promise<HeadlessTill> {
  const failedAt: number[] = [];
  const child = spawn(process.execPath, ['--import', FAST_CLOCK, HEADLESS], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      FASTOPS_DATA: at.folder,
      FASTOPS_SECRETS: `${at.folder}/secrets`,
      FASTOPS_CLOUD_URL: at.cloudUrl,
      FASTOPS_LOG: 'warn',
      FASTOPS_TRIAL_SPEED: String(at.speed),
    },
  });
  let said = '';
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  onLines(child.stderr, (line) => {
    said = line;
    const entry = parsed(line);
    if (entry['msg'] === 'sync failed') failedAt.push(Number(entry['time']));
  });
  const ready = await new Promise<Record<string, unknown>>((resolve, reject) => {
    onLines(child.stdout, (line) => resolve(parsed(line)));
    void ended.then(() => reject(new Error(`the till ended before it was ready: ${said}`)));
  });
  const url = String(ready['rpcUrl']);
  const headers = { authorization: `Bearer ${String(ready['token'])}`, 'content-type': 'application/json' };
  return {
    child,
    failedAt,
    ask: async (path) => answered(await fetch(`${url}/${path}`, { headers })),
    tell: async (path, input) => answered(await fetch(`${url}/${path}`, { method: 'POST', headers, body: JSON.stringify(input) })),
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

async function answered<T>(response: Response): Promise<T> {
  const body = (await response.json()) as { result?: { data: T } };
  if (!body.result) throw new Error(`the till answered ${response.status}: ${JSON.stringify(body)}`);
  return body.result.data;
}

function onLines(stream: NodeJS.ReadableStream | null, on: (line: string) => void): void {
  let rest = '';
  stream?.on('data', (chunk: Buffer) => {
    const parts = (rest + chunk.toString()).split('\n');
    rest = parts.pop() ?? '';
    for (const line of parts) on(line);
  });
}

function parsed(line: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(line)) as Record<string, unknown>;
  } catch {
    return {};
  }
}
