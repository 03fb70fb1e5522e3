// A second till process on the same folder: says how opening went, and how long it took, in one JSON line.
import { join } from 'node:path';
import { DatabaseRefusal, openDatabase } from '../db/open.ts';
import { readMigrations } from '../db/migrate.ts';

const [folder = ''] = process.argv.slice(2);
const started = performance.now();
const say = (facts: object) => process.stdout.write(`${JSON.stringify({ ...facts, ms: Math.round(performance.now() - started) })}\n`);
try {
  const db = openDatabase({ file: join(folder, 'branch.db'), migrations: readMigrations(), driver: {}, allowOldSqlite: false });
  say({ opened: true });
  // Held as a till holds it: a connection that nobody refers to any more is closed by the garbage collector, lock and all.
  setInterval(() => db.get('SELECT 1 AS one'), 1000);
} catch (error) {
  if (!(error instanceof DatabaseRefusal)) throw error;
  say({ opened: false, code: error.code, message: error.message });
}
