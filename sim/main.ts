// node main.ts [--seeds N] [--from F] [--step S] [--seed S] [--trace] [--replays R] [--bare] [--json FILE]: runs seeds and says what they came to.
import { writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { MUTANTS } from './src/mutants.ts';
import { plant } from './src/plant.ts';
import type { Summary } from './src/run.ts';

/** From so many seeds on S1 is proved on a hundred of them. */
const WORTH_REPLAYING = 400;

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '200' },
    seed: { type: 'string' },
    from: { type: 'string', default: '1' },
    step: { type: 'string', default: '1' },
    trace: { type: 'boolean', default: false },
    untilFault: { type: 'boolean', default: false },
    replays: { type: 'string' },
    bare: { type: 'boolean', default: false },
    mutant: { type: 'string' },
    json: { type: 'string' },
  },
});

if (values.mutant !== undefined) {
  const mutant = MUTANTS.find(({ name }) => name === values.mutant);
  if (!mutant) throw new Error(`no mutant is called ${values.mutant}`);
  plant(mutant);
}
// Only now, so that a planted mistake is in what they load.
const { openSimCloud } = await import('./src/cloud.ts');
const { keptSeeds, runSeeds } = await import('./src/run.ts');

const seeds = values.seed === undefined ? [...(values.bare ? [] : keptSeeds()), ...numbered()] : [values.seed];
const cpuBefore = process.cpuUsage();
const cloud = await openSimCloud();
const summary = await runSeeds(cloud, seeds, {
  replays: Number(values.replays ?? (seeds.length < WORTH_REPLAYING ? 5 : 100)),
  untilFault: values.untilFault,
  onFault: (outcome) => {
    for (const { oracle, detail } of outcome.faults.slice(0, 5)) say(`✗ seed ${outcome.seed}: ${oracle}\n    ${detail.slice(0, 1_500)}`);
    if (values.trace) say(outcome.trace.join('\n'));
  },
  onSeed: (outcome) => {
    if (values.seed !== undefined && values.trace && outcome.faults.length === 0) say(outcome.trace.join('\n'));
  },
});
await cloud.close();
if (values.json) writeFileSync(values.json, JSON.stringify(summary));
report(summary);
process.exitCode = summary.failed.length + summary.unsteady.length > 0 ? 1 : 0;

function numbered(): string[] {
  const step = Number(values.step);
  return Array.from({ length: Number(values.seeds) }, (_, index) => String(Number(values.from) + index * step));
}

function report({ ran, ops, ms, failed, replayed, unsteady }: Summary): void {
  const { user, system } = process.cpuUsage(cpuBefore);
  const runs = Math.max(1, ran + replayed);
  const each = `${(ms / runs).toFixed(0)} ms a run, ${((user + system) / 1000 / runs).toFixed(0)} of them at work`;
  say(`${ran} seeds, ${ops} operations, ${(ms / 1000).toFixed(1)} s (${each}); load ${loadavg()[0]?.toFixed(1)}`);
  say(`S1: ${replayed - unsteady.length} of ${replayed} seeds replay to the same trace`);
  if (failed.length > 0) say(`failed: ${failed.join(' ')}`);
  if (unsteady.length > 0) say(`two runs of one seed differ: ${unsteady.join(' ')}`);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
