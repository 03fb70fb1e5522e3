import { allocateMoney, type Money } from '../base/money.ts';
import type { LinePart, OrderLine } from '../orders/line.ts';
import type { OrderPayment } from '../orders/money.fold.ts';
import type { Order } from '../orders/order.fold.ts';
import { soldParts, type PricedLine } from '../orders/totals.ts';

/** How sales of a day are added up by who, how and with which tax; what the figures of each mean is in {@link SumCell}. */
export const SUM_KINDS = ['staff', 'method', 'tax'] as const;
/** See {@link SUM_KINDS}. */
export type SumKind = (typeof SUM_KINDS)[number];

/** What one hour of a channel sold. `sales` = gross − discount; tips and what is other people's are in neither. */
export type HourCell = {
  readonly branchId: string;
  readonly businessDay: string;
  readonly hour: number;
  readonly channel: string;
  readonly tickets: number;
  readonly gross: number;
  readonly discount: number;
  readonly sales: number;
  readonly tips: number;
  readonly thirdParty: number;
};

/**
 * What a product, sold under a category, brought in a day. `quantity` counts pieces and portions; `portions` of them were weighed, and
 * weighed `grams` together.
 */
export type ProductCell = {
  readonly branchId: string;
  readonly businessDay: string;
  readonly productId: string;
  readonly categoryId: string;
  readonly quantity: number;
  readonly portions: number;
  readonly grams: number;
  readonly gross: number;
  readonly discount: number;
  readonly sales: number;
};

/**
 * What moves from a combo to the products inside it when a report spreads combos: each component's share, pro rata of its list price,
 * and the combo itself with all of that taken off. The sales of a combo's cells come to nothing.
 */
export type SpreadCell = ProductCell & { readonly comboId: string };

/**
 * | kind   | key             | count    | amount         | part                |
 * |--------|-----------------|----------|----------------|---------------------|
 * | staff  | who took it     | tickets  | sales          | tips                |
 * | method | means           | payments | money taken    | cash rounding       |
 * | tax    | `INC 800`       | tickets  | sales, tax in  | tax, in hundredths  |
 */
export type SumCell = {
  readonly kind: SumKind;
  readonly branchId: string;
  readonly businessDay: string;
  readonly key: string;
  readonly count: number;
  readonly amount: number;
  readonly part: number;
};

/** What orders add to the roll-ups of reports. */
export type SaleCells = {
  readonly hours: readonly HourCell[];
  readonly products: readonly ProductCell[];
  readonly sums: readonly SumCell[];
  readonly spreads: readonly SpreadCell[];
};

/** An order, and the local hour it counts in. */
export type CountedOrder = { readonly order: Order; readonly hour: number };

/** Whether an order is a sale: something was paid on it, and nobody cancelled it. */
export function isSale({ settledAt, state }: Pick<Order, 'settledAt' | 'state'>): boolean {
  return settledAt !== undefined && state !== 'cancelled';
}

/** Adds up what orders are; those that are no sale count for nothing. A refund is counted on its own day, by `order-acts`. */
export function saleCells(orders: readonly CountedOrder[]): SaleCells {
  return cellMoves([], orders);
}

/** What products and charges were called when they were sold. */
export type SoldNames = ReadonlyMap<string, string>;

/** What orders add now less what they had added before: any number of such moves, in any order, end in the sums of the last. */
export function cellMoves(before: readonly CountedOrder[], after: readonly CountedOrder[]): SaleCells & { readonly names: SoldNames } {
  const sum = cellSum();
  for (const each of before) addOrder(sum, each, -1);
  for (const each of after) addOrder(sum, each, 1);
  return { ...sum.cells(), names: sum.names };
}

/** What is missing in `kept` to be `meant`; nothing of it when they are the same. */
export function cellDifference(meant: SaleCells, kept: SaleCells): SaleCells {
  const sum = cellSum();
  sum.addAll(meant, 1);
  sum.addAll(kept, -1);
  return sum.cells();
}

/** How many cells there are. */
export function cellCount({ hours, products, sums, spreads }: SaleCells): number {
  return hours.length + products.length + sums.length + spreads.length;
}

const PRODUCT_FIGURES = ['quantity', 'portions', 'grams', 'gross', 'discount', 'sales'] as const;
type Sign = 1 | -1;
type CellSum = ReturnType<typeof cellSum>;

function cellSum() {
  const hours = tally<HourCell, 'tickets' | 'gross' | 'discount' | 'sales' | 'tips' | 'thirdParty'>(
    ({ branchId, businessDay, hour, channel }) => `${branchId} ${businessDay} ${hour} ${channel}`,
    ['tickets', 'gross', 'discount', 'sales', 'tips', 'thirdParty'],
  );
  const products = tally<ProductCell, (typeof PRODUCT_FIGURES)[number]>(
    ({ branchId, businessDay, productId, categoryId }) => `${branchId} ${businessDay} ${productId} ${categoryId}`,
    PRODUCT_FIGURES,
  );
  const sums = tally<SumCell, 'count' | 'amount' | 'part'>(
    ({ kind, branchId, businessDay, key }) => `${kind} ${branchId} ${businessDay} ${key}`,
    ['count', 'amount', 'part'],
  );
  const spreads = tally<SpreadCell, (typeof PRODUCT_FIGURES)[number]>(
    ({ branchId, businessDay, comboId, productId, categoryId }) => `${branchId} ${businessDay} ${comboId} ${productId} ${categoryId}`,
    PRODUCT_FIGURES,
  );
  return {
    hours,
    products,
    sums,
    spreads,
    names: new Map<string, string>(),
    addAll: (cells: SaleCells, sign: Sign) => {
      for (const cell of cells.hours) hours.add(cell, sign);
      for (const cell of cells.products) products.add(cell, sign);
      for (const cell of cells.sums) sums.add(cell, sign);
      for (const cell of cells.spreads) spreads.add(cell, sign);
    },
    cells: (): SaleCells => ({ hours: hours.moved(), products: products.moved(), sums: sums.moved(), spreads: spreads.moved() }),
  };
}

