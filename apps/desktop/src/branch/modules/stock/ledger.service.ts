import type { Order } from '@fastops/shared/orders/order.fold';
import { foldPaper, isStockType, movedBetween, movementsOf, type Movement } from '@fastops/shared/stock/movement';
import { orderMovements } from '@fastops/shared/stock/order-stock';
import { stockEntrySchema } from '@fastops/shared/stock/stock.events';
import type { HollowOrder } from '@fastops/shared/sync/snapshot';
import type { Reader, Writer } from '../../db/access.ts';
import { factsOf } from '../../db/event-log.ts';
import { addToDay, dropOrigin, findSource, listDays, listOnHand, saveSource, type Source } from './ledger.store.ts';

/** Moves the stock from what a source moved before to what it moves now; one that never moved anything writes nothing. */
export function keepMoves(db: Writer, companyId: string, source: Source): void {
  const before = findSource(db, companyId, source.id);
  if (!before && source.moves.length === 0) return;
  if (before && before.businessDay !== source.businessDay) {
    addToDay(db, companyId, { ...before, moves: movedBetween(before.moves, []) });
    addToDay(db, companyId, source);
  } else addToDay(db, companyId, { ...source, moves: movedBetween(before?.moves ?? [], source.moves) });
  saveSource(db, companyId, source);
}

/** What an order took out of the stock, by its fold. */
export function keepOrderMoves(db: Writer, companyId: string, order: Order): void {
  if (!order.recipes) return;
  const { id, branchId, businessDay } = order;
  keepMoves(db, companyId, { id, branchId, businessDay, origin: 'fact', moves: orderMovements(order) });
}

/** What an order took whose facts stayed in the cloud. */
export function keepHollowMoves(db: Writer, companyId: string, order: HollowOrder): void {
  if (!order.moves) return;
  const { id, branchId, businessDay } = order;
  const moves = order.moves.map(({ ingredientId, kind, quantity, costCents }): Movement => ({ ingredientId, kind, quantity, costCents }));
  keepMoves(db, companyId, { id, branchId, businessDay, origin: 'hollow', moves });
}

/** Folds a stock paper's facts; also how those of other tills arrive. */
export function projectPaper(db: Writer, companyId: string, id: string): void {
  const facts = factsOf(db, companyId, id).filter(({ type }) => isStockType(type));
  const [first] = facts;
  if (!first) return;
  const { branchId, businessDay } = first;
  keepMoves(db, companyId, { id, branchId, businessDay, origin: 'fact', moves: foldPaper(facts) });
}

/** A paper that the office wrote, or took back. */
export function keepOfficePaper(db: Writer, companyId: string, { id, doc, deleted }: { id: string; doc: unknown; deleted: boolean }): void {
  const before = findSource(db, companyId, id);
  if (deleted) {
    if (before) keepMoves(db, companyId, { ...before, id, origin: 'office', moves: [] });
    return;
  }
  const { branchId, businessDay, paper } = stockEntrySchema.parse(doc);
  keepMoves(db, companyId, { id, branchId, businessDay, origin: 'office', moves: movementsOf(paper) });
}

/** Forgets what came from there; the rest stays added up. */
export function forgetMoves(db: Writer, companyId: string, origin: Source['origin']): void {
  dropOrigin(db, companyId, origin);
}

/** What there is of each ingredient, by its id. */
export function onHand(db: Reader, companyId: string, branchId: string): ReadonlyMap<string, number> {
  return new Map(listOnHand(db, companyId, branchId).map(({ ingredientId, quantity }) => [ingredientId, quantity]));
}

/** How one ingredient moved, by day and kind. */
export function daysOf(db: Reader, companyId: string, at: { branchId: string; ingredientId: string }): ReturnType<typeof listDays> {
  return listDays(db, companyId, at);
}
