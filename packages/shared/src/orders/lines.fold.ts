import { NO_MONEY, sumMoney, timesMoney, type Money } from '../base/money.ts';
import { uniqueById } from '../base/unique.ts';
import type { Fact } from '../sync/event.ts';
import type { VoidedLine } from './adjustment.events.ts';
import type { OrderLine } from './line.ts';
import type { LineRecipe } from './recipe.events.ts';
import { unitTotal } from './totals.ts';
import { bodies, typed, type Typed } from './typed-facts.ts';
import type { LineQuantity } from './work.events.ts';

/** The lines of an order, and what went on with them. */
export type OrderLines = {
  readonly lines: readonly OrderLine[];
  /** What was taken off after the kitchen had it. */
  readonly voided: readonly VoidedLine[];
  /** What of the lines the kitchen hasn't been told of yet. */
  readonly unsent: readonly LineQuantity[];
  /**
   * What was moved out of it and wasn't there, in money: another till had moved or taken it off too. It stands in both of the orders
   * that it went to, so the orders together are too much by exactly this.
   */
  readonly overMoved: Money;
  /** By which recipes its lines were made and what one of each takes; absent where nothing has a recipe. */
  readonly recipes?: readonly LineRecipe[];
  /** What went back to the stock because it wasn't made yet. */
  readonly returned?: readonly LineQuantity[];
};

/** Folds the lines. `ordered`: the facts in the order of the aggregate. The rules are in the table of {@link foldOrder}. */
export function foldLines(ordered: readonly Fact[]): OrderLines {
  const removed = new Set(bodies(ordered, 'order.line-removed').map(({ lineId }) => lineId));
  const received = bodies(ordered, 'order.lines-received').flatMap(({ lines }) => lines);
  const born = uniqueById([...bodies(ordered, 'order.line-added').map(({ line }) => line), ...received.map(({ line }) => line)]);
  const added = atLastPrices(born, ordered);
  const changes = typed(ordered, 'order.line-changed');
  const whole = added.filter((line) => !removed.has(line.id)).map((line) => changedLine(line, changes));
  const voided = uniqueById(bodies(ordered, 'order.line-voided').map((body) => body.voided));
  const moves = uniqueMoves(ordered);
  const gone = quantities([...voided, ...moves]);
  const lines = gone.size === 0 ? whole : whole.flatMap((line) => withLess(line, gone.get(line.id) ?? 0));
  const unsent = unsentOf(ordered, whole, gone);
  return { lines, voided, unsent, overMoved: overMovedOf(added, whole, { gone, moves }), ...foldRecipes(ordered) };
}

/** A line has the recipe that was noted first; a return counts once however often it is said. */
function foldRecipes(ordered: readonly Fact[]): Pick<OrderLines, 'recipes' | 'returned'> {
  const noted = bodies(ordered, 'order.recipe-noted').flatMap(({ lines }) => lines);
  if (noted.length === 0) return {};
  const first = new Map([...noted].reverse().map((recipe) => [recipe.lineId, recipe]));
  const returns = new Map(bodies(ordered, 'order.stock-returned').map(({ returnId, lines }) => [returnId, lines]));
  const recipes = [...first.values()].sort((a, b) => (a.lineId < b.lineId ? -1 : 1));
  return { recipes, ...(returns.size > 0 ? { returned: [...returns.values()].flat() } : {}) };
}

/** What is left of a line; a void and a move win over any change of its quantity. */
function withLess(line: OrderLine, gone: number): OrderLine[] {
  return gone >= line.quantity ? [] : [{ ...line, quantity: line.quantity - gone }];
}

/** Lines at what was last said that they cost. */
function atLastPrices(lines: readonly OrderLine[], ordered: readonly Fact[]): readonly OrderLine[] {
  const said = new Map(bodies(ordered, 'order.lines-repriced').flatMap(({ lines: priced }) => priced.map((line) => [line.id, line])));
  if (said.size === 0) return lines;
  return lines.map((line) => {
    const priced = said.get(line.id);
    return priced ? { ...withoutNote(priced), quantity: line.quantity, ...(line.note === undefined ? {} : { note: line.note }) } : line;
  });
}

function withoutNote({ note: _, ...line }: OrderLine): OrderLine {
  return line;
}

function changedLine(line: OrderLine, changes: readonly Typed<'order.line-changed'>[]): OrderLine {
  const mine = changes.filter(({ body }) => body.lineId === line.id).map(({ body }) => body);
  const quantity = mine.findLast((change) => change.quantity !== undefined)?.quantity ?? line.quantity;
  const noted = mine.findLast((change) => change.note !== undefined);
  const note = noted === undefined ? line.note : (noted.note ?? undefined);
  return note === undefined ? { ...withoutNote(line), quantity } : { ...withoutNote(line), quantity, note };
}

function uniqueMoves(ordered: readonly Fact[]): LineQuantity[] {
  const byMove = new Map(bodies(ordered, 'order.lines-moved').map(({ moveId, lines }) => [moveId, lines]));
  return [...byMove.values()].flat();
}

function quantities(parts: readonly LineQuantity[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { lineId, quantity } of parts) sums.set(lineId, (sums.get(lineId) ?? 0) + quantity);
  return sums;
}

type Gone = { readonly gone: ReadonlyMap<string, number>; readonly moves: readonly LineQuantity[] };

function overMovedOf(added: readonly OrderLine[], whole: readonly OrderLine[], { gone, moves }: Gone): Money {
  if (moves.length === 0) return NO_MONEY;
  const moved = quantities(moves);
  const there = new Map(whole.map((line) => [line.id, line.quantity]));
  return sumMoney(
    added.map((line) => {
      const tooMuch = (gone.get(line.id) ?? 0) - (there.get(line.id) ?? 0);
      return timesMoney(unitTotal(line), Math.max(0, Math.min(tooMuch, moved.get(line.id) ?? 0)));
    }),
  );
}

/** What nobody told the kitchen of. Without a word about it, placing an order told the kitchen all that was in it by then. */
function unsentOf(ordered: readonly Fact[], whole: readonly OrderLine[], gone: ReadonlyMap<string, number>): LineQuantity[] {
  const sends = bodies(ordered, 'order.lines-sent');
  const placedAt = ordered.findIndex(({ type }) => type === 'order.placed');
  const isSaid = sends.some(({ placing }) => placing);
  const before = placedAt < 0 || isSaid ? [] : bodies(ordered.slice(0, placedAt), 'order.line-added').map(({ line }) => line.id);
  const known = bodies(ordered, 'order.lines-received').flatMap(({ lines }) => lines.filter(({ sent }) => sent).map(({ line }) => line.id));
  const told = new Set([...before, ...known]);
  const sent = quantities(sends.flatMap(({ lines }) => lines));
  return whole.flatMap((line) => {
    if (told.has(line.id)) return [];
    const quantity = line.quantity - Math.max(sent.get(line.id) ?? 0, gone.get(line.id) ?? 0);
    return quantity > 0 ? [{ lineId: line.id, quantity }] : [];
  });
}
