// Proves that each lint rule of .oxlintrc.json bites where it should and stays quiet where it should not: a violation and
// its clean twin for each rule, linted with our own configuration in a temporary tree.
import { copyFile, cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { rootDir } from '../setup/paths.mjs';
import { runOxlint } from './oxlint.mjs';
import { LINT_CASES } from './lint-cases.mjs';

const CONFIG = '.oxlintrc.json';

/**
 * @typedef {{ name: string, ok: boolean, detail?: string }} Outcome
 * @returns {Promise<Outcome[]>}
 */
export async function selftestLint() {
  const config = JSON.parse(withoutComments(await readFile(join(rootDir, CONFIG), 'utf8')));
  const tree = await mkdtemp(join(tmpdir(), 'fastops-lint-'));
  try {
    await plant(tree);
    const found = await runOxlint(tree);
    return [...LINT_CASES.map((planted) => judge(planted, found)), ...forgotten(config)];
  } finally {
    await rm(tree, { recursive: true, force: true });
  }
}

async function plant(tree) {
  await copyFile(join(rootDir, CONFIG), join(tree, CONFIG));
  await cp(join(rootDir, 'tools', 'lint'), join(tree, 'tools', 'lint'), { recursive: true });
  await symlink(join(rootDir, 'node_modules'), join(tree, 'node_modules'), 'junction');
  const compilerOptions = {
    strict: true,
    target: 'ES2023',
    module: 'NodeNext',
    moduleResolution: 'NodeNext',
    jsx: 'preserve',
    noEmit: true,
    skipLibCheck: true,
    lib: ['ES2023', 'DOM'],
    types: ['node'],
  };
  await write(tree, 'tsconfig.json', JSON.stringify({ compilerOptions, include: ['**/*'] }));
  await write(tree, 'package.json', JSON.stringify({ type: 'module' }));
  for (const planted of LINT_CASES) {
    for (const file of [planted.bad, planted.good]) await write(tree, placeOf(planted, file), file.code);
  }
}

function judge(planted, found) {
  const { rule, also, bad, good } = planted;
  const name = `lint rule ${rule} bites${also ? ` (${also})` : ''}`;
  const fired = (file) => found.some((hit) => hit.file === placeOf(planted, file) && hit.rule === rule);
  if (!fired(bad)) return { name, ok: false, detail: `${placeOf(planted, bad)} was planted and not caught` };
  if (fired(good)) return { name, ok: false, detail: `${placeOf(planted, good)} is clean and was reported` };
  return { name, ok: true };
}

/** A rule in the configuration without a planted violation is a wish. */
function forgotten(config) {
  const blocks = [config.rules, ...config.overrides.map((override) => override.rules)];
  const switchedOn = new Set(
    blocks.flatMap((rules) =>
      Object.entries(rules)
        .filter(([, level]) => level !== 'off')
        .map(([rule]) => rule),
    ),
  );
  const tried = new Set(LINT_CASES.map(({ rule }) => rule));
  return [...switchedOn]
    .filter((rule) => !tried.has(rule))
    .map((rule) => ({ name: `lint rule ${rule} has a planted violation`, ok: false, detail: 'add one to scripts/checks/lint-cases.mjs' }));
}

/** The configuration may hold whole-line comments; JSON may not. */
function withoutComments(text) {
  return text.replaceAll(/^\s*\/\/.*$/gm, '');
}

/** Each case lives in a folder of its own, below the folder that its rule looks at. */
function placeOf({ rule, also = '' }, file) {
  return file.path.replace('<case>', `${rule.replaceAll('/', '-')}${also}`);
}

async function write(tree, path, text) {
  await mkdir(dirname(join(tree, path)), { recursive: true });
  await writeFile(join(tree, path), text);
}
