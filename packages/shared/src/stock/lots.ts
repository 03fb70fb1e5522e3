/** Goods that came in with a date on them. */
export type DatedGoods = { readonly ingredientId: string; readonly expiresOn: string; readonly quantity: number };

/**
 * What should be left of each lot when the kitchen takes the oldest first: what there is of the ingredient lies in the lots that expire
 * last. A guess that costs nobody any writing; what is thrown away as expired corrects it by itself.
 */
export function lotsLeft(goods: readonly DatedGoods[], onHand: ReadonlyMap<string, number>): DatedGoods[] {
  const left = new Map(onHand);
  const newestFirst = [...goods].sort((a, b) => (a.expiresOn < b.expiresOn ? 1 : a.expiresOn > b.expiresOn ? -1 : 0));
  const lots = newestFirst.map((lot) => {
    const there = Math.max(0, left.get(lot.ingredientId) ?? 0);
    const quantity = Math.min(lot.quantity, there);
    left.set(lot.ingredientId, there - quantity);
    return { ...lot, quantity };
  });
  return lots.filter(({ quantity }) => quantity > 0).reverse();
}
