import type { Custody } from '@fastops/shared/sync/protocol';
import type { Sql } from '../../db/sql.ts';
import type { TenantSql } from '../../db/tenant-scope.ts';

export type TerminalRow = {
  readonly id: string;
  readonly branchId: string;
  readonly name: string;
  readonly enrolledAt: number;
  readonly lastContactAt: number | null;
  readonly appVersion: string;
  readonly revoked: boolean;
  readonly custody: Custody;
};

export async function listTerminals(sql: TenantSql): Promise<TerminalRow[]> {
  return sql.query<TerminalRow>(
    `SELECT id, branch_id AS "branchId", name, enrolled_at::float8 AS "enrolledAt", last_contact_at::float8 AS "lastContactAt",
       app_version AS "appVersion", revoked_at IS NOT NULL AS revoked,
       jsonb_build_object('count', custody_count, 'value', custody_value, 'oldestAt', custody_oldest_at) AS custody
     FROM terminals WHERE company_id = $1 ORDER BY branch_id, name`,
    [sql.companyId],
  );
}

export type DeviceRow = { readonly branchId: string; readonly name: string; readonly publicKey: string; readonly revoked: boolean };

export async function findDevice(sql: TenantSql, terminalId: string): Promise<DeviceRow | undefined> {
  const rows = await sql.query<DeviceRow>(
    `SELECT branch_id AS "branchId", name, public_key AS "publicKey", revoked_at IS NOT NULL AS revoked
     FROM terminals WHERE company_id = $1 AND id = $2`,
    [sql.companyId, terminalId],
  );
  return rows[0];
}

export async function findCompanyOfTerminal(sql: Sql, terminalId: string): Promise<string | undefined> {
  const rows = await sql.query<{ company: string }>('SELECT owner_company AS company FROM terminal_directory WHERE terminal_id = $1', [
    terminalId,
  ]);
  return rows[0]?.company;
}

export type CodeRow = { readonly companyId: string; readonly branchId: string; readonly terminalId: string | null };

/** Uses a code up: only the first of two that try gets a row. */
export async function takeCode(sql: Sql, codeHash: string, now: number): Promise<CodeRow | undefined> {
  const rows = await sql.query<CodeRow>(
    `UPDATE enrolment_codes SET used_at = $2 WHERE code_hash = $1 AND used_at IS NULL AND expires_at > $2
     RETURNING owner_company AS "companyId", branch_id AS "branchId", terminal_id AS "terminalId"`,
    [codeHash, now],
  );
  return rows[0];
}

export async function insertCode(sql: Sql, code: CodeRow & { codeHash: string; createdBy: string; expiresAt: number }): Promise<void> {
  await sql.query(
    `INSERT INTO enrolment_codes (code_hash, owner_company, branch_id, terminal_id, created_by, expires_at) VALUES ($1, $2, $3, $4, $5, $6)`,
    [code.codeHash, code.companyId, code.branchId, code.terminalId, code.createdBy, code.expiresAt],
  );
}

export type NewTerminal = {
  readonly id: string;
  readonly branchId: string;
  readonly name: string;
  readonly publicKey: string;
  readonly now: number;
};

export async function insertTerminal(sql: TenantSql, terminal: NewTerminal): Promise<void> {
  await sql.query(
    'INSERT INTO terminals (company_id, id, branch_id, name, public_key, enrolled_at, last_contact_at) VALUES ($1, $2, $3, $4, $5, $6, $6)',
    [sql.companyId, terminal.id, terminal.branchId, terminal.name, terminal.publicKey, terminal.now],
  );
  await sql.query('INSERT INTO terminal_directory (terminal_id, owner_company) VALUES ($1, $2)', [terminal.id, sql.companyId]);
}

/** The terminal goes on with another device key; whoever has the old one is nobody from now on, and will be told so. */
export async function saveDevice(sql: TenantSql, device: Omit<NewTerminal, 'branchId' | 'name'>): Promise<void> {
  await sql.query(
    `INSERT INTO ended_devices (company_id, terminal_id, public_key, ended_at)
     SELECT company_id, id, public_key, coalesce(revoked_at, $3) FROM terminals WHERE company_id = $1 AND id = $2
     ON CONFLICT DO NOTHING`,
    [sql.companyId, device.id, device.now],
  );
  await sql.query(
    `UPDATE terminals SET public_key = $3, enrolled_at = $4, last_contact_at = $4, revoked_at = NULL WHERE company_id = $1 AND id = $2`,
    [sql.companyId, device.id, device.publicKey, device.now],
  );
}

