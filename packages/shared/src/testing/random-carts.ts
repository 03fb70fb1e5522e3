import { allocateMoney, money, NO_MONEY, type Money } from '../base/money.ts';
import { foldOrder, type Order } from '../orders/order.fold.ts';
import type { LineTax } from '../orders/line-tax.ts';
import type { PaymentMethod } from '../payments/method.ts';
import { cashDue, cashRounding } from '../payments/rounding.ts';
import type { Fact } from '../sync/event.ts';

/** Deterministic numbers in [0, 1): the same seed tells the same story. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** What chance is asked for. */
export type Luck = { below(n: number): number; of<T>(items: readonly [T, ...T[]]): T; oneIn(n: number): boolean };

export function luckOf(seed: number): Luck {
  const random = seeded(seed);
  const below = (n: number) => Math.floor(random() * n);
  return { below, of: (items) => items[below(items.length)] ?? items[0], oneIn: (n) => below(n) === 0 };
}

const TAXES: readonly [LineTax, ...LineTax[]] = [
  { code: 'INC', rateBp: 800 },
  { code: 'INC', rateBp: 800 },
  { code: 'IVA', rateBp: 1_900 },
  { code: 'IVA', rateBp: 500 },
  { code: 'NONE', rateBp: 0 },
];
const METHODS: readonly [PaymentMethod, ...PaymentMethod[]] = ['cash', 'cash', 'cash', 'card', 'nequi', 'bank_transfer', 'breb'];

/** An order as a till would have logged it: its facts, in the order they were made. */
export type RandomCart = { readonly facts: readonly Fact[]; readonly sessionId: string };

/** Makes carts of every kind: taxes, discounts, courtesies, tips, charges, splits, voids, refunds, and prices that no coin pays exactly. */
export function cartMaker(luck: Luck): (sequence: number) => RandomCart {
  let ids = 0;
  const newId = () => `00000000-0000-7000-8000-${String((ids += 1)).padStart(12, '0')}`;
  const [terminalId, branchId, actorId, sessionId] = [newId(), newId(), newId(), newId()];
  return (sequence) => {
    const entityId = newId();
    const facts: Fact[] = [];
    const place = { terminalId, branchId, entityId, actorId, businessDay: '2026-11-24' };
    const add: Cart['add'] = (type, body) => {
      const seq = facts.length + 1;
      facts.push({ ...place, id: newId(), seq, rev: seq, v: 1, at: 1_000 * seq, type, body });
    };
    const cart: Cart = { luck, newId, sessionId, add, now: () => foldOrder(facts) };
    fillCart(cart);
    add('order.placed', { number: { series: 'A', sequence } });
    if (luck.oneIn(6)) voidSome(cart);
    payAll(cart);
    if (luck.oneIn(5)) giveBack(cart);
    return { facts, sessionId };
  };
}

type Cart = {
  readonly luck: Luck;
  readonly sessionId: string;
  newId(): string;
  add(type: string, body: Record<string, unknown>): void;
  /** What the facts so far fold to. */
  now(): Order;
};

function fillCart({ luck, newId, add, now }: Cart): void {
  add('order.opened', { orderType: luck.of(['counter', 'dine_in', 'takeaway', 'delivery', 'staff_meal']) });
  const lines = 1 + luck.below(8);
  for (let n = 0; n < lines; n += 1) add('order.line-added', { line: aLine({ luck, newId }) });
  if (luck.oneIn(4)) add('order.charge-set', { charge: aCharge({ luck, newId }) });
  const { lines: sold } = now();
  for (let n = luck.below(3); n > 0; n -= 1) add('order.discount-added', { discount: aDiscount({ luck, newId }, sold) });
  if (luck.oneIn(4)) {
    const amount = luck.below(9_000);
    add('order.tip-answered', { tip: { answer: 'changed', amount, suggestedBp: 1_000, suggested: 0 } });
  }
}

type Maker = Pick<Cart, 'luck' | 'newId'>;

