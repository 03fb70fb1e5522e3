import { addMoney, allocateMoney, money, NO_MONEY, subtractMoney, sumMoney, type Money } from '../base/money.ts';
import { splitIncludedTax, sumHundredths, type Hundredths } from '../catalog/tax.ts';
import type { Discount } from './adjustment.events.ts';
import { lineTotal } from './line-total.ts';
import { priceCharges, type Charge, type PricedCharge } from './charge.ts';
import type { LineTax } from './line-tax.ts';
import type { OrderLine } from './line.ts';

export { lineTotal, unitTotal } from './line-total.ts';

/** Base and tax of one rate, summed over the lines that carry it. */
export type TaxTotal = LineTax & { readonly gross: Money; readonly base: Hundredths; readonly tax: Hundredths };

/** A line with what discounts take off it: `net` = gross − discount, never below zero. */
export type PricedLine = { readonly line: OrderLine; readonly gross: Money; readonly discount: Money; readonly net: Money };

/**
 * What an order adds up to. Prices include the tax, so `total` is what the shop sells to the customer, its own charges included:
 * gross − discount. `due` = total + tip + thirdParty: what there is to pay. Tip and a driver's fee are in no tax base and no sale.
 */
export type OrderTotals = {
  readonly gross: Money;
  readonly discount: Money;
  readonly total: Money;
  readonly tip: Money;
  /** What somebody else is owed: a driver's fee. */
  readonly thirdParty: Money;
  readonly due: Money;
  readonly taxes: readonly TaxTotal[];
};

/** What changes the price of an order beside its lines. */
export type Adjustments = { readonly discounts: readonly Discount[]; readonly tip: Money; readonly charges?: readonly Charge[] };

const NOTHING: Adjustments = { discounts: [], tip: NO_MONEY };
const EVERYTHING_BP = 10_000;

/** Total and tax split; the split is done per line and summed, so the parts equal the document. */
export function orderTotals(lines: readonly OrderLine[], { discounts, tip, charges = [] }: Adjustments = NOTHING): OrderTotals {
  const asked = priceCharges(lines, charges);
  const priced = soldParts({ lines, discounts, charges: asked });
  const gross = sumMoney(priced.map((each) => each.gross));
  const discount = sumMoney(priced.map((each) => each.discount));
  const total = subtractMoney(gross, discount);
  const thirdParty = sumMoney(asked.filter(({ belongsTo }) => belongsTo === 'driver').map((charge) => charge.total));
  return { gross, discount, total, tip, thirdParty, due: sumMoney([total, tip, thirdParty]), taxes: taxTotals(priced) };
}

/** All that the shop sold with an order, its own charges as lines after the others: these add up to the total, and so do their taxes. */
export function soldParts(order: {
  readonly lines: readonly OrderLine[];
  readonly discounts: readonly Discount[];
  readonly charges?: readonly PricedCharge[];
}): PricedLine[] {
  const own = (order.charges ?? []).filter(({ belongsTo }) => belongsTo === 'shop');
  return priceLines(own.length === 0 ? order.lines : [...order.lines, ...own.map(chargeLine)], order.discounts);
}

function chargeLine({ id, name, total, tax }: PricedCharge): OrderLine {
  return { id, productId: id, categoryId: id, name, quantity: 1, unitPrice: total, choices: [], tax, stations: [] };
}

/**
 * Takes the discounts off the lines: those of a line first, then those of the order over what is left of each,
 * spread by largest remainder so that the parts add up to the discount. None takes more than there is.
 */
export function priceLines(lines: readonly OrderLine[], discounts: readonly Discount[]): PricedLine[] {
  const grosses = lines.map(lineTotal);
  const off = grosses.map(() => NO_MONEY);
  const left = (index: number) => subtractMoney(grosses[index] ?? NO_MONEY, off[index] ?? NO_MONEY);
  const takeOff = (index: number, amount: Money) => (off[index] = addMoney(off[index] ?? NO_MONEY, amount));
  for (const discount of discounts.filter(({ lineId }) => lineId !== undefined)) {
    const index = lines.findIndex(({ id }) => id === discount.lineId);
    if (index >= 0) takeOff(index, worth(discount, left(index)));
  }
  for (const discount of discounts.filter(({ lineId }) => lineId === undefined)) {
    const remaining = lines.map((_, index) => left(index));
    if (lines.length === 0) continue;
    allocateMoney(worth(discount, sumMoney(remaining)), remaining).forEach((part, index) => takeOff(index, part));
  }
  return lines.map((line, index) => ({ line, gross: grosses[index] ?? NO_MONEY, discount: off[index] ?? NO_MONEY, net: left(index) }));
}

/** What a discount takes off an amount: a percentage rounds to the nearest unit, half up, in the customer's favour. */
function worth({ kind, value }: Discount, of: Money): Money {
  if (kind === 'amount') return money(Math.min(value, of));
  return money(Number((BigInt(of) * BigInt(value) * 2n + BigInt(EVERYTHING_BP)) / BigInt(2 * EVERYTHING_BP)));
}

function taxTotals(priced: readonly PricedLine[]): TaxTotal[] {
  const groups = Map.groupBy(priced, ({ line }) => `${line.tax.code} ${line.tax.rateBp}`);
  return [...groups.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, group]) => taxTotal(group));
}

function taxTotal(group: readonly PricedLine[]): TaxTotal[] {
  const [first] = group;
  if (!first) return [];
  const { tax } = first.line;
  const splits = group.map(({ net }) => splitIncludedTax(net, tax.rateBp));
  return [
    {
      ...tax,
      gross: sumMoney(group.map(({ net }) => net)),
      base: sumHundredths(splits.map((split) => split.base)),
      tax: sumHundredths(splits.map((split) => split.tax)),
    },
  ];
}
