import { done, refuse, type Result } from '@fastops/shared/base/result';
import { firstDayShown, overLimits, PLANS, type Module, type OverLimit, type PlanId, type Usage } from '@fastops/shared/subscriptions/plan';
import {
  beginTrial,
  nextPeriod,
  passTime,
  standingOf,
  wish,
  type Subscription,
  type SubscriptionRefusal,
  type SubscriptionState,
  type SubscriptionWish,
} from '@fastops/shared/subscriptions/subscription';
import type { Services } from '../../context.ts';
import type { TenantSql } from '../../db/tenant-scope.ts';
import { renewAccess } from '../access/access.service.ts';
import { audit, auditAs, type AuditAuthor, type AuditCall } from '../audit/audit.service.ts';
import { turnJob } from './subscriptions.jobs.ts';
import {
  countUsage,
  findOpenInvoice,
  findSubscription,
  insertInvoice,
  listDue,
  lockSubscription,
  saveInvoiceVoid,
  saveSubscription,
  saveTurn,
  type InvoiceRow,
} from './subscriptions.store.ts';

export type { InvoiceRow } from './subscriptions.store.ts';

/** What subscriptions are kept with, without a person who asks. */
export type KeepingCall = { readonly sql: TenantSql } & Pick<Services, 'machine' | 'devices' | 'fanout' | 'mail' | 'jobs' | 'publicUrl'>;

/** Everybody tries the largest plan. */
const TRIAL_PLAN: PlanId = 'chain';
const DAY_MS = 86_400_000;
/** An invoice is made so long before the period ends. */
export const INVOICE_AHEAD_MS = 7 * DAY_MS;

/** A company that begins: its first turn writes its trial. */
export async function welcome(sql: TenantSql): Promise<void> {
  await saveTurn(sql, 0);
}

/** The subscription as time has made it by now; nothing is written. */
export async function subscriptionOf(sql: TenantSql, now: number): Promise<Subscription> {
  return passTime((await findSubscription(sql)) ?? beginTrial(TRIAL_PLAN, now), now);
}

/** What a till's grant says of it. */
export async function standing(sql: TenantSql, now: number): Promise<{ state: SubscriptionState; worksUntil: number | null }> {
  return standingOf(await subscriptionOf(sql, now));
}

export type PlanRefusal = { readonly code: 'plan.limit'; readonly plan: PlanId } & OverLimit;

/** Whether the plan holds one more. What a company has already goes on working, whatever its plan. */
export async function roomFor(sql: TenantSql, what: keyof Usage, now: number): Promise<Result<null, PlanRefusal>> {
  const { plan } = await subscriptionOf(sql, now);
  const usage = await countUsage(sql);
  const [over] = overLimits(PLANS[plan], { ...usage, [what]: usage[what] + 1 }).filter((each) => each.what === what);
  return over ? refuse({ code: 'plan.limit', plan, ...over, used: usage[what] }) : done(null);
}

export type ModuleRefusal = { readonly code: 'plan.module'; readonly plan: PlanId; readonly module: Module };

/** Whether the plan holds a part of FastOps. */
export async function holdsModule(sql: TenantSql, module: Module, now: number): Promise<Result<null, ModuleRefusal>> {
  const { plan } = await subscriptionOf(sql, now);
  return PLANS[plan].limits.modules.includes(module) ? done(null) : refuse({ code: 'plan.module', plan, module });
}

export type HistoryRefusal = { readonly code: 'plan.history'; readonly plan: PlanId; readonly months: number; readonly first: string };

/** The first day that reports show. */
export async function firstDayOf(sql: TenantSql, now: number): Promise<string> {
  return firstDayShown(PLANS[(await subscriptionOf(sql, now)).plan], now);
}

/** Whether reports look back as far as this day. */
export async function showsSince(sql: TenantSql, from: string, now: number): Promise<Result<null, HistoryRefusal>> {
  const { plan } = await subscriptionOf(sql, now);
  const first = firstDayShown(PLANS[plan], now);
  return from >= first ? done(null) : refuse({ code: 'plan.history', plan, months: PLANS[plan].limits.historyMonths, first });
}

/** As it is written, and as time has made it by now. */
export type Held = { readonly stored: Subscription | undefined; readonly current: Subscription };

/** Locked; a company without one gets its trial. */
export async function heldSubscription(sql: TenantSql, now: number): Promise<Held> {
  const stored = await lockSubscription(sql);
  return { stored, current: passTime(stored ?? beginTrial(TRIAL_PLAN, now), now) };
}

