import { selectionOf } from '@fastops/shared/catalog/selection';
import type { OrderLine, OrderType } from '@fastops/shared/orders/order.events';
import type { Order } from '@fastops/shared/orders/order.fold';
import { unitTotal } from '@fastops/shared/orders/totals';
import type { ReadContext } from '../../context.ts';
import { linePricer, listsFor } from '../catalog/catalog.service.ts';

/**
 * What an order's lines cost once it is of another type, where another price list holds for it. Only those that the kitchen hasn't
 * got: a line that was sent keeps its price, and so does one that could not be sold right now.
 */
export function repricedLines(ctx: ReadContext, order: Pick<Order, 'type' | 'lines' | 'unsent'>, orderType: OrderType): OrderLine[] {
  if (sameLists(ctx, order.type, orderType)) return [];
  const price = linePricer(ctx, orderType);
  const unsent = new Map(order.unsent.map(({ lineId, quantity }) => [lineId, quantity]));
  return order.lines.flatMap((line) => {
    if (unsent.get(line.id) !== line.quantity) return [];
    const priced = price(selectionOf(line, line.id));
    if (!priced.ok || unitTotal(priced.value) === unitTotal(line)) return [];
    return [keepingWeight(priced.value, line)];
  });
}

function sameLists(ctx: ReadContext, one: OrderType, other: OrderType): boolean {
  const [before, after] = [one, other].map((type) => listsFor(ctx, type).map(({ id }) => id));
  return before?.join() === after?.join();
}

/** How it and its parts were weighed stays as it was said; only the price of the kilo is another one. */
function keepingWeight(priced: OrderLine, line: OrderLine): OrderLine {
  const parts = priced.parts?.map((part, index) => weighedAs(part, line.parts?.[index]));
  return { ...weighedAs(priced, line), ...(parts ? { parts } : {}) };
}

type Weighed = Pick<OrderLine, 'weight'>;

function weighedAs<T extends Weighed>(priced: T, before: Weighed | undefined): T {
  if (!priced.weight || !before?.weight) return priced;
  return { ...priced, weight: { ...before.weight, perKilo: priced.weight.perKilo } };
}
