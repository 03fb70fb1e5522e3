import { closeSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { flush } from '../db/durable-file.ts';
import type { ExportPort } from '../modules/sync/sync.port.ts';

/** Exports go to a folder that a person names (a stick), or to one beside the till's data. */
export function exportFolder(dataDir: string): ExportPort {
  return {
    save: (name, lines, folder = join(dataDir, 'exports')) => {
      const path = join(folder, name);
      try {
        mkdirSync(folder, { recursive: true });
        writeLines(`${path}.unfinished`, lines);
        renameSync(`${path}.unfinished`, path);
        flush(dirname(path));
        return path;
      } catch (error) {
        if (isNodeError(error)) return undefined;
        throw error;
      }
    },
    read: (path) => readFileSync(path, 'utf8'),
  };
}

function writeLines(path: string, lines: Iterable<string>): void {
  const file = openSync(path, 'w', 0o600);
  try {
    for (const line of lines) writeSync(file, `${line}\n`);
  } finally {
    closeSync(file);
  }
  flush(path);
}

/** A folder that is gone, full or closed to us: something a person can answer. */
function isNodeError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}
