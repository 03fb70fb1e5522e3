import { uniqueById } from '@fastops/shared/base/unique';
import { orderNumberText, type OrderEventBody, type OrderType } from '@fastops/shared/orders/order.events';
import type { Reader } from '../../db/access.ts';
import { bodiesOf, glanceRows, type GlanceRow } from './glance.store.ts';

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
  const voids = Map.groupBy(bodiesOf(db, companyId, { type: 'order.line-voided', orderIds: ids }), ({ orderId }) => orderId);
  return rows.map((row) => {
    const target = targets.get(intoOf.get(row.id) ?? '');
    const { id, type } = row;
    const isCancelled = (target ?? row).state === 'cancelled';
    const label = (target ?? row).label ?? undefined;
    return { id, type, label, number: numberOf(target ?? row), voided: voidedIn(voids.get(id) ?? []), isCancelled };
  });
}

function voidedIn(facts: readonly { readonly body: string }[]): Record<string, number> {
  const quantities: Record<string, number> = {};
  // The same void may have been said by two tills: each id counts once, as in the order's fold.
  for (const { lineId, quantity } of uniqueById(facts.map(({ body }) => parse<'order.line-voided'>(body).voided)))
    quantities[lineId] = (quantities[lineId] ?? 0) + quantity;
  return quantities;
}

function numberOf({ series, sequence }: GlanceRow): string {
  return series === null || sequence === null ? '-' : orderNumberText({ series, sequence });
}

// Bodies were checked at the door that stored them.
function parse<T extends 'order.merged' | 'order.line-voided'>(body: string): OrderEventBody<T> {
  return JSON.parse(body);
}
