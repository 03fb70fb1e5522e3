// npm run soak -- ID [--size N]: the long size of one reliability test, with its figures. Without an ID: the list.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runVitestLoudly } from '../checks/runners.mjs';
import { rootDir } from '../setup/paths.mjs';
import { say, sayFailure, SetupError } from '../setup/progress.mjs';
import { ensureSystemPackages } from '../setup/system-packages.mjs';

/** The title of a soak starts with its ID: `test('D2: a cut at any moment …'`, `test.each(ENGINES)('S2: …'`, `test.each(['receipt'] as const)('H1: …'`. */
const TITLE = /\b(?:describe|test)(?:\.\w+)*(?:\((?:[^()]|\([^()]*\))*\))?\(\s*(['"`])([A-Z]+\d+)\b(.*?)\1/g;

try {
  process.exitCode = await soak(process.argv.slice(2));
} catch (error) {
  sayFailure(error);
  process.exitCode = 1;
}

async function soak(args) {
  const { id, size } = parsed(args);
  const soaks = findSoaks();
  if (id === undefined) return list(soaks);
  const files = [...new Set(soaks.filter((each) => each.id === id).map(({ file }) => file))];
  if (files.length === 0) {
    list(soaks);
    throw new SetupError(`There is no soak called "${id}": name one of the IDs above.`);
  }
  await ensureSystemPackages('test');
  const env = { ...process.env, FASTOPS_SOAK_ID: id, ...(size === undefined ? {} : { FASTOPS_SOAK_SIZE: size }) };
  return runVitestLoudly(['--config', 'vitest.soak.config.ts', '--reporter=verbose', '-t', `^${id}\\b`, ...files], env);
}

function parsed(args) {
  const at = args.indexOf('--size');
  const size = at === -1 ? undefined : args[at + 1];
  if (at !== -1 && !/^[1-9]\d*$/.test(size ?? '')) throw new SetupError('--size takes a whole number: `npm run soak -- D2 --size 2000`.');
  const [id] = at === -1 ? args : args.toSpliced(at, 2);
  return { id: id?.toUpperCase(), size };
}

/** @returns {{ id: string, what: string, file: string }[]} in the order of their IDs */
function findSoaks() {
  const files = ['packages', 'apps'].flatMap((group) =>
    readdirSync(join(rootDir, group)).flatMap((name) => soakFiles(`${group}/${name}/src`)),
  );
  const soaks = files.flatMap((file) =>
    [...readFileSync(join(rootDir, file), 'utf8').matchAll(TITLE)].map(([, , id, what]) => ({ id, what: what.replace(/^:\s*/, ''), file })),
  );
  return soaks.sort((a, b) => a.id.localeCompare(b.id, 'en', { numeric: true }));
}

function soakFiles(folder) {
  return readdirSync(join(rootDir, folder), { recursive: true })
    .filter((name) => name.endsWith('.soak.ts'))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`);
}

function list(soaks) {
  for (const { id, what } of soaks) say(`  ${id.padEnd(5)} ${what}`);
  say('Run one: `npm run soak -- ID [--size N]`.');
  return 0;
}
