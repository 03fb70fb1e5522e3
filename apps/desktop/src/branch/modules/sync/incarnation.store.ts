import type { IncarnationReason } from '@fastops/shared/sync/protocol';
import type { Reader, Writer } from '../../db/access.ts';

/** An own stream that took over from another, as the cloud has to hear of it. */
export type TakeOver = {
  readonly streamId: string;
  readonly series: string;
  readonly reason: IncarnationReason;
  readonly openedAt: number;
  readonly registered: 0 | 1;
  readonly previousId: string;
  readonly previousSeq: number;
  readonly previousHash: string;
};

/** How the open stream began; undefined for the one of the enrolment. */
export function findTakeOver(db: Reader, companyId: string): TakeOver | undefined {
  return db.get<TakeOver>(
    `SELECT stream_id AS streamId, series, reason, opened_at AS openedAt, registered, previous_id AS previousId,
       previous_seq AS previousSeq, previous_hash AS previousHash
     FROM streams WHERE company_id = ? AND own = 1 AND is_open = 1 AND reason IS NOT NULL`,
    companyId,
  );
}

/** What isn't acknowledged of a stream will be sent from another one. */
export function stopSending(db: Writer, companyId: string, streamId: string): void {
  db.run('UPDATE streams SET send_to = acked_seq WHERE company_id = ? AND stream_id = ?', companyId, streamId);
}

export function saveRegistered(db: Writer, companyId: string, stream: { streamId: string; registered: boolean }): void {
  db.run('UPDATE streams SET registered = ? WHERE company_id = ? AND stream_id = ?', stream.registered ? 1 : 0, companyId, stream.streamId);
}

/** Series of all own streams, so that none is used twice. */
export function listOwnSeries(db: Reader, companyId: string): string[] {
  return db.all<{ series: string }>('SELECT series FROM streams WHERE company_id = ? AND own = 1', companyId).map(({ series }) => series);
}

/** Notes every own fact that isn't in the open stream's own chain and was in the cloud once: will it show them again? */
export function fillReoffers(db: Writer, at: { companyId: string; terminalId: string }): void {
  db.run('DELETE FROM reoffers WHERE company_id = ?', at.companyId);
  db.run(
    `INSERT OR IGNORE INTO reoffers (company_id, event_id)
     SELECT e.company_id, e.id FROM events e JOIN streams s ON s.company_id = e.company_id AND s.stream_id = e.stream_id
     WHERE s.company_id = ? AND s.own = 1 AND s.is_open = 0 AND e.adopted = 0 AND e.seq <= s.acked_seq`,
    at.companyId,
  );
  db.run(
    `INSERT OR IGNORE INTO reoffers (company_id, event_id)
     SELECT p.company_id, p.event_id FROM event_places p JOIN streams s ON s.company_id = p.company_id AND s.stream_id = p.stream_id
     WHERE s.company_id = ? AND s.own = 1 AND s.is_open = 0 AND p.seq <= s.acked_seq`,
    at.companyId,
  );
  db.run(
    'INSERT OR IGNORE INTO reoffers (company_id, event_id) SELECT company_id, id FROM events WHERE company_id = ? AND terminal_id = ? AND adopted = 1',
    at.companyId,
    at.terminalId,
  );
}

/** Whether the cloud once acknowledged something of a log that is closed now. */
export function hasClosedPast(db: Reader, companyId: string): boolean {
  return db.get('SELECT 1 FROM streams WHERE company_id = ? AND own = 1 AND is_open = 0 AND acked_seq > 0', companyId) !== undefined;
}

export function addReoffer(db: Writer, companyId: string, eventId: string): void {
  db.run('INSERT OR IGNORE INTO reoffers (company_id, event_id) VALUES (?, ?)', companyId, eventId);
}

/** The cloud has this one. */
export function dropReoffer(db: Writer, companyId: string, eventId: string): void {
  db.run('DELETE FROM reoffers WHERE company_id = ? AND event_id = ?', companyId, eventId);
}

/** Own facts that the cloud didn't show again, in the order they were written. */
export function listReoffers(db: Reader, companyId: string): string[] {
  return db
    .all<{ id: string }>(
      `SELECT e.id FROM reoffers r JOIN events e ON e.company_id = r.company_id AND e.id = r.event_id
       WHERE r.company_id = ? ORDER BY e.position`,
      companyId,
    )
    .map(({ id }) => id);
}

/** Nothing more to find out. */
export function clearReoffers(db: Writer, companyId: string): void {
  db.run('DELETE FROM reoffers WHERE company_id = ?', companyId);
}
