import { money, timesMoney } from '@fastops/shared/base/money';
import { done, refuse, type Result } from '@fastops/shared/base/result';
import { pay } from '@fastops/shared/subscriptions/subscription';
import type { Services, UserActor } from '../../context.ts';
import type { TenantSql } from '../../db/tenant-scope.ts';
import { auditAs, type AuditAuthor } from '../audit/audit.service.ts';
import { findTry, insertTry, listTries, saveTry, type TryRow } from './payments.store.ts';
import { checkJob } from './subscriptions.jobs.ts';
import type { PaymentProvider, PaymentStep, ProviderPayment } from './subscriptions.port.ts';
import { heldSubscription, keep, openInvoice, system, type Held, type KeepingCall } from './subscriptions.service.ts';
import { findInvoice, saveInvoicePaid, saveTurn, type InvoiceRow } from './subscriptions.store.ts';

export type PayRefusal = { readonly code: 'invoice.not-found' | 'invoice.not-open' | 'payment.not-found' };

const MINUTE_S = 60;
/** When a payment is looked at by ourselves: messages get lost, and the provider gives up after a day. */
const LOOKS_AFTER_S = [2, 3, 5, 10, 30, 60, 3 * 60, 6 * 60, 12 * 60, 24 * 60, 24 * 60, 24 * 60].map((minutes) => minutes * MINUTE_S);

/** Begins a payment of what is owed, or of the period to come, and says how to go on. */
export async function beginPayment(
  call: KeepingCall & { readonly actor: UserActor; readonly payments: PaymentProvider },
): Promise<PaymentStep> {
  const { sql, machine, devices, payments, jobs } = call;
  const now = machine.now();
  const { stored, current } = await heldSubscription(sql, now);
  if (!stored) await keep(call, undefined, current);
  const invoice = await openInvoice(call, current);
  const id = devices.newId();
  const amount = money(invoice.amount);
  await insertTry(sql, { id, invoiceId: invoice.id, provider: payments.kind, amount, begunAt: now });
  const afterS = LOOKS_AFTER_S[0] ?? MINUTE_S;
  const payload = { companyId: sql.companyId, tryId: id };
  if (payments.kind !== 'manual') await jobs.enqueue(sql, { job: checkJob, payload, afterS });
  return payments.begin({
    // By hand somebody types it into a bank's app.
    reference:
      payments.kind === 'manual' ? `FO-${sql.companyId.slice(-6).toUpperCase()}-${invoice.number}` : referenceOf(sql.companyId, id),
    amount,
    email: call.actor.email,
    returnTo: `${call.publicUrl()}/suscripcion`,
  });
}

const compact = (id: string) => id.replaceAll('-', '');
const spelled = (hex: string) => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

/** Says whose payment it is: a message of the provider comes before any company is known. */
export function referenceOf(companyId: string, tryId: string): string {
  return `fo-${compact(companyId)}-${compact(tryId)}`;
}

/** Undefined for a reference that isn't ours. */
export function readReference(reference: string): { companyId: string; tryId: string } | undefined {
  const [, company, attempt] = /^fo-([0-9a-f]{32})-([0-9a-f]{32})$/.exec(reference) ?? [];
  return company === undefined || attempt === undefined ? undefined : { companyId: spelled(company), tryId: spelled(attempt) };
}

type LookCall = Pick<Services, 'db' | 'machine' | 'devices' | 'fanout' | 'mail' | 'jobs' | 'publicUrl' | 'payments'>;

/** Asks the provider how a payment stands and writes it down; looks again later while it isn't final. */
export async function lookAtPayment(
  call: LookCall,
  asked: { companyId: string; tryId: string; transactionId?: string | undefined },
): Promise<void> {
  const reference = referenceOf(asked.companyId, asked.tryId);
  const found = await ask(call.payments, reference, asked.transactionId);
  await call.db.inCompany(asked.companyId, async (sql) => {
    for (const payment of found) await settle({ ...call, sql }, asked.tryId, payment);
    const attempt = await findTry(sql, asked.tryId);
    if (asked.transactionId !== undefined || !attempt || !isOpen(attempt)) return;
    const age = (call.machine.now() - attempt.begunAt) / 1_000;
    let at = 0;
    const next = LOOKS_AFTER_S.find((afterS) => (at += afterS) > age);
    if (next !== undefined) await call.jobs.enqueue(sql, { job: checkJob, payload: asked, afterS: Math.max(MINUTE_S, at - age) });
  });
}

