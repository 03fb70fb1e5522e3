import { addMoney, NO_MONEY, subtractMoney, sumMoney, type Money } from '../base/money.ts';
import { sumHundredths, type Hundredths } from '../catalog/tax.ts';
import { orderNumberText, type PaymentMethod } from '../orders/order.events.ts';
import type { Order } from '../orders/order.fold.ts';
import { orderTotals } from '../orders/totals.ts';
import type { DrawerReason } from './drawer.events.ts';
import { feeShares } from '../payments/third-party.ts';
import { expectedCash, type CashFlows } from './expected.ts';
import type { CashSession } from './session.fold.ts';
import { paymentMethodSchema } from '../payments/method.ts';
import { MOST_UNVERIFIED, type NamedPerson, type ShiftReport } from './z-report.ts';

/** Money that a session took, as its rows say it. Payments found to be missing are not among them. */
export type ShiftPayment = {
  readonly orderId: string;
  readonly method: PaymentMethod;
  readonly amount: Money;
  readonly rounding: Money;
  /** Of `amount`, what is other people's (tips, couriers' fees). */
  readonly thirdParty: Money;
};

/** Money that a session gave back. */
export type ShiftRefund = { readonly method: PaymentMethod; readonly amount: Money };

/** How many of something, and what they come to. */
export type Tally = { readonly count: number; readonly amount: Money };

/** All that a reading is made of. The same facts make the same report, here and in the cloud. */
export type ShiftFacts = {
  readonly session: CashSession;
  readonly terminalName: string;
  nameOf(staffId: string): string;
  /** Orders whose last payment this session took, or that it placed and that cost nothing. */
  readonly settled: readonly Order[];
  readonly payments: readonly ShiftPayment[];
  readonly refunds: readonly ShiftRefund[];
  readonly voids: Tally;
  readonly cancelled: Tally;
  /** Why the drawer opened, once for each time. */
  readonly openings: readonly DrawerReason[];
  readonly unverified: readonly Unverified[];
};

/** A transfer that nobody has seen arrive yet. */
export type Unverified = ShiftReport['unverified'][number];

/** What moved the drawer's cash in a session; {@link expectedCash} adds it up. */
export function cashFlowsOf(
  session: Pick<CashSession, 'openingFloat' | 'movements'>,
  payments: readonly Pick<ShiftPayment, 'method' | 'amount' | 'thirdParty'>[],
  refunds: readonly ShiftRefund[],
): CashFlows {
  const isCash = ({ method }: { readonly method: PaymentMethod }) => method === 'cash';
  return {
    openingFloat: session.openingFloat,
    cashSales: sumMoney(payments.filter(isCash).map(({ amount }) => amount)),
    cashRefunds: sumMoney(refunds.filter(isCash).map(({ amount }) => amount)),
    movements: session.movements,
    thirdPartyPaidInCash: sumMoney(payments.filter(({ method }) => arrivesByBank(method)).map(({ thirdParty }) => thirdParty)),
  };
}

/** Whether money by this means reaches the shop's bank; what is on account has reached nobody yet. */
function arrivesByBank(method: PaymentMethod): boolean {
  return method !== 'cash' && method !== 'on_account';
}

/** Reads a shift: the figures of an X, and all of a Z but its close. */
export function shiftReport(facts: ShiftFacts): ShiftReport {
  const { session, payments, refunds, openings } = facts;
  const person = (id: string): NamedPerson => ({ id, name: facts.nameOf(id) });
  const sales = salesOf(facts.settled);
  const taken = sumMoney(payments.map(({ amount, rounding }) => subtractMoney(amount, rounding)));
  const others = sumMoney(payments.map(({ thirdParty }) => thirdParty));
  const flows = cashFlowsOf(session, payments, refunds);
  return {
    sessionId: session.id,
    terminalName: facts.terminalName,
    businessDay: session.businessDay,
    openedAt: session.openedAt,
    openedBy: person(session.openedById),
    cashier: person(session.cashierId),
    handovers: session.handovers.map(({ at, fromStaffId, toStaffId }) => ({ at, from: person(fromStaffId), to: person(toStaffId) })),
    sales,
    takings: tallied(payments, ({ method }) => method).map(([method, all]) => ({ method, count: all.length, amount: total(all) })),
    deposits: subtractMoney(taken, addMoney(sales.net, others)),
    cashRounding: sumMoney(payments.map(({ rounding }) => rounding)),
    ...thirdPartiesOf(facts),
    voids: facts.voids,
    cancelled: facts.cancelled,
    refunds: {
      count: refunds.length,
      amount: total(refunds),
      byMethod: tallied(refunds, ({ method }) => method).map(([method, all]) => ({ method, amount: total(all) })),
    },
    movements: session.movements.map(({ kind, amount, category, note }) => ({ kind, amount, label: category ?? note ?? '' })),
    openings: tallied(openings, (reason) => reason).map(([reason, all]) => ({ reason, count: all.length })),
    unverified: namedTransfers(facts.unverified),
    drawer: drawerOf(flows),
    counts: session.counts.map((count) => ({
      purpose: count.purpose,
      at: count.at,
      by: person(count.byId),
      total: count.total,
      expected: count.expected ?? count.total,
      difference: count.difference ?? NO_MONEY,
    })),
  };
}

