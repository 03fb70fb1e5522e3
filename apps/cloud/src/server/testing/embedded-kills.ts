import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openEngine } from '../db/open.ts';

const VICTIM = fileURLToPath(new URL('./embedded-victim.ts', import.meta.url));
const CACHE = fileURLToPath(new URL('../../../../../.cache', import.meta.url));
const MIGRATIONS = new URL('../db/migrations/', import.meta.url);
const PATIENCE_MS = 60_000;

/** A process that has the folder, or was refused it, and what it has said so far. */
export type Victim = { readonly child: ChildProcess; readonly lines: string[]; kill(): Promise<void> };

export type KillReport = { readonly kills: number; readonly acknowledged: number; readonly lost: number; readonly opened: number };
export type RefusalReport = {
  readonly refused: number;
  readonly named: number;
  readonly slowestMs: number;
  readonly stillWriting: boolean;
};

/** Starts a process that opens the folder and writes until it is killed. */
export function startVictim(folder: string): Victim {
  const child = spawn(process.execPath, [VICTIM, folder, CACHE], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  let rest = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    const parts = (rest + chunk.toString()).split('\n');
    rest = parts.pop() ?? '';
    lines.push(...parts);
  });
  return { child, lines, kill: () => killed(child) };
}

function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });
}

/** Asks for a folder that another process writes to, so many times, each time from a process of its own. */
export async function openWhileInUse(attempts: number): Promise<RefusalReport> {
  return inFolder(async (folder) => {
    const first = startVictim(folder);
    try {
      await until(() => first.lines[0] === 'open');
      let named = 0;
      let refused = 0;
      let slowestMs = 0;
      for (let attempt = 0; attempt < attempts; attempt += 1) {
        const second = startVictim(folder);
        const askedAt = performance.now();
        await until(() => second.lines.length > 0);
        slowestMs = Math.max(slowestMs, performance.now() - askedAt);
        if (second.lines[0]?.startsWith('refused')) refused += 1;
        if (second.lines[0]?.includes(`in use by process ${first.child.pid}`)) named += 1;
        await second.kill();
      }
      const written = first.lines.length;
      await until(() => first.lines.length > written).catch((error: unknown) => {
        const { exitCode, signalCode } = first.child;
        throw new Error(`the first process stopped writing: ${exitCode ?? signalCode}, ${first.lines.at(-1)}`, { cause: error });
      });
      return { refused, named, slowestMs, stillWriting: true };
    } finally {
      await first.kill();
    }
  });
}

/** Kills the writer at any moment, again and again on one folder; what it had called committed must be there. */
export async function killWriters(kills: number, roll: (sides: number) => number): Promise<KillReport> {
  return inFolder(async (folder) => {
    const acknowledged = new Set<string>();
    let lost = 0;
    let opened = 0;
    for (let kill = 0; kill < kills; kill += 1) {
      const victim = startVictim(folder);
      await until(() => victim.lines.length > 0);
      await new Promise((resolve) => setTimeout(resolve, roll(250)));
      await victim.kill();
      for (const id of victim.lines.slice(1)) acknowledged.add(id);
      const kept = await companiesIn(folder);
      opened += 1;
      lost += [...acknowledged].filter((id) => !kept.has(id)).length;
    }
    return { kills, acknowledged: acknowledged.size, lost, opened };
  });
}

/** Kills a first start at any moment of it; the next one must end in a whole, empty database. */
export async function killFirstStarts(
  kills: number,
  roll: (sides: number) => number,
): Promise<{ kills: number; opened: number; whole: number }> {
  let opened = 0;
  let whole = 0;
  const steps = readdirSync(MIGRATIONS).length;
  for (let kill = 0; kill < kills; kill += 1) {
    await inFolder(async (folder) => {
      const victim = startVictim(folder);
      await new Promise((resolve) => setTimeout(resolve, 150 + roll(1_600)));
      await victim.kill();
      const engine = await openEngine({ kind: 'pglite', folder, templateCache: CACHE });
      opened += 1;
      const [row] = await engine.asOwner((sql) => sql.query<{ steps: number }>('SELECT count(*)::int AS steps FROM schema_migrations'));
      await engine.close();
      if (row?.steps === steps && !existsSync(join(folder, 'pglite.unfinished'))) whole += 1;
    });
  }
  return { kills, opened, whole };
}

async function companiesIn(folder: string): Promise<Set<string>> {
  const engine = await openEngine({ kind: 'pglite', folder, templateCache: CACHE });
  const rows = await engine.asOwner((sql) => sql.query<{ id: string }>('SELECT company_id AS id FROM companies'));
  await engine.close();
  return new Set(rows.map(({ id }) => id));
}

async function inFolder<T>(run: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'fastops-embedded-'));
  try {
    return await run(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function until(holds: () => boolean): Promise<void> {
  const givenUpAt = performance.now() + PATIENCE_MS;
  while (!holds()) {
    if (performance.now() > givenUpAt) throw new Error('the other process said nothing in time');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
