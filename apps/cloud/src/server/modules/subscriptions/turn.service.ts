import { GRACE_DAYS, SUSPENDED_DAYS, type Subscription } from '@fastops/shared/subscriptions/subscription';
import { auditAs } from '../audit/audit.service.ts';
import { nameOfCompany } from '../tenancy/tenancy.service.ts';
import { reminderMail, type ReminderKind } from './reminder-texts.ts';
import {
  heldSubscription,
  INVOICE_AHEAD_MS,
  keep,
  openInvoice,
  system,
  type InvoiceRow,
  type KeepingCall,
} from './subscriptions.service.ts';
import { insertReminder, listPayers, saveTurn } from './subscriptions.store.ts';

const DAY_MS = 86_400_000;

/** One company's turn: done twice it is done once. Answers the state it left. */
export async function takeTurn(call: KeepingCall): Promise<Subscription> {
  const { sql, machine } = call;
  const now = machine.now();
  const { stored, current } = await heldSubscription(sql, now);
  if (!stored || stored.state !== current.state) {
    await keep(call, stored, current);
    if (stored)
      await auditAs(sql, system(call), {
        action: `subscription.${current.state}`,
        subject: sql.companyId,
        subjectName: '',
        before: { state: stored.state },
        after: { state: current.state },
      });
  }
  if (isOwed(current, now)) await remind(call, current, await openInvoice(call, current));
  await saveTurn(sql, nextTurn(current, now));
  return current;
}

function isOwed(subscription: Subscription, now: number): boolean {
  const { state, periodEnd, endsAtPeriodEnd } = subscription;
  if (state === 'cancelled' || endsAtPeriodEnd) return false;
  return state === 'past-due' || state === 'suspended' || now >= periodEnd - INVOICE_AHEAD_MS;
}

/** The latest reminder whose moment has come; ones that were slept through are not sent late. */
async function remind(call: KeepingCall, subscription: Subscription, invoice: InvoiceRow): Promise<void> {
  const { sql, machine } = call;
  const now = machine.now();
  const kind = reminderDue(subscription, now);
  if (kind === undefined || !(await insertReminder(sql, { invoiceId: invoice.id, kind, at: now }))) return;
  const company = await nameOfCompany(sql);
  for (const to of await listPayers(sql))
    await call.mail.queue(sql, reminderMail(to, kind, { company, invoice, subscription, link: `${call.publicUrl()}/suscripcion` }));
}

/** Seven and one days before, on the day, three days and one day before the grace ends, and when it has. */
export function reminderDue({ state, periodEnd, graceEndsAt }: Subscription, now: number): ReminderKind | undefined {
  if (state === 'suspended') return 'suspended';
  if (state === 'past-due') {
    const left = (graceEndsAt ?? periodEnd + GRACE_DAYS * DAY_MS) - now;
    if (left <= DAY_MS) return 'last-day';
    return left <= 3 * DAY_MS ? 'last-days' : 'due';
  }
  const left = periodEnd - now;
  if (left <= DAY_MS) return 'tomorrow';
  return left <= INVOICE_AHEAD_MS ? 'ahead' : undefined;
}

/** The next moment at which time does something; never further than a day while money is owed. */
function nextTurn({ state, periodEnd, graceEndsAt }: Subscription, now: number): number {
  if (state === 'cancelled') return now + 30 * DAY_MS;
  if (state === 'suspended') return Math.min(now + DAY_MS, (graceEndsAt ?? now) + SUSPENDED_DAYS * DAY_MS);
  if (state === 'past-due') return Math.min(now + DAY_MS, graceEndsAt ?? now + DAY_MS);
  return now < periodEnd - INVOICE_AHEAD_MS ? periodEnd - INVOICE_AHEAD_MS : Math.min(now + DAY_MS, periodEnd);
}
