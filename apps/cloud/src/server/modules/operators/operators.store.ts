import type { Sql } from '../../db/sql.ts';

export type OperatorRow = { readonly id: string; readonly email: string; readonly name: string; readonly passwordHash: string };

export async function findOperator(sql: Sql, email: string): Promise<OperatorRow | undefined> {
  const [row] = await sql.query<OperatorRow>(
    'SELECT id, email, name, password_hash AS "passwordHash" FROM operators WHERE email = $1 AND disabled_at IS NULL',
    [email],
  );
  return row;
}

export async function insertOperator(sql: Sql, row: OperatorRow & { readonly now: number }): Promise<boolean> {
  const rows = await sql.query(
    `INSERT INTO operators (id, email, name, password_hash, created_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (email) DO NOTHING RETURNING id`,
    [row.id, row.email, row.name, row.passwordHash, row.now],
  );
  return rows.length > 0;
}

export async function insertOperatorSession(
  sql: Sql,
  session: { tokenHash: string; operatorId: string; now: number; expiresAt: number },
): Promise<void> {
  await sql.query('DELETE FROM operator_sessions WHERE expires_at < $1', [session.now]);
  await sql.query('INSERT INTO operator_sessions (token_hash, operator_id, created_at, expires_at) VALUES ($1, $2, $3, $4)', [
    session.tokenHash,
    session.operatorId,
    session.now,
    session.expiresAt,
  ]);
}

export async function findBySession(sql: Sql, tokenHash: string, now: number): Promise<Omit<OperatorRow, 'passwordHash'> | undefined> {
  const [row] = await sql.query<Omit<OperatorRow, 'passwordHash'>>(
    `SELECT o.id, o.email, o.name FROM operator_sessions s JOIN operators o ON o.id = s.operator_id
     WHERE s.token_hash = $1 AND s.expires_at > $2 AND o.disabled_at IS NULL`,
    [tokenHash, now],
  );
  return row;
}

export async function deleteOperatorSession(sql: Sql, tokenHash: string): Promise<void> {
  await sql.query('DELETE FROM operator_sessions WHERE token_hash = $1', [tokenHash]);
}

/** Somebody who runs the company: whom the operator acts as. */
export async function findOwner(sql: Sql, companyId: string): Promise<{ userId: string; name: string } | undefined> {
  const [row] = await sql.query<{ userId: string; name: string }>(
    `SELECT u.id AS "userId", u.name FROM role_assignments a JOIN users u ON u.id = a.user_id
     JOIN memberships m ON m.user_id = u.id AND m.owner_company = a.company_id AND m.suspended_at IS NULL
     WHERE a.company_id = $1 AND a.role = 'owner' AND a.branch_id IS NULL ORDER BY u.id LIMIT 1`,
    [companyId],
  );
  return row;
}
