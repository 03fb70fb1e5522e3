// A shop of some tills that know more or less of each other, as property tests and soaks need it: orders are opened, filled, charged,
// held, moved, merged, paid and given back, each till writing by what it knows, like a real one.
import { foldOrder, type Order } from '../orders/order.fold.ts';
import type { Fact } from '../sync/event.ts';

/** What a till does next, in numbers: any numbers are a step. */
export type WorkStep = { readonly till: number; readonly act: WorkAct; readonly pick: number; readonly value: number };
/** See {@link WorkStep}. */
export type WorkAct = (typeof WORK_ACTS)[number];
/** Everything that can happen; often what happens often. */
export const WORK_ACTS = [
  'add',
  'add',
  'add',
  'place',
  'place',
  'pack',
  'fee',
  'table',
  'hold',
  'resume',
  'send',
  'move',
  'move',
  'merge',
  'merge',
  'discount',
  'tip',
  'void',
  'staff',
  'pay',
  'pay',
  'refund',
  'trip',
  'back',
  'tell',
  'tell',
  'tell',
] as const;

type Till = { readonly terminalId: string; readonly known: Map<string, Fact> };
type Shop = { readonly tills: readonly Till[]; minted: number };

const ORDERS = 4;
const PRICES = [0, 50, 1_000, 4_500, 9_990, 14_000, 25_000, 33_333];
const TAXES = [
  { code: 'INC', rateBp: 800 },
  { code: 'IVA', rateBp: 1_900 },
  { code: 'NONE', rateBp: 0 },
] as const;

/** Plays the steps in a shop of so many tills; answers all facts, those of all orders. */
export function playShop(tills: number, steps: readonly WorkStep[]): Fact[] {
  const shop: Shop = {
    minted: 1_000,
    tills: Array.from({ length: tills }, (_, index) => ({ terminalId: idOf(10 + index), known: new Map() })),
  };
  for (const step of steps) take(shop, step);
  return [...new Map(shop.tills.flatMap(({ known }) => [...known])).values()];
}

/** The orders that these facts make. */
export function ordersOf(facts: readonly Fact[]): Order[] {
  const byOrder = Map.groupBy(facts, ({ entityId }) => entityId);
  return [...byOrder.values()].map((each) => foldOrder(each));
}

function take(shop: Shop, step: WorkStep): void {
  const { act, pick, value } = step;
  const till = at(shop.tills, step.till);
  if (act === 'tell') {
    for (const [key, fact] of till.known) at(shop.tills, step.till + 1 + pick).known.set(key, fact);
    return;
  }
  const orderId = idOf(1 + (pick % ORDERS));
  const order = known(till, orderId);
  const write = (type: string, body: object, entityId = orderId) => writeFact(shop, till, { type, body, entityId });
  if (act === 'add' && !order) write('order.opened', { orderType: value % 3 === 0 ? 'delivery' : 'dine_in' });
  if (act === 'move' || act === 'merge')
    return move({ shop, till, order, other: known(till, idOf(1 + ((pick + 1 + (value % 2)) % ORDERS))), step });
  const made = factOf(shop, order, step);
  if (made && (order || act === 'add')) write(made.type, made.body);
}

type Made = { readonly type: string; readonly body: object };

function factOf(shop: Shop, order: Order | undefined, { act, pick, value }: WorkStep): Made | undefined {
  const makers: Partial<Record<WorkAct, () => Made | undefined>> = {
    add: () => ({ type: 'order.line-added', body: { line: aLine(mint(shop), value) } }),
    place: () => ({ type: 'order.placed', body: { number: { series: 'A', sequence: 1 + (pick % ORDERS) } } }),
    pack: () => ({ type: 'order.charge-set', body: { charge: aCharge('packaging', value) } }),
    fee: () => ({ type: 'order.charge-set', body: { charge: aCharge('delivery', value) } }),
    table: () => ({ type: 'order.table-set', body: { table: { id: idOf(80 + (value % 3)), name: `${value % 3}`, area: 'Salón' } } }),
    hold: () => ({ type: 'order.held', body: { holdId: mint(shop) } }),
    resume: () => order?.hold && { type: 'order.resumed', body: { holdId: order.hold.id } },
    send: () =>
      order && order.unsent.length > 0 ? { type: 'order.lines-sent', body: { lines: order.unsent, placing: value % 2 === 0 } } : undefined,
    discount: () => ({ type: 'order.discount-added', body: { discount: aDiscount(shop, order, value) } }),
    tip: () => ({ type: 'order.tip-set', body: { amount: value * 50 } }),
    void: () => voided(shop, order, value),
    staff: () =>
      value % 5 === 0
        ? { type: 'order.type-changed', body: { orderType: 'staff_meal' } }
        : { type: 'order.staff-meal-set', body: { staffMeal: { staffId: idOf(90), staffName: 'Ana', priceBp: (value % 11) * 1_000 } } },
    pay: () => payment(shop, order, { pick, value }),
    refund: () => refund(shop, order, value),
    trip: () => ({ type: 'order.sent-out', body: { tripId: mint(shop), driver: { name: `D${value % 3}` }, change: value * 50 } }),
    back: () => order?.trip && { type: 'order.change-returned', body: { returnId: mint(shop), amount: 50 + (value % 9) * 50 } },
  };
  return makers[act]?.();
}

