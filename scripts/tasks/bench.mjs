// npm run bench -- NAME [--json FILE]: runs bench/NAME.bench.ts on this machine.
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runLoudly } from '../setup/child.mjs';
import { rootDir } from '../setup/paths.mjs';
import { say, sayFailure, SetupError } from '../setup/progress.mjs';
import { prepareTestGround } from '../setup/test-ground.mjs';

const SUFFIX = '.bench.ts';
const benchDir = join(rootDir, 'bench');

try {
  process.exitCode = await bench(process.argv.slice(2));
} catch (error) {
  sayFailure(error);
  process.exitCode = 1;
}

async function bench([name, ...args]) {
  const file = fileOf(name);
  const { env, stop } = await prepareTestGround();
  try {
    return await runLoudly(process.execPath, [file, ...args.map(absoluteJsonFile)], { cwd: benchDir, env });
  } finally {
    stop();
  }
}

function fileOf(name) {
  const file = join(benchDir, `${name}${SUFFIX}`);
  if (name !== undefined && /^[a-z0-9-]+$/.test(name) && existsSync(file)) return file;
  const known = readdirSync(benchDir)
    .filter((entry) => entry.endsWith(SUFFIX))
    .map((entry) => entry.slice(0, -SUFFIX.length));
  say(`Benchmarks: ${known.join(', ')}`);
  throw new SetupError('Name one of the benchmarks above: `npm run bench -- NAME [--json FILE]`.');
}

/** The file is meant from where the person stands, not from bench/. */
function absoluteJsonFile(arg, index, args) {
  return args[index - 1] === '--json' ? resolve(process.env.INIT_CWD ?? rootDir, arg) : arg;
}
