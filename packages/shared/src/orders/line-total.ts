import { addMoney, sumMoney, timesMoney, type Money } from '../base/money.ts';
import type { LineChoice, OrderLine } from './line.ts';

/** (size price + choices + what its parts add) × quantity, before discounts. */
export function lineTotal(line: OrderLine): Money {
  return timesMoney(unitTotal(line), line.quantity);
}

/** What one of it costs before discounts. */
export function unitTotal(line: OrderLine): Money {
  const parts = line.parts?.map((part) => addMoney(part.surcharge, choicesTotal(part.choices))) ?? [];
  return sumMoney([line.unitPrice, choicesTotal(line.choices), ...parts]);
}

function choicesTotal(choices: readonly LineChoice[]): Money {
  return sumMoney(choices.map((choice) => choice.price));
}
