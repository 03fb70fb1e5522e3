import type { World } from './world.ts';

/** A dump of one company, as a nightly backup has it. */
export type Backup = { readonly takenAt: number; readonly tables: readonly { readonly name: string; readonly rows: string }[] };

const TENANT_TABLES = `SELECT DISTINCT table_name AS name FROM information_schema.columns
  WHERE table_schema = 'public' AND column_name = 'company_id' ORDER BY name`;

export function takeBackup({ cloud, shop, time }: World): Promise<Backup> {
  return cloud.engine.asOwner(async (sql) => {
    const names = await sql.query<{ name: string }>(TENANT_TABLES);
    const tables: { name: string; rows: string }[] = [];
    for (const { name } of names) {
      const [dump] = await sql.query<{ rows: string | null }>(`SELECT jsonb_agg(t)::text AS rows FROM ${name} t WHERE company_id = $1`, [
        shop.companyId,
      ]);
      tables.push({ name, rows: dump?.rows ?? '[]' });
    }
    return { takenAt: time.now(), tables };
  });
}

/** Puts the company back to a dump. What came after is gone, and the lineage of its scopes is another one. */
export async function restoreBackup({ cloud, shop }: World, backup: Backup, epoch: string): Promise<void> {
  await cloud.engine.asOwner(async (sql) => {
    // As pg_restore does: no trigger and no foreign key while the rows are put back.
    await sql.script("SET LOCAL session_replication_role = 'replica'");
    for (const { name } of backup.tables) await sql.query(`DELETE FROM ${name} WHERE company_id = $1`, [shop.companyId]);
    for (const { name, rows } of backup.tables)
      await sql.query(`INSERT INTO ${name} SELECT * FROM jsonb_populate_recordset(NULL::${name}, $1::text::jsonb)`, [rows]);
    await sql.query('UPDATE scopes SET epoch = $2 WHERE company_id = $1', [shop.companyId, epoch]);
  });
}
