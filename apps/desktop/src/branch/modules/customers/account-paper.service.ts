import { done, refuse, type Result } from '@fastops/shared/base/result';
import type { AccountPayment } from '@fastops/shared/customers/customer.events';
import type { Customer } from '@fastops/shared/customers/customer.fold';
import { accountPaymentDocument, accountStatementDocument, type AccountPlace } from '@fastops/shared/printing/account-papers';
import { accountTextsOf } from '@fastops/shared/printing/account-texts';
import type { WriteContext } from '../../context.ts';
import { queueOwnPaper } from '../printing/printing.service.ts';
import { findCustomer } from './customers.store.ts';

/** Prints what a customer owes and how it came about; `printed` is false at a till without a printer for it. */
export function printStatement(
  ctx: WriteContext,
  { customerId }: { customerId: string },
): Result<{ readonly printed: boolean }, { readonly code: 'customer.not-found'; readonly id: string }> {
  const customer = findCustomer(ctx.db, ctx.companyId, customerId);
  if (!customer) return refuse({ code: 'customer.not-found', id: customerId });
  const document = accountStatementDocument(customer, placeOf(ctx), accountTextsOf(ctx.branch.language));
  return done({ printed: queueOwnPaper(ctx, { document, label: customer.name, subjectId: null, copyNo: 0 }) });
}

/** The slip of a payment on account, for the customer. */
export function queuePaymentSlip(ctx: WriteContext, customer: Customer, payment: AccountPayment): void {
  const document = accountPaymentDocument({ customer, payment }, placeOf(ctx), accountTextsOf(ctx.branch.language));
  queueOwnPaper(ctx, { document, label: customer.name, subjectId: payment.id, copyNo: 0 });
}

function placeOf(ctx: WriteContext): AccountPlace {
  return { branch: ctx.branch, terminalName: ctx.terminalName, cashierName: ctx.actor.name, atMs: ctx.now };
}
