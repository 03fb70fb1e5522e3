import type { Event } from '@fastops/shared/sync/event';
import type { SnapshotHead, SnapshotLine } from '@fastops/shared/sync/snapshot';
import type { Terminal } from '../../context.ts';
import type { Reader, Writer } from '../../db/access.ts';
import { applyMaster, forgetMasters } from '../catalog/catalog.service.ts';
import { filled, forgetHollow, hollowOf, keepHollow } from '../orders/hollow.service.ts';
import { cursorOf, takeForeign, takeProven } from './sync.service.ts';
import { saveCursor } from './sync.store.ts';

/** Makes room: rows of a snapshot that broke off go, and masters of another lineage. */
export function beginSnapshot(db: Writer, { companyId }: Terminal, { cursors }: SnapshotHead): void {
  forgetHollow(db, companyId);
  if (cursorOf(db, companyId, 'company').epoch !== cursors.company.epoch) forgetMasters(db, companyId);
}

/** Applies some lines of a snapshot. Applying them again changes nothing. */
export function applySnapshot(db: Writer, terminal: Terminal, lines: readonly SnapshotLine[]): void {
  const { companyId } = terminal;
  const events: Event[] = [];
  for (const line of lines) {
    if (line.kind === 'master') applyMaster(db, companyId, line.master);
    else if (line.kind === 'event') events.push(line.event);
    else if (line.kind === 'order') keepHollow(db, companyId, line.order);
  }
  // The reader of its lines computed their hashes.
  takeProven(db, terminal, events);
}

/** The snapshot came whole: from here on the till pulls what is newer. */
export function finishSnapshot(db: Writer, { companyId }: Terminal, { cursors }: SnapshotHead): void {
  saveCursor(db, companyId, { scope: 'branch', ...cursors.branch });
  saveCursor(db, companyId, { scope: 'company', ...cursors.company });
}

/** Orders known by their row alone that these events are about. */
export function hollowAmong(db: Reader, companyId: string, events: readonly Pick<Event, 'entityId'>[]): string[] {
  return hollowOf(db, companyId, [...new Set(events.map(({ entityId }) => entityId))]);
}

/** Takes all facts of orders that were known by their row alone. */
export function fillHollow(db: Writer, terminal: Terminal, events: readonly Event[]): void {
  for (const orderId of new Set(events.map(({ entityId }) => entityId))) filled(db, terminal.companyId, orderId);
  // Whatever of it was here before by another way is folded with the rest.
  takeForeign(db, terminal, events);
}
