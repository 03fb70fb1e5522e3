import type { Sql } from '../../db/sql.ts';

/** One log-in of an API client: a family of refresh tokens. */
export type ApiLoginRow = {
  readonly id: string;
  readonly userId: string;
  readonly companyId: string;
  readonly salt: string;
  readonly generation: number;
  readonly tokenHash: string;
  readonly previousHash: string | null;
  readonly rotatedAt: number;
  readonly expiresAt: number;
  readonly endedAt: number | null;
  readonly agent: string;
};

const ROW = `id, user_id AS "userId", chosen_company AS "companyId", salt, generation, token_hash AS "tokenHash",
  previous_hash AS "previousHash", rotated_at::float8 AS "rotatedAt", expires_at::float8 AS "expiresAt", ended_at::float8 AS "endedAt", agent`;

export async function insertApiLogin(
  sql: Sql,
  row: Pick<ApiLoginRow, 'id' | 'userId' | 'companyId' | 'salt' | 'tokenHash' | 'expiresAt' | 'agent'> & { now: number; address: string },
): Promise<void> {
  await sql.query(
    `INSERT INTO api_logins (id, user_id, chosen_company, salt, token_hash, rotated_at, created_at, expires_at, agent, address)
     VALUES ($1, $2, $3, $4, $5, $6, $6, $7, $8, $9)`,
    [row.id, row.userId, row.companyId, row.salt, row.tokenHash, row.now, row.expiresAt, row.agent, row.address],
  );
}

/** The whole family waits: of two that refresh at once the second sees what the first made. */
export async function lockApiLogin(sql: Sql, id: string): Promise<ApiLoginRow | undefined> {
  return (await sql.query<ApiLoginRow>(`SELECT ${ROW} FROM api_logins WHERE id = $1 FOR UPDATE`, [id]))[0];
}

export async function saveGeneration(
  sql: Sql,
  next: Pick<ApiLoginRow, 'id' | 'tokenHash' | 'expiresAt'> & { now: number; agent: string; address: string },
): Promise<void> {
  await sql.query(
    `UPDATE api_logins SET generation = generation + 1, previous_hash = token_hash, token_hash = $2, rotated_at = $3, expires_at = $4,
       agent = $5, address = $6 WHERE id = $1`,
    [next.id, next.tokenHash, next.now, next.expiresAt, next.agent, next.address],
  );
}

export async function isAlive(sql: Sql, login: { id: string; userId: string; companyId: string }, now: number): Promise<boolean> {
  const rows = await sql.query(
    'SELECT id FROM api_logins WHERE id = $1 AND user_id = $2 AND chosen_company = $3 AND ended_at IS NULL AND expires_at > $4',
    [login.id, login.userId, login.companyId, now],
  );
  return rows.length > 0;
}

export async function endApiLogin(sql: Sql, id: string, now: number): Promise<void> {
  await sql.query('UPDATE api_logins SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL', [id, now]);
}

export async function endApiLoginsOf(sql: Sql, userId: string, now: number): Promise<void> {
  await sql.query('UPDATE api_logins SET ended_at = $2 WHERE user_id = $1 AND ended_at IS NULL', [userId, now]);
}

/** Ended ones are kept until their last token would have ended: until then a spent one still says that it was stolen. */
export async function dropOverLogins(sql: Sql, now: number): Promise<void> {
  await sql.query('DELETE FROM api_logins WHERE expires_at < $1', [now]);
}
