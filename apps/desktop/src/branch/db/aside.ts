import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { flush } from './durable-file.ts';

/** A folder of its own for a file that gives way at that moment. */
export function asideFolder(dataDir: string, at: number): string {
  return join(dataDir, 'aside', new Date(at).toISOString().replaceAll(/[-:.]/g, ''));
}

/** Moves a branch's file with its log into a folder; never overwrites, and a cut between two steps is made good by doing it again. */
export function moveAside(file: string, folder: string): void {
  mkdirSync(folder, { recursive: true });
  flush(dirname(dirname(folder)));
  // The log goes first: the file without its log would be older than it says.
  for (const part of [`${file}-wal`, `${file}-shm`, file]) {
    const kept = join(folder, part.slice(dirname(file).length + 1));
    if (existsSync(part) && !existsSync(kept)) renameSync(part, kept);
  }
  flush(folder);
}
