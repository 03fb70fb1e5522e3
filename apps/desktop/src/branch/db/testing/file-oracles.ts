// What a till's file must hold whatever happened to the till: each oracle counts what breaks it, so that nought is the only good answer.
import { CHAIN_START, findChainBreak } from '@fastops/shared/sync/chain';
import type { Reader } from '../access.ts';
import { eventsAfter, sha256 } from '../event-log.ts';
import type { anOrder } from '../../testing/branch-fixture.ts';

/** One order as a client sends it. */
export type RungUp = ReturnType<typeof anOrder>;

/** What the till said before it died: what it was about to do, and what it had acknowledged. */
export type Told = { readonly begun: Map<string, RungUp>; readonly done: string[] };

/** Everything nought: the file is as it should be. */
export type Broken = {
  readonly lost: number;
  readonly invented: number;
  readonly half: number;
  readonly unlogged: number;
  readonly numberGaps: number;
  readonly chainBreaks: number;
  readonly corrupt: number;
  readonly orphans: number;
};

export const UNBROKEN: Broken = {
  lost: 0,
  invented: 0,
  half: 0,
  unlogged: 0,
  numberGaps: 0,
  chainBreaks: 0,
  corrupt: 0,
  orphans: 0,
};

type OrderRow = {
  readonly id: string;
  readonly sequence: number;
  readonly total: number;
  readonly balance: number;
  readonly lineTotal: number;
  readonly lines: number;
  readonly payments: number;
  readonly placed: number;
  readonly paid: number;
};

const ORDERS = `
  SELECT id, sequence, total, balance,
    (SELECT ifnull(sum(l.total), 0) FROM order_lines l WHERE l.company_id = o.company_id AND l.order_id = o.id) AS lineTotal,
    (SELECT count(*) FROM order_lines l WHERE l.company_id = o.company_id AND l.order_id = o.id) AS lines,
    (SELECT count(*) FROM payments p WHERE p.company_id = o.company_id AND p.order_id = o.id) AS payments,
    (SELECT count(*) FROM events e WHERE e.company_id = o.company_id AND e.entity_id = o.id AND e.type = 'order.placed') AS placed,
    (SELECT count(*) FROM events e WHERE e.company_id = o.company_id AND e.entity_id = o.id AND e.type = 'order.payment-added') AS paid
  FROM orders o ORDER BY sequence`;

/** Asks every oracle about the file of a till that rang up paid orders and nothing else. */
export function brokenIn(db: Reader, told: Told): Broken {
  const orders = db.all<OrderRow>(ORDERS);
  const kept = new Set(orders.map(({ id }) => id));
  return {
    lost: told.done.filter((id) => !kept.has(id)).length,
    invented: orders.filter(({ id }) => !told.begun.has(id)).length,
    half: orders.filter((order) => isHalf(order, told.begun.get(order.id))).length,
    unlogged: orders.filter(({ placed, paid }) => placed !== 1 || paid !== 1).length,
    numberGaps: orders.filter(({ sequence }, index) => sequence !== index + 1).length,
    chainBreaks: chainBreaks(db),
    corrupt: db.all<{ integrity_check: string }>('PRAGMA integrity_check').filter((row) => row.integrity_check !== 'ok').length,
    orphans: db.all('PRAGMA foreign_key_check').length,
  };
}

/** Adds up what the oracles found in several files. */
export function addBroken(a: Broken, b: Broken): Broken {
  const sum = (key: keyof Broken) => a[key] + b[key];
  return {
    lost: sum('lost'),
    invented: sum('invented'),
    half: sum('half'),
    unlogged: sum('unlogged'),
    numberGaps: sum('numberGaps'),
    chainBreaks: sum('chainBreaks'),
    corrupt: sum('corrupt'),
    orphans: sum('orphans'),
  };
}

/** Orders that the file holds and the till never acknowledged: the cashier will ring those up again. */
export function inDoubt(db: Reader, told: Told): RungUp[] {
  const done = new Set(told.done);
  const kept = db.all<{ id: string }>('SELECT id FROM orders').filter(({ id }) => !done.has(id));
  return kept.flatMap(({ id }) => told.begun.get(id) ?? []);
}

function isHalf(order: OrderRow, sent: RungUp | undefined): boolean {
  return order.balance !== 0 || order.payments !== 1 || order.total !== order.lineTotal || order.lines !== sent?.selections.length;
}

/** Each own stream is a whole chain from its start to the head that the file says it has. */
function chainBreaks(db: Reader): number {
  const streams = db.all<{ company_id: string; stream_id: string; last_seq: number; last_hash: string }>(
    'SELECT company_id, stream_id, last_seq, last_hash FROM streams WHERE own = 1',
  );
  return streams.filter(({ company_id: companyId, stream_id: streamId, last_seq, last_hash }) => {
    const events = eventsAfter(db, { companyId, streamId, seq: 0 }, 10_000_000);
    const broken = findChainBreak(events, { streamId, seq: 0, hash: CHAIN_START }, sha256) !== undefined;
    return broken || events.length !== last_seq || (events.at(-1)?.hash ?? CHAIN_START) !== last_hash;
  }).length;
}
