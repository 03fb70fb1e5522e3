import type { TenantSql } from '../../db/tenant-scope.ts';

/** A key as it is shown: never the key itself. */
export type ApiKeyRow = {
  readonly id: string;
  readonly name: string;
  readonly hint: string;
  readonly permissions: readonly string[];
  readonly branchIds: readonly string[] | null;
  readonly createdBy: string;
  readonly createdByName: string;
  readonly createdAt: number;
  readonly expiresAt: number | null;
  readonly lastUsedAt: number | null;
  readonly lastAddress: string;
  readonly revokedAt: number | null;
};

const ROW = `k.id, k.name, k.hint, k.permissions, k.branch_ids AS "branchIds", k.created_by AS "createdBy", u.name AS "createdByName",
  k.created_at::float8 AS "createdAt", k.expires_at::float8 AS "expiresAt", k.last_used_at::float8 AS "lastUsedAt",
  k.last_address AS "lastAddress", k.revoked_at::float8 AS "revokedAt"`;
const FROM = 'FROM api_keys k JOIN users u ON u.id = k.created_by WHERE k.company_id = $1';

/** The newest first; revoked ones are kept, for whoever asks what a key of the log was. */
export async function listKeys(sql: TenantSql): Promise<ApiKeyRow[]> {
  return sql.query<ApiKeyRow>(`SELECT ${ROW} ${FROM} ORDER BY k.revoked_at IS NOT NULL, k.created_at DESC, k.id LIMIT 500`, [
    sql.companyId,
  ]);
}

export async function findKey(sql: TenantSql, id: string): Promise<ApiKeyRow | undefined> {
  return (await sql.query<ApiKeyRow>(`SELECT ${ROW} ${FROM} AND k.id = $2`, [sql.companyId, id]))[0];
}

export async function findKeyByHash(sql: TenantSql, hash: string): Promise<(ApiKeyRow & { readonly email: string }) | undefined> {
  return (await sql.query<ApiKeyRow & { email: string }>(`SELECT ${ROW}, u.email ${FROM} AND k.key_hash = $2`, [sql.companyId, hash]))[0];
}

export async function countLiveKeys(sql: TenantSql, now: number): Promise<number> {
  const [row] = await sql.query<{ live: number }>(
    'SELECT count(*)::int AS live FROM api_keys WHERE company_id = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $2)',
    [sql.companyId, now],
  );
  return row?.live ?? 0;
}

export async function insertKey(
  sql: TenantSql,
  key: Pick<ApiKeyRow, 'id' | 'name' | 'hint' | 'permissions' | 'branchIds' | 'createdBy' | 'createdAt' | 'expiresAt'> & { hash: string },
): Promise<void> {
  await sql.query(
    `INSERT INTO api_keys (company_id, id, name, key_hash, hint, permissions, branch_ids, created_by, created_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6::text[], $7::uuid[], $8, $9, $10)`,
    [
      sql.companyId,
      key.id,
      key.name,
      key.hash,
      key.hint,
      [...key.permissions],
      key.branchIds && [...key.branchIds],
      key.createdBy,
      key.createdAt,
      key.expiresAt,
    ],
  );
}

export async function saveRevoked(sql: TenantSql, id: string, now: number): Promise<void> {
  await sql.query('UPDATE api_keys SET revoked_at = $3 WHERE company_id = $1 AND id = $2 AND revoked_at IS NULL', [sql.companyId, id, now]);
}

/** Once a minute is enough to see that a key is in use; a write for each call is too much. */
export async function markUsed(sql: TenantSql, used: { id: string; now: number; address: string; apartMs: number }): Promise<void> {
  await sql.query(
    `UPDATE api_keys SET last_used_at = $3, last_address = $4
     WHERE company_id = $1 AND id = $2 AND (last_used_at IS NULL OR last_used_at < $3 - $5::bigint)`,
    [sql.companyId, used.id, used.now, used.address, used.apartMs],
  );
}
