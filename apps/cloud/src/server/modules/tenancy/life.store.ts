import type { TenantSql } from '../../db/tenant-scope.ts';
import type { Sql } from '../../db/sql.ts';

/** What becomes of a company. */
export type CompanyLife = {
  readonly companyId: string;
  readonly name: string;
  readonly legalName: string;
  readonly nit: string;
  readonly country: string;
  readonly createdAt: number;
  readonly suspendedAt: number | null;
  readonly suspendedReason: string;
  /** When it closes for good, and since when that is asked. */
  readonly closesAt: number | null;
  readonly closingAskedAt: number | null;
  readonly closedAt: number | null;
};

const LIFE = `company_id AS "companyId", name, legal_name AS "legalName", nit, country, created_at::float8 AS "createdAt",
  suspended_at::float8 AS "suspendedAt", suspended_reason AS "suspendedReason", closes_at::float8 AS "closesAt",
  closing_asked_at::float8 AS "closingAskedAt", closed_at::float8 AS "closedAt"`;

export async function readLife(sql: TenantSql): Promise<CompanyLife | undefined> {
  return (await sql.query<CompanyLife>(`SELECT ${LIFE} FROM companies WHERE company_id = $1`, [sql.companyId]))[0];
}

/** Companies by name, for whoever runs the platform; the transaction must be theirs, or there are none. */
export async function searchCompanies(sql: Sql, page: { text: string; after: string; limit: number }): Promise<CompanyLife[]> {
  return sql.query<CompanyLife>(
    `SELECT ${LIFE} FROM companies WHERE ($1 = '' OR strpos(lower(concat_ws(' ', name, legal_name, nit)), lower($1)) > 0)
       AND (lower(name), company_id::text) > (split_part($2, '|', 1), split_part($2, '|', 2))
     ORDER BY lower(name), company_id::text LIMIT $3`,
    [page.text, page.after, page.limit],
  );
}

export async function companyIds(sql: Sql): Promise<string[]> {
  const rows = await sql.query<{ id: string }>('SELECT company_id AS id FROM companies WHERE closed_at IS NULL ORDER BY company_id');
  return rows.map(({ id }) => id);
}

/** How much a company uses, as the platform bills and watches it. */
export type Usage = {
  readonly branches: number;
  readonly terminals: number;
  readonly people: number;
  readonly orders30: number;
  readonly lastContactAt: number | null;
};

export async function readUsage(sql: TenantSql, since: number): Promise<Usage> {
  const [row] = await sql.query<Usage>(
    `SELECT (SELECT count(*) FROM branches WHERE company_id = $1 AND archived_at IS NULL)::int AS branches,
       (SELECT count(*) FROM terminals WHERE company_id = $1 AND revoked_at IS NULL)::int AS terminals,
       (SELECT count(*) FROM memberships WHERE owner_company = $1)::int AS people,
       (SELECT count(*) FROM orders WHERE company_id = $1 AND settled_at >= $2)::int AS "orders30",
       (SELECT max(last_contact_at) FROM terminals WHERE company_id = $1)::float8 AS "lastContactAt"`,
    [sql.companyId, since],
  );
  return row ?? { branches: 0, terminals: 0, people: 0, orders30: 0, lastContactAt: null };
}

export async function saveSuspension(sql: TenantSql, at: number | null, reason: string): Promise<void> {
  await sql.query('UPDATE companies SET suspended_at = $2, suspended_reason = $3 WHERE company_id = $1', [sql.companyId, at, reason]);
}

export async function saveClosing(sql: TenantSql, closing: { askedAt: number; closesAt: number } | null): Promise<void> {
  await sql.query('UPDATE companies SET closing_asked_at = $2, closes_at = $3 WHERE company_id = $1', [
    sql.companyId,
    closing?.askedAt ?? null,
    closing?.closesAt ?? null,
  ]);
}

/** The end: its terminals are nobody, its invitations and seats are over, and what it sold stays for as long as the law asks. */
export async function saveClosed(sql: TenantSql, now: number): Promise<void> {
  await sql.query('UPDATE companies SET closed_at = $2 WHERE company_id = $1', [sql.companyId, now]);
  await sql.query('UPDATE terminals SET revoked_at = coalesce(revoked_at, $2) WHERE company_id = $1', [sql.companyId, now]);
  await sql.query('UPDATE memberships SET suspended_at = coalesce(suspended_at, $2) WHERE owner_company = $1', [sql.companyId, now]);
  await sql.query('UPDATE invitations SET withdrawn_at = $2 WHERE owner_company = $1 AND accepted_at IS NULL', [sql.companyId, now]);
  // What lets people into tills is needed by nobody any more.
  await sql.query(`UPDATE staff SET pin_hash = '' WHERE company_id = $1`, [sql.companyId]);
}
