import { readdirSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';

/** Folders where this system mounts sticks and other disks, with what is plugged in now. */
export function pluggedIn(): string[] {
  if (process.platform === 'win32') return foldersAmong([...'DEFGHIJKLMNOPQRSTUVWXYZ'].map((letter) => `${letter}:\\`));
  if (process.platform === 'darwin') return foldersIn('/Volumes');
  const { username } = userInfo();
  return [join('/media', username), join('/run/media', username)].flatMap(foldersIn);
}

function foldersIn(parent: string): string[] {
  try {
    return readdirSync(parent, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => join(parent, name));
  } catch {
    // Nothing was ever mounted here.
    return [];
  }
}

function foldersAmong(folders: readonly string[]): string[] {
  return folders.filter((folder) => {
    try {
      return readdirSync(folder) !== undefined;
    } catch {
      return false;
    }
  });
}
