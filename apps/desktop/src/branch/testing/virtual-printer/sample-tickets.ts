import { money } from '@fastops/shared/base/money';
import { receiptDocument } from '@fastops/shared/printing/receipt';
import type { ReceiptFacts, ReceiptLine } from '@fastops/shared/printing/receipt';
import type { PrintDocument } from '@fastops/shared/printing/document';
import { ticketTextsEs } from '@fastops/shared/printing/ticket-texts';

/** A sale with one of everything; tests change what they talk about. */
export function aSale(changes: Partial<ReceiptFacts> = {}): ReceiptFacts {
  return {
    shop: { name: 'Salchipapas El Parche', nit: '900.123.456-7', address: 'Cra 7 # 12-34', phone: '601 555 0100' },
    branchName: 'Norte',
    terminalName: 'Caja 1',
    cashierName: 'Laura Gómez',
    orderNumber: 'A-042',
    orderType: 'takeaway',
    atMs: Date.UTC(2026, 10, 24, 0, 42),
    utcOffsetHours: -5,
    lines: [
      aSaleLine({ modifiers: [{ name: 'Queso costeño', amount: money(4000) }], removals: ['cebolla'], note: 'bien tostada' }),
      aSaleLine({ quantity: 1, name: 'Gaseosa 400 ml', amount: money(4500) }),
    ],
    totals: {
      subtotal: money(54_500),
      discount: money(0),
      taxes: [{ label: 'INC 8 %', base: money(50_463), amount: money(4037) }],
      tip: money(0),
      cashRounding: money(0),
      total: money(54_500),
      change: money(5500),
    },
    payments: [{ label: 'Efectivo', amount: money(54_500), tendered: money(60_000) }],
    ...changes,
  };
}

export function aSaleLine(changes: Partial<ReceiptLine> = {}): ReceiptLine {
  return { quantity: 2, name: 'Salchipapa familiar', modifiers: [], removals: [], amount: money(50_000), ...changes };
}

/** The receipt of a sale, as the till would queue it. */
export function aReceipt(changes: Partial<ReceiptFacts> = {}): PrintDocument {
  return receiptDocument(aSale(changes), ticketTextsEs, { openDrawer: false, copyNo: 0 });
}
