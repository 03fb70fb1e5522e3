// D5: a disk that is full from the nth write on, for a real till.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { sayFigure } from '@fastops/shared/testing/soak';
import { openTill } from '../../testing/branch-fixture.ts';
import type { FullDiskStory, FullDiskWay } from '../../testing/full-disk-victim.ts';
import { brokenIn, type Broken } from './file-oracles.ts';
import { openShop } from './kills.ts';
import type { Chance } from './power-cut/disk-model.ts';

const VICTIM = fileURLToPath(new URL('../../testing/full-disk-victim.ts', import.meta.url));
/** Opening the file and logging in come first; then some twenty sales. */
const FIRST_WRITE = 120;
const LAST_WRITE = 900;

export type FullDisk = {
  readonly way: FullDiskWay;
  readonly broken: Pick<Broken, 'lost' | 'half' | 'numberGaps' | 'chainBreaks' | 'corrupt'>;
  readonly story: FullDiskStory;
};

/** Fills the disk at so many random writes: every other time the shift is closed on it. */
export async function fillDisk(times: number, chance: Chance): Promise<FullDisk[]> {
  const found: FullDisk[] = [];
  for (let time = 0; time < times; time += 1) {
    const from = FIRST_WRITE + Math.floor(chance() * (LAST_WRITE - FIRST_WRITE));
    found.push(await fillOnce(from, time % 2 === 0 ? 'close' : 'free'));
  }
  return found;
}

/** Prints the figure of D5. */
export function tellFullDisks(found: readonly FullDisk[]): void {
  const slowest = Math.max(...found.map(({ story }) => story.soldAgainAfterMs));
  const orders = found.reduce((sum, { story }) => sum + story.sold.length, 0);
  const bad = found.reduce((sum, { broken }) => sum + broken.half + broken.lost, 0);
  const also = `${orders} orders before, the shift closed on the reserve ${found.filter(({ story }) => story.closed === 'closed').length} times, sells again after at most ${slowest} ms`;
  sayFigure({ id: 'D5', trials: found.length, of: 'full disks', bad, named: 'orders lost or half', also });
}

async function fillOnce(from: number, way: FullDiskWay): Promise<FullDisk> {
  const { folder } = await openShop();
  const file = join(folder, 'branch.db');
  try {
    const inject = ['-e', 'trace=pwrite64', '-e', `inject=pwrite64:error=ENOSPC:when=${from}+`, '-P', file, '-P', `${file}-wal`];
    // -D: the tracer stands beside the till instead of above it, so the till can outlive it. -I 2: and it can be ended.
    const strace = ['-D', '-I', '2', '-o', '/dev/null', ...inject, process.execPath, VICTIM, folder, way];
    const child = spawn('strace', strace, { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = await Promise.race([once(createInterface(child.stdout), 'line'), once(child, 'exit').then(() => ['null'])]);
    const story: FullDiskStory | null = JSON.parse(String(line));
    if (child.exitCode === null) await once(child, 'exit');
    if (story === null) throw new Error(`the till ended on a disk full from write ${from}`);
    return { way, story, broken: inspected(folder, story.sold) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function inspected(folder: string, sold: readonly string[]): FullDisk['broken'] {
  const { core, close } = openTill(folder);
  const { lost, numberGaps, chainBreaks, corrupt } = brokenIn(core.db, { begun: new Map(), done: [...sold] });
  const half = core.db.all(
    `SELECT id FROM orders o WHERE balance <> 0 OR NOT EXISTS (SELECT 1 FROM payments p WHERE p.order_id = o.id)
       OR total <> (SELECT sum(l.total) FROM order_lines l WHERE l.order_id = o.id)`,
  ).length;
  close();
  return { lost, half, numberGaps, chainBreaks, corrupt };
}
