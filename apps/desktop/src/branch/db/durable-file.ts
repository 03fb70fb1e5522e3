import { closeSync, fsyncSync, openSync, renameSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** Makes what was written to a file, or to the list of a folder, outlive a power cut. */
export function flush(path: string): void {
  const isFolder = statSync(path).isDirectory();
  // Windows has no handle for folders; its file system keeps the order by itself.
  if (isFolder && process.platform === 'win32') return;
  const handle = openSync(path, isFolder ? 'r' : 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Writes a small file so that it is whole or absent after a power cut. */
export function writeWhole(file: string, content: object): void {
  const unfinished = `${file}.unfinished`;
  const handle = openSync(unfinished, 'w', 0o600);
  try {
    writeSync(handle, JSON.stringify(content));
  } finally {
    closeSync(handle);
  }
  flush(unfinished);
  renameSync(unfinished, file);
  flush(dirname(file));
}
