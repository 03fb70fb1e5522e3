// One compile and one run of electron-builder: the unpacked till that every branch's artefact is made of.
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { canonicalJson } from '../../packages/shared/src/base/canonical.ts';
import { sealText } from '../../packages/shared/src/releases/seal.ts';
import { pnpmTurboBuild } from '../setup/build.mjs';
import { runQuietly } from '../setup/child.mjs';
import { electronRuntime } from '../setup/electron-runtime.mjs';
import { rootDir } from '../setup/paths.mjs';
import { SetupError, say, step } from '../setup/progress.mjs';

const PACK_MS = 10 * 60_000;
const desktopDir = join(rootDir, 'apps', 'desktop');
const cacheDir = join(rootDir, '.cache', 'package');
const UNPACKED = { linux: 'linux-unpacked', win32: 'win-unpacked', darwin: 'mac' };

/**
 * @typedef {{ dir: string, version: string, asarSha256: string, kind: 'official' | 'fallback', electron: string }} BaseBuild
 * @param {{ version: string | undefined, key: ReturnType<typeof import('./release-key.mjs').releaseKey> }} options
 * @returns {Promise<BaseBuild>}
 */
export async function baseBuild({ version = manifestVersion(), key }) {
  const electron = await electronRuntime();
  if (electron.kind === 'none') throw new SetupError(`There is no Electron to pack: ${electron.reason}.`);
  if (electron.kind === 'fallback') say('  Only the fallback Electron is here: builds to try things out, not to ship.');
  await pnpmTurboBuild(['desktop']);
  const work = join(cacheDir, `base-${process.pid}`);
  await step(`Packing version ${version}`, (beat) => runBuilder({ electron, version, publicKey: key.publicKey, work, beat }));
  const dir = join(work, UNPACKED[process.platform]);
  const asarSha256 = await fileSha256(join(resourcesOf(dir), 'app.asar'));
  const seal = { format: 1, version, asarSha256, signature: key.sign(sealText({ version, asarSha256 })) };
  writeFileSync(join(resourcesOf(dir), 'seal.json'), canonicalJson(seal));
  return { dir, version, asarSha256, kind: electron.kind, electron: electron.version };
}

/** The base is of use only while branches are made of it. */
export function dropBase({ dir }) {
  rmSync(dirname(dir), { recursive: true, force: true });
}

export function manifestVersion() {
  return JSON.parse(readFileSync(join(desktopDir, 'package.json'), 'utf8')).version;
}

/** @param {string} dir of an unpacked till */
export function resourcesOf(dir) {
  return process.platform === 'darwin' ? join(dir, 'FastOps.app', 'Contents', 'Resources') : join(dir, 'resources');
}

/** @param {string} file */
export async function fileSha256(file) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

async function runBuilder({ electron, version, publicKey, work, beat }) {
  mkdirSync(work, { recursive: true });
  const config = join(work, 'builder.json');
  writeFileSync(config, JSON.stringify(builderConfig({ electron, version, publicKey, work })));
  const flag = { linux: '--linux', win32: '--win', darwin: '--mac' }[process.platform];
  const args = [builderCli(), flag, 'dir', '--projectDir', desktopDir, '--config', config, '--publish', 'never'];
  const run = await runQuietly(process.execPath, args, { cwd: desktopDir, timeoutMs: PACK_MS, beat, env: builderEnv() });
  if (!run.ok) throw new SetupError('electron-builder could not pack the till: its lines above say why.', { detail: run.lines });
}

export function builderCli() {
  return join(dirname(createRequire(join(desktopDir, 'package.json')).resolve('electron-builder/package.json')), 'cli.js');
}

/** Whoever has a certificate says so in the environment (CSC_LINK); nothing is searched for in a keychain by itself. */
export function builderEnv(env = process.env) {
  return { ...env, CSC_IDENTITY_AUTO_DISCOVERY: env.CSC_LINK ? 'true' : 'false', npm_config_user_agent: 'pnpm' };
}

function builderConfig({ electron, version, publicKey, work }) {
  const isTryOut = electron.kind === 'fallback';
  return {
    extends: join(rootDir, 'electron-builder.yml'),
    directories: { output: work },
    electronDist: electron.dist,
    electronVersion: electron.version,
    // Read by the till from its own archive: whose releases it takes, and whether its runtime is the one for tests.
    extraMetadata: { name: 'fastops', author: 'FastOps', version, fastops: { releaseKey: publicKey, tryOut: isTryOut } },
    ...(isTryOut ? tryOutFiles(electron) : {}),
  };
}

/** The older runtime loads an older SQLite driver, which a till that ships doesn't carry. */
function tryOutFiles({ sqliteBinding }) {
  const from = realpathSync(join(desktopDir, 'node_modules', 'better-sqlite3-abi130'));
  return {
    files: [{ from, to: 'node_modules/better-sqlite3-abi130', filter: ['package.json', 'lib/**'] }],
    extraResources: [{ from: sqliteBinding, to: 'better_sqlite3-abi130.node' }],
  };
}

/** Renames a finished folder into place: half an artefact never has the right name. */
export function putInPlace(unfinished, final) {
  if (existsSync(final)) rmSync(final, { recursive: true });
  renameSync(unfinished, final);
}