/** Keeps it; when the tills have to hear of it, their grants are made anew. */
export async function keep(
  call: Pick<KeepingCall, 'sql' | 'machine' | 'fanout'>,
  before: Subscription | undefined,
  after: Subscription,
): Promise<void> {
  await saveSubscription(call.sql, after);
  const told = (subscription: Subscription | undefined) => subscription && JSON.stringify(standingOf(subscription));
  if (before !== undefined && told(before) !== told(after)) await renewAccess(call);
}

/** Companies whose turn has come, each as a job of its own: one that fails holds up nobody. */
export async function beginTurns({ db, jobs, machine }: Pick<Services, 'db' | 'jobs' | 'machine'>): Promise<number> {
  const due = await db.beforeCompany((sql) => listDue(sql, machine.now(), 5_000));
  for (const companyId of due) await db.beforeCompany((sql) => jobs.enqueue(sql, { job: turnJob, payload: { companyId } }));
  return due.length;
}

/** The open invoice, made when there is none: for the period that comes next, on the plan that was chosen for it. */
export async function openInvoice(call: KeepingCall, current: Subscription): Promise<InvoiceRow> {
  const { sql, machine, devices } = call;
  const now = machine.now();
  const open = await findOpenInvoice(sql);
  const amount = PLANS[current.nextPlan].monthly;
  if (open && open.plan === current.nextPlan) return open;
  // Another plan was chosen since: what was asked for is not owed any more.
  if (open) await saveInvoiceVoid(sql, open.id);
  const { start, end } = nextPeriod(current, now);
  const period = { plan: current.nextPlan, periodStart: start, periodEnd: end, amount };
  const made = await insertInvoice(sql, { id: devices.newId(), ...period, issuedAt: now, dueAt: Math.max(start, now) });
  const invoice = made ?? (await findOpenInvoice(sql));
  if (!invoice) throw new Error('an invoice was neither made nor found');
  if (made)
    await auditAs(sql, system(call), {
      action: 'invoice.issued',
      subject: made.id,
      subjectName: `N.º ${made.number}`,
      after: { plan: made.plan, amount },
    });
  return invoice;
}

/** The cloud itself, in the security log. */
export function system({ machine, devices }: Pick<KeepingCall, 'machine' | 'devices'>) {
  return { kind: 'system', id: null, name: 'FastOps', address: '', now: machine.now(), sha256: devices.sha256 } as const;
}

/** What a person asked for: another plan, to stop, to stay. */
export async function askFor(
  call: AuditCall & KeepingCall,
  asked: SubscriptionWish,
): Promise<Result<Subscription, SubscriptionRefusal | PlanRefusal>> {
  const { sql, machine } = call;
  const now = machine.now();
  if (asked.kind === 'plan') {
    const [over] = overLimits(PLANS[asked.plan], await countUsage(sql));
    if (over) return refuse({ code: 'plan.limit', plan: asked.plan, ...over });
  }
  const { stored, current } = await heldSubscription(sql, now);
  const changed = wish(current, asked, now);
  if (!changed.ok) return changed;
  await keep(call, stored ?? current, changed.value);
  const open = await findOpenInvoice(sql);
  if (open && open.plan !== changed.value.nextPlan) await openInvoice(call, changed.value);
  if (open && changed.value.endsAtPeriodEnd) await saveInvoiceVoid(sql, open.id);
  await saveTurn(sql, now);
  await audit(call, {
    action: `subscription.${asked.kind}`,
    subject: sql.companyId,
    subjectName: '',
    before: { plan: current.nextPlan, state: current.state, endsAtPeriodEnd: current.endsAtPeriodEnd },
    after: { plan: changed.value.nextPlan, state: changed.value.state, endsAtPeriodEnd: changed.value.endsAtPeriodEnd },
  });
  return done(changed.value);
}

/** The operator gives a company another plan, from now on; an open invoice is made anew for it. */
export async function setPlan(
  call: KeepingCall & { readonly by: AuditAuthor },
  { plan, reason }: { plan: PlanId; reason: string },
): Promise<Result<null, PlanRefusal>> {
  const { sql, machine } = call;
  const now = machine.now();
  const [over] = overLimits(PLANS[plan], await countUsage(sql));
  if (over) return refuse({ code: 'plan.limit', plan, ...over });
  const { stored, current } = await heldSubscription(sql, now);
  const changed = { ...current, plan, nextPlan: plan };
  await keep(call, stored ?? current, changed);
  const open = await findOpenInvoice(sql);
  if (open && open.plan !== plan) await openInvoice(call, changed);
  await saveTurn(sql, now);
  await auditAs(sql, call.by, {
    action: 'subscription.plan',
    subject: sql.companyId,
    subjectName: '',
    before: { plan: current.plan },
    after: { plan, reason },
  });
  return done(null);
}
