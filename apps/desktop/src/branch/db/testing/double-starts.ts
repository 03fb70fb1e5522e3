// D10: two till processes started on one folder at the same moment.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { sayFigure } from '@fastops/shared/testing/soak';

const VICTIM = fileURLToPath(new URL('../../testing/open-victim.ts', import.meta.url));

export type DoubleStarts = {
  /** Starts after which there was not exactly one writer. */
  readonly wrong: number;
  /** How long each loser took to know, in milliseconds. */
  readonly lostAfterMs: readonly number[];
};

/** Starts two at once so often: on a new file first, then on one that exists. */
export async function startTwice(times: number): Promise<DoubleStarts> {
  const folder = mkdtempSync(join(tmpdir(), 'double-start-'));
  let wrong = 0;
  const lostAfterMs: number[] = [];
  try {
    for (let time = 0; time < times; time += 1) {
      const tills = [start(folder), start(folder)];
      const answers = await Promise.all(tills.map(({ answer }) => answer));
      for (const { child, exit } of tills) {
        child.kill('SIGKILL');
        await exit;
      }
      const losers = answers.filter(({ opened }) => !opened);
      if (losers.length !== 1 || losers[0]?.code !== 'database.locked') wrong += 1;
      lostAfterMs.push(...losers.map(({ ms }) => ms));
    }
    return { wrong, lostAfterMs };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Prints the figure of D10. */
export function tellDoubleStarts(times: number, { wrong, lostAfterMs }: DoubleStarts): void {
  const also = `the loser knows after at most ${Math.max(...lostAfterMs)} ms`;
  sayFigure({ id: 'D10', trials: times, of: 'double starts', bad: wrong, named: 'without exactly one writer', also });
}

type Answer = { readonly opened: boolean; readonly code?: string; readonly ms: number };

function start(folder: string) {
  const child = spawn(process.execPath, [VICTIM, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exit = once(child, 'exit');
  const answer = once(createInterface(child.stdout), 'line').then(([line]): Answer => JSON.parse(String(line)));
  return { child, exit, answer };
}
