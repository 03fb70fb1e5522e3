import type { Money } from '@fastops/shared/base/money';
import { done, refuse, type Result } from '@fastops/shared/base/result';
import { PLAN_IDS, PLANS, type Plan, type PlanId, type Usage } from '@fastops/shared/subscriptions/plan';
import { standingOf, type Subscription, type SubscriptionState } from '@fastops/shared/subscriptions/subscription';
import type { Services } from '../../context.ts';
import type { TenantSql } from '../../db/tenant-scope.ts';
import { nameOfCompany } from '../tenancy/tenancy.service.ts';
import { triesOf, type PayRefusal } from './payments.service.ts';
import { subscriptionOf, type InvoiceRow } from './subscriptions.service.ts';
import { countUsage, findInvoice, findOpenInvoice, listInvoices } from './subscriptions.store.ts';

export { listAllInvoices as allInvoices } from './subscriptions.store.ts';
export type { InvoiceOfCompany } from './subscriptions.store.ts';
export type InvoiceState = InvoiceRow['state'];

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

/** A company in one line: its plan, how it stands, and what it owes; null when nothing. */
export type Standing = { readonly plan: PlanId; readonly state: SubscriptionState; readonly owed: Money | null };

export async function standingAt(sql: TenantSql, now: number): Promise<Standing> {
  const { plan, state } = await subscriptionOf(sql, now);
  return { plan, state, owed: (await findOpenInvoice(sql))?.amount ?? null };
}

/** An invoice as it is printed. */
export async function invoiceOf(sql: TenantSql, id: string): Promise<Result<{ company: string; invoice: InvoiceRow }, PayRefusal>> {
  const invoice = await findInvoice(sql, id);
  return invoice ? done({ company: await nameOfCompany(sql), invoice }) : refuse({ code: 'invoice.not-found' });
}
