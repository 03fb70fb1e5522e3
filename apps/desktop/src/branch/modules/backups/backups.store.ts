import { assert } from '@fastops/shared/base/assert';
import type { Event } from '@fastops/shared/sync/event';
import type { Writer } from '../../db/access.ts';

/** Moves a stream's head on to the last of its events. */
export function saveSalvagedHead(db: Writer, last: Event): void {
  const { changes } = db.run(
    'UPDATE streams SET last_seq = ?, last_hash = ? WHERE company_id = ? AND stream_id = ?',
    last.seq,
    last.hash,
    last.companyId,
    last.streamId,
  );
  assert(changes === 1, 'the stream vanished while being salvaged');
}
