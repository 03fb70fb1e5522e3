// Builds the apps, and only when a source changed. turbo knows too, but asking it costs most of a second.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { runQuietly } from './child.mjs';
import { rootDir, toolchainBinDir } from './paths.mjs';
import { SetupError, step } from './progress.mjs';
import { fingerprint, isStamped, removeStamp, writeStamp } from './stamp.mjs';

const BUILD_MS = 10 * 60_000;
const NOT_SOURCE = new Set(['node_modules', 'dist', 'out', '.turbo', 'e2e', 'coverage']);
const OUTPUT = { desktop: 'out', cloud: 'dist' };
const SHARED_FILES = ['pnpm-lock.yaml', 'tsconfig.base.json', 'turbo.json'];

/**
 * @param {readonly ('desktop' | 'cloud')[]} [apps]
 * @returns {Promise<void>}
 */
export async function pnpmTurboBuild(apps = ['desktop', 'cloud']) {
  const stale = apps
    .map((app) => ({ app, stamp: join(rootDir, '.cache', 'build', app), wanted: sourcesOf(app) }))
    .filter(({ app, stamp, wanted }) => !isStamped(stamp, wanted) || !isBuilt(app));
  if (stale.length === 0) return;
  await step(`Building ${stale.map(({ app }) => app).join(' and ')}`, async (beat) => {
    for (const { stamp } of stale) removeStamp(stamp);
    await turbo('build', { packages: stale.map(({ app }) => `@fastops/${app}`), beat });
    for (const { stamp, wanted } of stale) writeStamp(stamp, wanted);
  });
}

/**
 * @param {string} task a task of turbo.json
 * @param {{ packages?: readonly string[], beat?: { note: string } }} [options]
 */
export async function turbo(task, { packages = [], beat } = {}) {
  const binary = join(rootDir, 'node_modules', 'turbo', 'bin', 'turbo');
  const args = [
    binary,
    'run',
    task,
    ...packages.map((name) => `--filter=${name}`),
    '--output-logs=errors-only',
    '--continue',
    '--ui=stream',
    '--no-color',
  ];
  const run = await runQuietly(process.execPath, args, { cwd: rootDir, env: turboEnv(), timeoutMs: BUILD_MS, beat });
  if (!run.ok)
    throw new SetupError(`\`turbo run ${task}\` failed: repair what its lines above name, then run the same command again.`, {
      detail: run.lines,
    });
}

/** turbo looks for pnpm and node on the PATH; here they are also for who runs a task file directly. */
function turboEnv() {
  const pathKey = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  const path = [toolchainBinDir, dirname(process.execPath), process.env[pathKey]].filter(Boolean).join(delimiter);
  return { ...process.env, [pathKey]: path, TURBO_TELEMETRY_DISABLED: '1', TURBO_NO_UPDATE_NOTIFIER: '1' };
}

function isBuilt(app) {
  return existsSync(join(rootDir, 'apps', app, OUTPUT[app]));
}

/** Names, sizes and times of all that a build reads: milliseconds instead of reading it. */
function sourcesOf(app) {
  const folders = [join('apps', app), ...readdirSync(join(rootDir, 'packages')).map((name) => join('packages', name))];
  const facts = folders
    .flatMap((folder) => walk(join(rootDir, folder)))
    .map((file) => {
      const { size, mtimeMs } = statSync(file);
      return `${file} ${size} ${mtimeMs}`;
    });
  return fingerprint(
    SHARED_FILES.map((file) => join(rootDir, file)),
    [process.version, ...facts],
  );
}

function walk(dir) {
  return readdirSync(dir, { withFileTypes: true })
    .filter((entry) => !NOT_SOURCE.has(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? walk(join(dir, entry.name)) : [join(dir, entry.name)]));
}
