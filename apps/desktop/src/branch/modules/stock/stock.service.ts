import { done, refuse, type Result } from '@fastops/shared/base/result';
import { businessDayAt } from '@fastops/shared/base/time';
import type { Ingredient, Supplier } from '@fastops/shared/recipes/ingredient';
import type { Recipe } from '@fastops/shared/recipes/recipe';
import type { PurchaseOrder } from '@fastops/shared/stock/purchase-order';
import type { StockEventBody, StockEventType } from '@fastops/shared/stock/stock.events';
import type { ReadContext, WriteContext } from '../../context.ts';
import { requireSession } from '../cash/cash.service.ts';
import {
  batchOf,
  findIngredient,
  listIngredients,
  listPreparations,
  listPurchaseOrders,
  listSuppliers,
} from '../catalog/recipe-book.service.ts';
import { daysOf, onHand, projectPaper } from './ledger.service.ts';

export type StockRefusal =
  | { readonly code: 'stock.unknown-ingredient'; readonly ingredientId: string }
  | { readonly code: 'stock.twice'; readonly ingredientId: string }
  | { readonly code: 'stock.no-batch'; readonly recipeId: string };
export type StockAnswer = Result<{ readonly paperId: string }, StockRefusal>;

/** What one needs to work with the stock: what may be counted, who brings it, what is awaited. No figures of what should be there. */
export function stockRoom(ctx: ReadContext): {
  ingredients: readonly Ingredient[];
  suppliers: readonly Supplier[];
  awaited: readonly PurchaseOrder[];
  preparations: readonly Recipe[];
} {
  const awaited = listPurchaseOrders(ctx).filter(({ branchId, state }) => branchId === ctx.branchId && state === 'open');
  return { ingredients: listIngredients(ctx), suppliers: listSuppliers(ctx), awaited, preparations: listPreparations(ctx) };
}

/** What there should be of each ingredient, below zero too: a sale is never stopped by it. */
export function levels(ctx: ReadContext): (Ingredient & { readonly onHand: number })[] {
  const sums = onHand(ctx.db, ctx.companyId, ctx.branchId);
  return listIngredients(ctx).map((ingredient) => ({ ...ingredient, onHand: sums.get(ingredient.id) ?? 0 }));
}

/** How one ingredient moved on the last days. */
export function movements(ctx: ReadContext, { ingredientId }: { ingredientId: string }): ReturnType<typeof daysOf> {
  return daysOf(ctx.db, ctx.companyId, { branchId: ctx.branchId, ingredientId });
}

export function receiveGoods(ctx: WriteContext, { paperId, ...body }: { paperId: string } & StockEventBody<'stock.received'>): StockAnswer {
  return write(ctx, { paperId, type: 'stock.received', body });
}

export function recordWaste(ctx: WriteContext, { paperId, ...body }: { paperId: string } & StockEventBody<'stock.wasted'>): StockAnswer {
  return write(ctx, { paperId, type: 'stock.wasted', body });
}

type Count = Omit<StockEventBody<'stock.counted'>, 'lines'> & { paperId: string; lines: { ingredientId: string; counted: number }[] };

/** Freezes what should be there at this moment beside what was counted. */
export function recordCount(ctx: WriteContext, { paperId, lines, ...how }: Count): StockAnswer {
  const sums = onHand(ctx.db, ctx.companyId, ctx.branchId);
  const counted = lines.map((line) => ({ ...line, expected: sums.get(line.ingredientId) ?? 0 }));
  return write(ctx, { paperId, type: 'stock.counted', body: { ...how, lines: counted } });
}

/** A batch of something that is made ahead: what goes in leaves the stock, what comes out enters it. */
export function recordBatch(
  ctx: WriteContext,
  { paperId, recipeId, batches }: { paperId: string; recipeId: string; batches: number },
): StockAnswer {
  const body = batchOf(ctx, { recipeId, batches });
  return body ? write(ctx, { paperId, type: 'stock.produced', body }) : refuse({ code: 'stock.no-batch', recipeId });
}

type Paper<T extends StockEventType> = { readonly paperId: string; readonly type: T; readonly body: StockEventBody<T> };

/** Appends a paper once: the same paper sent again is the same paper. Works before the shift is open: goods come in the morning. */
function write<T extends StockEventType>(ctx: WriteContext, { paperId, type, body }: Paper<T>): StockAnswer {
  if (ctx.factsOf(paperId).length > 0) return done({ paperId });
  const unfit = 'lines' in body ? whyNot(ctx, body.lines) : undefined;
  if (unfit) return refuse(unfit);
  const session = requireSession(ctx);
  const businessDay = session.ok ? session.value.businessDay : businessDayAt(ctx.now, ctx.branch.utcOffsetHours, ctx.branch.dayStartHour);
  ctx.append({ type, entityId: paperId, businessDay, body });
  projectPaper(ctx.db, ctx.companyId, paperId);
  return done({ paperId });
}

function whyNot(ctx: WriteContext, lines: readonly { ingredientId: string }[]): StockRefusal | undefined {
  const seen = new Set<string>();
  for (const { ingredientId } of lines) {
    if (seen.has(ingredientId)) return { code: 'stock.twice', ingredientId };
    if (!findIngredient(ctx, ingredientId)) return { code: 'stock.unknown-ingredient', ingredientId };
    seen.add(ingredientId);
  }
  return undefined;
}
