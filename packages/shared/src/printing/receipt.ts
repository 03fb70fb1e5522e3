import { formatCop } from '../base/money.ts';
import type { Money } from '../base/money.ts';
import type { TaxProfile } from '../catalog/tax-profile.ts';
import { localStamp } from '../base/time.ts';
import type { OrderType } from '../orders/order.events.ts';
import { copyLabel } from './copy.ts';
import type { PrintBlock, PrintDocument } from './document.ts';
import { DEFAULT_LAYOUT, qrDataOf, type ReceiptFootPart, type ReceiptHeadPart, type ReceiptLayout } from './ticket-layout.ts';
import type { TicketTexts } from './ticket-texts.ts';

/** The business as its receipts name it. */
export interface ReceiptShop {
  readonly name: string;
  readonly nit: string;
  readonly address?: string;
  readonly phone?: string;
  readonly logoImageId?: string;
  /** What the shop charges, said under its NIT. */
  readonly taxProfile?: TaxProfile;
}

/** A priced or free addition to a line; its amount is already inside the line's amount. */
export interface ReceiptModifier {
  readonly name: string;
  readonly quantity?: number;
  readonly amount: Money;
}

/** One product sold. `amount` is what the whole line costs, modifiers and quantity included. */
export interface ReceiptLine {
  readonly quantity: number;
  readonly name: string;
  readonly size?: string;
  readonly modifiers: readonly ReceiptModifier[];
  readonly removals: readonly string[];
  readonly note?: string;
  /** What a kilo of it costs, for what was weighed; the weight is its size. */
  readonly perKilo?: Money;
  readonly amount: Money;
}

/** One tax as split out of the tax-included prices, e.g. label "INC 8 %". */
export interface ReceiptTax {
  readonly label: string;
  readonly base: Money;
  readonly amount: Money;
}

/** A word about the order and what it is. */
export interface TicketDetail {
  readonly label: string;
  readonly value: string;
}

/** Money received by one means; `tendered` is the cash handed over, `amount` what it paid. */
export interface ReceiptPayment {
  readonly label: string;
  readonly amount: Money;
  readonly tendered?: Money;
  readonly reference?: string;
}

/** Sums computed by the order's domain; the receipt adds nothing up itself. */
export interface ReceiptTotals {
  readonly subtotal: Money;
  readonly discount: Money;
  readonly taxes: readonly ReceiptTax[];
  readonly tip: Money;
  /** A driver's fee: due, but no sale of the shop's. */
  readonly driversFee?: Money;
  /** Cash only: what rounding to an existing coin took off (zero or negative). */
  readonly cashRounding: Money;
  readonly total: Money;
  readonly change: Money;
}

/** Everything a customer's receipt says. */
export interface ReceiptFacts {
  readonly shop: ReceiptShop;
  readonly branchName: string;
  readonly terminalName: string;
  readonly cashierName: string;
  readonly orderNumber: string;
  readonly orderType: OrderType;
  readonly customerName?: string;
  /** Table, address, who picks it up: what the order's type asks for. */
  readonly details?: readonly TicketDetail[];
  readonly atMs: number;
  readonly utcOffsetHours: number;
  readonly lines: readonly ReceiptLine[];
  readonly totals: ReceiptTotals;
  readonly payments: readonly ReceiptPayment[];
  /** What whoever brings it has to ask for, and the change that travels along. */
  readonly owed?: { readonly amount: Money; readonly paysWith?: Money; readonly change?: Money };
  /** The shop's own last words; the catalogue's thanks stand in for them. */
  readonly footer?: string;
  readonly qrData?: string;
}

/** What this printing of the receipt adds to the facts: a drawer kick with a cash sale, the number of a copy. */
export interface ReceiptOptions {
  readonly openDrawer: boolean;
  readonly copyNo: number;
  /** How the owner likes it; without one, as it always was. */
  readonly layout?: ReceiptLayout | undefined;
}

/** The customer's receipt. The drawer comes first: the cashier counts change while the paper prints. */
export function receiptDocument(facts: ReceiptFacts, texts: TicketTexts, options: ReceiptOptions): PrintDocument {
  const label = copyLabel(options.copyNo, texts);
  const layout = options.layout ?? DEFAULT_LAYOUT.receipt;
  const blocks: PrintBlock[] = [
    ...(options.openDrawer && label === undefined ? [{ type: 'drawer' } as const] : []),
    ...layout.head.flatMap((part) => headBlocks(part, { facts, texts, layout })),
    { type: 'rule' },
    ...facts.lines.flatMap((line) => lineBlocks(line, texts)),
    { type: 'rule' },
    ...totalBlocks(facts.totals, texts),
    ...paymentBlocks(facts, texts),
    ...owedBlocks(facts, texts),
    ...closingBlocks({ facts, texts, layout }),
  ];
  return label === undefined ? { blocks } : { copyLabel: label, blocks };
}

interface Writing {
  readonly facts: ReceiptFacts;
  readonly texts: TicketTexts;
  readonly layout: ReceiptLayout;
}

function headBlocks(part: ReceiptHeadPart, { facts, texts, layout }: Writing): readonly PrintBlock[] {
  const { shop } = facts;
  switch (part) {
    case 'logo':
      return given(shop.logoImageId).map((imageId): PrintBlock => ({ type: 'logo', imageId }));
    case 'name':
      return [{ type: 'text', text: shop.name, align: 'center', bold: true, size: layout.nameSize }];
    case 'nit':
      return [centred(`${texts.nit} ${shop.nit}`), ...(shop.taxProfile ? [centred(texts.taxProfiles[shop.taxProfile])] : [])];
    case 'place':
      return [centred([`${texts.branch} ${facts.branchName}`, ...given(shop.address)].join(' - '))];
    case 'phone':
      return given(shop.phone).map((phone) => centred(`${texts.phone} ${phone}`));
    case 'heading':
      return layout.heading.map(centred);
    case 'number':
      return [{ type: 'rule' }, { type: 'text', text: facts.orderNumber, align: 'center', bold: true, size: layout.numberSize }];
    case 'type':
      return [{ type: 'text', text: texts.orderTypes[facts.orderType], align: 'center', bold: true }];
    case 'details':
      return [{ type: 'feed', lines: 1 }, ...detailRows(facts, texts)];
  }
}

