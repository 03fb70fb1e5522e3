import type { UpdateWindow } from '@fastops/shared/releases/install-time';
import type { TenantSql } from '../../db/tenant-scope.ts';

export type VersionRow = {
  readonly terminalId: string;
  readonly branchId: string;
  readonly name: string;
  readonly version: string;
  readonly checkedAt: number;
  readonly offered: string | null;
  readonly result: string | null;
  readonly resultVersion: string | null;
  readonly resultAt: number | null;
  readonly behindSince: number | null;
};

export async function listVersions(sql: TenantSql): Promise<VersionRow[]> {
  return sql.query<VersionRow>(
    `SELECT t.id AS "terminalId", t.branch_id AS "branchId", t.name, v.version, v.checked_at::float8 AS "checkedAt", v.offered,
       v.result, v.result_version AS "resultVersion", v.result_at::float8 AS "resultAt", v.behind_since::float8 AS "behindSince"
     FROM terminal_versions v JOIN terminals t ON t.company_id = v.company_id AND t.id = v.terminal_id
     WHERE v.company_id = $1 AND t.revoked_at IS NULL ORDER BY t.name, t.id`,
    [sql.companyId],
  );
}

export type VersionReport = {
  readonly terminalId: string;
  readonly version: string;
  readonly platform: string;
  readonly now: number;
  readonly offered: string | null;
  readonly isBehind: boolean;
  readonly result: { readonly code: string; readonly version: string | null; readonly at: number } | null;
};

/** How long it has been behind counts from the first time that something newer was offered, whatever came after. */
export async function saveVersion(sql: TenantSql, report: VersionReport): Promise<void> {
  const { terminalId, version, platform, now, offered, isBehind, result } = report;
  await sql.query(
    `INSERT INTO terminal_versions AS v (company_id, terminal_id, version, platform, checked_at, offered, result, result_version, result_at, behind_since)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, CASE WHEN $10 THEN $5::bigint END)
     ON CONFLICT (company_id, terminal_id) DO UPDATE SET version = excluded.version, platform = excluded.platform,
       checked_at = excluded.checked_at, offered = excluded.offered, result = excluded.result, result_version = excluded.result_version,
       result_at = excluded.result_at,
       behind_since = CASE WHEN $10 THEN CASE WHEN v.version = excluded.version THEN coalesce(v.behind_since, $5::bigint) ELSE $5::bigint END END`,
    [
      sql.companyId,
      terminalId,
      version,
      platform,
      now,
      offered,
      result?.code ?? null,
      result?.version ?? null,
      result?.at ?? null,
      isBehind,
    ],
  );
}

export async function findWindow(sql: TenantSql, branchId: string): Promise<UpdateWindow | undefined> {
  const [row] = await sql.query<UpdateWindow>(
    'SELECT from_hour AS "fromHour", to_hour AS "toHour" FROM branch_updates WHERE company_id = $1 AND branch_id = $2',
    [sql.companyId, branchId],
  );
  return row;
}

export async function upsertWindow(sql: TenantSql, branchId: string, { fromHour, toHour }: UpdateWindow): Promise<void> {
  await sql.query(
    `INSERT INTO branch_updates (company_id, branch_id, from_hour, to_hour) VALUES ($1, $2, $3, $4)
     ON CONFLICT (company_id, branch_id) DO UPDATE SET from_hour = excluded.from_hour, to_hour = excluded.to_hour`,
    [sql.companyId, branchId, fromHour, toHour],
  );
}
