import type { Order } from '../orders/order.fold.ts';
import type { LineRecipe } from '../orders/recipe.events.ts';
import { isFor } from '../recipes/explode.ts';
import { sumMovements, type MoveKind, type Movement } from './movement.ts';

/** What of an order matters to the stock. */
export type StockOrder = Pick<Order, 'type' | 'state' | 'lines' | 'voided' | 'refunds' | 'recipes' | 'returned'>;

/**
 * What an order took out of the stock, by the recipes its lines were sold by. Nothing until the kitchen was told, since only then they
 * are noted. What was taken off after it was made is lost (`void`); what was taken off before goes back, and however many tills say so it
 * goes back once: never more than was taken off.
 */
export function orderMovements(order: StockOrder): Movement[] {
  if (!order.recipes) return [];
  const moves = order.recipes.flatMap((recipe) => lineMovements(order, recipe));
  return sumMovements(moves);
}

function lineMovements(order: StockOrder, recipe: LineRecipe): Movement[] {
  const { sold, gone, refunded } = countsOf(order, recipe.lineId);
  return [
    ...taken(order, recipe, { kind: 'sale', count: sold - refunded }),
    ...taken(order, recipe, { kind: 'refund', count: refunded }),
    ...taken(order, recipe, { kind: 'void', count: gone }),
  ];
}

/** How many of a line were sold, were lost, and were sold and paid back. */
function countsOf(order: StockOrder, lineId: string): { sold: number; gone: number; refunded: number } {
  const left = order.lines.find(({ id }) => id === lineId)?.quantity ?? 0;
  const voided = sum(order.voided.filter((each) => each.lineId === lineId));
  const cancelled = order.state === 'cancelled' ? left : 0;
  const sold = left - cancelled;
  const off = voided + cancelled;
  const back = Math.min(off, sum((order.returned ?? []).filter((each) => each.lineId === lineId)));
  const refunded = Math.min(sold, sum(order.refunds.flatMap(({ lines }) => lines.filter((each) => each.lineId === lineId))));
  return { sold, gone: off - back, refunded };
}

function sum(parts: readonly { readonly quantity: number }[]): number {
  return parts.reduce((total, { quantity }) => total + quantity, 0);
}

function taken(order: StockOrder, { usage }: LineRecipe, { kind, count }: { kind: MoveKind; count: number }): Movement[] {
  if (count === 0) return [];
  const used = usage.filter((each) => isFor(each, order.type));
  return used.map(({ ingredientId, quantity, costCents }) => ({
    ingredientId,
    kind,
    quantity: -quantity * count,
    costCents: costCents * count,
  }));
}

/** What the food of an order cost by its recipes, in hundredths of a peso; without a recipe nothing is known, and it counts as 0. */
export function lineCostCents(order: StockOrder, lineId: string): number {
  const recipe = order.recipes?.find((each) => each.lineId === lineId);
  const used = recipe?.usage.filter((each) => isFor(each, order.type)) ?? [];
  return used.reduce((total, { costCents }) => total + costCents, 0);
}