export async function saveName(sql: TenantSql, terminalId: string, name: string): Promise<void> {
  await sql.query('UPDATE terminals SET name = $3 WHERE company_id = $1 AND id = $2', [sql.companyId, terminalId, name]);
}

/** Whether a log is known by this id. */
export async function hasStream(sql: TenantSql, streamId: string): Promise<boolean> {
  return (await sql.query('SELECT 1 FROM streams WHERE company_id = $1 AND id = $2', [sql.companyId, streamId])).length > 0;
}

/** The next letter of a branch: 0 is A, 25 is Z, 26 is AA. */
export async function takeSeries(sql: TenantSql, branchId: string): Promise<number> {
  const [row] = await sql.query<{ series: number }>(
    'UPDATE branches SET next_series = next_series + 1 WHERE company_id = $1 AND id = $2 RETURNING next_series - 1 AS series',
    [sql.companyId, branchId],
  );
  return row?.series ?? 0;
}

export async function saveRevoked(sql: TenantSql, terminalId: string, now: number): Promise<boolean> {
  const rows = await sql.query(
    'UPDATE terminals SET revoked_at = coalesce(revoked_at, $3) WHERE company_id = $1 AND id = $2 RETURNING id',
    [sql.companyId, terminalId, now],
  );
  return rows.length > 0;
}

export async function saveContact(
  sql: TenantSql,
  contact: { terminalId: string; now: number; custody: Custody; appVersion?: string | undefined; clockOffsetMs?: number | undefined },
): Promise<void> {
  await sql.query(
    `UPDATE terminals SET last_contact_at = $3, custody_count = $4, custody_value = $5, custody_oldest_at = $6,
       app_version = coalesce($7, app_version), clock_offset_ms = coalesce($8, clock_offset_ms) WHERE company_id = $1 AND id = $2`,
    [
      sql.companyId,
      contact.terminalId,
      contact.now,
      contact.custody.count,
      contact.custody.value,
      contact.custody.oldestAt,
      contact.appVersion ?? null,
      contact.clockOffsetMs ?? null,
    ],
  );
}

export async function readPermissionVersion(sql: TenantSql): Promise<number> {
  const rows = await sql.query<{ version: number }>('SELECT permission_version::float8 AS version FROM companies WHERE company_id = $1', [
    sql.companyId,
  ]);
  return rows[0]?.version ?? 1;
}

/** A device key that is nobody any more. */
export type EndedKey = { readonly publicKey: string; readonly endedAt: number; readonly toldAt: number | null };

/** All of a terminal's: the one it has, where it was put away, and those before. */
export async function endedKeysOf(sql: TenantSql, terminalId: string): Promise<EndedKey[]> {
  return sql.query<EndedKey>(
    `SELECT k.public_key AS "publicKey", min(k.ended_at)::float8 AS "endedAt", max(k.told_at)::float8 AS "toldAt"
     FROM (SELECT public_key, ended_at, told_at FROM ended_devices WHERE company_id = $1 AND terminal_id = $2
       UNION ALL SELECT public_key, revoked_at, NULL FROM terminals WHERE company_id = $1 AND id = $2 AND revoked_at IS NOT NULL) k
     GROUP BY k.public_key`,
    [sql.companyId, terminalId],
  );
}

/** Notes when whoever has the key heard of its end for the first time. */
export async function saveTold(sql: TenantSql, terminalId: string, told: EndedKey & { readonly now: number }): Promise<void> {
  await sql.query(
    `INSERT INTO ended_devices (company_id, terminal_id, public_key, ended_at, told_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (company_id, terminal_id, public_key) DO UPDATE SET told_at = coalesce(ended_devices.told_at, excluded.told_at)`,
    [sql.companyId, terminalId, told.publicKey, told.endedAt, told.now],
  );
}
