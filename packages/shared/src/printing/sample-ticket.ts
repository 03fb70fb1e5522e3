import { money } from '../base/money.ts';
import type { BranchProfile } from '../tenancy/branch.ts';
import type { KitchenTicketFacts } from './kitchen-ticket.ts';
import type { ReceiptFacts } from './receipt.ts';
import type { TicketTexts } from './ticket-texts.ts';

/** The shop that a preview is drawn for. */
export type SampleShop = Pick<BranchProfile, 'companyName' | 'nit' | 'branchName' | 'address' | 'phone'>;

const SAMPLE = { orderNumber: 'A-042', orderType: 'takeaway', atMs: Date.UTC(2026, 10, 24, 0, 42), utcOffsetHours: -5 } as const;

/** An order nobody placed, with one of everything: what the preview of a layout shows. */
export function sampleReceipt(shop: SampleShop, texts: TicketTexts, logoImageId?: string): ReceiptFacts {
  const { companyName, nit, branchName, address, phone } = shop;
  return {
    ...SAMPLE,
    shop: { name: companyName, nit, address, phone, ...(logoImageId === undefined ? {} : { logoImageId }) },
    branchName,
    terminalName: 'A',
    cashierName: 'Laura Gómez',
    lines: [
      {
        quantity: 2,
        name: 'Salchipapa familiar',
        modifiers: [{ name: 'Queso costeño', amount: money(4000) }],
        removals: ['cebolla'],
        note: 'bien tostada',
        amount: money(50_000),
      },
      { quantity: 1, name: 'Gaseosa 400 ml', modifiers: [], removals: [], amount: money(4500) },
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
    payments: [{ label: texts.payments.cash, amount: money(54_500), tendered: money(60_000) }],
  };
}

/** The same order in the kitchen. */
export function sampleKitchenTicket(texts: TicketTexts): KitchenTicketFacts {
  return {
    ...SAMPLE,
    terminalName: 'A',
    stationName: texts.kitchen,
    lines: [
      { quantity: 2, name: 'Salchipapa familiar', modifiers: [{ name: 'Queso costeño' }], removals: ['cebolla'], note: 'bien tostada' },
      { quantity: 1, name: 'Gaseosa 400 ml', modifiers: [], removals: [] },
    ],
  };
}
