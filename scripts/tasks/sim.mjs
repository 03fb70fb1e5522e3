// npm run sim -- [--seeds N] [--from F] [--seed S] [--trace] [--mutants]: tills and a cloud under faults that follow from seeds.
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { runLoudly } from '../setup/child.mjs';
import { rootDir } from '../setup/paths.mjs';
import { sayFailure } from '../setup/progress.mjs';

/** From here on two processes share the seeds; each needs some seconds and a gigabyte for a database of its own. */
const WORTH_SHARING = 500;

try {
  process.exitCode = await sim(process.argv.slice(2));
} catch (error) {
  sayFailure(error);
  process.exitCode = 1;
}

async function sim(args) {
  if (args.includes('--mutants'))
    return run(
      'mutants.ts',
      args.filter((arg) => arg !== '--mutants'),
    );
  const seeds = Number(valueOf(args, '--seeds') ?? 0);
  if (seeds < WORTH_SHARING || availableParallelism() < 2) return run('main.ts', args);
  const first = Number(valueOf(args, '--from') ?? 1);
  // Kept seeds and scenarios run once; together the two replay a hundred.
  const half = (index) => [
    '--seeds',
    String(Math.ceil((seeds - index) / 2)),
    '--from',
    String(first + index),
    '--step',
    '2',
    '--replays',
    '50',
    ...(index === 0 ? [] : ['--bare']),
  ];
  const codes = await Promise.all([0, 1].map((index) => run('main.ts', half(index))));
  return Math.max(...codes);
}

function run(file, args) {
  return runLoudly(process.execPath, [file, ...args], { cwd: join(rootDir, 'sim') });
}

function valueOf(args, name) {
  const at = args.indexOf(name);
  return at === -1 ? undefined : args[at + 1];
}
