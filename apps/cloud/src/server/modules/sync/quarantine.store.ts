import type { Event } from '@fastops/shared/sync/event';
import type { TenantSql } from '../../db/tenant-scope.ts';
import { SURRENDERED } from './surrender.store.ts';

export type NoteKind = 'noted' | 'resolved' | 'projected' | 'tried';
export type QuarantineNote = { readonly kind: NoteKind; readonly note: string; readonly by: string | null; readonly at: number };

/** A fact that was set aside, with everything that was said about it since. */
export type QuarantineRow = {
  readonly streamId: string;
  readonly seq: number;
  readonly reason: string;
  readonly event: Event;
  readonly receivedAt: number;
  readonly branchId: string;
  readonly terminalId: string;
  readonly terminalName: string;
  readonly notes: readonly QuarantineNote[];
};

type RawRow = Omit<QuarantineRow, 'event'> & { readonly event: string };

/** Those of a company, newest first. What a terminal left that was put away is looked at as a whole, but for what couldn't be taken in. `open` leaves out what was projected or resolved. */
export async function listQuarantine(sql: TenantSql, only: { open: boolean; limit: number }): Promise<QuarantineRow[]> {
  const rows = await sql.query<RawRow>(
    `SELECT q.stream_id AS "streamId", q.seq::float8 AS seq, q.reason, q.event, q.received_at::float8 AS "receivedAt",
       s.branch_id AS "branchId", s.terminal_id AS "terminalId", t.name AS "terminalName",
       coalesce((SELECT jsonb_agg(jsonb_build_object('kind', n.kind, 'note', n.note, 'by', u.name, 'at', n.at) ORDER BY n.at, n.id)
         FROM quarantine_notes n LEFT JOIN users u ON u.id = n.user_id
         WHERE n.company_id = q.company_id AND n.stream_id = q.stream_id AND n.seq = q.seq AND n.kind <> 'tried'), '[]') AS notes
     FROM quarantine q
     JOIN streams s ON s.company_id = q.company_id AND s.id = q.stream_id
     JOIN terminals t ON t.company_id = q.company_id AND t.id = s.terminal_id
     WHERE q.company_id = $1 AND (q.reason <> $4 OR EXISTS (SELECT FROM quarantine_notes n
       WHERE n.company_id = q.company_id AND n.stream_id = q.stream_id AND n.seq = q.seq AND n.kind = 'tried')) AND (NOT $2::boolean OR NOT EXISTS (SELECT FROM quarantine_notes n WHERE n.company_id = q.company_id
       AND n.stream_id = q.stream_id AND n.seq = q.seq AND n.kind IN ('resolved', 'projected')))
     ORDER BY q.received_at DESC, q.seq DESC LIMIT $3`,
    [sql.companyId, only.open, only.limit, SURRENDERED],
  );
  return rows.map((row) => ({ ...row, event: JSON.parse(row.event) }));
}

/** Open ones that this version of the server hasn't tried to read yet, oldest first. What was left by a terminal waits for a person. */
export async function listUntried(
  sql: TenantSql,
  version: string,
  limit: number,
): Promise<{ readonly streamId: string; readonly event: Event }[]> {
  const rows = await sql.query<{ streamId: string; event: string }>(
    `SELECT q.stream_id AS "streamId", q.event FROM quarantine q
     WHERE q.company_id = $1 AND q.reason <> $4 AND NOT EXISTS (SELECT FROM quarantine_notes n
       WHERE n.company_id = q.company_id AND n.stream_id = q.stream_id AND n.seq = q.seq AND (n.kind IN ('resolved', 'projected') OR (n.kind = 'tried' AND n.note = $2)))
     ORDER BY q.received_at, q.stream_id, q.seq LIMIT $3`,
    [sql.companyId, version, limit, SURRENDERED],
  );
  return rows.map(({ streamId, event }) => ({ streamId, event: JSON.parse(event) }));
}

export async function isQuarantined(sql: TenantSql, at: { streamId: string; seq: number }): Promise<boolean> {
  const rows = await sql.query('SELECT 1 FROM quarantine WHERE company_id = $1 AND stream_id = $2 AND seq = $3', [
    sql.companyId,
    at.streamId,
    at.seq,
  ]);
  return rows.length > 0;
}

export type NewNote = {
  readonly id: string;
  readonly streamId: string;
  readonly seq: number;
  readonly kind: NoteKind;
  readonly note: string;
  readonly userId: string | null;
  readonly at: number;
};

export async function insertNote(sql: TenantSql, note: NewNote): Promise<void> {
  await sql.query(
    'INSERT INTO quarantine_notes (company_id, id, stream_id, seq, kind, note, user_id, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
    [sql.companyId, note.id, note.streamId, note.seq, note.kind, note.note, note.userId, note.at],
  );
}
