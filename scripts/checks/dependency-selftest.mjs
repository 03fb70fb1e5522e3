// Proves that each import rule fires: builds a small clean house in a temporary folder, shows that it has no violation,
// plants one for each way to break a rule, and asks for every one of them by name.
import { copyFile, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { rootDir } from '../setup/paths.mjs';
import { cruiseTree } from './dependencies.mjs';
import { ACCOMPLICES, CLEAN_HOUSE, FAKE_PACKAGES, VIOLATIONS } from './dependency-cases.mjs';

const CONFIG = '.dependency-cruiser.cjs';

/** @returns {Promise<import('./lint-selftest.mjs').Outcome[]>} */
export async function selftestDependencies() {
  const tree = await realpath(await mkdtemp(join(tmpdir(), 'fastops-imports-')));
  try {
    await build(tree);
    const before = await cruiseTree(tree);
    for (const [, file, target] of VIOLATIONS) await writeModule(tree, file, [target]);
    for (const [file, imports] of Object.entries(ACCOMPLICES)) await writeModule(tree, file, imports);
    const after = await cruiseTree(tree);
    return [judgeCleanHouse(before), ...VIOLATIONS.map((planted) => judge(planted, after)), ...forgotten(after)];
  } finally {
    await rm(tree, { recursive: true, force: true });
  }
}

function judgeCleanHouse({ typescriptModules, violations }) {
  const name = 'a house that keeps every import rule is clean';
  const expected = Object.keys(CLEAN_HOUSE).length;
  if (typescriptModules < expected) return { name, ok: false, detail: `only ${typescriptModules} of ${expected} modules were seen` };
  const first = violations[0];
  return first ? { name, ok: false, detail: `${first.rule}: ${first.from} -> ${first.to}` } : { name, ok: true };
}

function judge([rule, file, target], { violations }) {
  const ok = violations.some((found) => found.rule === rule && (found.from === file || found.to.includes(file)));
  return { name: `import rule ${rule} refuses ${file} -> ${target}`, ok, ...(ok ? {} : { detail: 'it was planted and not caught' }) };
}

function forgotten({ rules }) {
  const tried = new Set(VIOLATIONS.map(([rule]) => rule));
  return rules
    .filter(({ name }) => !tried.has(name))
    .map(({ name }) => ({
      name: `import rule ${name} has a planted violation`,
      ok: false,
      detail: 'add one to scripts/checks/dependency-cases.mjs',
    }));
}

async function build(tree) {
  await copyFile(join(rootDir, CONFIG), join(tree, CONFIG));
  await write(tree, 'package.json', JSON.stringify({ private: true, type: 'module' }));
  for (const name of FAKE_PACKAGES) await fakePackage(tree, name);
  await workspacePackage(tree, 'shared', 'ts');
  await workspacePackage(tree, 'ui', 'tsx');
  for (const [file, imports] of Object.entries(CLEAN_HOUSE)) await writeModule(tree, file, imports);
}

async function fakePackage(tree, name) {
  await write(tree, `node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }));
  await write(tree, `node_modules/${name}/index.js`, 'export {};\n');
}

async function workspacePackage(tree, name, extension) {
  const manifest = { name: `@fastops/${name}`, version: '1.0.0', type: 'module', exports: { './*': `./src/*.${extension}` } };
  await write(tree, `packages/${name}/package.json`, JSON.stringify(manifest));
  await mkdir(join(tree, 'node_modules', '@fastops'), { recursive: true });
  await symlink(join(tree, 'packages', name), join(tree, 'node_modules', '@fastops', name), 'junction');
}

/** An import written as "type x" is a type-only one. */
async function writeModule(tree, file, imports) {
  const lines = imports.map((target, index) =>
    target.startsWith('type ')
      ? `import type * as part${index} from '${target.slice(5)}';\nexport type T${index} = keyof typeof part${index};`
      : `import * as part${index} from '${target}';\nvoid part${index};`,
  );
  await write(tree, file, `${lines.join('\n')}\nexport {};\n`);
}

async function write(tree, path, text) {
  await mkdir(dirname(join(tree, path)), { recursive: true });
  await writeFile(join(tree, path), text);
}
