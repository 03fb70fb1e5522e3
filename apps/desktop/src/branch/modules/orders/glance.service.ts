import { uniqueById } from '@fastops/shared/base/unique';
import { orderNumberText, type OrderEventBody, type OrderType } from '@fastops/shared/orders/order.events';
import type { Reader } from '../../db/access.ts';
import { bodiesOf, glanceRows, type GlanceRow } from './glance.store.ts';
import { movedLines } from './moved-lines.service.ts';

/** An order as a board shows it. */
export type OrderGlance = {
  readonly id: string;
  /** `A-042`; of one that went into another order, that one's. */
  readonly number: string;
  readonly type: OrderType;
  readonly label: string | undefined;
  /** How many of each line were voided. */
  readonly voided: Readonly<Record<string, number>>;
  /** Nobody wants it any more; one that went into another order is still wanted. */
  readonly isCancelled: boolean;
};

/** Many orders at once, from their rows: a board with a hundred of them is drawn at each press. */
export function ordersAtAGlance(db: Reader, companyId: string, ids: readonly string[]): OrderGlance[] {
  const rows = glanceRows(db, companyId, ids);
  const gone = rows.filter(({ state }) => state === 'cancelled').map(({ id }) => id);
  const merges = gone.length === 0 ? [] : bodiesOf(db, companyId, { type: 'order.merged', orderIds: gone });
  const intoOf = new Map(merges.map(({ orderId, body }) => [orderId, parse<'order.merged'>(body).intoOrderId]));
  const targets = new Map(glanceRows(db, companyId, [...intoOf.values()]).map((row) => [row.id, row]));
  const voids = voidsOf(db, companyId, ids);
  return rows.map((row) => {
    const target = targets.get(intoOf.get(row.id) ?? '');
    const { id, type } = row;
    const isCancelled = (target ?? row).state === 'cancelled';
    const label = (target ?? row).label ?? undefined;
    return { id, type, label, number: numberOf(target ?? row), voided: voids.get(id) ?? {}, isCancelled };
  });
}

type Voided = { readonly orderId: string; readonly lineId: string; readonly quantity: number };

/** What was voided of each order's lines, also after they went to another order: the cook has them by the one they came with. */
function voidsOf(db: Reader, companyId: string, ids: readonly string[]): ReadonlyMap<string, Record<string, number>> {
  const moved = movedLines(db, companyId, ids);
  const there = [...new Set(moved.map(({ now }) => now.orderId))];
  const voids = voidFacts(db, companyId, [...new Set([...ids, ...there])]);
  const unwanted = new Set(there.length === 0 ? [] : cancelledAmong(db, companyId, there));
  const after = moved.flatMap(({ origin, now }): Voided[] => {
    const gone = voids.filter(({ orderId, lineId }) => orderId === now.orderId && lineId === now.lineId);
    const quantity = unwanted.has(now.orderId) ? now.quantity : gone.reduce((sum, each) => sum + each.quantity, 0);
    return [{ ...origin, quantity: Math.min(now.quantity, quantity) }];
  });
  const quantities = new Map<string, Record<string, number>>();
  for (const { orderId, lineId, quantity } of [...voids, ...after]) {
    const mine = quantities.get(orderId) ?? {};
    if (quantity > 0) quantities.set(orderId, { ...mine, [lineId]: (mine[lineId] ?? 0) + quantity });
  }
  return quantities;
}

function voidFacts(db: Reader, companyId: string, orderIds: readonly string[]): Voided[] {
  const facts = bodiesOf(db, companyId, { type: 'order.line-voided', orderIds });
  // The same void may have been said by two tills: each id counts once, as in the order's fold.
  return uniqueById(facts.map(({ orderId, body }) => ({ ...parse<'order.line-voided'>(body).voided, orderId })));
}

/** Orders that nobody wants any more; what went on into another order is wanted there. */
function cancelledAmong(db: Reader, companyId: string, ids: readonly string[]): string[] {
  const gone = glanceRows(db, companyId, ids).filter(({ state }) => state === 'cancelled');
  const merged = new Set(
    bodiesOf(db, companyId, { type: 'order.merged', orderIds: gone.map(({ id }) => id) }).map(({ orderId }) => orderId),
  );
  return gone.flatMap(({ id }) => (merged.has(id) ? [] : [id]));
}

function numberOf({ series, sequence }: GlanceRow): string {
  return series === null || sequence === null ? '-' : orderNumberText({ series, sequence });
}

// Bodies were checked at the door that stored them.
function parse<T extends 'order.merged' | 'order.line-voided'>(body: string): OrderEventBody<T> {
  return JSON.parse(body);
}
