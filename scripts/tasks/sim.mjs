// npm run sim -- [--seeds N] [--seed S] [--trace] [--mutants]: tills and a cloud under faults that follow from seeds.
import { join } from 'node:path';
import { runLoudly } from '../setup/child.mjs';
import { rootDir } from '../setup/paths.mjs';
import { sayFailure } from '../setup/progress.mjs';

try {
  const args = process.argv.slice(2);
  const file = args.includes('--mutants') ? 'mutants.ts' : 'main.ts';
  process.exitCode = await runLoudly(process.execPath, [file, ...args.filter((arg) => arg !== '--mutants')], { cwd: join(rootDir, 'sim') });
} catch (error) {
  sayFailure(error);
  process.exitCode = 1;
}
