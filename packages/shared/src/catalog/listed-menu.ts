import { listBook, type ListBook, type PriceList } from './price-list.ts';
import type { Menu, ModifierGroup, Product } from './product.ts';

/** The product at the prices of the lists. */
export function productAtLists(product: Product, book: ListBook): Product {
  const sizes = product.sizes.map((size) => ({ ...size, price: book.ofProduct(product.id, size.id) ?? size.price }));
  const own = book.ofProduct(product.id) ?? product.price;
  return { ...product, sizes, price: sizes[0]?.price ?? own };
}

/** The group with its options at the prices of the lists. */
export function groupAtLists(group: ModifierGroup, book: ListBook): ModifierGroup {
  const options = group.options.map((option) => {
    const sizes = option.sizes?.map((size) => ({ ...size, surcharge: book.ofOption(option.id, size.sizeId) ?? size.surcharge }));
    return { ...option, price: book.ofOption(option.id) ?? option.price, ...(sizes ? { sizes } : {}) };
  });
  return { ...group, options };
}

/** A branch's menu at the prices of the lists that hold; without any, the same menu. */
export function menuAtLists(menu: Menu, holding: readonly PriceList[]): Menu {
  const book = listBook(holding);
  if (book.isEmpty) return menu;
  return {
    ...menu,
    products: menu.products.map((product) => productAtLists(product, book)),
    groups: menu.groups.map((group) => groupAtLists(group, book)),
  };
}
