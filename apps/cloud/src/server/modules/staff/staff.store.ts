import type { TenantSql } from '../../db/tenant-scope.ts';

/** `blocked`: kept out for a while, the PIN waits; `left`: gone, the PIN too. */
export const STAFF_STATUS = ['working', 'blocked', 'left'] as const;
export type StaffStatus = (typeof STAFF_STATUS)[number];

/** Somebody who works at a till or in a kitchen; `branchId` null: at every branch; otherwise there, and at those in `alsoAt`. */
export type StaffRow = {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly branchId: string | null;
  readonly alsoAt: readonly string[];
  readonly status: StaffStatus;
};
/** As a list shows them: without a PIN nobody logs in. */
export type ListedStaff = StaffRow & { readonly hasPin: boolean };

const ROW = `s.id, s.name, s.role, s.branch_id AS "branchId", s.pin_hash <> '' AS "hasPin",
  CASE WHEN s.left_at IS NOT NULL THEN 'left' WHEN s.active THEN 'working' ELSE 'blocked' END AS status,
  ARRAY(SELECT b.branch_id FROM staff_branches b WHERE b.company_id = s.company_id AND b.staff_id = s.id ORDER BY b.branch_id) AS "alsoAt"`;

export async function listEverybody(sql: TenantSql): Promise<ListedStaff[]> {
  return sql.query<ListedStaff>(`SELECT ${ROW} FROM staff s WHERE s.company_id = $1 ORDER BY lower(s.name), s.id`, [sql.companyId]);
}

export async function findStaff(sql: TenantSql, id: string): Promise<ListedStaff | undefined> {
  const rows = await sql.query<ListedStaff>(`SELECT ${ROW} FROM staff s WHERE s.company_id = $1 AND s.id = $2 FOR UPDATE OF s`, [
    sql.companyId,
    id,
  ]);
  return rows[0];
}

export async function upsertStaff(sql: TenantSql, person: StaffRow, leftAt: number | null): Promise<void> {
  const { id, name, role, branchId, status } = person;
  // Without a PIN nobody logs in: an empty hash fits none.
  await sql.query(
    `INSERT INTO staff (company_id, id, name, role, branch_id, active, left_at, pin_hash) VALUES ($1, $2, $3, $4, $5, $6, $7, '')
     ON CONFLICT (company_id, id) DO UPDATE SET name = $3, role = $4, branch_id = $5, active = $6,
       left_at = CASE WHEN $7::bigint IS NULL THEN NULL ELSE coalesce(staff.left_at, $7) END`,
    [sql.companyId, id, name, role, branchId, status === 'working', leftAt],
  );
  await sql.query('DELETE FROM staff_branches WHERE company_id = $1 AND staff_id = $2 AND NOT branch_id = ANY($3::uuid[])', [
    sql.companyId,
    id,
    [...person.alsoAt],
  ]);
  await sql.query(
    'INSERT INTO staff_branches (company_id, staff_id, branch_id) SELECT $1, $2, b FROM unnest($3::uuid[]) AS b ON CONFLICT DO NOTHING',
    [sql.companyId, id, [...person.alsoAt]],
  );
}

export async function savePin(sql: TenantSql, id: string, pinHash: string): Promise<void> {
  await sql.query('UPDATE staff SET pin_hash = $3 WHERE company_id = $1 AND id = $2', [sql.companyId, id, pinHash]);
}
