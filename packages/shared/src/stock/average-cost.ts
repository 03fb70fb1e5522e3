import { fraction, addFraction, timesFraction, wholeOf } from '../recipes/fraction.ts';

/** What happened to one ingredient on one day in one branch: goods that came in with their cost, and all else that moved it. */
export type CostDay = {
  readonly businessDay: string;
  readonly receipts: readonly { readonly id: string; readonly quantity: number; readonly costCents: number }[];
  /** Σ of everything else, signed, in thousandths. */
  readonly others: number;
};

/** A cost per 1,000 base units (a kilo, a litre, a thousand pieces), in hundredths of a peso: fine enough to be whole. */
export type UnitCost = number;
const PER = 1_000_000;

/** What an ingredient is worth in a branch. */
export type StockCost = {
  readonly quantity: number;
  /** Weighted average; null until something was bought. */
  readonly average: UnitCost | null;
  /** Of the last receipt: what it costs to buy again. */
  readonly last: UnitCost | null;
  readonly lastDay: string | null;
  /** What the receipt before it cost: the alert compares the two. */
  readonly previous: UnitCost | null;
  /** Σ of what was used below zero at another cost than it was then bought at, in hundredths of a peso. */
  readonly correctionCents: number;
};

const NOTHING: StockCost = { quantity: 0, average: null, last: null, lastDay: null, previous: null, correctionCents: 0 };

/**
 * The weighted average cost, from the first day: `avg' = (q·avg + qIn·cIn) / (q + qIn)`. With nothing left (or less) the receipt's cost
 * counts alone, and what had been used on credit is corrected: `|q|·(cIn − avg)`. Days in order, receipts of a day before its sales and
 * by id: a purchase that arrives late lands on its own day, and everything after it is worth what it would have been. `start`: what the
 * days before these came to.
 */
export function foldCost(days: readonly CostDay[], start: StockCost = NOTHING): StockCost {
  const ordered = [...days].sort((a, b) => (a.businessDay < b.businessDay ? -1 : 1));
  return ordered.reduce((cost, day) => {
    const receipts = [...day.receipts].sort((a, b) => (a.id < b.id ? -1 : 1));
    const received = receipts.reduce((now, receipt) => receive(now, receipt, day.businessDay), cost);
    return { ...received, quantity: received.quantity + day.others };
  }, start);
}

function receive(cost: StockCost, { quantity, costCents }: CostDay['receipts'][number], day: string): StockCost {
  const unit = wholeOf(timesFraction(fraction(costCents, quantity), fraction(PER)));
  const news = { last: unit, lastDay: day, previous: cost.last, quantity: cost.quantity + quantity };
  if (cost.average === null || cost.quantity <= 0) {
    const owed = Math.max(0, -cost.quantity);
    const correction = cost.average === null ? 0 : wholeOf(fraction(owed * (unit - cost.average), PER));
    return { ...news, average: unit, correctionCents: cost.correctionCents + correction };
  }
  const worth = addFraction(
    timesFraction(fraction(cost.quantity), fraction(cost.average)),
    timesFraction(fraction(costCents), fraction(PER)),
  );
  const average = wholeOf(timesFraction(worth, fraction(1, cost.quantity + quantity)));
  return { ...news, average, correctionCents: cost.correctionCents };
}

/** What so much is worth at a unit cost, in hundredths of a peso. */
export function worthCents(quantity: number, unit: UnitCost | null): number {
  return unit === null ? 0 : wholeOf(timesFraction(fraction(quantity), fraction(unit, PER)));
}
