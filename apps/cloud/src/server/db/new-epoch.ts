import type { Engine } from './sql.ts';

/**
 * Begins a new lineage of every scope. To be done once after the database was restored from a backup: positions after
 * the backup's were given out before and are given again for other rows, so cursors of the old lineage mean nothing.
 * Tills then start over and offer again what the restored cloud doesn't have. Answers how many scopes there are.
 */
export async function beginNewEpoch(engine: Engine): Promise<number> {
  const rows = await engine.asOwner((sql) => sql.query('UPDATE scopes SET epoch = gen_random_uuid()::text RETURNING scope'));
  return rows.length;
}
