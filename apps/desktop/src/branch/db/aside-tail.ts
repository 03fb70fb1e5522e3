import { join } from 'node:path';
import type { Event } from '@fastops/shared/sync/event';
import { databaseOver, type Driver } from './access.ts';
import { openDriver, type DriverChoice } from './driver.ts';
import { eventsAfter } from './event-log.ts';

/** What can still be read of a stream in a file that was moved aside, from a seq on and up to the first damage. */
export function readTail(aside: string, driver: DriverChoice, at: { companyId: string; streamId: string; seq: number }): Event[] {
  const events: Event[] = [];
  let opened: Driver | undefined;
  try {
    opened = openDriver(join(aside, 'branch.db'), driver, { readonly: true });
    const db = databaseOver(opened);
    // One by one: a damaged page must not cost the facts before it.
    for (let seq = at.seq; ; seq = events.at(-1)?.seq ?? seq) {
      const [event] = eventsAfter(db, { ...at, seq }, 1);
      if (!event) return events;
      events.push(event);
    }
  } catch {
    // The file was moved aside because it is damaged: what came before is what there is.
    return events;
  } finally {
    opened?.close();
  }
}
