import type { Order } from '@fastops/shared/orders/order.fold';
import { isStockType, movementsOf, movedBetween, paperOf } from '@fastops/shared/stock/movement';
import { lineCostCents, orderMovements } from '@fastops/shared/stock/order-stock';
import type { Event } from '@fastops/shared/sync/event';
import type { TenantSql } from '../../db/tenant-scope.ts';
import { forgetMark } from './costs.store.ts';
import { moveProductCosts, savePapersAndMove, stockOrders, type DayMovement, type PaperRow, type ProductCost } from './ledger.store.ts';

/** What a push does to the stock of its branch. */
export type StockMoves = {
  readonly branchId: string;
  readonly papers: readonly PaperRow[];
  readonly moves: readonly DayMovement[];
  readonly costs: readonly ProductCost[];
};

/** What a push brought: the orders as they fold now, which of them were here before, and all its facts. */
export type Pushed = {
  readonly branchId: string;
  readonly orders: readonly Order[];
  readonly older: readonly string[];
  readonly events: readonly Event[];
};

/** Asks what these orders had moved before, and makes the difference; the papers move what they say. */
export async function stockMovesOf(sql: TenantSql, { branchId, orders, older, events }: Pushed): Promise<StockMoves> {
  const cooked = orders.filter(({ recipes }) => recipes !== undefined);
  const known = new Set(older);
  const ids = cooked.map(({ id }) => id).filter((id) => known.has(id));
  const before = ids.length === 0 ? [] : await stockOrders(sql, ids);
  const days = new Set([...cooked, ...before].map(({ businessDay }) => businessDay));
  const moves = [...days].flatMap((businessDay) => {
    const movedOn = (list: readonly Order[]) => list.filter((order) => order.businessDay === businessDay).flatMap(orderMovements);
    return movedBetween(movedOn(before), movedOn(cooked)).map((move) => ({ ...move, businessDay }));
  });
  const costs = [...before.flatMap((order) => costsOf(order, -1)), ...cooked.flatMap((order) => costsOf(order, 1))];
  return { branchId, papers: events.filter(({ type }) => isStockType(type)).map(tillPaper), moves, costs };
}

function costsOf(order: Order, sign: 1 | -1): ProductCost[] {
  if (order.state === 'draft' || order.state === 'cancelled') return [];
  const { businessDay } = order;
  const noted = order.lines.filter(({ id }) => order.recipes?.some(({ lineId }) => lineId === id));
  return noted.map(({ id, productId, quantity }) => {
    return { businessDay, productId, quantity: sign * quantity, costCents: sign * quantity * lineCostCents(order, id) };
  });
}

function tillPaper(event: Event): PaperRow {
  const { id, businessDay, at, actorId } = event;
  return { id, source: 'till', businessDay, at, actorId, paper: paperOf(event) };
}

/** Writes what a push did to the stock; every statement is sent at once, since the push's positions come last. */
export async function keepStock(sql: TenantSql, { branchId, papers, moves, costs }: StockMoves): Promise<void> {
  const all = [...moves, ...papers.flatMap(movesOfPaper)];
  const [first] = [...all, ...papers].map(({ businessDay }) => businessDay).sort();
  await Promise.all([
    moveProductCosts(sql, branchId, costs),
    savePapersAndMove(sql, branchId, { papers, moves: all }),
    first !== undefined && forgetMark(sql, { branchId, day: first }),
  ]);
}

function movesOfPaper({ id, businessDay, paper }: PaperRow) {
  return movementsOf(paper).map((move) => ({ ...move, businessDay, paperId: id }));
}
