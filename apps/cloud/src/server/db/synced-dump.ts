import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Engine } from './sql.ts';

/** An engine that can be written out whole. */
export type Dumpable = Engine & { dump(): Promise<Blob> };

/**
 * Writes the embedded database out and syncs it, then says so in each log: PGlite never syncs what it writes, so only
 * this is durable. Heads are read before the dump begins, so the dump holds at least what is said. Answers whether there was anything new.
 */
export async function dumpDurably(engine: Dumpable, file: string): Promise<boolean> {
  const heads = await engine.asOwner((sql) =>
    sql.query<{ id: string; seq: number }>('SELECT id, last_seq::float8 AS seq FROM streams WHERE last_seq > durable_seq'),
  );
  if (heads.length === 0 && existsSync(file)) return false;
  const dump = Buffer.from(await (await engine.dump()).arrayBuffer());
  writeFileSync(`${file}.new`, dump, { flush: true });
  renameSync(`${file}.new`, file);
  syncFolder(dirname(file));
  await engine.asOwner((sql) =>
    sql.query(
      `UPDATE streams s SET durable_seq = greatest(durable_seq, h.seq)
       FROM jsonb_to_recordset($1::text::jsonb) AS h(id uuid, seq bigint) WHERE s.id = h.id`,
      [JSON.stringify(heads)],
    ),
  );
  return true;
}

/** The dump, for a database whose own files are broken; undefined when none was ever made. */
export function readDump(file: string): Blob | undefined {
  return existsSync(file) ? new Blob([readFileSync(file)]) : undefined;
}

function syncFolder(folder: string): void {
  // Windows syncs the name with the file and can't open a folder.
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
}