/** A person who comes back from the provider's page with the name of a transaction: looked at, when it is one of theirs. */
export async function noteReturn(call: LookCall & { readonly actor: UserActor }, transactionId: string): Promise<Result<null, PayRefusal>> {
  const payment = await call.payments.byTransaction(transactionId);
  const place = payment && readReference(payment.reference);
  if (!place || place.companyId !== call.actor.companyId) return refuse({ code: 'payment.not-found' });
  await lookAtPayment(call, { ...place, transactionId });
  return done(null);
}

async function ask(payments: PaymentProvider, reference: string, transactionId: string | undefined): Promise<ProviderPayment[]> {
  if (transactionId === undefined) return (await payments.byReference(reference)).filter((each) => each.reference === reference);
  const one = await payments.byTransaction(transactionId);
  return one && one.reference === reference ? [one] : [];
}

const isOpen = ({ status }: TryRow) => status === 'begun' || status === 'PENDING';

/** What a provider says becomes what we know, once: the same word again changes nothing, an older word takes nothing back. */
export async function settle(call: KeepingCall, tryId: string, payment: ProviderPayment): Promise<void> {
  const { sql, machine } = call;
  const now = machine.now();
  const held = await heldSubscription(sql, now);
  const attempt = await findTry(sql, tryId);
  if (!attempt || isKnown(attempt, payment)) return;
  const invoice = await findInvoice(sql, attempt.invoiceId);
  const note = noteOf(call, { attempt, invoice, payment });
  // Another amount, a second payment, or one taken back: money that a person has to look at.
  if (!invoice || attempt.status === 'APPROVED' || !isRight(attempt, payment)) return note('payment.odd');
  await saveTry(sql, tryId, { transactionId: payment.transactionId, status: payment.status, at: now });
  if (payment.status === 'PENDING') return;
  if (payment.status !== 'APPROVED') return note('payment.declined');
  if (!(await saveInvoicePaid(sql, invoice.id, { at: now, by: attempt.provider }))) return note('payment.odd');
  await renew(call, held, invoice);
  await note('invoice.paid');
}

const isKnown = (attempt: TryRow, payment: ProviderPayment) =>
  (attempt.transactionId === payment.transactionId && attempt.status === payment.status) ||
  (!isOpen(attempt) && payment.status === 'PENDING');

const isRight = (attempt: TryRow, payment: ProviderPayment) =>
  payment.currency === 'COP' && payment.amountInCents === timesMoney(money(attempt.amount), 100);

/** Writes what became of a payment into the company's log. */
function noteOf(call: KeepingCall, of: { attempt: TryRow; invoice: InvoiceRow | undefined; payment: ProviderPayment }) {
  const { attempt, invoice, payment } = of;
  const after = { reference: payment.reference, transaction: payment.transactionId, status: payment.status, cents: payment.amountInCents };
  const subjectName = invoice ? `N.º ${invoice.number}` : payment.transactionId;
  return (action: string) => auditAs(call.sql, system(call), { action, subject: attempt.invoiceId, subjectName, after });
}

/** The month that the invoice was for is bought. */
async function renew(call: KeepingCall, { stored, current }: Held, invoice: InvoiceRow): Promise<void> {
  const now = call.machine.now();
  await keep(call, stored ?? current, pay({ ...current, nextPlan: invoice.plan }, now));
  await saveTurn(call.sql, now);
}

/** The operator saw the money: the same as a provider's word. */
export async function markPaid(
  call: KeepingCall & { readonly by: AuditAuthor },
  input: { invoiceId: string; note: string },
): Promise<Result<null, PayRefusal>> {
  const { sql, machine } = call;
  const now = machine.now();
  const held = await heldSubscription(sql, now);
  const invoice = await findInvoice(sql, input.invoiceId);
  if (!invoice) return refuse({ code: 'invoice.not-found' });
  if (!(await saveInvoicePaid(sql, invoice.id, { at: now, by: 'manual' }))) return refuse({ code: 'invoice.not-open' });
  await renew(call, held, invoice);
  await auditAs(sql, call.by, {
    action: 'invoice.paid',
    subject: invoice.id,
    subjectName: `N.º ${invoice.number}`,
    after: { note: input.note },
  });
  return done(null);
}

export const triesOf = (sql: TenantSql, invoiceId: string): Promise<TryRow[]> => listTries(sql, invoiceId);
