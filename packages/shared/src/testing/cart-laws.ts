import { expectedCash } from '../cash/expected.ts';
import type { CashSession } from '../cash/session.fold.ts';
import { cashFlowsOf, shiftReport, type ShiftFacts } from '../cash/shift-report.ts';
import type { ShiftReport } from '../cash/z-report.ts';
import { money, NO_MONEY } from '../base/money.ts';
import { foldOrder, type Order } from '../orders/order.fold.ts';
import { countedPayments } from '../orders/money.fold.ts';
import { soldParts } from '../orders/totals.ts';
import { thirdPartyShares } from '../payments/third-party.ts';
import { receiptFactsOf } from '../printing/order-tickets.ts';
import { ticketTextsEs } from '../printing/ticket-texts.ts';
import type { BranchProfile } from '../tenancy/branch.ts';
import { asHeardElsewhere, cartMaker, luckOf } from './random-carts.ts';

/** What a run of carts came to; `broken` names the first few laws that didn't hold. */
export type CartRun = { readonly carts: number; readonly sold: bigint; readonly broken: readonly string[] };

const MOST_TOLD = 10;
/** So many carts make a shift: its Z must say what they say. */
const SHIFT = 250;

/**
 * Till total = cloud total = Σ lines = Σ tax parts, over random carts. The till folds the facts as it made them; the cloud folds
 * them as they came, shuffled, doubled and through JSON. Sums are held against BigInt, which rounds nothing.
 */
export function runCarts(carts: number, seed: number): CartRun {
  const luck = luckOf(seed);
  const make = cartMaker(luck);
  const broken: string[] = [];
  let sold = 0n;
  let shift: Order[] = [];
  for (let n = 1; n <= carts; n += 1) {
    const { facts, sessionId } = make(1 + (n % 900_000));
    const till = foldOrder(facts);
    const cloud = foldOrder(asHeardElsewhere(facts, luck));
    const faults = [...lawsOf(till), ...(JSON.stringify(cloud) === JSON.stringify(till) ? [] : ['till and cloud differ'])];
    shift.push(till);
    if (shift.length === SHIFT || n === carts) {
      faults.push(...shiftLaws(shift, sessionId));
      shift = [];
    }
    sold += BigInt(till.totals.total);
    if (broken.length < MOST_TOLD) broken.push(...faults.map((fault) => `cart ${n} of seed ${seed}: ${fault}`));
  }
  return { carts, sold, broken };
}

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + BigInt(amount), 0n);

/** Every law about one order that doesn't hold. */
function lawsOf(order: Order): string[] {
  const { totals, refunds, balance } = order;
  const parts = soldParts(order);
  const paid = countedPayments(order);
  const due = sum([totals.total, totals.tip, totals.thirdParty]);
  const laws: readonly (readonly [string, boolean])[] = [
    ['whole pesos', [...Object.values(totals).filter((each) => typeof each === 'number'), balance].every(Number.isSafeInteger)],
    ['Σ lines is the total', sum(parts.map(({ net }) => net)) === BigInt(totals.total)],
    ['no line below nothing', parts.every(({ net, discount }) => net >= 0 && discount >= 0)],
    ['gross − discount is the total', BigInt(totals.gross) - BigInt(totals.discount) === BigInt(totals.total)],
    ['Σ tax groups is the total', sum(totals.taxes.map(({ gross }) => gross)) === BigInt(totals.total)],
    ['base + tax is the total', sum(totals.taxes.flatMap(({ base, tax }) => [base, tax])) === BigInt(totals.total) * 100n],
    ['no tax without a rate', totals.taxes.every(({ code, tax }) => code !== 'NONE' || tax === 0)],
    ['due is total and other people’s money', BigInt(totals.due) === due],
    ['payments settle what is due', paid.length === 0 || sum(paid.flatMap(({ amount, rounding }) => [amount, 0 - rounding])) === due],
    ['nothing is owed', balance === NO_MONEY],
    ['rounding is less than a coin, for the customer', paid.every(({ rounding }) => rounding <= 0 && rounding > -50)],
    ['cash is paid in coins that exist', paid.every(({ method, amount }) => method !== 'cash' || amount % 50 === 0)],
    ['no more is given back than was paid', sum(refunds.map(({ amount }) => amount)) <= BigInt(order.paid)],
    [
      'other people’s money is all in the payments',
      paid.length === 0 || sum([...thirdPartyShares(order).values()]) === due - BigInt(totals.total),
    ],
    ['the receipt adds up', receiptAddsUp(order)],
  ];
  return laws.filter(([, holds]) => !holds).map(([law]) => law);
}