/** As many by name as a Z can hold; past that, one row per means says how many more there are and what they come to. */
function namedTransfers(all: readonly Unverified[]): Unverified[] {
  if (all.length <= MOST_UNVERIFIED) return all.map(plainTransfer);
  const named = MOST_UNVERIFIED - paymentMethodSchema.options.length;
  const rest = tallied(all.slice(named), ({ method }) => method);
  return [
    ...all.slice(0, named).map(plainTransfer),
    ...rest.map(([method, some]) => ({ number: `+${some.length}`, method, amount: total(some) })),
  ];
}

function plainTransfer({ number, method, amount, reference }: Unverified): Unverified {
  return { number, method, amount, ...(reference === undefined ? {} : { reference }) };
}

/** Other people's money apart: what drivers are owed, and the rest, which is tips. */
function thirdPartiesOf({ session, settled, payments }: ShiftFacts): Pick<ShiftReport, 'tips' | 'deliveryFees'> {
  const fees = settled.flatMap((order) => {
    const shares = feeShares(order);
    const here = order.payments.filter(({ sessionId }) => sessionId === session.id);
    return here.map(({ id, method }) => ({ method, amount: shares.get(id) ?? NO_MONEY }));
  });
  const all = payments.map(({ method, thirdParty }) => ({ method, amount: thirdParty }));
  const isCash = ({ method }: { readonly method: PaymentMethod }) => method === 'cash';
  const [feeTotal, feeCash] = [total(fees), total(fees.filter(isCash))];
  const [tipTotal, tipCash] = [subtractMoney(total(all), feeTotal), subtractMoney(total(all.filter(isCash)), feeCash)];
  return {
    tips: { total: tipTotal, byCash: tipCash, byBank: subtractMoney(tipTotal, tipCash) },
    deliveryFees: { total: feeTotal, byCash: feeCash, byBank: subtractMoney(feeTotal, feeCash) },
  };
}

function salesOf(orders: readonly Order[]): ShiftReport['sales'] {
  const numbers = orders.flatMap(({ number }) => number ?? []).sort((a, b) => compare(a.series, b.series) || a.sequence - b.sequence);
  const [first, last] = [numbers[0], numbers.at(-1)];
  const courtesies = orders.map((order) => ({ amount: courtesyOf(order) })).filter(({ amount }) => amount > 0);
  const staffMeals = orders.filter(({ type }) => type === 'staff_meal');
  const net = (some: readonly Order[]) => sumMoney(some.map(({ totals }) => totals.total));
  const given = total(courtesies);
  return {
    tickets: orders.length,
    ...(first ? { firstNumber: orderNumberText(first) } : {}),
    ...(last ? { lastNumber: orderNumberText(last) } : {}),
    gross: sumMoney(orders.map(({ totals }) => totals.gross)),
    discounts: subtractMoney(sumMoney(orders.map(({ totals }) => totals.discount)), given),
    courtesies: { count: courtesies.length, amount: given },
    staffMeals: { count: staffMeals.length, amount: net(staffMeals) },
    net: net(orders),
    taxes: taxesOf(orders),
    byType: tallied(orders, ({ type }) => type).map(([type, all]) => ({ type, tickets: all.length, net: net(all) })),
  };
}

/** What the discounts that are courtesies took off, beside the others. */
function courtesyOf({ lines, discounts, charges, totals }: Order): Money {
  if (!discounts.some(({ kind }) => kind === 'courtesy')) return NO_MONEY;
  const without = orderTotals(lines, { discounts: discounts.filter(({ kind }) => kind !== 'courtesy'), tip: NO_MONEY, charges });
  return subtractMoney(totals.discount, without.discount);
}

function taxesOf(orders: readonly Order[]): ShiftReport['sales']['taxes'] {
  const taxes = orders.flatMap(({ totals }) => totals.taxes);
  const sum = (amounts: readonly Hundredths[]) => sumHundredths(amounts);
  return tallied(taxes, ({ code, rateBp }) => `${code} ${rateBp}`).flatMap(([, all]) => {
    const [first] = all;
    if (!first) return [];
    const { code, rateBp } = first;
    return [
      {
        code,
        rateBp,
        net: sumMoney(all.map(({ gross }) => gross)),
        base: sum(all.map(({ base }) => base)),
        tax: sum(all.map(({ tax }) => tax)),
      },
    ];
  });
}

function drawerOf(flows: CashFlows): ShiftReport['drawer'] {
  const moved = (kind: CashFlows['movements'][number]['kind']) => total(flows.movements.filter((each) => each.kind === kind));
  const { openingFloat, cashSales, cashRefunds, thirdPartyPaidInCash } = flows;
  const movements = { cashIn: moved('cash_in'), cashOut: moved('cash_out'), drops: moved('safe_drop') };
  return { openingFloat, cashSales, cashRefunds, ...movements, thirdPartyPaidInCash, expected: expectedCash(flows) };
}

function total(items: readonly { readonly amount: Money }[]): Money {
  return sumMoney(items.map(({ amount }) => amount));
}

/** Groups in an order that doesn't depend on how the items came. */
function tallied<T, K extends string>(items: readonly T[], keyOf: (item: T) => K): [K, T[]][] {
  return [...Map.groupBy(items, keyOf).entries()].sort(([a], [b]) => compare(a, b));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
