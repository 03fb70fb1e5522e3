import { assert } from '@fastops/shared/base/assert';
import { addMoney, NO_MONEY, type Money } from '@fastops/shared/base/money';
import { done, refuse, type Result } from '@fastops/shared/base/result';
import { businessDayAt } from '@fastops/shared/base/time';
import type { AccountPayment, CustomerAddress, CustomerEventType } from '@fastops/shared/customers/customer.events';
import { availableCredit, foldCustomer, type Customer } from '@fastops/shared/customers/customer.fold';
import { cashRounding } from '@fastops/shared/payments/rounding';
import type { Draft, ReadContext, WriteContext } from '../../context.ts';
import type { Writer } from '../../db/access.ts';
import { hasOpenSession, requireSession, type NoSessionRefusal } from '../cash/cash.service.ts';
import { addMovement, type MovementRefusal } from '../cash/drawer-money.service.ts';
import { queuePaymentSlip } from './account-paper.service.ts';
import { findCharged, findCustomer, listAccounts, saveCustomer, searchCustomers, type CustomerRow } from './customers.store.ts';

export type { CustomerRow } from './customers.store.ts';

export type CustomerRefusal =
  | { readonly code: 'customer.not-found'; readonly id: string }
  | { readonly code: 'customer.address-not-found'; readonly addressId: string };
export type CreditRefusal = CustomerRefusal | { readonly code: 'customer.over-limit'; readonly available: Money };
export type CollectRefusal =
  | CustomerRefusal
  | NoSessionRefusal
  | MovementRefusal
  | { readonly code: 'customer.owes-less'; readonly balance: Money };
export type CustomerAnswer = Result<Customer, CustomerRefusal>;

/** What is charged to an account, or taken off it again: the order, and the payment or refund that did it. */
export type AccountCharge = { readonly customerId: string; readonly id: string; readonly orderId: string; readonly amount: Money };

/** Found by telephone or name. */
export function findCustomers(ctx: ReadContext, input: { text: string; limit: number }): CustomerRow[] {
  return searchCustomers(ctx.db, ctx.companyId, input);
}

/** Who owes, most first. */
export function openAccounts(ctx: ReadContext, { limit }: { limit: number }): CustomerRow[] {
  return listAccounts(ctx.db, ctx.companyId, limit);
}

/** One customer with addresses and the statement of their account. */
export function readCustomer(ctx: ReadContext, id: string): CustomerAnswer {
  const customer = findCustomer(ctx.db, ctx.companyId, id);
  return customer ? done(customer) : refuse({ code: 'customer.not-found', id });
}

/** The same customer twice is one customer. */
export function registerCustomer(
  ctx: WriteContext,
  { customerId, ...who }: { customerId: string; name: string; phone?: string | undefined; document?: string | undefined },
): CustomerAnswer {
  const known = customerIn(ctx, customerId);
  if (known) return done(known);
  const { name, phone, document } = who;
  const body = { name, ...(phone === undefined ? {} : { phone }), ...(document === undefined ? {} : { document }) };
  return appended(ctx, customerId, { type: 'customer.registered', body });
}

export function changeCustomer(
  ctx: WriteContext,
  {
    customerId,
    ...change
  }: { customerId: string; name?: string | undefined; phone?: string | null | undefined; document?: string | null | undefined },
): CustomerAnswer {
  const { name, phone, document } = change;
  const body = {
    ...(name === undefined ? {} : { name }),
    ...(phone === undefined ? {} : { phone }),
    ...(document === undefined ? {} : { document }),
  };
  return onCustomer(ctx, customerId, () => appended(ctx, customerId, { type: 'customer.changed', body }));
}

export function addAddress(ctx: WriteContext, { customerId, address }: { customerId: string; address: CustomerAddress }): CustomerAnswer {
  return onCustomer(ctx, customerId, (customer) =>
    customer.addresses.some(({ id }) => id === address.id)
      ? done(customer)
      : appended(ctx, customerId, { type: 'customer.address-added', body: { address } }),
  );
}

export function removeAddress(ctx: WriteContext, { customerId, addressId }: { customerId: string; addressId: string }): CustomerAnswer {
  return onCustomer(ctx, customerId, (customer) =>
    customer.addresses.some(({ id }) => id === addressId)
      ? appended(ctx, customerId, { type: 'customer.address-removed', body: { addressId } })
      : refuse({ code: 'customer.address-not-found', addressId }),
  );
}

/** How much may stand on the account from now on. */
export function setCreditLimit(ctx: WriteContext, { customerId, limit }: { customerId: string; limit: Money }): CustomerAnswer {
  return onCustomer(ctx, customerId, () => appended(ctx, customerId, { type: 'customer.credit-limit-set', body: { limit } }));
}

