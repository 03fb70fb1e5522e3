import type { Sql } from '../../db/sql.ts';

export type UserRow = { readonly id: string; readonly email: string; readonly name: string; readonly passwordHash: string };
/** A place in a company. */
export type SeatRow = { readonly companyId: string };
export type FailureRow = { readonly count: number; readonly waitUntil: number };

const USER = 'id, email, name, password_hash AS "passwordHash"';

export async function findUserByEmail(sql: Sql, email: string): Promise<UserRow | undefined> {
  return (await sql.query<UserRow>(`SELECT ${USER} FROM users WHERE email = $1`, [email]))[0];
}

export async function findUser(sql: Sql, id: string): Promise<UserRow | undefined> {
  return (await sql.query<UserRow>(`SELECT ${USER} FROM users WHERE id = $1`, [id]))[0];
}

/** Answers the id under which this e-mail is known: the given one, or that of somebody who was here before. */
export async function insertUser(sql: Sql, user: UserRow): Promise<string> {
  await sql.query('INSERT INTO users (id, email, name, password_hash) VALUES ($1, $2, $3, $4) ON CONFLICT (email) DO NOTHING', [
    user.id,
    user.email,
    user.name,
    user.passwordHash,
  ]);
  return (await findUserByEmail(sql, user.email))?.id ?? user.id;
}

export async function savePasswordHash(sql: Sql, userId: string, passwordHash: string): Promise<void> {
  await sql.query('UPDATE users SET password_hash = $2 WHERE id = $1', [userId, passwordHash]);
}

/** The seats somebody may sit on, the chosen one first. */
export async function findSeats(sql: Sql, userId: string, chosen: string | null): Promise<SeatRow[]> {
  return sql.query<SeatRow>(
    `SELECT owner_company AS "companyId" FROM memberships WHERE user_id = $1 AND suspended_at IS NULL
     ORDER BY owner_company IS NOT DISTINCT FROM $2::uuid DESC, owner_company`,
    [userId, chosen],
  );
}

/** The same seats, with who sits there. */
export async function findSeated(sql: Sql, userId: string, chosen: string | null): Promise<(SeatRow & Pick<UserRow, 'name' | 'email'>)[]> {
  return sql.query(
    `SELECT m.owner_company AS "companyId", u.name, u.email FROM memberships m JOIN users u ON u.id = m.user_id
     WHERE m.user_id = $1 AND m.suspended_at IS NULL ORDER BY m.owner_company IS NOT DISTINCT FROM $2::uuid DESC, m.owner_company LIMIT 1`,
    [userId, chosen],
  );
}

export async function insertSeat(sql: Sql, seat: { userId: string } & SeatRow): Promise<void> {
  await sql.query('INSERT INTO memberships (user_id, owner_company) VALUES ($1, $2) ON CONFLICT DO NOTHING', [seat.userId, seat.companyId]);
}

/** Until when these have to wait. Locks them, always in the same order: guesses that come at once are counted one by one. */
export async function claimTries(sql: Sql, keys: readonly string[]): Promise<number> {
  const rows = await sql.query<{ waitUntil: number }>(
    `INSERT INTO login_failures (key, count, wait_until, last_at) SELECT key, 0, 0, 0 FROM unnest($1::text[]) AS u(key) ORDER BY key
     ON CONFLICT (key) DO UPDATE SET key = login_failures.key RETURNING wait_until::float8 AS "waitUntil"`,
    [keys],
  );
  return Math.max(...rows.map((row) => row.waitUntil));
}

/** A count that nobody added to for so long starts again. */
const FORGOTTEN_AFTER_MS = 30 * 60_000;

/** Takes back one count that turned out to be no failure. */
export async function takeBackFailure(sql: Sql, key: string): Promise<void> {
  await sql.query('UPDATE login_failures SET count = greatest(count - 1, 0), wait_until = 0 WHERE key = $1', [key]);
}

/** Adds one failure; `waitMs` gives the wait that the new count earns. */
export async function addFailure(sql: Sql, key: string, at: { now: number; waitMs: (count: number) => number }): Promise<void> {
  const [row] = await sql.query<{ count: number }>(
    `INSERT INTO login_failures (key, count, wait_until, last_at) VALUES ($1, 1, 0, $2)
     ON CONFLICT (key) DO UPDATE SET last_at = $2, wait_until = 0,
       count = CASE WHEN login_failures.last_at < $3 THEN 1 ELSE login_failures.count + 1 END RETURNING count`,
    [key, at.now, at.now - FORGOTTEN_AFTER_MS],
  );
  const wait = at.waitMs(row?.count ?? 1);
  // No wait is no moment at all: one that asked a millisecond before this one would have to wait for it.
  if (wait > 0) await sql.query('UPDATE login_failures SET wait_until = $2 WHERE key = $1', [key, at.now + wait]);
}

/** Counts that mean nothing any more: whoever guesses at made-up names must not fill the table for ever. */
export async function dropForgotten(sql: Sql, now: number): Promise<void> {
  await sql.query('DELETE FROM login_failures WHERE last_at < $1 AND wait_until < $2', [now - FORGOTTEN_AFTER_MS, now]);
}

export async function clearFailures(sql: Sql, key: string): Promise<void> {
  await sql.query('DELETE FROM login_failures WHERE key = $1', [key]);
}
