import type { LineTax } from '@fastops/shared/orders/line-tax';
import type { BranchProfile } from '@fastops/shared/tenancy/branch';
import type { TenantSql } from '../../db/tenant-scope.ts';

export type BranchRow = { readonly id: string; readonly name: string; readonly archived: boolean };
export type StaffRow = { readonly id: string; readonly name: string; readonly role: string; readonly pinHash: string };

export async function listBranches(sql: TenantSql): Promise<BranchRow[]> {
  return sql.query<BranchRow>('SELECT id, name, archived_at IS NOT NULL AS archived FROM branches WHERE company_id = $1 ORDER BY name', [
    sql.companyId,
  ]);
}

export async function findBranchProfile(sql: TenantSql, branchId: string): Promise<BranchProfile | undefined> {
  const [row] = await sql.query<{ profile: BranchProfile }>(
    `SELECT jsonb_build_object('companyId', c.company_id, 'companyName', c.name, 'legalName', c.legal_name, 'nit', c.nit,
       'branchId', b.id, 'branchName', b.name, 'address', concat_ws(', ', b.address, nullif(b.city, '')), 'phone', b.phone, 'utcOffsetHours', b.utc_offset_hours,
       'dayStartHour', b.day_start_hour, 'tax', jsonb_build_object('code', b.tax_code, 'rateBp', b.tax_rate_bp),
       'receiptFooter', b.receipt_footer, 'language', b.language) AS profile
     FROM branches b JOIN companies c ON c.company_id = b.company_id WHERE b.company_id = $1 AND b.id = $2`,
    [sql.companyId, branchId],
  );
  return row?.profile;
}

/** Makes the branch charge this tax. Answers what it charged before; undefined when there is no such branch. */
export async function saveTax(sql: TenantSql, branchId: string, tax: LineTax): Promise<LineTax | undefined> {
  const [row] = await sql.query<LineTax>(
    `UPDATE branches b SET tax_code = $3, tax_rate_bp = $4 FROM branches old
     WHERE b.company_id = $1 AND b.id = $2 AND old.company_id = b.company_id AND old.id = b.id
     RETURNING old.tax_code AS code, old.tax_rate_bp AS "rateBp"`,
    [sql.companyId, branchId, tax.code, tax.rateBp],
  );
  return row;
}

export async function companyName(sql: TenantSql): Promise<string> {
  const rows = await sql.query<{ name: string }>('SELECT name FROM companies WHERE company_id = $1', [sql.companyId]);
  return rows[0]?.name ?? '';
}

/** What the tills are told of how their company stands. */
export async function readStanding(sql: TenantSql): Promise<'active' | 'suspended' | 'cancelled'> {
  const [row] = await sql.query<{ standing: 'active' | 'suspended' | 'cancelled' }>(
    `SELECT CASE WHEN suspended_at IS NOT NULL THEN 'suspended' WHEN closes_at IS NOT NULL THEN 'cancelled' ELSE 'active' END AS standing
     FROM companies WHERE company_id = $1`,
    [sql.companyId],
  );
  return row?.standing ?? 'active';
}

/** Who has stopped a company: the platform, or time without a payment once its grace is over. */
export type Stopped = 'platform' | 'unpaid';

export async function readStopped(sql: TenantSql): Promise<Stopped | undefined> {
  const [row] = await sql.query<{ stopped: Stopped | null }>(
    `SELECT CASE WHEN c.suspended_at IS NOT NULL THEN 'platform' WHEN s.doc->>'state' IN ('suspended', 'cancelled') THEN 'unpaid' END AS stopped
     FROM companies c LEFT JOIN subscriptions s USING (company_id) WHERE c.company_id = $1`,
    [sql.companyId],
  );
  return row?.stopped ?? undefined;
}

/** People who may work at a branch: its own, those of others who work here too, and the company-wide ones. */
export async function listStaff(sql: TenantSql, branchId: string): Promise<StaffRow[]> {
  return sql.query<StaffRow>(
    `SELECT s.id, s.name, s.role, s.pin_hash AS "pinHash" FROM staff s
     WHERE s.company_id = $1 AND s.active AND (s.branch_id IS NULL OR s.branch_id = $2
       OR EXISTS (SELECT FROM staff_branches b WHERE b.company_id = s.company_id AND b.staff_id = s.id AND b.branch_id = $2))
     ORDER BY s.name`,
    [sql.companyId, branchId],
  );
}

export type NewCompany = {
  readonly name: string;
  readonly legalName: string;
  readonly nit: string;
  readonly country?: string;
  readonly createdAt?: number;
};

const INSERT_COMPANY = `INSERT INTO companies (company_id, name, legal_name, nit, country, created_at)
  VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`;

export async function insertCompany(sql: TenantSql, company: NewCompany): Promise<void> {
  await sql.query(INSERT_COMPANY, [
    sql.companyId,
    company.name,
    company.legalName,
    company.nit,
    company.country ?? 'CO',
    company.createdAt ?? 0,
  ]);
}

export type NewBranch = Omit<BranchProfile, 'companyId' | 'companyName' | 'legalName' | 'nit'>;

export async function insertBranch(sql: TenantSql, branch: NewBranch): Promise<void> {
  await sql.query(
    `INSERT INTO branches (company_id, id, name, address, phone, utc_offset_hours, day_start_hour, tax_code, tax_rate_bp, receipt_footer, language)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING`,
    [
      sql.companyId,
      branch.branchId,
      branch.branchName,
      branch.address,
      branch.phone,
      branch.utcOffsetHours,
      branch.dayStartHour,
      branch.tax.code,
      branch.tax.rateBp,
      branch.receiptFooter,
      branch.language,
    ],
  );
}

export async function insertScope(sql: TenantSql, scope: string, epoch: string): Promise<void> {
  await sql.query('INSERT INTO scopes (company_id, scope, head, epoch) VALUES ($1, $2, 0, $3) ON CONFLICT DO NOTHING', [
    sql.companyId,
    scope,
    epoch,
  ]);
}

export async function insertStaff(sql: TenantSql, staff: StaffRow & { readonly branchId: string | null }): Promise<void> {
  await sql.query(
    'INSERT INTO staff (company_id, id, name, role, pin_hash, branch_id) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING',
    [sql.companyId, staff.id, staff.name, staff.role, staff.pinHash, staff.branchId],
  );
}
