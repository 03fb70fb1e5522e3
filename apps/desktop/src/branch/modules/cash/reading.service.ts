import { NO_MONEY, sumMoney, timesMoney, type Money } from '@fastops/shared/base/money';
import { done, type Result } from '@fastops/shared/base/result';
import { expectedCash } from '@fastops/shared/cash/expected';
import { foldCashSession, type CashSession } from '@fastops/shared/cash/session.fold';
import { cashFlowsOf, shiftReport, type ShiftFacts, type Tally } from '@fastops/shared/cash/shift-report';
import type { ShiftReport } from '@fastops/shared/cash/z-report';
import { countedPayments } from '@fastops/shared/orders/money.fold';
import { orderNumberText, type OrderLine } from '@fastops/shared/orders/order.events';
import { foldOrder, type Order } from '@fastops/shared/orders/order.fold';
import { lineTotal } from '@fastops/shared/orders/totals';
import { bodies } from '@fastops/shared/orders/typed-facts';
import type { PrintDocument } from '@fastops/shared/printing/document';
import { xReportDocument } from '@fastops/shared/printing/shift-report';
import { shiftTextsOf } from '@fastops/shared/printing/shift-texts';
import type { ReadContext, WriteContext } from '../../context.ts';
import { factsOf } from '../../db/event-log.ts';
import { queueOwnPaper } from '../printing/printing.service.ts';
import { requireSession, type NoSessionRefusal } from './cash.service.ts';
import { openingsAmong, ownFactsSince, shiftPayments, shiftRefunds, type OwnFact } from './reading.store.ts';

/** What the drawer of a session should hold: the one formula, over the facts this till knows. */
export function expectedIn(ctx: ReadContext, session: Pick<CashSession, 'id' | 'openingFloat' | 'movements'>): Money {
  const key = { companyId: ctx.companyId, sessionId: session.id };
  return expectedCash(cashFlowsOf(session, shiftPayments(ctx.db, key), shiftRefunds(ctx.db, key)));
}

/** An X: the open session so far. Nothing is closed and nothing is numbered. */
export function readingX(ctx: ReadContext): Result<ShiftReport, NoSessionRefusal> {
  const session = requireSession(ctx);
  return session.ok ? done(reportOf(ctx, foldCashSession(factsOf(ctx.db, ctx.companyId, session.value.id)))) : session;
}

/** The same as its paper, for the screen. */
export function paperX(ctx: ReadContext): Result<PrintDocument, NoSessionRefusal> {
  const report = readingX(ctx);
  if (!report.ok) return report;
  return done(xReportDocument(report.value, ctx.now, { branch: ctx.branch, texts: shiftTextsOf(ctx.branch.language) }));
}

/** Prints an X. */
export function printX(ctx: WriteContext): Result<{ printed: boolean }, NoSessionRefusal> {
  const paper = paperX(ctx);
  if (!paper.ok) return paper;
  return done({ printed: queueOwnPaper(ctx, { document: paper.value, label: 'X', subjectId: null, copyNo: 0 }) });
}

/** All figures of a session. */
export function reportOf(ctx: ReadContext, session: CashSession): ShiftReport {
  const key = { companyId: ctx.companyId, sessionId: session.id };
  const payments = shiftPayments(ctx.db, key);
  const own = ownFactsSince(ctx.db, { ...key, terminalId: session.terminalId });
  const orderOf = orderReader(ctx);
  const placed = own.filter(({ type }) => type === 'order.placed').map(({ entityId }) => entityId);
  const orders = [...new Set([...payments.map(({ orderId }) => orderId), ...placed])].flatMap((id) => orderOf(id) ?? []);
  const facts: ShiftFacts = {
    session,
    terminalName: ctx.terminalName,
    nameOf: (staffId) => ctx.staffName(staffId),
    settled: orders.filter((order) => isSettledIn(order, session.id)),
    payments,
    refunds: shiftRefunds(ctx.db, key),
    voids: voidsAmong(ctx, own),
    cancelled: cancelledAmong(own, orderOf),
    openings: openingsAmong(own),
    unverified: unverifiedOf(orders, session.id),
  };
  return shiftReport(facts);
}

/** Whether an order's sale belongs to a session: its last payment does, or it was placed here and nothing was due. */
function isSettledIn(order: Order, sessionId: string): boolean {
  if (order.state === 'cancelled' || order.state === 'draft' || order.balance > NO_MONEY) return false;
  const last = countedPayments(order).at(-1);
  return last ? last.sessionId === sessionId : order.totals.due === NO_MONEY;
}

/** Transfers of a session that nobody has seen arrive, with the order they were for. */
export function unverifiedOf(orders: readonly Order[], sessionId: string): (ShiftFacts['unverified'][number] & { readonly id: string })[] {
  return orders.flatMap(({ number, payments }) =>
    payments
      .filter((payment) => payment.status === 'unverified' && payment.sessionId === sessionId)
      .map(({ id, method, amount, reference }) => ({
        id,
        number: number ? orderNumberText(number) : '-',
        method,
        amount,
        ...(reference === undefined ? {} : { reference }),
      })),
  );
}

function orderReader(ctx: ReadContext): (id: string) => Order | undefined {
  return (id) => {
    const facts = factsOf(ctx.db, ctx.companyId, id);
    return facts.some(({ type }) => type.startsWith('order.')) ? foldOrder(facts) : undefined;
  };
}

/** What was taken off orders after the kitchen had it: the line's own price, as it was sold. */
function voidsAmong(ctx: ReadContext, own: readonly OwnFact[]): Tally {
  const voided = own
    .filter(({ type }) => type === 'order.line-voided')
    .map(({ entityId, body }) => {
      const { lineId, quantity } = (body as { voided: { lineId: string; quantity: number } }).voided;
      const lines = bodies(factsOf(ctx.db, ctx.companyId, entityId), 'order.line-added').map(({ line }) => line);
      return {
        amount: worthOf(
          lines.find(({ id }) => id === lineId),
          quantity,
        ),
      };
    });
  return { count: voided.length, amount: sumMoney(voided.map(({ amount }) => amount)) };
}

function worthOf(line: OrderLine | undefined, quantity: number): Money {
  return line ? timesMoney(lineTotal({ ...line, quantity: 1 }), quantity) : NO_MONEY;
}

/** Orders that had a number and were cancelled; a cart that was put away is no exception worth a line. */
function cancelledAmong(own: readonly OwnFact[], orderOf: (id: string) => Order | undefined): Tally {
  const orders = own
    .filter(({ type }) => type === 'order.cancelled')
    .flatMap(({ entityId }) => orderOf(entityId) ?? [])
    .filter(({ number }) => number !== undefined);
  return { count: orders.length, amount: sumMoney(orders.map(({ totals }) => totals.total)) };
}
