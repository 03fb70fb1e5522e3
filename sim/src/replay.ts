import { openDatabase } from '@fastops/desktop/branch/db/open';
import type { Database } from '@fastops/desktop/branch/db/access';
import { factsOf } from '@fastops/desktop/branch/db/event-log';
import { readMigrations } from '@fastops/desktop/branch/db/migrate';
import { saveEnrolment, takeForeign } from '@fastops/desktop/branch/modules/sync/sync.service';
import type { Bundle } from '@fastops/shared/commissioning/bundle';
import { foldOrder } from '@fastops/shared/orders/order.fold';
import type { Event } from '@fastops/shared/sync/event';

/** A till that only looks: nothing that it hears is its own, so that every fact goes through the door of foreign ones. */
const WATCHER = '00000000-0000-7000-8000-00000000aaaa';
const STREAM = '00000000-0000-7000-8000-00000000bbbb';

export type Replayed = {
  /** One line for each fact: what it was, and what its aggregate was after it. */
  readonly steps: readonly string[];
  /** How things stood when the replay stopped. */
  readonly state: object;
  /** The same for the same bundle, whoever replays it. */
  readonly digest: string;
};

/** Replays facts in one fixed order until (and with) `at`: a number from 1, or the id of a fact. Without it, all of them. */
export function replayBundle(bundle: Bundle, { file, at }: { file: string; at?: string | undefined }): Replayed {
  const { companyId, branchId } = bundle.terminal;
  const terminal = { companyId, branchId, terminalId: WATCHER };
  const db = openDatabase({ file, migrations: readMigrations(), driver: {}, allowOldSqlite: false });
  try {
    db.transaction((tx) => saveEnrolment(tx, 'http://replay', { ...terminal, streamId: STREAM, series: 'X', cloudKey: 'A'.repeat(43) }));
    const ordered = inOrder(bundle.events);
    const until = at === undefined ? ordered.length : endOf(ordered, at);
    const steps: string[] = [];
    for (const [index, event] of ordered.slice(0, until).entries()) {
      db.transaction((tx) => takeForeign(tx, terminal, [event]));
      steps.push(`${String(index + 1).padStart(5)} ${event.type.padEnd(26)} ${event.id} ${standing(db, companyId, event)}`);
    }
    const state = stateOf(db, companyId, ordered[until - 1]);
    return { steps, state, digest: JSON.stringify([steps, state]) };
  } finally {
    db.close();
  }
}

/** By time as people saw it; ties by stream and number, so that the order is the same everywhere. */
function inOrder(events: readonly Event[]): Event[] {
  return events.toSorted((a, b) => a.at - b.at || (a.streamId < b.streamId ? -1 : a.streamId > b.streamId ? 1 : a.seq - b.seq));
}

function endOf(events: readonly Event[], at: string): number {
  const index = /^\d+$/.test(at) ? Number(at) : events.findIndex(({ id }) => id === at) + 1;
  if (index < 1 || index > events.length) throw new Error(`there is no fact ${at} among ${events.length}`);
  return index;
}

function standing(db: Database, companyId: string, { type, entityId }: Event): string {
  if (!type.startsWith('order.')) return '';
  const { state, totals, balance } = foldOrder(factsOf(db, companyId, entityId));
  return `${state} total ${totals.due} balance ${balance}`;
}

function stateOf(db: Database, companyId: string, last: Event | undefined): object {
  const orders = db.all<{ state: string; count: number; total: number }>(
    'SELECT state, count(*) AS count, sum(total) AS total FROM orders WHERE company_id = ? GROUP BY state ORDER BY state',
    companyId,
  );
  const parked = db.get<{ count: number }>('SELECT count(*) AS count FROM events WHERE company_id = ? AND parked IS NOT NULL', companyId);
  const facts = last ? factsOf(db, companyId, last.entityId) : [];
  const order = last?.type.startsWith('order.') ? foldOrder(facts) : undefined;
  return {
    orders,
    parked: parked?.count ?? 0,
    last: last && { id: last.id, type: last.type, at: last.at, body: last.body },
    ...(order ? { order } : {}),
  };
}
