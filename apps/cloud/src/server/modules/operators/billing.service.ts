import { done, refuse, type Result } from '@fastops/shared/base/result';
import type { PlanId } from '@fastops/shared/subscriptions/plan';
import { companyLife } from '../tenancy/life.service.ts';
import { allInvoices, overview, type InvoiceOfCompany, type InvoiceState, type Overview } from '../subscriptions/overview.service.ts';
import { markPaid, type PayRefusal } from '../subscriptions/payments.service.ts';
import { setPlan, type PlanRefusal } from '../subscriptions/subscriptions.service.ts';
import { authorOf, type OperatorCall } from './operators.service.ts';

type NotFound = { readonly code: 'company.not-found' };
/** One company's plan, what it uses of it, and what it owes. */
export type Billing = Overview & { readonly name: string };

const PAGE = 50;

export async function billing(call: OperatorCall, { companyId }: { companyId: string }): Promise<Result<Billing, NotFound>> {
  return call.db.inCompany(companyId, async (sql) => {
    const life = await companyLife(sql);
    return life ? done({ name: life.name, ...(await overview({ ...call, sql })) }) : refuse({ code: 'company.not-found' });
  });
}

/** The plan holds from now on; what the company pays for it begins with its next invoice. */
export async function changePlan(
  call: OperatorCall,
  { companyId, ...what }: { companyId: string; plan: PlanId; reason: string },
): Promise<Result<null, PlanRefusal | NotFound>> {
  return call.db.inCompany(companyId, async (sql) => {
    if (!(await companyLife(sql))) return refuse({ code: 'company.not-found' });
    return setPlan({ ...call, sql, by: authorOf(call) }, what);
  });
}

/** The operator saw the money arrive. */
export async function payByHand(
  call: OperatorCall,
  { companyId, ...what }: { companyId: string; invoiceId: string; note: string },
): Promise<Result<null, PayRefusal>> {
  return call.db.inCompany(companyId, (sql) => markPaid({ ...call, sql, by: authorOf(call) }, what));
}

/** Invoices of all companies, the newest first; `next` is the cursor of the following page. */
export async function invoices(
  { db }: OperatorCall,
  { state, text, after }: { state: InvoiceState | 'all'; text: string; after: string },
): Promise<{ invoices: InvoiceOfCompany[]; next: string | null }> {
  const found = await db.onPlatform((sql) => allInvoices(sql, { state, text, after, limit: PAGE + 1 }));
  const page = found.slice(0, PAGE);
  const last = page.at(-1);
  return { invoices: page, next: found.length > PAGE && last ? `${last.issuedAt}|${last.id}` : null };
}
