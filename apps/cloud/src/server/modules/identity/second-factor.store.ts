import type { Sql } from '../../db/sql.ts';

export type FactorRow = { readonly sealedSecret: string; readonly confirmedAt: number | null; readonly lastStep: number };

/** Held until the transaction ends: of two guesses at once the second sees what the first one used up. */
export async function lockFactor(sql: Sql, userId: string): Promise<FactorRow | undefined> {
  const rows = await sql.query<FactorRow>(
    `SELECT sealed_secret AS "sealedSecret", confirmed_at::float8 AS "confirmedAt", last_step::float8 AS "lastStep"
     FROM second_factors WHERE user_id = $1 FOR UPDATE`,
    [userId],
  );
  return rows[0];
}

/** A new secret takes the place of one that was never confirmed; a confirmed one stays. */
export async function insertFactor(sql: Sql, userId: string, sealedSecret: string): Promise<void> {
  await sql.query(
    `INSERT INTO second_factors (user_id, sealed_secret) VALUES ($1, $2)
     ON CONFLICT (user_id) DO UPDATE SET sealed_secret = $2 WHERE second_factors.confirmed_at IS NULL`,
    [userId, sealedSecret],
  );
}

export async function confirmFactor(sql: Sql, userId: string, confirmed: { now: number; step: number; recovery: string[] }): Promise<void> {
  await sql.query('UPDATE second_factors SET confirmed_at = $2, last_step = $3, recovery_hashes = $4::text[] WHERE user_id = $1', [
    userId,
    confirmed.now,
    confirmed.step,
    confirmed.recovery,
  ]);
}

export async function saveStep(sql: Sql, userId: string, step: number): Promise<void> {
  await sql.query('UPDATE second_factors SET last_step = $2 WHERE user_id = $1', [userId, step]);
}

/** Uses a recovery code up; whether there was one. */
export async function takeRecovery(sql: Sql, userId: string, hash: string): Promise<boolean> {
  const rows = await sql.query(
    'UPDATE second_factors SET recovery_hashes = array_remove(recovery_hashes, $2) WHERE user_id = $1 AND $2 = ANY (recovery_hashes) RETURNING user_id',
    [userId, hash],
  );
  return rows.length > 0;
}

export async function deleteFactor(sql: Sql, userId: string): Promise<void> {
  await sql.query('DELETE FROM second_factors WHERE user_id = $1', [userId]);
}

export async function isConfirmed(sql: Sql, userId: string): Promise<boolean> {
  return (await sql.query('SELECT user_id FROM second_factors WHERE user_id = $1 AND confirmed_at IS NOT NULL', [userId])).length > 0;
}
