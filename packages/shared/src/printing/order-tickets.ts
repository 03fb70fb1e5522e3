import { assert } from '../base/assert.ts';
import { NO_MONEY, subtractMoney, sumMoney } from '../base/money.ts';
import { kitchenItems, picked, type KitchenItem } from '../catalog/kitchen-lines.ts';
import { wholeUnits } from '../catalog/tax.ts';
import { profileOf } from '../catalog/tax-profile.ts';
import { orderNumberText } from '../orders/order.events.ts';
import type { PricedCharge } from '../orders/charge.ts';
import type { LineChoice, LinePart, OrderLine, Payment } from '../orders/order.events.ts';
import type { Refund } from '../orders/adjustment.events.ts';
import type { Order } from '../orders/order.fold.ts';
import { countedPayments } from '../orders/money.fold.ts';
import { weightText } from '../orders/line-weight.ts';
import { lineTotal } from '../orders/totals.ts';
import type { TaxTotal } from '../orders/totals.ts';
import type { BranchProfile } from '../tenancy/branch.ts';
import type { KitchenTicketFacts } from './kitchen-ticket.ts';
import type { ReceiptFacts, ReceiptLine, ReceiptModifier, ReceiptPayment, ReceiptTax } from './receipt.ts';
import { kitchenDetails, owedOf, receiptDetails } from './ticket-details.ts';
import type { RefundFacts } from './refund-receipt.ts';
import type { TicketTexts } from './ticket-texts.ts';

/** Image id of the shop's logo; a till without the picture prints without it. */
export const SHOP_LOGO = 'shop';

/** Where and by whom an order is printed. */
export interface TicketPlace {
  readonly branch: BranchProfile;
  readonly cashierName: string;
  readonly texts: TicketTexts;
}

/** What the called-out number reads on paper; an order that was never placed has none. */
export function ticketNumber(order: Order): string {
  return order.number === undefined ? '-' : orderNumberText(order.number);
}

/** A settled order as its receipt says it. */
export function receiptFactsOf(order: Order, { branch, cashierName, texts }: TicketPlace): ReceiptFacts {
  const payments = countedPayments(order);
  return {
    shop: {
      name: branch.companyName,
      nit: branch.nit,
      address: branch.address,
      phone: branch.phone,
      logoImageId: SHOP_LOGO,
      taxProfile: profileOf(branch.tax),
    },
    branchName: branch.branchName,
    terminalName: order.number?.series ?? '-',
    cashierName,
    orderNumber: ticketNumber(order),
    orderType: order.type,
    atMs: order.settledAt ?? order.placedAt ?? order.openedAt,
    utcOffsetHours: branch.utcOffsetHours,
    ...(order.customer === undefined ? {} : { customerName: order.customer.name }),
    details: receiptDetails(order, { texts, utcOffsetHours: branch.utcOffsetHours }),
    lines: [...order.lines.map(receiptLine), ...order.charges.filter(({ belongsTo }) => belongsTo === 'shop').map(chargeLine)],
    totals: {
      subtotal: order.totals.gross,
      discount: subtractMoney(NO_MONEY, order.totals.discount),
      taxes: order.totals.taxes.filter(({ code }) => code !== 'NONE').map(receiptTax),
      tip: order.totals.tip,
      ...(order.totals.thirdParty === 0 ? {} : { driversFee: order.totals.thirdParty }),
      cashRounding: sumMoney(payments.map(({ rounding }) => rounding)),
      total: order.totals.due,
      change: sumMoney(payments.map(({ change }) => change)),
    },
    payments: payments.map((payment) => receiptPayment(payment, texts)),
    ...owedOf(order),
    footer: branch.receiptFooter,
  };
}

/** Money given back as its paper says it; the parts were given in one go, for one reason. */
export function refundFactsOf(order: Order, refunds: readonly Refund[], texts: TicketTexts): RefundFacts {
  const nameOf = (id: string) => order.lines.find((line) => line.id === id)?.name ?? '-';
  const referenceOf = (refund: Refund) => order.payments.find(({ id }) => id === refund.paymentId)?.reference;
  return {
    orderNumber: ticketNumber(order),
    lines: refunds.flatMap(({ lines }) => lines).map(({ lineId, quantity }) => ({ quantity, name: nameOf(lineId) })),
    parts: refunds.map((refund) => {
      const reference = referenceOf(refund);
      return { label: texts.payments[refund.method], amount: refund.amount, ...(reference === undefined ? {} : { reference }) };
    }),
    total: sumMoney(refunds.map(({ amount }) => amount)),
    reason: refunds[0]?.reason ?? '',
  };
}

/** A placed order as the kitchen sees it. */
export function kitchenFactsOf(
  order: Order,
  { branch, terminalName, texts }: { branch: BranchProfile; terminalName: string; texts: TicketTexts },
): KitchenTicketFacts {
  return {
    orderNumber: ticketNumber(order),
    orderType: order.type,
    terminalName,
    atMs: order.placedAt ?? order.openedAt,
    utcOffsetHours: branch.utcOffsetHours,
    ...(order.customer === undefined ? {} : { customerName: order.customer.name }),
    details: kitchenDetails(order, { texts, utcOffsetHours: branch.utcOffsetHours }),
    lines: order.lines.flatMap(kitchenItems),
  };
}

function chargeLine({ name, total }: PricedCharge): ReceiptLine {
  return { quantity: 1, name, modifiers: [], removals: [], amount: total };
}

function receiptLine(line: OrderLine): ReceiptLine {
  const { modifiers: _, stations: _stations, of: _of, halves: _halves, ...head } = ownItem(line);
  const modifiers = [...additions(line.choices), ...(line.parts ?? []).flatMap(partModifiers)];
  return { ...head, ...(line.weight ? { perKilo: line.weight.perKilo } : {}), modifiers, amount: lineTotal(line) };
}

/** The line as one thing, whatever it is made of. */
function ownItem({ parts: _, ...line }: OrderLine): KitchenItem {
  const [item] = kitchenItems(line);
  assert(item, 'a line without parts is one item');
  return item;
}

/** What a part adds to the price, and what was picked for it: the customer reads what the kitchen was told. */
function partModifiers(part: LinePart): ReceiptModifier[] {
  const removals = picked(part.choices).removals;
  const left = removals.length === 0 ? '' : ` (-${removals.join(', -')})`;
  const size = part.size === undefined || part.kind === 'half' ? '' : ` ${part.size.name}`;
  const weight = part.weight ? ` ${weightText(part.weight.grams)}` : '';
  const name = `${part.kind === 'half' ? '½ ' : ''}${part.name}${size}${weight}${left}`;
  return [{ name, amount: part.surcharge }, ...additions(part.choices)];
}

function additions(choices: readonly LineChoice[]): ReceiptModifier[] {
  return choices.filter(({ kind }) => kind !== 'removal').map(({ name, quantity, price }) => ({ name, quantity, amount: price }));
}

/** Paper shows whole pesos, and on paper base and tax must still add up to what was paid. */
function receiptTax({ code, rateBp, base, gross }: TaxTotal): ReceiptTax {
  const rate = String(rateBp / 100).replace('.', ',');
  const wholeBase = wholeUnits(base);
  return { label: `${code} ${rate} %`, base: wholeBase, amount: subtractMoney(gross, wholeBase) };
}

function receiptPayment(payment: Payment, texts: TicketTexts): ReceiptPayment {
  return {
    label: texts.payments[payment.method],
    amount: payment.amount,
    ...(payment.change === 0 ? {} : { tendered: payment.tendered }),
    ...(payment.reference === undefined ? {} : { reference: payment.reference }),
  };
}
