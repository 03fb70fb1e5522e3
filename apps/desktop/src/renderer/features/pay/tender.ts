import type { Money } from '@fastops/shared/base/money';
import { money, NO_MONEY } from '@fastops/shared/base/money';
import { cashDue, cashRounding, changeFor, missingFrom, suggestedTenders } from '@fastops/shared/payments/rounding';
import type { KeypadKey } from '@fastops/ui/keypad';

const LONGEST_AMOUNT = 8;

/** What is being handed over. Untouched, it is the exact amount, so that Enter alone completes the commonest sale. */
export type Tender = { readonly digits: string; readonly touched: boolean };

export const EXACT: Tender = { digits: '', touched: false };

export function typed(tender: Tender, key: KeypadKey): Tender {
  const digits = ((tender.touched ? tender.digits : '') + key).replace(/^0+(?=\d)/, '').slice(0, LONGEST_AMOUNT);
  return { digits, touched: true };
}

export function erased(tender: Tender): Tender {
  return { digits: tender.touched ? tender.digits.slice(0, -1) : '', touched: true };
}

export function given(amount: Money): Tender {
  return { digits: String(amount), touched: true };
}

/** Everything the cash screen shows; all the arithmetic is the domain's. */
export function cashView(total: Money, tender: Tender) {
  const due = cashDue(total);
  const tendered = tender.touched ? money(Number(tender.digits || '0')) : due;
  return {
    due,
    rounding: cashRounding(total),
    tendered,
    change: changeFor(due, tendered),
    missing: missingFrom(due, tendered),
    suggestions: suggestedTenders(due),
    free: due === NO_MONEY,
  };
}