/** Cells by their key, each figure summed; those that come to nothing are left out, the others are sorted by their key. */
function tally<Cell extends Readonly<Record<Figure, number>>, Figure extends keyof Cell & string>(
  keyOf: (cell: Cell) => string,
  figures: readonly Figure[],
) {
  const byKey = new Map<string, { readonly cell: Cell; readonly sums: number[] }>();
  return {
    add: (cell: Cell, sign: Sign) => {
      const key = keyOf(cell);
      const known = byKey.get(key);
      if (!known) byKey.set(key, { cell, sums: figures.map((figure) => sign * cell[figure]) });
      else figures.forEach((figure, index) => (known.sums[index] = (known.sums[index] ?? 0) + sign * cell[figure]));
    },
    moved: (): Cell[] =>
      [...byKey]
        .filter(([, { sums }]) => sums.some((sum) => sum !== 0))
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([, { cell, sums }]) => ({
          ...cell,
          ...Object.fromEntries(figures.map((figure, index) => [figure, (sums[index] ?? 0) + 0])),
        })),
  };
}

function addOrder(sum: CellSum, { order, hour }: CountedOrder, sign: Sign): void {
  if (!isSale(order)) return;
  const { branchId, businessDay, totals } = order;
  const day = { branchId, businessDay };
  const { gross, discount, total: sales, tip: tips } = totals;
  // Documents of the first versions don't have it.
  const thirdParty: Money | undefined = totals.thirdParty;
  sum.hours.add({ ...day, hour, channel: order.type, tickets: 1, gross, discount, sales, tips, thirdParty: thirdParty ?? 0 }, sign);
  for (const { line, ...money } of soldParts(order)) {
    const { productId, categoryId, quantity } = line;
    for (const cell of spreadCells({ line, ...money })) sum.spreads.add({ ...day, ...cell }, sign);
    if (sign === 1) for (const part of line.parts ?? []) sum.names.set(part.productId, part.name);
    if (sign === 1) sum.names.set(productId, line.name);
    const figures = { ...countOf(line, quantity), gross: money.gross, discount: money.discount, sales: money.net };
    sum.products.add({ ...day, productId, categoryId, ...figures }, sign);
  }
  sum.sums.add({ ...day, kind: 'staff', key: order.openedById, count: 1, amount: sales, part: tips }, sign);
  for (const payment of order.payments.filter(isCounted))
    sum.sums.add({ ...day, kind: 'method', key: payment.method, count: 1, amount: payment.amount, part: payment.rounding }, sign);
  for (const { code, rateBp, gross: amount, tax: part } of totals.taxes)
    sum.sums.add({ ...day, kind: 'tax', key: `${code} ${rateBp}`, count: 1, amount, part }, sign);
}

/** How many of it there were, and how much of that was weighed. */
function countOf({ weight }: Pick<OrderLine | LinePart, 'weight'>, quantity: number): Pick<ProductCell, 'quantity' | 'portions' | 'grams'> {
  return { quantity, portions: weight ? quantity : 0, grams: weight ? weight.grams * quantity : 0 };
}

/** A line without components spreads nothing; the halves of a plate stay the plate. */
function spreadCells({ line, gross, discount, net }: PricedLine): Omit<SpreadCell, 'branchId' | 'businessDay'>[] {
  const inside = (line.parts ?? []).filter(({ kind }) => kind === 'component');
  if (inside.length === 0) return [];
  const weights = inside.map(({ listPrice }) => listPrice);
  const [grosses, discounts] = [allocateMoney(gross, weights), allocateMoney(discount, weights)];
  const { productId: comboId, categoryId, quantity } = line;
  const own = countOf(line, quantity);
  const taken = {
    quantity: 0 - own.quantity,
    portions: 0 - own.portions,
    grams: 0 - own.grams,
    gross: 0 - gross,
    discount: 0 - discount,
    sales: 0 - net,
  };
  const shares = inside.map((part, index) => {
    const share = { gross: grosses[index] ?? 0, discount: discounts[index] ?? 0 };
    const { productId, categoryId: soldAs } = part;
    return { comboId, productId, categoryId: soldAs, ...countOf(part, quantity), ...share, sales: share.gross - share.discount };
  });
  return [{ comboId, productId: comboId, categoryId, ...taken }, ...shares];
}

function isCounted({ status }: Pick<OrderPayment, 'status'>): boolean {
  return status !== 'rejected';
}
