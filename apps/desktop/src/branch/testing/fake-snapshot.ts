import { createHash } from 'node:crypto';
import type { Event } from '@fastops/shared/sync/event';
import type { Master } from '@fastops/shared/sync/protocol';
import { SNAPSHOT_FORMAT, type HollowOrder } from '@fastops/shared/sync/snapshot';
import { idOf, OPENING } from './branch-fixture.ts';
import { otherTill } from './fake-cloud.ts';

/** Orders that another till of the branch sold, four facts each, in one chain. */
export function aHistory(orders: number, firstId = 1_000_000): Event[] {
  const till = otherTill();
  for (let n = 0; n < orders; n += 1) {
    const entityId = idOf(firstId + n);
    till.append('order.opened', { entityId, rev: 1, body: { orderType: 'takeaway' } });
    till.append('order.line-added', { entityId, rev: 2, body: { line: till.line(idOf(firstId * 2 + n)) } });
    till.append('order.placed', { entityId, rev: 3, body: { number: { series: 'B', sequence: 1 + (n % 900_000) } } });
    till.append('order.payment-added', { entityId, rev: 4, body: { payment: till.payment(idOf(firstId * 3 + n), 25_000) } });
  }
  return till.events;
}

/** What the snapshot says, before its last line. */
export type SnapshotParts = {
  readonly position: number;
  readonly epoch?: string;
  readonly masters?: readonly Master[];
  readonly events?: readonly Event[];
  readonly orders?: Iterable<HollowOrder>;
};

/** The lines of a snapshot, the last one with their sum. */
export function* snapshotLinesOf({ position, epoch = 'e1', masters = [], events = [], orders = [] }: SnapshotParts): Generator<string> {
  const sum = createHash('sha256');
  let count = 0;
  const line = (value: object) => {
    const text = JSON.stringify(value);
    sum.update(`${text}\n`);
    count += 1;
    return text;
  };
  const cursors = { branch: { epoch, position }, company: { epoch, position: masters.length } };
  yield line({ kind: 'head', format: SNAPSHOT_FORMAT, at: OPENING, cursors });
  for (const master of masters) yield line({ kind: 'master', master });
  for (const event of events) yield line({ kind: 'event', event });
  for (const order of orders) yield line({ kind: 'order', order });
  yield JSON.stringify({ kind: 'end', count, sha256: sum.digest('hex') });
}
