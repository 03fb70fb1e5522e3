import { money } from '@fastops/shared/base/money';
import type { Selection } from '@fastops/shared/catalog/selection';

/**
 * The branch-day that sync engines are measured with here: 2,000 orders, each 1 order + 4 lines + 1 payment + 4 stock movements,
 * 20,000 rows. Seeded and byte for byte the one that the peers run, so figures stand beside figures.
 */
export type DayOrder = {
  readonly at: number;
  readonly order: Row;
  readonly lines: readonly Row[];
  readonly payment: Row;
  readonly moves: readonly Row[];
};
type Row = Readonly<Record<string, string | number>>;

/** Orders in a day, and rows in an order. */
export const DAY_ORDERS = 2_000;
export const ROWS_PER_ORDER = 10;
/** Products that the day sells from. */
export const PRODUCTS = 1_200;

const hex = (value: number, width: number) => value.toString(16).padStart(width, '0');

/** Mulberry32: the generator of the peers' workload. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** An id as random as a real one: version 7 at that moment. */
export function idAt(ms: number, random: () => number): string {
  const time = hex(ms, 12);
  const a = hex(Math.floor(random() * 4_096), 3);
  const b = hex(0x80_00 | Math.floor(random() * 16_384), 4);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${a}-${b}-${hex(Math.floor(random() * 2 ** 48), 12)}`;
}

export function productPrice(sku: number): number {
  return 150 + ((sku * 7) % 4_500);
}

/** The orders of one day. */
export function* branchDay(orders = DAY_ORDERS, seed = 42): Generator<DayOrder> {
  const random = seeded(seed);
  let at = Date.UTC(2026, 10, 2, 8, 0, 0);
  for (let index = 0; index < orders; index += 1) {
    at += 15_000 + Math.floor(random() * 12_000);
    yield anOrder(index, at, random);
  }
}

function anOrder(index: number, at: number, random: () => number): DayOrder {
  const orderId = idAt(at, random);
  const lines: Row[] = [];
  const moves: Row[] = [];
  let subtotal = 0;
  for (let position = 1; position <= 4; position += 1) {
    const sku = Math.floor(random() * PRODUCTS);
    const qty = 1 + Math.floor(random() * 3);
    const price = productPrice(sku);
    const total = qty * price;
    subtotal += total;
    const product = { order_id: orderId, product_id: `prd_${hex(sku, 6)}` };
    const tax = { discount_minor: 0, tax_minor: Math.round(total * 0.16), total_minor: total };
    lines.push({
      id: idAt(at, random),
      ...product,
      line_no: position,
      name: `Product number ${sku}`,
      qty,
      unit_price_minor: price,
      ...tax,
    });
    moves.push({ id: idAt(at, random), ...product, location_id: 'loc_main', delta: -qty, reason: 'sale', occurred_at: at });
  }
  const tax = Math.round(subtotal * 0.16);
  const total = subtotal + tax;
  const order = { id: orderId, ...PLACE, number: index + 1, status: 'paid', created_at: at, cashier_id: `usr_${index % 6}` };
  const payment = { id: idAt(at, random), order_id: orderId, method: index % 3 ? 'cash' : 'card', amount_minor: total };
  return {
    at,
    order: { ...order, subtotal_minor: subtotal, tax_minor: tax, total_minor: total, currency: 'MXN' },
    lines,
    payment: { ...payment, tendered_minor: Math.ceil(total / 1_000) * 1_000, reference: `ref${hex(index, 8)}`, occurred_at: at },
    moves,
  };
}

const PLACE = { tenant_id: 'ten_0001', branch_id: 'br_0007', terminal_id: 'term_A', session_id: 'ses_20261102' } as const;

/** The product of a workload's sku, as the till's menu knows it. */
export function productIdOf(sku: number): string {
  return `00000000-0000-7000-8000-${hex(sku + 0x10_00, 12)}`;
}

/** What a cashier rings up for one of these orders, paid in cash: our till puts the drawer's opening on record besides. */
export function ringUpOf(day: DayOrder) {
  const selections: Selection[] = day.lines.map((line) => ({
    lineId: String(line['id']),
    productId: productIdOf(Number.parseInt(String(line['product_id']).slice(4), 16)),
    quantity: Number(line['qty']),
    choices: [],
  }));
  const tendered = money(Math.ceil(Number(day.payment['tendered_minor']) / 1_000) * 1_000);
  return { orderId: String(day.order['id']), orderType: 'counter' as const, selections, paymentId: String(day.payment['id']), tendered };
}
