import type { Reader } from '../../db/access.ts';
import { eventsAfter } from '../../db/event-log.ts';
import type { Event } from '@fastops/shared/sync/event';

const PAGE = 500;

/** Every fact since a moment, of this till and of others that it knows, stream after stream. */
export function eventsSince(db: Reader, companyId: string, since: number): Event[] {
  const streams = db.all<{ streamId: string; before: number }>(
    `SELECT stream_id AS streamId, min(seq) - 1 AS before FROM events WHERE company_id = ? AND adopted = 0 AND at >= ? GROUP BY stream_id ORDER BY stream_id`,
    companyId,
    since,
  );
  return streams.flatMap(({ streamId, before }) => [...pagesOf(db, { companyId, streamId, seq: before })]);
}

function* pagesOf(db: Reader, from: { companyId: string; streamId: string; seq: number }): Generator<Event> {
  for (let at = from.seq; ;) {
    const events = eventsAfter(db, { ...from, seq: at }, PAGE);
    yield* events;
    const last = events.at(-1);
    if (!last) return;
    at = last.seq;
  }
}
