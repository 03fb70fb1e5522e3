import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rootDir } from '../setup/paths.mjs';
import { builderCli } from './base-build.mjs';
import { packageOptions } from './options.mjs';
import { sbomOf } from './sbom.mjs';

const yaml = createRequire(createRequire(builderCli()).resolve('app-builder-lib/package.json'))('js-yaml');
const read = (path) => readFileSync(join(rootDir, path), 'utf8');
const workflow = (name) => yaml.load(read(`.github/workflows/${name}`));
const stepsOf = (name) => Object.values(workflow(name).jobs).flatMap(({ steps }) => steps);

test('the workflows are sound YAML, with a system, a time limit and steps in each job', () => {
  for (const name of readdirSync(join(rootDir, '.github/workflows'))) {
    for (const [job, { 'runs-on': system, 'timeout-minutes': limit, steps }] of Object.entries(workflow(name).jobs)) {
      expect([name, job, typeof system, limit > 0, steps.length > 0]).toEqual([name, job, 'string', true, true]);
      for (const step of steps) expect([name, job, 'uses' in step !== 'run' in step]).toEqual([name, job, true]);
    }
  }
});

test('what the workflows run is there: each npm script, each file', () => {
  const { scripts } = JSON.parse(read('package.json'));
  const lines = ['ci.yml', 'release.yml'].flatMap(stepsOf).map(({ run = '' }) => run);
  const asked = lines.flatMap((line) => [...line.matchAll(/npm (?:run )?(\w+)/g)].map(([, name]) => name));
  expect(asked.length).toBeGreaterThan(3);
  expect(asked.filter((name) => !(name in scripts))).toEqual([]);
  const files = lines.flatMap((line) => [...line.matchAll(/(?:bash|--branch) ([\w./-]+)/g)].map(([, file]) => file));
  expect(files.filter((file) => !existsSync(join(rootDir, file)))).toEqual([]);
});

test('the release is packed for Windows (per machine and per user), macOS and Linux, with targets that exist there', () => {
  const { matrix } = workflow('release.yml').jobs.package.strategy;
  const systems = { ubuntu: 'linux', windows: 'win32', macos: 'darwin' };
  for (const { os, target } of matrix.include) {
    const platform = systems[os.split('-')[0]];
    expect(packageOptions(['--branch', 'a', '--target', target], { cwd: '/w', platform }).target).toBe(target);
  }
  const made = matrix.include.map(({ os, target, 'per-user': perUser = '' }) => `${os.split('-')[0]} ${target}${perUser && ' per user'}`);
  expect(made).toEqual(expect.arrayContaining(['windows nsis', 'windows nsis per user', 'macos dmg', 'ubuntu deb', 'ubuntu AppImage']));
});

test('what the signing goes by comes from the environment that the document names, and nothing secret stands in the file', () => {
  const step = stepsOf('release.yml').find(({ env = {} }) => 'FASTOPS_RELEASE_KEY' in env);
  const documented = [...read('docs/packages.md').matchAll(/`([A-Z][A-Z_]+)(?:=1)?`/g)].map(([, name]) => name);
  const signing = Object.keys(step.env).filter((name) => !['FASTOPS_ELECTRON'].includes(name));
  expect(signing.filter((name) => !documented.includes(name))).toEqual([]);
  for (const [name, value] of Object.entries(step.env))
    if (/KEY|PASSWORD|LINK/.test(name)) expect([name, value]).toEqual([name, `\${{ secrets.${name} }}`]);
});

test('the list of what a release is made of names every package that the till imports, each with its hash, and is the same twice', () => {
  const text = sbomOf({ version: '1.2.3', electron: '45.4.1' });
  expect(sbomOf({ version: '1.2.3', electron: '45.4.1' })).toBe(text);
  const { bomFormat, specVersion, components, dependencies } = JSON.parse(text);
  expect([bomFormat, specVersion]).toEqual(['CycloneDX', '1.6']);
  const names = new Set(components.map(({ group, name }) => (group ? `${group}/${name}` : name)));
  expect([...importedBy('apps/desktop/src'), ...importedBy('packages/ui/src')].filter((name) => !names.has(name))).toEqual([]);
  for (const { name, type, hashes } of components)
    if (type === 'library') expect([name, hashes?.[0]?.content?.length]).toEqual([name, 128]);
  const known = new Set([...components.map((each) => each['bom-ref']), dependencies[0].ref]);
  expect(dependencies.flatMap(({ ref, dependsOn }) => [ref, ...dependsOn]).filter((ref) => !known.has(ref))).toEqual([]);
  expect(names.has('vitest')).toBe(false);
});

/** The packages that a folder's sources name, those of our own and of Node left out. */
function importedBy(folder) {
  const found = new Set();
  for (const entry of readdirSync(join(rootDir, folder), { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    if (!entry.isFile() || !/\.tsx?$/.test(file) || /\.(test|soak)\.|\/testing\//.test(file)) continue;
    for (const [, name] of readFileSync(file, 'utf8').matchAll(/^(?:import|export) (?!type).* from '((?:@[\w-]+\/)?[\w-]+)/gm))
      if (!name.startsWith('@fastops/') && name !== 'node') found.add(name);
  }
  return found;
}
