import { NO_MONEY, sumMoney, type Money } from '../base/money.ts';
import { wholeUnits } from '../catalog/tax.ts';
import { orderNumberText, type OrderLine, type PaymentMethod } from '../orders/order.events.ts';
import type { Order } from '../orders/order.fold.ts';
import { lineTotal } from '../orders/totals.ts';
import type { BranchProfile } from '../tenancy/branch.ts';
import type { KitchenLine, KitchenTicketFacts } from './kitchen-ticket.ts';
import type { ReceiptFacts, ReceiptLine, ReceiptTax, ReceiptTotals } from './receipt.ts';

/** Where and by whom an order was rung up, as its tickets say it. */
export type TicketPlace = { readonly branch: BranchProfile; readonly terminalName: string; readonly cashierName: string };

/** The receipt of an order: every figure comes from its fold, nothing is added up again. */
export function receiptFactsOf(order: Order, place: TicketPlace, methodNames: Readonly<Record<PaymentMethod, string>>): ReceiptFacts {
  const { branch } = place;
  return {
    shop: { name: branch.companyName, nit: branch.nit, address: branch.address, phone: branch.phone, logoImageId: 'logo' },
    branchName: branch.branchName,
    terminalName: place.terminalName,
    cashierName: place.cashierName,
    orderNumber: order.number ? orderNumberText(order.number) : '',
    orderType: order.type,
    atMs: order.settledAt ?? order.placedAt ?? order.openedAt,
    utcOffsetHours: branch.utcOffsetHours,
    lines: order.lines.map(receiptLine),
    totals: receiptTotals(order),
    payments: order.payments.map((payment) => ({
      label: methodNames[payment.method],
      amount: payment.amount,
      tendered: payment.tendered,
      ...(payment.reference === undefined ? {} : { reference: payment.reference }),
    })),
  };
}

/** The kitchen ticket of an order: what to prepare, and no price. */
export function kitchenFactsOf(order: Order, place: TicketPlace): KitchenTicketFacts {
  return {
    orderNumber: order.number ? orderNumberText(order.number) : '',
    orderType: order.type,
    terminalName: place.terminalName,
    atMs: order.placedAt ?? order.openedAt,
    utcOffsetHours: place.branch.utcOffsetHours,
    lines: order.lines.map(kitchenLine),
  };
}

function kitchenLine(line: OrderLine): KitchenLine {
  return {
    quantity: line.quantity,
    name: line.name,
    ...(line.size ? { size: line.size.name } : {}),
    modifiers: added(line).map(({ name, quantity }) => ({ name, ...(quantity > 1 ? { quantity } : {}) })),
    removals: removed(line),
    ...(line.note === undefined ? {} : { note: line.note }),
  };
}

function receiptLine(line: OrderLine): ReceiptLine {
  return {
    ...kitchenLine(line),
    modifiers: added(line).map(({ name, quantity, price }) => ({ name, ...(quantity > 1 ? { quantity } : {}), amount: price })),
    amount: lineTotal(line),
  };
}

function added(line: OrderLine): OrderLine['choices'] {
  return line.choices.filter((choice) => choice.kind !== 'removal');
}

function removed(line: OrderLine): string[] {
  return line.choices.filter((choice) => choice.kind === 'removal').map((choice) => choice.name);
}

function receiptTotals(order: Order): ReceiptTotals {
  const { total } = order.totals;
  return {
    subtotal: total,
    discount: NO_MONEY,
    taxes: order.totals.taxes.filter((tax) => tax.code !== 'NONE').map(receiptTax),
    tip: NO_MONEY,
    cashRounding: sumMoney(order.payments.map((payment) => payment.rounding)),
    total,
    change: sumMoney(order.payments.map((payment) => payment.change)),
  };
}

// Printed in whole pesos: the tax is what is left of the gross, so that base + tax is the total to the peso.
function receiptTax(tax: Order['totals']['taxes'][number]): ReceiptTax {
  const base = wholeUnits(tax.base);
  return { label: `${tax.code} ${tax.rateBp / 100} %`, base, amount: (tax.gross - base) as Money };
}
