import type { TenantSql } from '../../db/tenant-scope.ts';

export type StreamHead = { readonly terminalId: string; readonly series: string; readonly lastSeq: number; readonly lastHash: string };

export async function findStream(sql: TenantSql, id: string): Promise<StreamHead | undefined> {
  const rows = await sql.query<StreamHead>(
    `SELECT terminal_id AS "terminalId", series, last_seq::float8 AS "lastSeq", last_hash AS "lastHash"
     FROM streams WHERE company_id = $1 AND id = $2`,
    [sql.companyId, id],
  );
  return rows[0];
}

/** The series of every log that a terminal ever had. */
export async function seriesOfTerminal(sql: TenantSql, terminalId: string): Promise<string[]> {
  const rows = await sql.query<{ series: string }>('SELECT series FROM streams WHERE company_id = $1 AND terminal_id = $2', [
    sql.companyId,
    terminalId,
  ]);
  return rows.map(({ series }) => series);
}

/** Whether a log of the branch has these letters, with or without a figure: they are its terminal's for ever. */
export async function areTaken(sql: TenantSql, branchId: string, letters: string): Promise<boolean> {
  const rows = await sql.query(`SELECT 1 FROM streams WHERE company_id = $1 AND branch_id = $2 AND rtrim(series, '0123456789') = $3`, [
    sql.companyId,
    branchId,
    letters,
  ]);
  return rows.length > 0;
}

export type NewStream = {
  readonly id: string;
  readonly terminalId: string;
  readonly branchId: string;
  readonly series: string;
  readonly lastHash: string;
  readonly openedAt: number;
};

/** Whether it was new: its id and, in its branch, its series. */
export async function tryInsertStream(sql: TenantSql, stream: NewStream): Promise<boolean> {
  const rows = await sql.query(
    `INSERT INTO streams (company_id, id, terminal_id, branch_id, series, last_hash, opened_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT DO NOTHING RETURNING id`,
    [sql.companyId, stream.id, stream.terminalId, stream.branchId, stream.series, stream.lastHash, stream.openedAt],
  );
  return rows.length > 0;
}

export type NewIncarnation = {
  readonly streamId: string;
  readonly terminalId: string;
  readonly branchId: string;
  readonly reason: string;
  readonly previousStreamId: string;
  readonly toldSeq: number;
  readonly toldHash: string;
  readonly cloudSeq: number;
  readonly cloudHash: string;
  readonly openedAt: number;
};

export async function insertIncarnation(sql: TenantSql, row: NewIncarnation): Promise<void> {
  await sql.query(
    `INSERT INTO incarnations (company_id, stream_id, terminal_id, branch_id, reason, previous_stream_id, told_seq, told_hash,
       cloud_seq, cloud_hash, opened_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      sql.companyId,
      row.streamId,
      row.terminalId,
      row.branchId,
      row.reason,
      row.previousStreamId,
      row.toldSeq,
      row.toldHash,
      row.cloudSeq,
      row.cloudHash,
      row.openedAt,
    ],
  );
}

/** A log that began anew, as a person looks at it. */
export type IncarnationRow = {
  readonly streamId: string;
  readonly series: string;
  readonly previousSeries: string | null;
  readonly terminalId: string;
  readonly terminalName: string;
  readonly branchId: string;
  readonly reason: string;
  readonly toldSeq: number;
  readonly cloudSeq: number;
  readonly openedAt: number;
  readonly revoked: boolean;
  /** Who looked at it first, and when; nobody yet where both are null. */
  readonly seenBy: string | null;
  readonly seenAt: number | null;
};

export async function listIncarnations(sql: TenantSql): Promise<IncarnationRow[]> {
  return sql.query<IncarnationRow>(
    `SELECT i.stream_id AS "streamId", s.series, p.series AS "previousSeries", i.terminal_id AS "terminalId", t.name AS "terminalName",
       i.branch_id AS "branchId", i.reason, i.told_seq::float8 AS "toldSeq", i.cloud_seq::float8 AS "cloudSeq",
       i.opened_at::float8 AS "openedAt", t.revoked_at IS NOT NULL AS revoked, n.name AS "seenBy", n.at AS "seenAt"
     FROM incarnations i
     JOIN streams s ON s.company_id = i.company_id AND s.id = i.stream_id
     JOIN terminals t ON t.company_id = i.company_id AND t.id = i.terminal_id
     LEFT JOIN streams p ON p.company_id = i.company_id AND p.id = i.previous_stream_id
     LEFT JOIN LATERAL (SELECT u.name, n.at::float8 AS at FROM incarnation_notes n LEFT JOIN users u ON u.id = n.user_id
       WHERE n.company_id = i.company_id AND n.stream_id = i.stream_id ORDER BY n.at, n.id LIMIT 1) n ON true
     WHERE i.company_id = $1 ORDER BY i.opened_at DESC LIMIT 200`,
    [sql.companyId],
  );
}

/** Whether there is such a log of a company, and in which branch. */
export async function findIncarnation(sql: TenantSql, streamId: string): Promise<{ branchId: string } | undefined> {
  const rows = await sql.query<{ branchId: string }>(
    'SELECT branch_id AS "branchId" FROM incarnations WHERE company_id = $1 AND stream_id = $2',
    [sql.companyId, streamId],
  );
  return rows[0];
}

export async function insertLook(sql: TenantSql, look: { id: string; streamId: string; userId: string; at: number }): Promise<void> {
  await sql.query('INSERT INTO incarnation_notes (company_id, id, stream_id, user_id, at) VALUES ($1, $2, $3, $4, $5)', [
    sql.companyId,
    look.id,
    look.streamId,
    look.userId,
    look.at,
  ]);
}
