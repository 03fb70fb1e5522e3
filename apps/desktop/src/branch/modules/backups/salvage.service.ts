import { findChainBreak } from '@fastops/shared/sync/chain';
import type { Event } from '@fastops/shared/sync/event';
import { bodyFault } from '@fastops/shared/sync/event-types';
import type { Writer } from '../../db/access.ts';
import { hasEvent, insertEvent, ownStream, sha256 } from '../../db/event-log.ts';
import { noteNumberOf, projectAggregate } from '../sync/projections.service.ts';
import { saveSalvagedHead } from './backups.store.ts';

/**
 * After a restore: takes over the facts that the file before it had logged since the copy, as far as its chain goes on
 * from the copy's. With all of them the log is what it was, and goes on under its own letters. Answers how many.
 */
export function salvageTail(db: Writer, companyId: string, tail: readonly Event[]): number {
  const { streamId, lastSeq, lastHash } = ownStream(db, companyId);
  const broken = findChainBreak(tail, { streamId, seq: lastSeq, hash: lastHash }, sha256);
  const sound = tail.filter(({ seq }) => broken === undefined || seq < broken.seq);
  const known = sound.findIndex(({ id }) => hasEvent(db, companyId, id));
  const fresh = known === -1 ? sound : sound.slice(0, known);
  const last = fresh.at(-1);
  if (!last) return 0;
  for (const event of fresh) {
    insertEvent(db, event, { parked: bodyFault(event) ?? null, adopted: false });
    noteNumberOf(db, event);
  }
  saveSalvagedHead(db, last);
  for (const [entityId, type] of new Map(fresh.map((event) => [event.entityId, event.type])))
    projectAggregate(db, companyId, { entityId, type });
  return fresh.length;
}
