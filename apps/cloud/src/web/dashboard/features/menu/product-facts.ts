import { pictureIdOf } from '@fastops/shared/catalog/picture';
import type { Product } from '@fastops/shared/catalog/product';

/** The product without one of the things that it may lack. */
export function without(product: Product, part: 'schedule' | 'halves' | 'code' | 'barcode' | 'byWeight'): Product {
  const { [part]: _, ...rest } = product;
  return rest;
}

/** Where a product's picture is shown from; pictures that are shipped with the tills aren't here. */
export function pictureUrl(product: Pick<Product, 'picture'>): string | undefined {
  const id = pictureIdOf(product.picture);
  return id === undefined ? undefined : `/pictures/${id}`;
}
