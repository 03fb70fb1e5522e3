import type { TenantSql } from '../../db/tenant-scope.ts';

export type ExportState = 'waiting' | 'running' | 'ready' | 'failed' | 'expired';
export type ExportRow = {
  readonly id: string;
  readonly askedBy: string;
  readonly askedAt: number;
  readonly state: ExportState;
  readonly tablesDone: number;
  readonly tablesAll: number;
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
  readonly finishedAt: number | null;
  readonly expiresAt: number | null;
};

const ROW = `id, asked_by_name AS "askedBy", asked_at::float8 AS "askedAt", state, tables_done AS "tablesDone", tables_all AS "tablesAll",
  rows::float8 AS rows, bytes::float8 AS bytes, sha256, finished_at::float8 AS "finishedAt", expires_at::float8 AS "expiresAt"`;

export async function listExports(sql: TenantSql): Promise<ExportRow[]> {
  return sql.query<ExportRow>(`SELECT ${ROW} FROM exports WHERE company_id = $1 ORDER BY asked_at DESC LIMIT 20`, [sql.companyId]);
}

export async function findExport(sql: TenantSql, id: string): Promise<ExportRow | undefined> {
  return (await sql.query<ExportRow>(`SELECT ${ROW} FROM exports WHERE company_id = $1 AND id = $2`, [sql.companyId, id]))[0];
}

export async function insertExport(sql: TenantSql, row: { id: string; askedBy: string; askedByName: string; now: number }): Promise<void> {
  await sql.query(`INSERT INTO exports (company_id, id, asked_by, asked_by_name, asked_at, state) VALUES ($1, $2, $3, $4, $5, 'waiting')`, [
    sql.companyId,
    row.id,
    row.askedBy,
    row.askedByName,
    row.now,
  ]);
}

export async function saveProgress(
  sql: TenantSql,
  id: string,
  at: { state: ExportState; tablesDone: number; tablesAll: number; rows: number },
): Promise<void> {
  await sql.query('UPDATE exports SET state = $3, tables_done = $4, tables_all = $5, rows = $6 WHERE company_id = $1 AND id = $2', [
    sql.companyId,
    id,
    at.state,
    at.tablesDone,
    at.tablesAll,
    at.rows,
  ]);
}

export async function saveReady(
  sql: TenantSql,
  id: string,
  ready: { bytes: number; sha256: string; now: number; expiresAt: number },
): Promise<void> {
  await sql.query(
    `UPDATE exports SET state = 'ready', bytes = $3, sha256 = $4, finished_at = $5, expires_at = $6 WHERE company_id = $1 AND id = $2`,
    [sql.companyId, id, ready.bytes, ready.sha256, ready.now, ready.expiresAt],
  );
}

export async function insertChunk(sql: TenantSql, chunk: { exportId: string; n: number; base64: string }): Promise<void> {
  await sql.query(`INSERT INTO export_chunks (company_id, export_id, n, body) VALUES ($1, $2, $3, decode($4, 'base64'))`, [
    sql.companyId,
    chunk.exportId,
    chunk.n,
    chunk.base64,
  ]);
}

/** A piece of an archive; undefined behind the last one. */
export async function readChunk(sql: TenantSql, exportId: string, n: number): Promise<string | undefined> {
  const [row] = await sql.query<{ base64: string }>(
    `SELECT encode(body, 'base64') AS base64 FROM export_chunks WHERE company_id = $1 AND export_id = $2 AND n = $3`,
    [sql.companyId, exportId, n],
  );
  return row?.base64;
}

export async function dropChunks(sql: TenantSql, exportId: string): Promise<void> {
  await sql.query('DELETE FROM export_chunks WHERE company_id = $1 AND export_id = $2', [sql.companyId, exportId]);
}

/** Links that are over lose their archives; answers how many. */
export async function expireOld(sql: TenantSql, now: number): Promise<number> {
  const over = await sql.query<{ id: string }>(
    `UPDATE exports SET state = 'expired' WHERE company_id = $1 AND state = 'ready' AND expires_at < $2 RETURNING id`,
    [sql.companyId, now],
  );
  for (const { id } of over) await dropChunks(sql, id);
  return over.length;
}

/** A table with rows of companies, as the catalogue of the database knows it. */
export type CompanyTable = {
  readonly name: string;
  readonly company: 'company_id' | 'owner_company';
  readonly columns: readonly string[];
  /** Its key with types, in order; without one the table is small. */
  readonly key: readonly { readonly name: string; readonly type: string }[];
};

/** Every table that has rows of companies: from the catalogue, so that a new one can't be forgotten. */
export async function companyTables(sql: TenantSql): Promise<CompanyTable[]> {
  return sql.query<CompanyTable>(
    `SELECT c.relname AS name, owner.attname AS company,
       (SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute a
          WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns,
       coalesce((SELECT jsonb_agg(jsonb_build_object('name', a.attname, 'type', format_type(a.atttypid, NULL)) ORDER BY k.place)
          FROM pg_index i CROSS JOIN LATERAL unnest(i.indkey::int[]) WITH ORDINALITY AS k(attnum, place)
          JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum
          WHERE i.indrelid = c.oid AND i.indisprimary), '[]'::jsonb) AS key
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     JOIN pg_attribute owner ON owner.attrelid = c.oid AND owner.attname IN ('company_id', 'owner_company') AND NOT owner.attisdropped
     WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND c.relrowsecurity ORDER BY 1`,
  );
}

export type ExportedRow = Readonly<Record<string, unknown>>;

/** Rows behind one of them, in the order of the key. Names come from the database's own catalogue, values are parameters. */
export async function tablePage(
  sql: TenantSql,
  table: CompanyTable,
  page: { after: ExportedRow | undefined; limit: number },
): Promise<ExportedRow[]> {
  const names = table.key.map(({ name }) => `"${name}"`).join(', ');
  const values = table.key.map(({ type }, index) => `$${index + 3}::text::${type}`).join(', ');
  const behind = page.after && table.key.length > 0 ? `AND (${names}) > (${values})` : '';
  const after = page.after && table.key.length > 0 ? table.key.map(({ name }) => String(page.after?.[name])) : [];
  const rows = await sql.query<{ row: ExportedRow }>(
    `SELECT to_jsonb(t) AS row FROM "${table.name}" t WHERE "${table.company}" = $1 ${behind}
     ${names === '' ? '' : `ORDER BY ${names}`} LIMIT $2`,
    [sql.companyId, page.limit, ...after],
  );
  return rows.map(({ row }) => row);
}

/** Everybody with a seat: who they are is kept beside the companies. */
export async function peopleRows(sql: TenantSql): Promise<ExportedRow[]> {
  return sql.query<ExportedRow>(
    `SELECT u.id, u.email, u.name, m.suspended_at::float8 AS suspended_at FROM memberships m JOIN users u ON u.id = m.user_id
     WHERE m.owner_company = $1 ORDER BY u.id`,
    [sql.companyId],
  );
}
