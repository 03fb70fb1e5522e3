import type { OrderEventBody } from '@fastops/shared/orders/order.events';
import type { Reader } from '../../db/access.ts';
import { bodiesOf } from './glance.store.ts';

/** Some of a line, wherever it is by now. */
type Whereabouts = { readonly orderId: string; readonly lineId: string; readonly quantity: number };

/** A line as the kitchen was told of it, and where some of it went. */
export type MovedLine = { readonly origin: Omit<Whereabouts, 'quantity'>; readonly now: Whereabouts };

/** An order that went from table to table more often than this went round in a circle. */
const MOST_MOVES = 8;

/** Where lines of these orders went: the kitchen knows them by the order and the line that they were sent with. */
export function movedLines(db: Reader, companyId: string, orderIds: readonly string[]): MovedLine[] {
  const found: MovedLine[] = [];
  let from = new Map<string, MovedLine['origin'][]>();
  let ids = [...orderIds];
  for (let move = 0; move < MOST_MOVES && ids.length > 0; move += 1) {
    const moved = movesFrom(db, companyId, ids).flatMap(({ fromKey, now }) =>
      (move === 0 ? [keyToLine(fromKey)] : (from.get(fromKey) ?? [])).map((origin) => ({ origin, now })),
    );
    found.push(...moved);
    from = new Map([...Map.groupBy(moved, ({ now }) => keyOf(now))].map(([key, lines]) => [key, lines.map(({ origin }) => origin)]));
    ids = [...new Set(moved.map(({ now }) => now.orderId))];
  }
  return found;
}

function movesFrom(db: Reader, companyId: string, orderIds: readonly string[]): { fromKey: string; now: Whereabouts }[] {
  const moves = new Map(
    bodiesOf(db, companyId, { type: 'order.lines-moved', orderIds }).map(({ orderId, body }) => {
      const parsed: OrderEventBody<'order.lines-moved'> = JSON.parse(body);
      return [parsed.moveId, { orderId, ...parsed }];
    }),
  );
  if (moves.size === 0) return [];
  const targets = [...new Set([...moves.values()].map(({ toOrderId }) => toOrderId))];
  const arrivals = new Map(
    bodiesOf(db, companyId, { type: 'order.lines-received', orderIds: targets }).map(({ body }) => {
      const parsed: OrderEventBody<'order.lines-received'> = JSON.parse(body);
      return [parsed.moveId, parsed.lines];
    }),
  );
  return [...moves].flatMap(([moveId, { orderId, toOrderId, lines }]) =>
    lines.flatMap(({ lineId, quantity }, index) => {
      // They arrive in the order in which they left.
      const arrived = arrivals.get(moveId)?.[index];
      if (!arrived) return [];
      return [{ fromKey: keyOf({ orderId, lineId }), now: { orderId: toOrderId, lineId: arrived.line.id, quantity } }];
    }),
  );
}

function keyOf({ orderId, lineId }: Omit<Whereabouts, 'quantity'>): string {
  return `${orderId} ${lineId}`;
}

function keyToLine(key: string): MovedLine['origin'] {
  const [orderId = '', lineId = ''] = key.split(' ');
  return { orderId, lineId };
}
