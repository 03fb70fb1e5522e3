import { addMoney, formatCop, sumMoney, type Money } from '../base/money.ts';
import { localStamp } from '../base/time.ts';
import type { AccountPayment } from '../customers/customer.events.ts';
import { availableCredit, type Customer } from '../customers/customer.fold.ts';
import type { BranchProfile } from '../tenancy/branch.ts';
import type { AccountTexts } from './account-texts.ts';
import type { PrintBlock, PrintDocument } from './document.ts';

/** Where, when and by whom a paper about an account is made. */
export interface AccountPlace {
  readonly branch: BranchProfile;
  readonly terminalName: string;
  readonly cashierName: string;
  readonly atMs: number;
}

/** The newest movements that a statement lists; what came before is one line, so that the sum still fits. */
const ENTRIES_LISTED = 40;

/** What a customer owes and how it came about, oldest first. */
export function accountStatementDocument(customer: Customer, place: AccountPlace, texts: AccountTexts): PrintDocument {
  const listed = customer.entries.slice(-ENTRIES_LISTED);
  const earlier = sumMoney(customer.entries.slice(0, -ENTRIES_LISTED).map(({ amount }) => amount));
  const blocks: PrintBlock[] = [
    ...head(texts.statement, { customer, place, texts }),
    amountRow(texts.limit, customer.creditLimit),
    amountRow(texts.available, availableCredit(customer)),
    { type: 'rule' },
    ...(customer.entries.length > listed.length ? [amountRow(texts.earlier, earlier)] : []),
    ...(listed.length === 0 ? [{ type: 'text', text: texts.none, align: 'center' } as const] : []),
    ...listed.map(({ kind, amount, at }) => amountRow(`${localStamp(at, place.branch.utcOffsetHours)} ${texts.entries[kind]}`, amount)),
    { type: 'rule' },
    { type: 'row', left: texts.owed, right: formatCop(customer.balance), bold: true, size: 'double' },
    { type: 'cut' },
  ];
  return { blocks };
}

/** What a customer brought for their account, with what they owed before and owe now. `customer` is as they stand after it. */
export function accountPaymentDocument(
  {
    customer,
    payment,
  }: { readonly customer: Customer; readonly payment: Pick<AccountPayment, 'method' | 'amount' | 'rounding' | 'reference'> },
  place: AccountPlace,
  texts: AccountTexts,
): PrintDocument {
  const { ticket } = texts;
  const blocks: PrintBlock[] = [
    ...head(texts.payment, { customer, place, texts }),
    amountRow(texts.before, addMoney(customer.balance, payment.amount)),
    { type: 'row', left: texts.received, right: formatCop(payment.amount), bold: true, size: 'double' },
    amountRow(texts.after, customer.balance),
    { type: 'rule' },
    ...(payment.rounding === 0 ? [] : [amountRow(ticket.cashRounding, payment.rounding)]),
    amountRow(ticket.payments[payment.method], addMoney(payment.amount, payment.rounding)),
    ...(payment.reference === undefined ? [] : [{ type: 'row', indent: 4, left: payment.reference } as const]),
    { type: 'rule', style: 'double' },
    { type: 'text', text: ticket.thanks, align: 'center' },
    { type: 'cut' },
  ];
  return { blocks };
}

type Head = { readonly customer: Customer; readonly place: AccountPlace; readonly texts: AccountTexts };

function head(title: string, { customer, place, texts }: Head): PrintBlock[] {
  const { branch } = place;
  const { ticket } = texts;
  return [
    { type: 'text', text: branch.companyName, align: 'center', bold: true, size: 'double' },
    { type: 'text', text: `${ticket.nit} ${branch.nit}`, align: 'center' },
    { type: 'text', text: `${ticket.branch} ${branch.branchName}`, align: 'center' },
    { type: 'rule' },
    { type: 'text', text: title, align: 'center', bold: true },
    { type: 'text', text: customer.name, align: 'center', bold: true },
    { type: 'feed', lines: 1 },
    ...(customer.document === undefined ? [] : [{ type: 'row', left: texts.document, right: customer.document } as const]),
    ...(customer.phone === undefined ? [] : [{ type: 'row', left: ticket.phone, right: customer.phone } as const]),
    { type: 'row', left: ticket.date, right: localStamp(place.atMs, branch.utcOffsetHours) },
    { type: 'row', left: ticket.terminal, right: place.terminalName },
    { type: 'row', left: ticket.cashier, right: place.cashierName },
    { type: 'rule' },
  ];
}

function amountRow(left: string, amount: Money): PrintBlock {
  return { type: 'row', left, right: formatCop(amount) };
}
