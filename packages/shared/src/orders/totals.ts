import { addMoney, sumMoney, timesMoney, type Money } from '../base/money.ts';
import { splitIncludedTax, sumHundredths, type Hundredths } from '../catalog/tax.ts';
import type { LineTax, OrderLine } from './order.events.ts';

/** Base and tax of one rate, summed over the lines that carry it. */
export type TaxTotal = LineTax & { readonly gross: Money; readonly base: Hundredths; readonly tax: Hundredths };

/** What an order adds up to. Prices include the tax, so gross is what the customer pays. */
export type OrderTotals = { readonly total: Money; readonly taxes: readonly TaxTotal[] };

/** (size price + choices) × quantity. */
export function lineTotal(line: OrderLine): Money {
  return timesMoney(addMoney(line.unitPrice, sumMoney(line.choices.map((choice) => choice.price))), line.quantity);
}

/** Total and tax split; the split is done per line and summed, so the parts equal the document. */
export function orderTotals(lines: readonly OrderLine[]): OrderTotals {
  const groups = new Map<string, OrderLine[]>();
  for (const line of lines) {
    const key = `${line.tax.code} ${line.tax.rateBp}`;
    groups.set(key, [...(groups.get(key) ?? []), line]);
  }
  const taxes = [...groups.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, group]) => taxTotal(group));
  return { total: sumMoney(lines.map(lineTotal)), taxes };
}

function taxTotal(lines: readonly OrderLine[]): TaxTotal[] {
  const [first] = lines;
  if (!first) return [];
  const splits = lines.map((line) => splitIncludedTax(lineTotal(line), line.tax.rateBp));
  return [
    {
      ...first.tax,
      gross: sumMoney(lines.map(lineTotal)),
      base: sumHundredths(splits.map((split) => split.base)),
      tax: sumHundredths(splits.map((split) => split.tax)),
    },
  ];
}
