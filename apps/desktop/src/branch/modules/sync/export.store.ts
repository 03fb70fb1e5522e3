import { assert } from '@fastops/shared/base/assert';
import type { Reader, Writer } from '../../db/access.ts';

/** A piece of an own stream that only this file has. */
export type UnsyncedRun = { readonly streamId: string; readonly series: string; readonly afterSeq: number; readonly toSeq: number };

/** What the cloud hasn't acknowledged, stream by stream, oldest first. */
export function listUnsyncedRuns(db: Reader, companyId: string): UnsyncedRun[] {
  return db.all<UnsyncedRun>(
    `SELECT stream_id AS streamId, series, acked_seq AS afterSeq, coalesce(send_to, last_seq) AS toSeq FROM streams
     WHERE company_id = ? AND own = 1 AND acked_seq < coalesce(send_to, last_seq) ORDER BY is_open, stream_id`,
    companyId,
  );
}

export function saveExported(db: Writer, companyId: string, run: UnsyncedRun): void {
  db.run('UPDATE streams SET exported_seq = ? WHERE company_id = ? AND stream_id = ?', run.toSeq, companyId, run.streamId);
}

/** What is in a copy that was made on the owner's word. */
export function saveRemovable(db: Writer, companyId: string, run: UnsyncedRun): void {
  db.run('UPDATE streams SET removable_seq = ? WHERE company_id = ? AND stream_id = ?', run.toSeq, companyId, run.streamId);
}

// CROSS JOIN: from the few streams to the end of their chains, as in `readPending`.
const HELD_BACK = `s.company_id = ? AND s.own = 1 AND %.seq > max(s.acked_seq, s.#) AND %.seq <= coalesce(s.send_to, s.last_seq)`;

/** What is neither in the cloud nor in an export; with `removable_seq`, in one that was made on the owner's word. */
export function readHeldBack(
  db: Reader,
  companyId: string,
  kept: 'exported_seq' | 'removable_seq' = 'exported_seq',
): { count: number; value: number; oldestAt: number | null } {
  const heldBack = HELD_BACK.replaceAll('#', kept);
  const row = db.get<{ count: number; value: number; oldestAt: number | null }>(
    `SELECT count(*) AS count, coalesce(sum(value), 0) AS value, min(at) AS oldestAt FROM (
       SELECT e.value, e.at FROM streams s CROSS JOIN events e ON e.company_id = s.company_id AND e.stream_id = s.stream_id AND e.adopted = 0
       WHERE ${heldBack.replaceAll('%', 'e')}
       UNION ALL
       SELECT e.value, e.at FROM streams s CROSS JOIN event_places p ON p.company_id = s.company_id AND p.stream_id = s.stream_id
         CROSS JOIN events e ON e.company_id = p.company_id AND e.id = p.event_id
       WHERE ${heldBack.replaceAll('%', 'p')})`,
    companyId,
    companyId,
  );
  assert(row, 'an aggregate always gives a row');
  return row;
}
