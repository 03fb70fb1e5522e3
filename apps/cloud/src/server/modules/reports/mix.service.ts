import { allocateMoney, money } from '@fastops/shared/base/money';
import type { TenantSql } from '../../db/tenant-scope.ts';
import { asked, named, type Named, type Question } from './reports.service.ts';
import {
  categoriesOfProducts,
  costsOfProducts,
  salesBy,
  spreadsOf,
  type Asked,
  type ProductCost,
  type SalesRow,
  type SpreadRow,
} from './sales.store.ts';

/** `net`: sales without the tax inside them. `costCents`: what recipes said that `costed` units cost, in hundredths; 0 without a recipe. */
export type MixRow = SalesRow & {
  readonly categoryId: string | null;
  readonly net: number;
  readonly costed: number;
  readonly costCents: number;
};

/** Combos as they were sold, or what they brought given to the products inside them. */
export type Combos = 'sold' | 'spread';

/** What of the menu was sold, with the category it stood under most lately, and what it cost. */
export async function mix(sql: TenantSql, { combos, ...question }: Question & { readonly combos: Combos }): Promise<Named<MixRow>> {
  const about = await asked(sql, question);
  const [sold, spreads, categories, costs, netPart] = await Promise.all([
    salesBy(sql, 'product', about),
    combos === 'spread' ? spreadsOf(sql, about) : [],
    categoriesOfProducts(sql, about),
    costsOfProducts(sql, about),
    netParts(sql, about),
  ]);
  const costOf = new Map(costsSpread(costs, spreads).map((cost) => [`${cost.branchId} ${cost.productId}`, cost]));
  return named(
    sql,
    added(sold, spreads).map((row) => {
      const cost = costOf.get(`${row.branchId} ${row.key}`);
      const net = Math.round(row.sales * (netPart.get(row.branchId) ?? 1));
      return { ...row, categoryId: categories.get(row.key) ?? null, net, costed: cost?.quantity ?? 0, costCents: cost?.costCents ?? 0 };
    }),
    ({ key, categoryId }) => [key, categoryId],
  );
}

/** What was sold with what combos gave and took; what comes to nothing, a combo that was all given away, is left out. */
function added(sold: readonly SalesRow[], spreads: readonly SpreadRow[]): SalesRow[] {
  if (spreads.length === 0) return [...sold];
  const sums = new Map<string, SalesRow>();
  for (const { key, branchId, ...figures } of [...sold, ...spreads]) {
    const before = sums.get(`${branchId} ${key}`) ?? {
      key,
      branchId,
      count: 0,
      portions: 0,
      grams: 0,
      gross: 0,
      discount: 0,
      sales: 0,
      part: 0,
    };
    sums.set(`${branchId} ${key}`, {
      ...before,
      count: before.count + figures.count,
      portions: before.portions + figures.portions,
      grams: before.grams + figures.grams,
      gross: before.gross + figures.gross,
      discount: before.discount + figures.discount,
      sales: before.sales + figures.sales,
    });
  }
  return [...sums.values()].filter(({ count, gross, sales }) => count !== 0 || gross !== 0 || sales !== 0);
}

/** What a combo cost goes where its sales went, in the same parts. */
function costsSpread(costs: readonly ProductCost[], spreads: readonly SpreadRow[]): ProductCost[] {
  const byCombo = Map.groupBy(spreads, ({ branchId, comboId }) => `${branchId} ${comboId}`);
  const moved = costs.flatMap((cost) => {
    const mine = byCombo.get(`${cost.branchId} ${cost.productId}`) ?? [];
    const inside = mine.filter(({ key, count }) => key !== cost.productId && count > 0);
    const given = -mine.filter(({ key }) => key === cost.productId).reduce((sum, { count }) => sum + count, 0);
    if (inside.length === 0 || given <= 0 || cost.quantity <= 0) return [cost];
    const gone = Math.round(cost.costCents * Math.min(1, given / cost.quantity));
    const shares = allocateMoney(
      money(gone),
      inside.map(({ sales }) => Math.max(0, sales)),
    );
    const known = Math.min(1, cost.quantity / given);
    const left = { ...cost, quantity: Math.max(0, cost.quantity - given), costCents: cost.costCents - gone };
    return [
      left,
      ...inside.map(({ key, count }, index) => {
        return { productId: key, branchId: cost.branchId, quantity: Math.round(count * known), costCents: shares[index] ?? 0 };
      }),
    ];
  });
  return [...Map.groupBy(moved, ({ branchId, productId }) => `${branchId} ${productId}`).values()].flatMap(summed);
}

function summed(costs: readonly ProductCost[]): ProductCost[] {
  const [first, ...rest] = costs;
  if (!first) return [];
  return [
    rest.reduce(
      (sum, { quantity, costCents }) => ({ ...sum, quantity: sum.quantity + quantity, costCents: sum.costCents + costCents }),
      first,
    ),
  ];
}

/** How much of a branch's sales is its own, the tax inside them taken out: over all it sold in the period. */
async function netParts(sql: TenantSql, about: Asked): Promise<ReadonlyMap<string, number>> {
  const byBranch = Map.groupBy(await salesBy(sql, 'tax', about), ({ branchId }) => branchId);
  return new Map(
    [...byBranch].map(([branchId, rows]) => {
      const [sold, tax] = rows.reduce(([a, b], row) => [a + row.sales, b + row.part / 100], [0, 0]);
      return [branchId, sold === 0 ? 1 : 1 - tax / sold];
    }),
  );
}
