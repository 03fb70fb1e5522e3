import { done, refuse, type Result } from '@fastops/shared/base/result';
import { PLAN_IDS, PLANS, type Plan, type Usage } from '@fastops/shared/subscriptions/plan';
import { standingOf, type Subscription } from '@fastops/shared/subscriptions/subscription';
import type { Services } from '../../context.ts';
import type { TenantSql } from '../../db/tenant-scope.ts';
import { nameOfCompany } from '../tenancy/tenancy.service.ts';
import { triesOf, type PayRefusal } from './payments.service.ts';
import { subscriptionOf, type InvoiceRow } from './subscriptions.service.ts';
import { countUsage, findInvoice, listInvoices } from './subscriptions.store.ts';

/** What the owner sees of the company's subscription. */
export type Overview = {
  readonly subscription: Subscription;
  readonly worksUntil: number | null;
  readonly usage: Usage;
  readonly plans: readonly Plan[];
  readonly invoices: readonly InvoiceRow[];
  /** How the last try to pay the open invoice stands; null when nothing was tried. */
  readonly lastTry: { readonly status: string; readonly at: number } | null;
  readonly provider: 'wompi' | 'manual';
};

export async function overview({ sql, machine, payments }: Pick<Services, 'machine' | 'payments'> & { sql: TenantSql }): Promise<Overview> {
  const subscription = await subscriptionOf(sql, machine.now());
  const invoices = await listInvoices(sql);
  const open = invoices.find(({ state }) => state === 'open');
  const [last] = open ? await triesOf(sql, open.id) : [];
  return {
    subscription,
    worksUntil: standingOf(subscription).worksUntil,
    usage: await countUsage(sql),
    plans: PLAN_IDS.map((id) => PLANS[id]),
    invoices,
    lastTry: last ? { status: last.status, at: last.begunAt } : null,
    provider: payments.kind,
  };
}

/** An invoice as it is printed. */
export async function invoiceOf(sql: TenantSql, id: string): Promise<Result<{ company: string; invoice: InvoiceRow }, PayRefusal>> {
  const invoice = await findInvoice(sql, id);
  return invoice ? done({ company: await nameOfCompany(sql), invoice }) : refuse({ code: 'invoice.not-found' });
}
