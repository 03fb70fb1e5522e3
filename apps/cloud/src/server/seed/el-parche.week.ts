import { money, sumMoney } from '@fastops/shared/base/money';
import { cookBook } from '@fastops/shared/recipes/recipe';
import { explodeLine, isFor } from '@fastops/shared/recipes/explode';
import type { Ingredient } from '@fastops/shared/recipes/ingredient';
import type { OrderLine } from '@fastops/shared/orders/line';
import { BOUGHT, ingredientId, ingredientsOf, recipesOf } from './el-parche.kitchen.ts';
import { MENU } from './el-parche.menu.ts';

/** A fact before it has its place in a log. */
export type PastFact = {
  readonly id: string;
  readonly type: string;
  readonly entityId: string;
  readonly rev: number;
  readonly at: number;
  readonly businessDay: string;
  readonly actorId: string;
  readonly body: Record<string, unknown>;
};

type Week = {
  readonly branchName: string;
  readonly staff: readonly { readonly id: string; readonly name: string }[];
  readonly days: readonly { readonly day: string; readonly midnight: number }[];
  readonly stableId: (name: string) => string;
  readonly newId: () => string;
};

/** What sells, in the rhythm of the week. */
const SOLD = [
  ['Salchipapas', 'Sencilla', 'Personal'],
  ['Salchipapas', 'Ranchera', 'Mediana'],
  ['Bebidas', 'Gaseosa', '400 ml'],
  ['Perros', 'Perro sencillo', undefined],
  ['Hamburguesas', 'Hamburguesa especial', undefined],
  ['Salchipapas', 'Sencilla', 'Familiar'],
  ['Combos', 'Combo salchipapa personal', undefined],
  ['Adiciones', 'Papa francesa', undefined],
  ['Salchipapas', 'Ranchera', 'Personal'],
] as const;
const TYPES = ['counter', 'takeaway', 'counter', 'delivery', 'takeaway'] as const;
const HOUR_MS = 3_600_000;
const FLOAT = money(100_000);
const SHIFTS = [
  { from: 11, to: 16, orders: 7 },
  { from: 16.5, to: 22.5, orders: 11 },
] as const;
/** No two branches sell alike: where each begins in the list, and how busy its days are, first to last of the seven. */
const RHYTHM: Readonly<Record<string, { readonly begins: number; readonly days: readonly number[] }>> = {
  Centro: { begins: 0, days: [0.8, 0.7, 0.9, 1, 1.2, 1.3, 1] },
  Norte: { begins: 4, days: [0.6, 0.7, 0.5, 0.7, 0.9, 1, 0.8] },
};
/** Who pays by card, in turn; the others pay in cash. */
const PAID_BY_CARD = [false, true, false, false, true];
/** Grams of sausage that are gone at Centro at every evening's count, and nobody wrote down why. */
export const LEAK = { branch: 'Centro', ingredient: 'Salchicha', grams: 900 } as const;

/** The week of one branch: goods on the first morning and in the middle, two shifts a day, a count at the end of each, one burnt batch. */
export function aWeekOf(week: Week): PastFact[] {
  const { stableId, days, staff, branchName } = week;
  const ingredients = ingredientsOf(stableId);
  const shop = {
    week,
    ingredients,
    book: cookBook(ingredients, recipesOf(stableId)),
    there: new Map<string, number>(),
    facts: [] as PastFact[],
  };
  const [ana, luis, marta] = staff.map(({ id }) => id);
  const rhythm = RHYTHM[branchName] ?? { begins: 0, days: [] };
  let turn = rhythm.begins;
  for (const [index, { day, midnight }] of days.entries()) {
    const when = (hour: number, actorId = marta ?? '') => ({ at: Math.round(midnight + hour * HOUR_MS), businessDay: day, actorId });
    if (index === 0) receive(shop, when(9), { share: 1, dearer: 1 });
    if (index === 4) receive(shop, when(9), { share: 0.5, dearer: 1.12 });
    if (index === 3) waste(shop, when(20), { name: 'Papa', quantity: 2_400_000 });
    for (const shift of SHIFTS) {
      const cashier = (shift.from < 16 ? ana : luis) ?? '';
      const orders = Math.round(shift.orders * (rhythm.days[index] ?? 1));
      runShift(shop, { ...shift, orders, when: (hour) => when(hour, cashier), first: (turn += 1) });
      const isLeak = branchName === LEAK.branch && shift.from > 16;
      count(shop, when(shift.to + 0.2, cashier), isLeak ? LEAK.grams * 1_000 : 0);
    }
  }
  return shop.facts;
}

type Shop = {
  readonly week: Week;
  readonly ingredients: readonly Ingredient[];
  readonly book: ReturnType<typeof cookBook>;
  /** What there should be of each ingredient. */
  readonly there: Map<string, number>;
  readonly facts: PastFact[];
};
type When = Pick<PastFact, 'at' | 'businessDay' | 'actorId'>;

function say(shop: Shop, when: When, fact: Pick<PastFact, 'type' | 'entityId' | 'body'> & { rev?: number }): void {
  shop.facts.push({ id: shop.week.newId(), rev: 1, ...fact, ...when });
}

function move(shop: Shop, id: string, quantity: number): void {
  shop.there.set(id, (shop.there.get(id) ?? 0) + quantity);
}

