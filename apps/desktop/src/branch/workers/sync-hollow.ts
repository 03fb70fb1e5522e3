import { hollowOrders } from '../modules/orders/hollow.service.ts';
import { fillHollow, hollowAmong } from '../modules/sync/snapshot.service.ts';
import type { SyncParts } from './sync-parts.ts';

/** Longer than this nobody waits for an old order at the counter. */
const PATIENCE_MS = 6_000;
/** One order a second, and only these days: a fresh till has its last months within hours, and neither line nor disk notices. */
const EVERY_MS = 1_000;
const DAYS_BACK = 90;
const REST_MS = 60_000;
const AT_ONCE = 500;

/** Without a client: before there is a cloud to ask. */
type Bringing = { readonly core: SyncParts['core']; readonly client: Pick<SyncParts['client'], 'aggregate'> | undefined };

/**
 * Brings the facts of an order that came with a snapshot as its row alone. True: they are here (at once for any other order).
 * False: the cloud can't be reached, or doesn't give them.
 */
export function bringOrder({ core, client }: Bringing, orderId: string): true | Promise<boolean> {
  const terminal = core.enrolment()?.terminal;
  if (!terminal || hollowAmong(core.db, terminal.companyId, [{ entityId: orderId }]).length === 0) return true;
  if (!client) return Promise.resolve(false);
  return within(PATIENCE_MS, async () => {
    const { events } = await client.aggregate({ entityId: orderId });
    if (events.length === 0) return false;
    core.transaction((db) => fillHollow(db, terminal, events), ['orders']);
    return true;
  });
}

/** Whether it came true in time; what comes later is kept all the same. */
async function within(ms: number, run: () => Promise<boolean>): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<boolean>((resolve) => (timer = setTimeout(() => resolve(false), ms)));
  try {
    return await Promise.race([run().catch(() => false), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Fills the last months of a till that began with a snapshot, latest first, while it has nothing else to do. Answers whether there is more. */
export function createBackfill(parts: Pick<SyncParts, 'core' | 'client'>): { next(): Promise<boolean> } {
  let waiting: string[] = [];
  return {
    next: async () => {
      const terminal = parts.core.enrolment()?.terminal;
      if (!terminal) return false;
      const since = parts.core.machine.now() - DAYS_BACK * 86_400_000;
      if (waiting.length === 0) waiting = hollowOrders(parts.core.db, terminal.companyId, { since, limit: AT_ONCE });
      const orderId = waiting.shift();
      return orderId !== undefined && (await bringOrder(parts, orderId));
    },
  };
}

/** Runs until stopped; rests for a minute when there is nothing to fill or nobody to ask. */
export function startBackfill(parts: Pick<SyncParts, 'core' | 'client'>, isOnline: () => boolean): { stop(): void } {
  const backfill = createBackfill(parts);
  let timer: ReturnType<typeof setTimeout>;
  let stopped = false;
  const beat = async () => {
    const more = isOnline() && (await backfill.next().catch(() => false));
    if (!stopped) timer = setTimeout(() => void beat(), more ? EVERY_MS : REST_MS).unref();
  };
  timer = setTimeout(() => void beat(), REST_MS).unref();
  return {
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
