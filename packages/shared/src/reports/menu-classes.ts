/** Where a product of the menu stands among the others: how much of it is sold, and what each of it leaves. */
export type MenuClass = 'star' | 'workhorse' | 'puzzle' | 'dog';

/** A product as the quadrant sees it; money is whole pesos, cost is per unit and may be unknown. */
export type MenuItemSales = { readonly quantity: number; readonly sales: number; readonly unitCost: number | undefined };

/** Popular is 70 % of an equal share or more (Kasavana and Smith, 1982). */
const POPULAR_SHARE = 0.7;

/**
 * Menu engineering: popular and paying (star), popular (workhorse), paying (puzzle), neither (dog). Paying is a unit margin not below
 * the average weighted by what was sold; while no cost is known the margin is the net price.
 */
export function menuClasses(items: readonly MenuItemSales[]): MenuClass[] {
  const sold = items.reduce((sum, { quantity }) => sum + Math.max(0, quantity), 0);
  const margins = items.map(unitMargin);
  const average =
    sold === 0 ? 0 : items.reduce((sum, { quantity }, index) => sum + Math.max(0, quantity) * (margins[index] ?? 0), 0) / sold;
  const popular = (sold / Math.max(1, items.length)) * POPULAR_SHARE;
  return items.map(({ quantity }, index) => classOf(quantity >= popular && quantity > 0, (margins[index] ?? 0) >= average));
}

/** What one of it leaves, on average over what was sold. */
export function unitMargin({ quantity, sales, unitCost }: MenuItemSales): number {
  return quantity <= 0 ? 0 : sales / quantity - (unitCost ?? 0);
}

function classOf(isPopular: boolean, isPaying: boolean): MenuClass {
  if (isPopular) return isPaying ? 'star' : 'workhorse';
  return isPaying ? 'puzzle' : 'dog';
}
