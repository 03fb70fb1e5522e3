import type { Sql } from '../../db/sql.ts';

export async function insertReset(sql: Sql, reset: { tokenHash: string; userId: string; expiresAt: number }): Promise<void> {
  await sql.query('INSERT INTO password_resets (token_hash, user_id, expires_at) VALUES ($1, $2, $3)', [
    reset.tokenHash,
    reset.userId,
    reset.expiresAt,
  ]);
}

/** Uses up a token and every other one of the same person; whose it was, when it was still good. */
export async function takeReset(sql: Sql, tokenHash: string, now: number): Promise<string | undefined> {
  const [row] = await sql.query<{ userId: string }>(
    `UPDATE password_resets SET used_at = $2 WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2
     RETURNING user_id AS "userId"`,
    [tokenHash, now],
  );
  if (row) await sql.query('UPDATE password_resets SET used_at = $2 WHERE user_id = $1 AND used_at IS NULL', [row.userId, now]);
  return row?.userId;
}

/** Tokens that are long over mean nothing any more. */
export async function dropOldResets(sql: Sql, before: number): Promise<void> {
  await sql.query('DELETE FROM password_resets WHERE expires_at < $1', [before]);
}
