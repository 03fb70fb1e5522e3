import type { Money } from '@fastops/shared/base/money';
import { formatCop } from '@fastops/shared/base/money';

/** Pesos inside a sentence: an amount never breaks over two lines. */
export function moneyText(amount: Money): string {
  return formatCop(amount).replaceAll(' ', '\u00A0');
}
