import type { TenantSql } from '../../db/tenant-scope.ts';

/** Somebody who works at a till or in a kitchen; `branchId` null: at every branch. */
export type StaffRow = {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly branchId: string | null;
  readonly active: boolean;
};

const ROW = 'id, name, role, branch_id AS "branchId", active';

export async function listEverybody(sql: TenantSql): Promise<StaffRow[]> {
  return sql.query<StaffRow>(`SELECT ${ROW} FROM staff WHERE company_id = $1 ORDER BY active DESC, lower(name), id`, [sql.companyId]);
}

export async function findStaff(sql: TenantSql, id: string): Promise<StaffRow | undefined> {
  return (await sql.query<StaffRow>(`SELECT ${ROW} FROM staff WHERE company_id = $1 AND id = $2 FOR UPDATE`, [sql.companyId, id]))[0];
}

export async function upsertStaff(sql: TenantSql, { id, name, role, branchId, active }: StaffRow): Promise<void> {
  // Without a PIN nobody logs in: an empty hash fits none.
  await sql.query(
    `INSERT INTO staff (company_id, id, name, role, branch_id, active, pin_hash) VALUES ($1, $2, $3, $4, $5, $6, '')
     ON CONFLICT (company_id, id) DO UPDATE SET name = $3, role = $4, branch_id = $5, active = $6`,
    [sql.companyId, id, name, role, branchId, active],
  );
}

export async function savePin(sql: TenantSql, id: string, pinHash: string): Promise<void> {
  await sql.query('UPDATE staff SET pin_hash = $3 WHERE company_id = $1 AND id = $2', [sql.companyId, id, pinHash]);
}
