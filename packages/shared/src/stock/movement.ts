import { assert } from '../base/assert.ts';
import type { Fact } from '../sync/event.ts';
import { stockEventBodies, type StockEventBody, type StockEventType, type StockPaper } from './stock.events.ts';

/** Why the stock moved. `void`: taken off after the kitchen had made it; `refund`: made, sold, and paid back. */
export const MOVE_KINDS = [
  'sale',
  'void',
  'refund',
  'purchase',
  'waste',
  'count',
  'sent',
  'received',
  'made',
  'used',
  'adjustment',
] as const;
/** See {@link MOVE_KINDS}. */
export type MoveKind = (typeof MOVE_KINDS)[number];

/** One ingredient, more or less of it, in thousandths. `costCents`: what is known of its cost when it moved (a purchase, a sale). */
export type Movement = {
  readonly ingredientId: string;
  readonly kind: MoveKind;
  readonly quantity: number;
  readonly costCents?: number;
};

/** What a paper moves. Pure: the same paper moves the same wherever it is read. */
export function movementsOf({ type, body }: StockPaper): Movement[] {
  if (type === 'stock.received') {
    return body.lines.map(({ ingredientId, quantity, cost }) => ({ ingredientId, kind: 'purchase', quantity, costCents: cost * 100 }));
  }
  if (type === 'stock.wasted') return body.lines.map((line) => out('waste', line));
  if (type === 'stock.counted') {
    return body.lines.map(({ ingredientId, counted, expected }) => ({ ingredientId, kind: 'count', quantity: counted - expected }));
  }
  if (type === 'stock.transfer-sent') return body.lines.map((line) => out('sent', line));
  if (type === 'stock.transfer-received') return body.lines.map((line) => ({ ...line, kind: 'received' }));
  if (type === 'stock.produced') return [{ ...body.made, kind: 'made' }, ...body.used.map((line) => out('used', line))];
  return body.lines.map((line) => ({ ...line, kind: 'adjustment' }));
}

function out(kind: MoveKind, { ingredientId, quantity }: { ingredientId: string; quantity: number }): Movement {
  return { ingredientId, kind, quantity: -quantity };
}

/**
 * What the facts of one paper move.
 *
 * | fact      | rule when tills disagree                                                         |
 * |-----------|----------------------------------------------------------------------------------|
 * | any stock | additive: each fact counts once by its id, whatever came before; nothing is lost |
 */
export function foldPaper(facts: readonly Fact[]): Movement[] {
  const once = new Map(facts.map((fact) => [fact.id, fact]));
  return [...once.values()].sort((a, b) => (a.id < b.id ? -1 : 1)).flatMap((fact) => movementsOf(paperOf(fact)));
}

/** The paper in a fact, whose body was checked at the door that stored it. */
export function paperOf(fact: Pick<Fact, 'type' | 'body'>): StockPaper {
  assert(isStockType(fact.type), `no stock paper: ${fact.type}`);
  return { type: fact.type, body: fact.body as StockEventBody<StockEventType> } as StockPaper;
}

/** Whether a fact is a stock paper. */
export function isStockType(type: string): type is StockEventType {
  return type in stockEventBodies;
}

/** Sums by ingredient and kind: what is kept per branch and day. */
export function sumMovements(moves: readonly Movement[]): Movement[] {
  const sums = new Map<string, Movement>();
  for (const move of moves) {
    const key = `${move.ingredientId} ${move.kind}`;
    const before = sums.get(key);
    const costCents = (before?.costCents ?? 0) + (move.costCents ?? 0);
    sums.set(key, { ...move, quantity: (before?.quantity ?? 0) + move.quantity, costCents });
  }
  return [...sums.values()].filter(({ quantity, costCents }) => quantity !== 0 || costCents !== 0);
}

/** What has to be added to `before` so that it becomes `after`. */
export function movedBetween(before: readonly Movement[], after: readonly Movement[]): Movement[] {
  const undone = before.map((move) => ({ ...move, quantity: -move.quantity, costCents: -(move.costCents ?? 0) }));
  return sumMovements([...undone, ...after]);
}