/** Puts an order's payment on the account; over the limit it is refused with what is left, unless somebody who may has said yes. */
export function chargeAccount(
  ctx: WriteContext,
  charge: AccountCharge & { readonly overLimit?: boolean },
): Result<Customer, CreditRefusal> {
  const { customerId, id, orderId, amount, overLimit = false } = charge;
  const customer = customerIn(ctx, customerId);
  if (!customer) return refuse({ code: 'customer.not-found', id: customerId });
  if (customer.entries.some((entry) => entry.kind === 'charged' && entry.id === id)) return done(customer);
  const available = availableCredit(customer);
  if (amount > available && !overLimit) return refuse({ code: 'customer.over-limit', available });
  return appended(ctx, customerId, { type: 'customer.charged', body: { id, orderId, amount } });
}

/** Whose account an order's payment was put on; undefined when this till doesn't know. */
export function chargedCustomer(ctx: ReadContext, paymentId: string): string | undefined {
  return findCharged(ctx.db, ctx.companyId, paymentId);
}

/** Takes a refund of an order that was paid on account off it again. */
export function creditAccount(ctx: WriteContext, { customerId, id, orderId, amount }: AccountCharge): CustomerAnswer {
  return onCustomer(ctx, customerId, (customer) =>
    customer.entries.some((entry) => entry.kind === 'credited' && entry.id === id)
      ? done(customer)
      : appended(ctx, customerId, { type: 'customer.credited', body: { id, orderId, amount } }),
  );
}

/** What a customer brings for their account. Cash goes into the open drawer as an entry, so that its count still fits. */
export function collectPayment(
  ctx: WriteContext,
  { customerId, payment }: { customerId: string; payment: Pick<AccountPayment, 'id' | 'method' | 'amount' | 'reference'> },
): Result<Customer, CollectRefusal> {
  const session = requireSession(ctx);
  if (!session.ok) return session;
  const customer = customerIn(ctx, customerId);
  if (!customer) return refuse({ code: 'customer.not-found', id: customerId });
  const { id, method, amount, reference } = payment;
  if (customer.entries.some((entry) => entry.kind === 'paid' && entry.id === id)) return done(customer);
  if (amount > customer.balance) return refuse({ code: 'customer.owes-less', balance: customer.balance });
  const isCash = method === 'cash';
  const rounding = isCash ? cashRounding(amount) : NO_MONEY;
  if (isCash && addMoney(amount, rounding) > 0) {
    const moved = addMovement(ctx, {
      id,
      kind: 'cash_in',
      amount: addMoney(amount, rounding),
      category: ACCOUNT_PAYMENT,
      note: customer.name,
    });
    if (!moved.ok) return moved;
  }
  const taken = { id, method, amount, rounding, sessionId: session.value.id, ...(reference === undefined ? {} : { reference }) };
  const paid = appended(ctx, customerId, { type: 'customer.paid', body: { payment: taken } });
  queuePaymentSlip(ctx, paid.value, taken);
  return paid;
}

/** Category of the cash entry that a payment on account makes. */
export const ACCOUNT_PAYMENT = 'Abono a cuenta';

/** Folds a customer's facts into their row; also how facts of other tills arrive. */
export function projectCustomer(db: Writer, companyId: string, customerId: string): Customer {
  const customer = findCustomer(db, companyId, customerId);
  assert(customer, `customer ${customerId} has no facts`);
  saveCustomer(db, companyId, customer);
  return customer;
}

function customerIn(ctx: WriteContext, customerId: string): Customer | undefined {
  const facts = ctx.factsOf(customerId);
  return facts.some(({ type }) => type.startsWith('customer.')) ? foldCustomer(facts) : undefined;
}

function onCustomer(ctx: WriteContext, id: string, run: (customer: Customer) => CustomerAnswer): CustomerAnswer {
  const customer = customerIn(ctx, id);
  return customer ? run(customer) : refuse({ code: 'customer.not-found', id });
}

function appended<T extends CustomerEventType>(
  ctx: WriteContext,
  entityId: string,
  fact: Pick<Draft<T>, 'type' | 'body'>,
): { readonly ok: true; readonly value: Customer } {
  ctx.append({ ...fact, entityId, businessDay: dayOf(ctx) });
  const customer = foldCustomer(ctx.factsOf(entityId));
  saveCustomer(ctx.db, ctx.companyId, customer);
  return done(customer);
}

/** The open session's day; without a session, the day that the clock says. */
function dayOf(ctx: WriteContext): string {
  const session = hasOpenSession(ctx.db, ctx) ? requireSession(ctx) : undefined;
  return session?.ok ? session.value.businessDay : businessDayAt(ctx.now, ctx.branch.utcOffsetHours, ctx.branch.dayStartHour);
}
