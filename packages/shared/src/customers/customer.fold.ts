import { assert } from '../base/assert.ts';
import { money, NO_MONEY, subtractMoney, sumMoney, type Money } from '../base/money.ts';
import { inAggregateOrder, type Fact } from '../sync/event.ts';
import {
  customerEventBodies,
  type AccountPayment,
  type CustomerAddress,
  type CustomerEventBody,
  type CustomerEventType,
} from './customer.events.ts';

/** One line of a statement; `amount` is above zero when it adds to what is owed. */
export type AccountEntry = {
  readonly id: string;
  readonly kind: 'charged' | 'credited' | 'paid';
  readonly amount: Money;
  readonly at: number;
  readonly actorId: string;
  readonly orderId: string | undefined;
  readonly method: AccountPayment['method'] | undefined;
};

/** Why a person should look: the tills disagreed about money. */
export type CustomerReview = 'never-registered' | 'over-limit' | 'paid-too-much';

/** A customer as everybody sees them: the fold of their facts. */
export type Customer = {
  readonly id: string;
  readonly branchId: string;
  readonly name: string;
  readonly phone: string | undefined;
  readonly document: string | undefined;
  readonly addresses: readonly CustomerAddress[];
  readonly creditLimit: Money;
  /** What they owe; below zero when they paid ahead. */
  readonly balance: Money;
  readonly entries: readonly AccountEntry[];
  readonly needsReview: readonly CustomerReview[];
  readonly rev: number;
};

/**
 * Folds the facts of one customer; the same for any arrival order and any repetition.
 *
 * | fact                    | rule when tills disagree                                      |
 * |-------------------------|---------------------------------------------------------------|
 * | registered, changed     | the last by (rev, terminal, id) wins, field by field          |
 * | address-added           | additive, each id once; a removed address stays removed       |
 * | credit-limit-set        | the last by the order above                                   |
 * | charged, credited, paid | additive: never lost, each id once. Two tills that sold on    |
 * |                         | account at once may pass the limit: that asks for a review    |
 */
export function foldCustomer(facts: readonly Fact[]): Customer {
  const ordered = inAggregateOrder(facts);
  const [first] = ordered;
  assert(first, 'a customer has at least one fact');
  const registered = bodiesOf(ordered, 'customer.registered');
  const entries = entriesOf(ordered);
  const balance = sumMoney(entries.map(({ amount }) => amount));
  const creditLimit = bodiesOf(ordered, 'customer.credit-limit-set').at(-1)?.limit ?? NO_MONEY;
  return {
    id: first.entityId,
    branchId: first.branchId,
    ...whoOf(ordered),
    addresses: addressesOf(ordered),
    creditLimit,
    balance,
    entries,
    needsReview: reviewOf({ registered: registered.length > 0, balance, creditLimit }),
    rev: ordered.reduce((highest, fact) => Math.max(highest, fact.rev), 0),
  };
}

/** How much more may be sold to them on account. */
export function availableCredit({ creditLimit, balance }: Pick<Customer, 'creditLimit' | 'balance'>): Money {
  return money(Math.max(0, subtractMoney(creditLimit, balance)));
}

type Who = Pick<Customer, 'name' | 'phone' | 'document'>;

function whoOf(ordered: readonly Fact[]): Who {
  let who: Who = { name: '?', phone: undefined, document: undefined };
  for (const fact of ordered) {
    for (const body of [...bodiesOf([fact], 'customer.registered'), ...bodiesOf([fact], 'customer.changed')]) {
      who = {
        name: body.name ?? who.name,
        phone: body.phone === undefined ? who.phone : (body.phone ?? undefined),
        document: body.document === undefined ? who.document : (body.document ?? undefined),
      };
    }
  }
  return who;
}

function addressesOf(ordered: readonly Fact[]): CustomerAddress[] {
  const removed = new Set(bodiesOf(ordered, 'customer.address-removed').map(({ addressId }) => addressId));
  const seen = new Set<string>();
  const added = bodiesOf(ordered, 'customer.address-added').map(({ address }) => address);
  return added.filter(({ id }) => !removed.has(id) && !seen.has(id) && seen.add(id));
}

function entriesOf(ordered: readonly Fact[]): AccountEntry[] {
  const seen = new Set<string>();
  return ordered.flatMap(entryOf).filter(({ kind, id }) => !seen.has(`${kind} ${id}`) && seen.add(`${kind} ${id}`));
}

function entryOf(fact: Fact): AccountEntry[] {
  const when = { at: fact.at, actorId: fact.actorId };
  const [charged] = bodiesOf([fact], 'customer.charged');
  if (charged) return [{ ...when, ...charged, kind: 'charged', method: undefined }];
  const [credited] = bodiesOf([fact], 'customer.credited');
  if (credited) return [{ ...when, ...credited, kind: 'credited', amount: subtractMoney(NO_MONEY, credited.amount), method: undefined }];
  const [paid] = bodiesOf([fact], 'customer.paid');
  if (!paid) return [];
  const { id, method, amount } = paid.payment;
  return [{ ...when, id, kind: 'paid', amount: subtractMoney(NO_MONEY, amount), orderId: undefined, method }];
}

function reviewOf(seen: { registered: boolean; balance: Money; creditLimit: Money }): CustomerReview[] {
  const reasons: [CustomerReview, boolean][] = [
    ['never-registered', !seen.registered],
    ['over-limit', seen.balance > seen.creditLimit],
    ['paid-too-much', seen.balance < 0],
  ];
  return reasons.filter(([, holds]) => holds).map(([reason]) => reason);
}

// Bodies were checked at the door that stored them.
function bodiesOf<T extends CustomerEventType>(facts: readonly Fact[], type: T): CustomerEventBody<T>[] {
  assert(type in customerEventBodies, `no body for ${type}`);
  return facts.filter((fact) => fact.type === type).map(({ body }) => body as CustomerEventBody<T>);
}
