import type { Money } from '@fastops/shared/base/money';
import { money, NO_MONEY } from '@fastops/shared/base/money';
import { cashDue, cashRounding, changeFor, missingFrom, suggestedTenders } from '@fastops/shared/payments/rounding';
import type { KeypadKey } from '@fastops/ui/keypad';

const LONGEST_AMOUNT = 8;
const MOST_SUGGESTIONS = 6;

/**
 * What is being handed over. Untouched it is the exact amount, so that Enter alone completes the commonest sale;
 * a picked bill is replaced by the first digit that is typed.
 */
export type Tender =
  | { readonly kind: 'exact' }
  | { readonly kind: 'picked'; readonly amount: Money }
  | { readonly kind: 'typed'; readonly digits: string };

export const EXACT: Tender = { kind: 'exact' };

export function typed(tender: Tender, key: KeypadKey): Tender {
  const before = tender.kind === 'typed' ? tender.digits : '';
  return { kind: 'typed', digits: (before + key).replace(/^0+(?=\d)/, '').slice(0, LONGEST_AMOUNT) };
}

export function erased(tender: Tender): Tender {
  return { kind: 'typed', digits: tender.kind === 'typed' ? tender.digits.slice(0, -1) : '' };
}

export function picked(amount: Money): Tender {
  return { kind: 'picked', amount };
}

/** Everything the cash screen shows; all the arithmetic is the domain's. */
export function cashView(total: Money, tender: Tender) {
  const due = cashDue(total);
  const tendered = amountOf(tender, due);
  return {
    due,
    rounding: cashRounding(total),
    tendered,
    change: changeFor(due, tendered),
    missing: missingFrom(due, tendered),
    suggestions: suggestedTenders(due, MOST_SUGGESTIONS),
  };
}

/** A means that gives exactly what is asked: never change, never missing. */
export function exactView(amount: Money): ReturnType<typeof cashView> {
  return { due: amount, rounding: NO_MONEY, tendered: amount, change: NO_MONEY, missing: NO_MONEY, suggestions: [] };
}

function amountOf(tender: Tender, due: Money): Money {
  if (tender.kind === 'exact') return due;
  if (tender.kind === 'picked') return tender.amount;
  return tender.digits === '' ? NO_MONEY : money(Number(tender.digits));
}
