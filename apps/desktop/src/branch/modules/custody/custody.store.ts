import { money, type Money } from '@fastops/shared/base/money';
import type { IncarnationReason } from '@fastops/shared/sync/protocol';
import type { Reader, Writer } from '../../db/access.ts';

/** One log of this till: the open one, and those it wrote before a clone, a restore or a lost tail. */
export type OwnStream = {
  readonly streamId: string;
  readonly series: string;
  readonly open: boolean;
  readonly lastSeq: number;
  readonly ackedSeq: number;
  readonly durableSeq: number;
  readonly signedHead: string;
  /** Why it took over from another; null for the one of the enrolment. */
  readonly reason: IncarnationReason | null;
  readonly openedAt: number | null;
  readonly previousSeries: string | null;
  /** Tickets that got another number when it began; counted until somebody has read it, since it takes a walk over the log. */
  readonly renumbered: number;
  /** When a person said that they read about it. */
  readonly acknowledgedAt: number | null;
};

export function readOwnStreams(db: Reader, companyId: string): OwnStream[] {
  const rows = db.all<Omit<OwnStream, 'open'> & { open: number }>(
    `SELECT s.stream_id AS streamId, s.series, s.is_open AS open, s.last_seq AS lastSeq, s.acked_seq AS ackedSeq,
       s.durable_seq AS durableSeq, s.signed_head AS signedHead, s.reason, nullif(s.opened_at, 0) AS openedAt,
       p.series AS previousSeries, n.acknowledged_at AS acknowledgedAt,
       CASE WHEN s.reason IS NULL OR n.acknowledged_at IS NOT NULL THEN 0 ELSE (SELECT count(*) FROM events e WHERE e.company_id = s.company_id
         AND e.stream_id = s.stream_id AND e.adopted = 0 AND e.type = 'order.renumbered') END AS renumbered
     FROM streams s
     LEFT JOIN streams p ON p.company_id = s.company_id AND p.stream_id = s.previous_id
     LEFT JOIN custody_notices n ON n.company_id = s.company_id AND n.stream_id = s.stream_id
     WHERE s.company_id = ? AND s.own = 1 ORDER BY s.is_open DESC, s.opened_at DESC, s.stream_id DESC`,
    companyId,
  );
  return rows.map((row) => ({ ...row, open: row.open === 1 }));
}

export type Numbered = { readonly body: string; readonly seq: number };
export type UpTo = { readonly streamId: string; readonly seq: number };

/** The last order that got a ticket number in this stream at or before a seq. */
export function readLastNumbered(db: Reader, companyId: string, { streamId, seq }: UpTo): Numbered | undefined {
  return db.get<Numbered>(
    `SELECT body, seq FROM events WHERE company_id = ? AND stream_id = ? AND adopted = 0 AND seq <= ?
       AND type IN ('order.placed', 'order.renumbered') ORDER BY seq DESC LIMIT 1`,
    companyId,
    streamId,
    seq,
  );
}

/** The same among what was logged in this stream again. */
export function readLastNumberedAgain(db: Reader, companyId: string, { streamId, seq }: UpTo): Numbered | undefined {
  return db.get<Numbered>(
    `SELECT e.body, p.seq FROM event_places p JOIN events e ON e.company_id = p.company_id AND e.id = p.event_id
     WHERE p.company_id = ? AND p.stream_id = ? AND p.seq <= ? AND e.type IN ('order.placed', 'order.renumbered')
     ORDER BY p.seq DESC LIMIT 1`,
    companyId,
    streamId,
    seq,
  );
}

/** An event that is kept but not counted in any table yet. */
export type Parked = {
  readonly id: string;
  readonly type: string;
  readonly v: number;
  readonly reason: string;
  readonly value: Money;
  readonly at: number;
  readonly own: boolean;
};

export function readParked(db: Reader, { companyId, terminalId }: { companyId: string; terminalId: string }, limit: number): Parked[] {
  const rows = db.all<Omit<Parked, 'own' | 'value'> & { own: number; value: number }>(
    `SELECT id, type, v, parked AS reason, value, at, terminal_id = ? AS own FROM events
     WHERE company_id = ? AND parked IS NOT NULL ORDER BY at LIMIT ?`,
    terminalId,
    companyId,
    limit,
  );
  return rows.map((row) => ({ ...row, value: money(row.value), own: row.own === 1 }));
}

export function countParked(db: Reader, companyId: string): number {
  return db.get<{ n: number }>('SELECT count(*) AS n FROM events WHERE company_id = ? AND parked IS NOT NULL', companyId)?.n ?? 0;
}

/** Notes who read that a log began anew; the first who did stays. */
export function saveAcknowledged(db: Writer, companyId: string, notice: { streamId: string; byId: string; at: number }): boolean {
  const { changes } = db.run(
    `INSERT INTO custody_notices (company_id, stream_id, acknowledged_by_id, acknowledged_at)
     SELECT company_id, stream_id, ?, ? FROM streams WHERE company_id = ? AND stream_id = ? AND own = 1 AND reason IS NOT NULL
     ON CONFLICT (company_id, stream_id) DO NOTHING`,
    notice.byId,
    notice.at,
    companyId,
    notice.streamId,
  );
  return changes === 1;
}