function aLine(id: string, value: number): object {
  const unitPrice = at(PRICES, value);
  const choices = value % 4 === 0 ? [{ groupId: idOf(6), optionId: idOf(7), kind: 'extra', name: 'Queso', quantity: 1, price: 3_000 }] : [];
  const parts = { productId: idOf(5), categoryId: idOf(6), name: 'Salchipapa', quantity: 1 + (value % 4), unitPrice, choices };
  return { id, ...parts, tax: at(TAXES, value), stations: [] };
}

function aCharge(kind: 'packaging' | 'delivery', value: number): object {
  const price = at([0, 500, 2_500, 6_000, 333], value);
  const belongsTo = kind === 'delivery' && value % 2 === 0 ? 'driver' : 'shop';
  const free = value % 7 === 0 ? { freeFrom: 60_000 } : {};
  return {
    kind,
    id: idOf(kind === 'packaging' ? 70 : 71),
    name: kind,
    price,
    per: value % 3 === 0 ? 'item' : 'order',
    belongsTo,
    tax: at(TAXES, value + 1),
    ...free,
  };
}

function aDiscount(shop: Shop, order: Order | undefined, value: number): object {
  const kind = at(['percent', 'amount', 'courtesy'] as const, value);
  const line = value % 2 === 0 ? order?.lines[0] : undefined;
  const worth = { percent: 1 + ((value * 137) % 10_000), amount: 1 + value * 13, courtesy: 10_000 }[kind];
  return { id: mint(shop), kind, value: worth, reason: 'x', ...(line ? { lineId: line.id } : {}) };
}

function voided(shop: Shop, order: Order | undefined, value: number): Made | undefined {
  const line = order?.lines.at(value % Math.max(1, order.lines.length));
  return line && { type: 'order.line-voided', body: { voided: { id: mint(shop), lineId: line.id, quantity: 1, reason: 'x' } } };
}

function payment(shop: Shop, order: Order | undefined, { pick, value }: { pick: number; value: number }): Made | undefined {
  if (!order || order.balance <= 0) return undefined;
  const parts = 1 + (pick % 3);
  const amount = value % 3 === 0 ? order.balance : Math.max(1, Math.floor(order.balance / parts));
  const method = at(['cash', 'card', 'nequi'] as const, value);
  const rounding = method === 'cash' ? 0 - (amount % 50) + 0 : 0;
  const taken = amount + rounding;
  return {
    type: 'order.payment-added',
    body: { payment: { id: mint(shop), method, amount: taken, tendered: taken, change: 0, rounding: rounding + 0 } },
  };
}

function refund(shop: Shop, order: Order | undefined, value: number): Made | undefined {
  const left = order ? order.paid - order.refunded : 0;
  if (left <= 0) return undefined;
  const amount = 1 + (value % left);
  return { type: 'order.refunded', body: { refund: { id: mint(shop), method: 'cash', amount, lines: [], reason: 'x' } } };
}

type Move = {
  readonly shop: Shop;
  readonly till: Till;
  readonly order: Order | undefined;
  readonly other: Order | undefined;
  readonly step: WorkStep;
};

/** Some of an order into another one, or all of it: two facts of one command, like the till's. */
function move({ shop, till, order, other, step: { act, value } }: Move): void {
  if (!order || !other || order.id === other.id || order.lines.length === 0 || order.discounts.length > 0) return;
  const some = act === 'merge' ? order.lines : order.lines.slice(0, 1 + (value % order.lines.length));
  const parts = some.map((line) => ({ line, quantity: act === 'merge' ? line.quantity : 1 + (value % line.quantity) }));
  const moveId = mint(shop);
  const lines = parts.map(({ line, quantity }) => ({ lineId: line.id, quantity }));
  const received = parts.map(({ line, quantity }) => ({ line: { ...line, id: mint(shop), quantity }, sent: true }));
  writeFact(shop, till, { type: 'order.lines-moved', body: { moveId, toOrderId: other.id, lines }, entityId: order.id });
  writeFact(shop, till, { type: 'order.lines-received', body: { moveId, fromOrderId: order.id, lines: received }, entityId: other.id });
  if (act === 'merge') writeFact(shop, till, { type: 'order.merged', body: { intoOrderId: other.id }, entityId: order.id });
}

function writeFact(shop: Shop, till: Till, fact: Pick<Fact, 'type' | 'body' | 'entityId'>): void {
  const mine = [...till.known.values()].filter(({ entityId }) => entityId === fact.entityId);
  const rev = 1 + mine.reduce((highest, each) => Math.max(highest, each.rev), 0);
  const place = { terminalId: till.terminalId, branchId: idOf(2), actorId: idOf(3), businessDay: '2026-11-20' };
  const written = { ...fact, ...place, id: mint(shop), seq: till.known.size + 1, v: 1, rev, at: 1_700_000_000_000 - rev * 1_000 };
  till.known.set(written.id, written);
}

function known(till: Till, orderId: string): Order | undefined {
  const facts = [...till.known.values()].filter(({ entityId }) => entityId === orderId);
  return facts.length === 0 ? undefined : foldOrder(facts);
}

function mint(shop: Shop): string {
  shop.minted += 1;
  return idOf(shop.minted);
}

function at<T>(items: readonly T[], index: number): T {
  const item = items[index % items.length];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}

function idOf(n: number): string {
  return `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
}
