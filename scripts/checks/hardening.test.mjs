import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rootDir } from '../setup/paths.mjs';

// The list that tills are built by: twelve lines for the shell, three for the preload, four for the pages, six for what ships.
const LINES = Object.entries({ M: 12, P: 3, R: 4, K: 6 }).flatMap(([letter, count]) =>
  Array.from({ length: count }, (_, n) => `${letter}${n + 1}`),
);
const IDS = ['E1', 'E2', 'E3', 'E4', 'E5'];

const read = (path) => readFileSync(join(rootDir, path), 'utf8');
const rows = [...read('docs/hardening.md').matchAll(/^\| ([MPRK]\d+) \| (.+?) \| (.*) \|$/gm)].map(([, id, line, held]) => ({
  id,
  line,
  tests: [...held.matchAll(/`([^`]+)` “([^”]+)”/g)].map(([, file, title]) => ({ file, title })),
}));

test('every line of the list has a test named for it', () => {
  expect(rows.map(({ id }) => id)).toEqual(LINES);
  expect(rows.filter(({ tests }) => tests.length === 0)).toEqual([]);
});

test('every test that the table names is there, by that title', () => {
  const gone = rows.flatMap(({ id, tests }) =>
    tests.filter(({ file, title }) => !holds(file, title)).map(({ file, title }) => `${id}: ${file} ${title}`),
  );
  expect(gone).toEqual([]);
});

test('E1 to E5 stand in titles of tests', () => {
  const named = rows.flatMap(({ tests }) => tests.map(({ title }) => title));
  expect(IDS.filter((id) => !named.some((title) => title.startsWith(`${id}: `)))).toEqual([]);
});

test('the preload asks for Electron alone', () => {
  const folder = join(rootDir, 'apps/desktop/src/preload');
  const sources = readdirSync(folder).filter((name) => !name.endsWith('.test.ts'));
  const asked = sources.flatMap((name) => [
    ...readFileSync(join(folder, name), 'utf8').matchAll(/(?:from|import\(|require\() ?'([^']+)'/g),
  ]);
  expect([...new Set(asked.map(([, module]) => module))].filter((module) => !module.startsWith('./'))).toEqual(['electron']);
});

function holds(file, title) {
  if (!existsSync(join(rootDir, file))) return false;
  return ["'", '"', '`'].some((quote) => read(file).includes(`${quote}${title}`));
}