/** One price in three is no multiple of the smallest coin. */
function aPrice(luck: Luck): number {
  return luck.oneIn(3) ? 1 + luck.below(99_999) : 50 * (1 + luck.below(900));
}

function aLine({ luck, newId }: Maker): Record<string, unknown> {
  const choices = Array.from({ length: luck.below(4) }, () => ({
    groupId: newId(),
    optionId: newId(),
    kind: 'extra',
    name: 'Queso',
    quantity: 1 + luck.below(3),
    price: luck.oneIn(2) ? 0 : aPrice(luck),
  }));
  const what = { id: newId(), productId: newId(), categoryId: newId(), name: 'Salchipapa', stations: [] };
  return { ...what, quantity: 1 + luck.below(luck.oneIn(20) ? 200 : 5), unitPrice: aPrice(luck), choices, tax: luck.of(TAXES) };
}

function aCharge({ luck, newId }: Maker): Record<string, unknown> {
  const kind = luck.of(['packaging', 'delivery']);
  const belongsTo = kind === 'delivery' ? luck.of(['shop', 'driver']) : 'shop';
  return { kind, id: newId(), name: 'Cargo', price: 50 * luck.below(160), per: luck.of(['order', 'item']), belongsTo, tax: luck.of(TAXES) };
}

function aDiscount({ luck, newId }: Maker, lines: Order['lines']): Record<string, unknown> {
  const kind = luck.of(['percent', 'amount', 'percent', 'courtesy']);
  const value = kind === 'percent' ? 1 + luck.below(5_000) : kind === 'amount' ? 1 + luck.below(20_000) : 10_000;
  const onLine = luck.oneIn(2) ? { lineId: lines[luck.below(lines.length)]?.id ?? '' } : {};
  return { id: newId(), kind, value, reason: 'azar', ...onLine };
}

function voidSome({ luck, newId, add, now }: Cart): void {
  const { lines } = now();
  const line = lines[luck.below(lines.length)];
  if (!line) return;
  add('order.line-voided', { voided: { id: newId(), lineId: line.id, quantity: 1 + luck.below(line.quantity), reason: 'azar' } });
}

/** In up to four parts and as many means; the last part settles what is left to the peso. */
function payAll(cart: Cart): void {
  const { luck, now } = cart;
  const due = now().balance;
  if (due <= 0) return;
  const parts = allocateMoney(
    due,
    Array.from({ length: 1 + luck.below(4) }, () => 1 + luck.below(9)),
  );
  for (const part of parts.filter((each) => each > 0)) takePart(cart, part);
}

function takePart({ luck, newId, sessionId, add }: Cart, settles: Money): void {
  const method = luck.of(METHODS);
  const amount = method === 'cash' ? cashDue(settles) : settles;
  const rounding = method === 'cash' ? cashRounding(settles) : NO_MONEY;
  const change = method === 'cash' ? money(50 * luck.below(40)) : NO_MONEY;
  add('order.payment-added', { payment: { id: newId(), method, amount, tendered: amount + change, change, rounding, sessionId } });
}

/** Some of what was paid goes back by the means it came, never more than there is. */
function giveBack({ luck, newId, sessionId, add, now }: Cart): void {
  const { payments } = now();
  const paid = payments[luck.below(Math.max(1, payments.length))];
  if (!paid || paid.amount <= 0) return;
  const amount = luck.oneIn(2) ? paid.amount : 1 + luck.below(paid.amount);
  add('order.refunded', { refund: { id: newId(), method: paid.method, amount, lines: [], reason: 'azar', sessionId } });
}

/** The same facts as another machine meets them: in any order, some twice, through JSON. */
export function asHeardElsewhere(facts: readonly Fact[], luck: Luck): Fact[] {
  const heard = [...facts, ...facts.filter(() => luck.oneIn(5))];
  for (let i = heard.length - 1; i > 0; i -= 1) {
    const other = luck.below(i + 1);
    const [a, b] = [heard[i], heard[other]];
    if (a && b) [heard[i], heard[other]] = [b, a];
  }
  return JSON.parse(JSON.stringify(heard)) as Fact[];
}