const BRANCH: BranchProfile = {
  companyId: '00000000-0000-7000-8000-000000000001',
  companyName: 'El Parche',
  legalName: 'El Parche SAS',
  nit: '900123456-8',
  branchId: '00000000-0000-7000-8000-000000000002',
  branchName: 'Norte',
  address: 'Cra 7',
  phone: '601',
  utcOffsetHours: -5,
  dayStartHour: 4,
  tax: { code: 'INC', rateBp: 800 },
  receiptFooter: 'Gracias',
  language: 'es',
};

/** On paper too, where everything is whole pesos. */
function receiptAddsUp(order: Order): boolean {
  const { totals } = receiptFactsOf(order, { branch: BRANCH, cashierName: 'Ana', texts: ticketTextsEs });
  const taxed = order.totals.taxes.filter(({ code }) => code !== 'NONE');
  return sum(totals.taxes.flatMap(({ base, amount }) => [base, amount])) === sum(taxed.map(({ gross }) => gross));
}

/** The shift of these orders, as a Z would say it, against their own sums. */
function shiftLaws(orders: readonly Order[], sessionId: string): string[] {
  const facts = shiftFacts(orders, sessionId);
  const report = shiftReport(facts);
  const { sales, takings, drawer, refunds } = report;
  const payments = orders.flatMap((order) => countedPayments(order));
  const cash = payments.filter(({ method }) => method === 'cash');
  const back = orders.flatMap((order) => order.refunds);
  const bankOthers = facts.payments.filter(({ method }) => method !== 'cash').map(({ thirdParty }) => thirdParty);
  const laws: readonly (readonly [string, boolean])[] = [
    ['Z net is Σ totals', BigInt(sales.net) === sum(orders.map(({ totals }) => totals.total))],
    [
      'Z gross less discounts and courtesies is net',
      sum([sales.gross, 0 - sales.discounts, 0 - sales.courtesies.amount]) === BigInt(sales.net),
    ],
    ['Z tax parts are net', sum(sales.taxes.flatMap(({ base, tax }) => [base, tax])) === BigInt(sales.net) * 100n],
    ['Z by type is net', sum(sales.byType.map(({ net }) => net)) === BigInt(sales.net)],
    ['Z takings are Σ payments', sum(takings.map(({ amount }) => amount)) === sum(payments.map(({ amount }) => amount))],
    ['Z takings less rounding are net and other people’s money', takingsAddUp(report)],
    ['Z refunds are Σ refunds', BigInt(refunds.amount) === sum(back.map(({ amount }) => amount))],
    [
      'expected is the formula',
      BigInt(drawer.expected) ===
        100_000n +
          sum(cash.map(({ amount }) => amount)) -
          sum(back.filter(({ method }) => method === 'cash').map(({ amount }) => amount)) -
          sum(bankOthers),
    ],
    [
      'the cloud expects the same',
      expectedCash(cashFlowsOf(facts.session, [...facts.payments].reverse(), facts.refunds)) === drawer.expected,
    ],
  ];
  return laws.filter(([, holds]) => !holds).map(([law]) => law);
}

function takingsAddUp({ takings, cashRounding, sales, tips, deliveryFees, deposits }: ShiftReport): boolean {
  const taken = sum(takings.map(({ amount }) => amount)) - BigInt(cashRounding);
  return taken === sum([sales.net, tips.total, deliveryFees.total, deposits]) && deposits === 0;
}

function shiftFacts(orders: readonly Order[], sessionId: string): ShiftFacts {
  const none = { count: 0, amount: NO_MONEY };
  const session = { id: sessionId, openingFloat: money(100_000), movements: [], counts: [], handovers: [], businessDay: '2026-11-24' };
  return {
    session: { ...session, openedAt: 0, openedById: 'a', cashierId: 'a' } as unknown as CashSession,
    terminalName: 'Caja A',
    nameOf: () => 'Ana',
    settled: orders,
    payments: orders.flatMap((order) => {
      const shares = thirdPartyShares(order);
      return countedPayments(order).map((payment) => ({ ...payment, orderId: order.id, thirdParty: shares.get(payment.id) ?? NO_MONEY }));
    }),
    refunds: orders.flatMap((order) => order.refunds),
    voids: none,
    cancelled: none,
    openings: [],
    unverified: [],
  };
}
