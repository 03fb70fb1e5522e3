import type { TenantSql } from '../../db/tenant-scope.ts';

export type ReportRow = {
  readonly id: string;
  readonly branchId: string;
  readonly terminalId: string;
  readonly madeAt: number;
  readonly worst: 'green' | 'amber' | 'red';
  readonly report: string;
  readonly signature: string;
};

/** Handing in the same report once more changes nothing. */
export async function insertReport(sql: TenantSql, row: ReportRow): Promise<void> {
  await sql.query(
    `INSERT INTO commissioning_reports (company_id, id, branch_id, terminal_id, made_at, worst, report, signature)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (company_id, id) DO NOTHING`,
    [sql.companyId, row.id, row.branchId, row.terminalId, row.madeAt, row.worst, row.report, row.signature],
  );
}

/** The latest of each till. */
export async function listLatest(sql: TenantSql): Promise<ReportRow[]> {
  return sql.query<ReportRow>(
    `SELECT DISTINCT ON (terminal_id) id, branch_id AS "branchId", terminal_id AS "terminalId", made_at::float8 AS "madeAt", worst, report, signature
     FROM commissioning_reports WHERE company_id = $1 ORDER BY terminal_id, made_at DESC`,
    [sql.companyId],
  );
}