function given(text: string | undefined): readonly string[] {
  return text === undefined ? [] : [text];
}

function centred(text: string): PrintBlock {
  return { type: 'text', text, align: 'center' };
}

function detailRows(facts: ReceiptFacts, texts: TicketTexts): PrintBlock[] {
  return [
    { type: 'row', left: texts.date, right: localStamp(facts.atMs, facts.utcOffsetHours) },
    { type: 'row', left: texts.terminal, right: facts.terminalName },
    { type: 'row', left: texts.cashier, right: facts.cashierName },
    ...(facts.customerName === undefined ? [] : [{ type: 'row', left: texts.customer, right: facts.customerName } as const]),
    ...(facts.details ?? []).map(({ label, value }) => ({ type: 'row', left: label, right: value }) as const),
  ];
}

function lineBlocks(line: ReceiptLine, texts: TicketTexts): PrintBlock[] {
  const name = line.size === undefined ? line.name : `${line.name} ${line.size}`;
  return [
    { type: 'row', lead: `${line.quantity}x`, left: name, right: formatCop(line.amount) },
    ...(line.perKilo === undefined ? [] : [detail(`${formatCop(line.perKilo)}/kg`)]),
    ...line.modifiers.map((modifier) => detail(modifierText(modifier))),
    ...line.removals.map((removal) => detail(`${texts.without} ${removal}`.toUpperCase())),
    ...(line.note === undefined ? [] : [detail(`${texts.note}: ${line.note}`)]),
  ];
}

function modifierText({ name, quantity = 1, amount }: ReceiptModifier): string {
  const count = quantity === 1 ? '' : `${quantity}x `;
  return amount === 0 ? `+ ${count}${name}` : `+ ${count}${name} (${formatCop(amount)})`;
}

function detail(text: string): PrintBlock {
  return { type: 'row', indent: 4, left: text };
}

function totalBlocks(totals: ReceiptTotals, texts: TicketTexts): PrintBlock[] {
  const taxRows = totals.taxes.flatMap((tax) => [
    amountRow(`${texts.taxBase} ${tax.label}`, tax.base),
    amountRow(`${tax.label} ${texts.taxIncluded}`, tax.amount),
  ]);
  const unchanged = totals.subtotal === totals.total;
  return [
    ...(unchanged ? [] : [amountRow(texts.subtotal, totals.subtotal)]),
    ...(totals.discount === 0 ? [] : [amountRow(texts.discount, totals.discount)]),
    ...taxRows,
    ...(totals.tip === 0 ? [] : [amountRow(texts.tip, totals.tip)]),
    ...(totals.driversFee === undefined ? [] : [amountRow(texts.driversFee, totals.driversFee)]),
    { type: 'row', left: texts.total, right: formatCop(totals.total), bold: true, size: 'double' },
    { type: 'rule' },
  ];
}

function paymentBlocks({ payments, totals }: ReceiptFacts, texts: TicketTexts): PrintBlock[] {
  return [
    ...(totals.cashRounding === 0 ? [] : [amountRow(texts.cashRounding, totals.cashRounding)]),
    ...payments.flatMap((payment) => paymentRows(payment, texts)),
    ...(totals.change === 0
      ? []
      : [{ type: 'row', left: texts.change, right: formatCop(totals.change), bold: true, size: 'double' } as const]),
  ];
}

function owedBlocks({ owed }: ReceiptFacts, texts: TicketTexts): PrintBlock[] {
  if (owed === undefined) return [];
  return [
    { type: 'row', left: texts.owed, right: formatCop(owed.amount), bold: true, size: 'double' },
    ...(owed.paysWith === undefined ? [] : [amountRow(texts.paysWith, owed.paysWith)]),
    ...(owed.change === undefined ? [] : [{ type: 'row', left: texts.changeToCarry, right: formatCop(owed.change), bold: true } as const]),
  ];
}

function paymentRows(payment: ReceiptPayment, texts: TicketTexts): PrintBlock[] {
  const reference = payment.reference === undefined ? [] : [detail(payment.reference)];
  if (payment.tendered === undefined) return [amountRow(payment.label, payment.amount), ...reference];
  return [amountRow(payment.label, payment.amount), amountRow(texts.paid, payment.tendered), ...reference];
}

function closingBlocks(writing: Writing): PrintBlock[] {
  return [
    { type: 'rule', style: 'double' },
    ...writing.texts.notFiscal.map((text): PrintBlock => ({ type: 'text', text, align: 'center', bold: true })),
    { type: 'feed', lines: 1 },
    ...writing.layout.foot.flatMap((part) => footBlocks(part, writing)),
    { type: 'cut' },
  ];
}

function footBlocks(part: ReceiptFootPart, { facts, texts, layout }: Writing): PrintBlock[] {
  switch (part) {
    case 'footer':
      return layout.footer.length > 0 ? layout.footer.map(centred) : [centred(facts.footer ?? texts.thanks)];
    case 'qr': {
      const data = facts.qrData ?? qrDataOf(layout, facts.orderNumber);
      return data === undefined ? [] : [{ type: 'qr', data }];
    }
  }
}

function amountRow(left: string, amount: Money): PrintBlock {
  return { type: 'row', left, right: formatCop(amount) };
}
