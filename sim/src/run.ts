import { readFileSync } from 'node:fs';
import type { SimCloud } from './cloud.ts';
import { runSeed, scenarioSeeds, type Outcome } from './seed.ts';

/** What many seeds came to. */
export type Summary = {
  readonly ran: number;
  readonly ops: number;
  readonly ms: number;
  readonly failed: readonly string[];
  readonly firstFault: string | undefined;
  /** So many seeds were run twice. */
  readonly replayed: number;
  /** Seeds whose second run had another trace. */
  readonly unsteady: readonly string[];
};

export type RunOptions = {
  /** So many of the first seeds are run twice. */
  readonly replays: number;
  readonly untilFault?: boolean;
  readonly onFault?: (outcome: Outcome) => void;
  readonly onSeed?: (outcome: Outcome) => void;
};

/** The tables grow with each seed; emptied now and then, a seed costs the same at the end of a long run. */
const SEEDS_PER_BROOM = 50;

/** Runs seeds one after the other over one cloud. */
export async function runSeeds(cloud: SimCloud, seeds: readonly string[], options: RunOptions): Promise<Summary> {
  const startedAt = performance.now();
  const failed: string[] = [];
  const unsteady: string[] = [];
  let firstFault: string | undefined;
  let ran = 0;
  let ops = 0;
  let replayed = 0;
  // A kept seed may be among the numbered ones, and the same ids can't come twice.
  for (const [index, seed] of [...new Set(seeds)].entries()) {
    if (index % SEEDS_PER_BROOM === 0) await cloud.sweep();
    const outcome = await runSeed(cloud, seed);
    ran += 1;
    ops += outcome.ops;
    options.onSeed?.(outcome);
    if (outcome.faults.length > 0) {
      failed.push(seed);
      firstFault ??= outcome.faults[0]?.oracle;
      options.onFault?.(outcome);
      if (options.untilFault) break;
    }
    if (index >= options.replays) continue;
    replayed += 1;
    if ((await again(cloud, seed)).hash !== outcome.hash) unsteady.push(seed);
  }
  return { ran, ops, ms: performance.now() - startedAt, failed, firstFault, replayed, unsteady };
}

/** Scenarios, and seeds that once failed: they are run before any other. */
export function keptSeeds(): string[] {
  const kept: { seed: string }[] = JSON.parse(readFileSync(new URL('../seeds.json', import.meta.url), 'utf8'));
  return [...scenarioSeeds(), ...kept.map(({ seed }) => seed)];
}

/** The same ids come again, so what the first run left has to go. */
async function again(cloud: SimCloud, seed: string): Promise<Outcome> {
  await cloud.sweep();
  return runSeed(cloud, seed);
}
