import { formatCop, type Money } from '../base/money.ts';
import { localStamp } from '../base/time.ts';
import type { BranchProfile } from '../tenancy/branch.ts';
import type { PrintBlock, PrintDocument } from './document.ts';
import type { TicketTexts } from './ticket-texts.ts';

/** What went back: which lines, by which means, and why. */
export interface RefundFacts {
  readonly orderNumber: string;
  readonly lines: readonly { readonly quantity: number; readonly name: string }[];
  readonly parts: readonly { readonly label: string; readonly amount: Money; readonly reference?: string }[];
  readonly total: Money;
  readonly reason: string;
}

/** Where, when and by whom; `approverName` only when somebody else had to allow it. */
export interface RefundPlace {
  readonly branch: BranchProfile;
  readonly terminalName: string;
  readonly cashierName: string;
  readonly approverName?: string;
  readonly atMs: number;
}

/** The paper of money given back, with a line for the customer's signature: the drawer's proof until the count. */
export function refundReceiptDocument(facts: RefundFacts, place: RefundPlace, texts: TicketTexts): PrintDocument {
  const { branch } = place;
  const blocks: PrintBlock[] = [
    { type: 'text', text: branch.companyName, align: 'center', bold: true, size: 'double' },
    { type: 'text', text: `${texts.nit} ${branch.nit}`, align: 'center' },
    { type: 'text', text: `${texts.branch} ${branch.branchName}`, align: 'center' },
    { type: 'rule' },
    { type: 'text', text: texts.refund.title, align: 'center', bold: true, inverted: true, size: 'double' },
    { type: 'text', text: facts.orderNumber, align: 'center', bold: true, size: 'double' },
    { type: 'feed', lines: 1 },
    { type: 'row', left: texts.date, right: localStamp(place.atMs, branch.utcOffsetHours) },
    { type: 'row', left: texts.terminal, right: place.terminalName },
    { type: 'row', left: texts.cashier, right: place.cashierName },
    ...(place.approverName === undefined ? [] : [{ type: 'row', left: texts.refund.approvedBy, right: place.approverName } as const]),
    { type: 'row', left: `${texts.refund.reason}: ${facts.reason}` },
    { type: 'rule' },
    ...facts.lines.map(({ quantity, name }): PrintBlock => ({ type: 'row', lead: `${quantity}x`, left: name })),
    ...(facts.lines.length === 0 ? [] : [{ type: 'rule' } as const]),
    ...facts.parts.flatMap(({ label, amount, reference }): PrintBlock[] => [
      { type: 'row', left: label, right: formatCop(amount) },
      ...(reference === undefined ? [] : [{ type: 'row', indent: 4, left: reference } as const]),
    ]),
    { type: 'row', left: texts.refund.total, right: formatCop(facts.total), bold: true, size: 'double' },
    { type: 'feed', lines: 3 },
    { type: 'rule' },
    { type: 'text', text: texts.refund.signature, align: 'center' },
    { type: 'cut' },
  ];
  return { blocks };
}