/** Some of everything; `dearer` moves the potato alone, which is what the alert is for. */
function receive(shop: Shop, when: When, { share, dearer }: { share: number; dearer: number }): void {
  const lines = shop.ingredients.map(({ id, name, price, packs }) => {
    const buys = BOUGHT.find((each) => each.name === name)?.buys ?? 1;
    const quantity = Math.round((packs[0]?.quantity ?? 1_000_000) * buys * share);
    move(shop, id, quantity);
    return { ingredientId: id, quantity, cost: Math.round((price.amount * quantity * (name === 'Papa' ? dearer : 1)) / price.quantity) };
  });
  const body = { supplierId: shop.week.stableId('supplier Abastos'), invoice: `FV-${when.businessDay.slice(5)}`, lines };
  say(shop, when, { type: 'stock.received', entityId: shop.week.newId(), body });
}

function waste(shop: Shop, when: When, { name, quantity }: { name: string; quantity: number }): void {
  const id = ingredientId(shop.week.stableId, name);
  move(shop, id, -quantity);
  say(shop, when, {
    type: 'stock.wasted',
    entityId: shop.week.newId(),
    body: { reason: 'burnt', lines: [{ ingredientId: id, quantity }] },
  });
}

/** What is counted every day, blind, after the drawer is closed. */
function count(shop: Shop, when: When, missing: number): void {
  const leaking = ingredientId(shop.week.stableId, LEAK.ingredient);
  const critical = BOUGHT.filter((each) => each.critical).map(({ name }) => ingredientId(shop.week.stableId, name));
  const lines = critical.map((id) => {
    const expected = shop.there.get(id) ?? 0;
    const counted = Math.max(0, expected - (id === leaking ? missing : 0));
    shop.there.set(id, counted);
    return { ingredientId: id, counted, expected };
  });
  say(shop, when, { type: 'stock.counted', entityId: shop.week.newId(), body: { scope: 'critical', blind: true, lines } });
}

type Turn = {
  readonly from: number;
  readonly to: number;
  readonly orders: number;
  readonly when: (hour: number) => When;
  readonly first: number;
};

function runShift(shop: Shop, { from, to, orders, when, first }: Turn): void {
  const sessionId = shop.week.newId();
  say(shop, when(from), { type: 'cash-session.opened', entityId: sessionId, body: { openingFloat: FLOAT } });
  const paid = Array.from({ length: orders }, (_, index) => {
    const late = ((first * 3 + index * 7) % 11) / 11; // people don't come on the dot
    const hour = from + ((index + 0.1 + 0.8 * late) * (to - from)) / orders;
    return sell(shop, when(hour), { sessionId, nth: first * 3 + index, sequence: (first % 2 === 1 ? 0 : 50) + index + 1 });
  });
  const counted = sumMoney([FLOAT, ...paid]);
  say(shop, when(to), { type: 'cash-session.closed', entityId: sessionId, rev: 2, body: { counted, floatLeft: FLOAT } });
}

type Sale = { readonly sessionId: string; readonly nth: number; readonly sequence: number };

/** One order, made by the recipes and paid; answers what came into the drawer. */
function sell(shop: Shop, when: When, { sessionId, nth, sequence }: Sale): ReturnType<typeof money> {
  const { newId } = shop.week;
  const entityId = newId();
  const orderType = TYPES[nth % TYPES.length] ?? 'counter';
  const lines = [nth, nth + 4].map((pick) => lineOf(shop, pick));
  const total = sumMoney(lines.map(({ unitPrice, quantity }) => money(unitPrice * quantity)));
  const recipes = lines.flatMap((line) => explodeLine(shop.book, line) ?? []);
  for (const { lineId, usage } of recipes) {
    const quantity = lines.find(({ id }) => id === lineId)?.quantity ?? 0;
    for (const used of usage) if (isFor(used, orderType)) move(shop, used.ingredientId, -used.quantity * quantity);
  }
  const byCard = PAID_BY_CARD[nth % PAID_BY_CARD.length] ?? false;
  const means = byCard ? { method: 'card', reference: String(100_000 + nth * 37) } : { method: 'cash' };
  const payment = { id: newId(), ...means, amount: total, tendered: total, change: 0, rounding: 0, sessionId };
  const bodies: readonly (readonly [type: string, body: Record<string, unknown>])[] = [
    ['order.opened', { orderType }],
    ...lines.map((line) => ['order.line-added', { line }] as const),
    ['order.placed', { number: { series: 'A', sequence } }],
    ['order.recipe-noted', { lines: recipes }],
    ['order.payment-added', { payment }],
  ];
  for (const [index, [type, body]] of bodies.entries()) say(shop, when, { type, entityId, rev: index + 1, body });
  return byCard ? money(0) : total;
}

function lineOf({ week }: Shop, nth: number): OrderLine {
  const [sectionName, name, sizeName] = SOLD[nth % SOLD.length] ?? SOLD[0];
  const section = MENU.find((each) => each.name === sectionName);
  const item = section?.items.find((each) => each.name === name);
  const size = item?.sizes?.find(([each]) => each === sizeName);
  return {
    id: week.newId(),
    productId: week.stableId(`product ${sectionName} ${name}`),
    categoryId: week.stableId(`category ${sectionName}`),
    name,
    ...(size ? { size: { id: week.stableId(`size ${name} ${size[0]}`), name: size[0] } } : {}),
    quantity: 1 + (nth % 2),
    unitPrice: money(size?.[1] ?? item?.price ?? 0),
    choices: [],
    tax: { code: 'INC', rateBp: 800 },
    stations: [...(section?.stations ?? [])],
  };
}
