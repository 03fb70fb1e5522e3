import { openSimCloud } from './cloud.ts';
import { keptSeeds, runSeeds, type Summary } from './run.ts';

/** What `npm test` runs: 200 seeds in two halves, and every seed that once failed. */
const SEEDS_PER_HALF = 100;
const REPLAYS = 3;

/** Every second seed, over a cloud of its own. */
export async function seedsOfHalf(half: 0 | 1): Promise<Summary> {
  const cloud = await openSimCloud();
  const numbered = Array.from({ length: SEEDS_PER_HALF }, (_, index) => String(1 + half + 2 * index));
  const kept = keptSeeds().filter((_, index) => index % 2 === half);
  try {
    return await runSeeds(cloud, [...kept, ...numbered], {
      replays: REPLAYS,
      onFault: ({ seed, faults, trace }) => {
        const why = faults.map(({ oracle, detail }) => `${oracle}\n    ${detail.slice(0, 2_000)}`).join('\n');
        process.stderr.write(`seed ${seed} (npm run sim -- --seed ${seed} --trace)\n${why}\n${trace.slice(-40).join('\n')}\n`);
      },
    });
  } finally {
    await cloud.close();
  }
}
