import { accessSync, constants, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const rootDir = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
export const toolchainDir = join(rootDir, 'tools', 'toolchain');
export const toolchainBinDir = join(toolchainDir, 'bin');

/**
 * Big downloads live outside the clone, so that a second clone does not fetch them again.
 * FASTOPS_CACHE overrides; a home that can't be written falls back to the clone.
 */
export function cacheDir() {
  const chosen = process.env.FASTOPS_CACHE;
  if (chosen) return made(chosen);
  try {
    const perUser = made(join(userCacheDir(), 'fastops'));
    accessSync(perUser, constants.W_OK);
    return perUser;
  } catch {
    return made(join(rootDir, '.cache', 'fastops'));
  }
}

function userCacheDir() {
  if (process.platform === 'win32') return process.env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches');
  return process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
}

/** @param {string} dir */
function made(dir) {
  mkdirSync(dir, { recursive: true });
  return dir;
}
