import type { BranchPlace } from '@fastops/shared/tenancy/sign-up';
import { TIME_ZONES } from '@fastops/shared/tenancy/country';
import type { LineTax } from '@fastops/shared/orders/line-tax';
import type { TenantSql } from '../../db/tenant-scope.ts';

/** A branch as its page shows it. */
export type BranchDetail = BranchPlace & {
  readonly id: string;
  readonly archivedAt: number | null;
  /** Terminals that may still talk to the cloud. */
  readonly terminals: number;
};

const DETAIL = `b.id, b.name, b.address, b.city, b.phone, b.timezone AS "timeZone", b.day_start_hour AS "dayStartHour",
  b.archived_at::float8 AS "archivedAt",
  (SELECT count(*) FROM terminals t WHERE t.company_id = b.company_id AND t.branch_id = b.id AND t.revoked_at IS NULL)::int AS terminals`;

export async function listDetails(sql: TenantSql): Promise<BranchDetail[]> {
  return sql.query<BranchDetail>(`SELECT ${DETAIL} FROM branches b WHERE b.company_id = $1 ORDER BY b.archived_at IS NOT NULL, b.name`, [
    sql.companyId,
  ]);
}

/** One branch, held until the transaction ends. */
export async function lockDetail(sql: TenantSql, branchId: string): Promise<BranchDetail | undefined> {
  const [row] = await sql.query<BranchDetail>(`SELECT ${DETAIL} FROM branches b WHERE b.company_id = $1 AND b.id = $2 FOR UPDATE OF b`, [
    sql.companyId,
    branchId,
  ]);
  return row;
}

export async function insertPlace(sql: TenantSql, branch: { branchId: string; place: BranchPlace; tax: LineTax }): Promise<void> {
  const { branchId, place, tax } = branch;
  await sql.query(
    `INSERT INTO branches (company_id, id, name, address, city, phone, timezone, utc_offset_hours, day_start_hour, tax_code, tax_rate_bp,
       receipt_footer, language) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, '¡Gracias por tu compra!', 'es')`,
    [
      sql.companyId,
      branchId,
      place.name,
      place.address,
      place.city,
      place.phone,
      place.timeZone,
      TIME_ZONES[place.timeZone],
      place.dayStartHour,
      tax.code,
      tax.rateBp,
    ],
  );
}

export async function savePlace(sql: TenantSql, branchId: string, place: BranchPlace): Promise<void> {
  await sql.query(
    `UPDATE branches SET name = $3, address = $4, city = $5, phone = $6, timezone = $7, utc_offset_hours = $8, day_start_hour = $9
     WHERE company_id = $1 AND id = $2`,
    [
      sql.companyId,
      branchId,
      place.name,
      place.address,
      place.city,
      place.phone,
      place.timeZone,
      TIME_ZONES[place.timeZone],
      place.dayStartHour,
    ],
  );
}

export async function saveArchived(sql: TenantSql, branchId: string, archivedAt: number | null): Promise<void> {
  await sql.query('UPDATE branches SET archived_at = $3 WHERE company_id = $1 AND id = $2', [sql.companyId, branchId, archivedAt]);
}

/** Drawers that somebody counts on, and money on the tables: what a branch must not be put away with. */
export async function openWork(sql: TenantSql, branchId: string): Promise<{ shifts: number; orders: number }> {
  const [row] = await sql.query<{ shifts: number; orders: number }>(
    `SELECT (SELECT count(*) FROM cash_sessions WHERE company_id = $1 AND branch_id = $2 AND closed_at IS NULL)::int AS shifts,
       (SELECT count(*) FROM orders WHERE company_id = $1 AND branch_id = $2 AND settled_at IS NULL AND state <> 'cancelled'
          AND placed_at IS NOT NULL AND balance > 0)::int AS orders`,
    [sql.companyId, branchId],
  );
  return row ?? { shifts: 0, orders: 0 };
}
