import type { Menu, ModifierGroup, Product } from './product.ts';
import type { Occasion, PriceRule } from './price-rule.ts';

/** A product with its modifier groups in the order its sheet shows them. */
export type PricedProduct = { readonly product: Product; readonly groups: readonly ModifierGroup[] };

/** Finds the products that halves and slots name. */
export type ProductLookup = (productId: string) => PricedProduct | undefined;

/** All that the price of a product depends on, beside what is picked. */
export type Sellable = PricedProduct & {
  readonly lookup: ProductLookup;
  readonly rules: readonly PriceRule[];
  readonly place: Omit<Occasion, 'atMs'>;
};

/** A product of a menu, ready to be priced. */
export function sellableIn(menu: Menu, productId: string): Sellable | undefined {
  const lookup: ProductLookup = (id) => {
    const product = menu.products.find((each) => each.id === id);
    return product && { product, groups: product.groupIds.flatMap((groupId) => menu.groups.find(({ id: own }) => own === groupId) ?? []) };
  };
  const found = lookup(productId);
  return found && { ...found, lookup, rules: menu.rules, place: menu.place };
}
