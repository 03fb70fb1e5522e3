import { foldOrder, type Order } from '@fastops/shared/orders/order.fold';
import type { LineQuantity } from '@fastops/shared/orders/work.events';
import { explodeLine } from '@fastops/shared/recipes/explode';
import type { WriteContext } from '../../context.ts';
import { cookBookHere, hasRecipes } from '../catalog/recipe-book.service.ts';
import { isMade } from '../kitchen/firing.service.ts';

/** Writes down what these lines are made of as the kitchen is told of them; a line that has its recipe keeps it. */
export function noteRecipes(ctx: WriteContext, { orderId, parts }: { orderId: string; parts: readonly LineQuantity[] }): void {
  if (parts.length === 0 || !hasRecipes(ctx)) return;
  const order = foldOrder(ctx.factsOf(orderId));
  const book = cookBookHere(ctx);
  const known = new Set(order.recipes?.map(({ lineId }) => lineId));
  const told = new Set(parts.map(({ lineId }) => lineId));
  const lines = order.lines.filter(({ id }) => told.has(id) && !known.has(id)).flatMap((line) => explodeLine(book, line) ?? []);
  if (lines.length === 0) return;
  ctx.append({ type: 'order.recipe-noted', entityId: order.id, businessDay: order.businessDay, body: { lines } });
}

/** What was taken off and the kitchen hadn't made goes back to the stock, once; what it had made is lost. */
export function returnUnmade(ctx: WriteContext, order: Order, { returnId, lineId, quantity }: LineQuantity & { returnId: string }): void {
  if (!order.recipes?.some((each) => each.lineId === lineId) || isMade(ctx, order.id, lineId)) return;
  const body = { returnId, lines: [{ lineId, quantity }] };
  ctx.append({ type: 'order.stock-returned', entityId: order.id, businessDay: order.businessDay, body });
}

/** Lines that went to another order are made as they were sold: their recipes go along under their new ids. */
export function carryRecipes(ctx: WriteContext, from: Order, { intoId, ids }: { intoId: string; ids: ReadonlyMap<string, string> }): void {
  const lines = (from.recipes ?? []).flatMap((recipe) => {
    const lineId = ids.get(recipe.lineId);
    return lineId === undefined ? [] : [{ ...recipe, lineId }];
  });
  if (lines.length > 0) ctx.append({ type: 'order.recipe-noted', entityId: intoId, businessDay: from.businessDay, body: { lines } });
}
