// Electron's own binary: the `electron` package downloads it; we only ask first whether the place answers at all.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { runQuietly } from '../child.mjs';
import { rootDir } from '../paths.mjs';
import { removeStamp, writeStamp } from '../stamp.mjs';

const DEFAULT_MIRROR = 'https://github.com/electron/electron/releases/download/';
const PROBE_MS = 5_000;
const DOWNLOAD_MS = 8 * 60_000;
const ASK_AGAIN_MS = 24 * 60 * 60_000;

/** @returns {{ dist: string, version: string } | undefined} */
export function installedOfficial() {
  const { dir, version } = electronPackage();
  const dist = join(dir, 'dist');
  try {
    const present = readFileSync(join(dist, 'version'), 'utf8').trim().replace(/^v/, '');
    const executable = readFileSync(join(dir, 'path.txt'), 'utf8');
    return present === version && existsSync(join(dist, executable)) ? { dist, version } : undefined;
  } catch {
    return undefined;
  }
}

/** @returns {Promise<boolean>} whether the download server answers */
export async function officialAnswers() {
  if (process.env.HTTPS_PROXY ?? process.env.https_proxy) return true;
  const mirror = process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror ?? DEFAULT_MIRROR;
  try {
    const reply = await fetch(new URL(`v${electronPackage().version}/SHASUMS256.txt`, mirror), {
      method: 'HEAD',
      redirect: 'manual',
      signal: AbortSignal.timeout(PROBE_MS),
    });
    return reply.status < 400;
  } catch {
    return false;
  }
}

/**
 * @param {{ note: string }} beat
 * @returns {Promise<{ ok: boolean, lines: string[] }>}
 */
export async function downloadOfficial(beat) {
  const { dir } = electronPackage();
  const env = { ...process.env, ELECTRON_GET_USE_PROXY: '1' };
  delete env.ELECTRON_OVERRIDE_DIST_PATH;
  return runQuietly(process.execPath, [join(dir, 'install.js')], { cwd: dir, env, timeoutMs: DOWNLOAD_MS, beat });
}

/** A place that did not answer is asked again tomorrow, not at every start. */
export function wasRefusedLately(memo) {
  try {
    return Date.now() - statSync(memo).mtimeMs < ASK_AGAIN_MS;
  } catch {
    return false;
  }
}

export function rememberRefusal(memo) {
  writeStamp(memo, 'The official Electron download did not answer.\n');
}

export function forgetRefusal(memo) {
  removeStamp(memo);
}

function electronPackage() {
  const require = createRequire(join(rootDir, 'apps', 'desktop', 'package.json'));
  const manifest = require.resolve('electron/package.json');
  return { dir: dirname(manifest), version: JSON.parse(readFileSync(manifest, 'utf8')).version };
}
