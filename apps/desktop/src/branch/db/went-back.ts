// After a version was taken back: its successor may have brought the file forward, and the earlier app can't read that. The copy that
// was taken before takes its place, and what was sold since is put back into it with the rest of a restore.
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { DriverChoice } from './driver.ts';
import { openDriver } from './driver.ts';
import { orderRestore } from './restore.ts';

const orderSchema = z.object({ from: z.string().max(60) });

/** Orders what is needed, under the file's lock. Answers the version that was taken back at this start. */
export function afterGoingBack(file: string, about: { driver: DriverChoice; schema: number; now: number }): string | undefined {
  const dataDir = dirname(file);
  const order = join(dataDir, 'went-back.json');
  if (!existsSync(order)) return undefined;
  const { from } = orderSchema.parse(JSON.parse(readFileSync(order, 'utf8')));
  if (existsSync(file) && schemaOf(file, about.driver) > about.schema) {
    const copy = copyBefore(join(dataDir, 'backups'), about.schema);
    if (copy !== undefined) orderRestore(dataDir, copy, about.now);
  }
  rmSync(order);
  return from;
}

function schemaOf(file: string, driver: DriverChoice): number {
  const db = openDriver(file, driver, { readonly: true });
  try {
    return Number(db.pragma('user_version', { simple: true }));
  } finally {
    db.close();
  }
}

/** The newest copy that this version reads. */
function copyBefore(folder: string, schema: number): string | undefined {
  if (!existsSync(folder)) return undefined;
  const versions = readdirSync(folder)
    .map((name) => Number(/^before-schema-(\d+)\.db$/.exec(name)?.[1]))
    .filter((version) => Number.isInteger(version) && version <= schema)
    .sort((a, b) => b - a);
  return versions[0] === undefined ? undefined : join(folder, `before-schema-${versions[0]}.db`);
}
