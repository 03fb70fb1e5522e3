import { money, type Money } from '../base/money.ts';
import type { Product } from './product.ts';

/** Prices moved together: by so many basis points (500 = +5 %, −1,000 = −10 %), to the nearest `step` of pesos. */
export type PriceMove = { readonly byBp: number; readonly step: 50 | 100 | 500 | 1_000 };

/** One price before and after. */
export type MovedPrice = {
  readonly productId: string;
  readonly name: string;
  readonly sizeId: string | undefined;
  readonly before: Money;
  readonly after: Money;
};

/** A price after the move: to the nearest step, never below nothing; what is free stays free. */
export function movedPrice(price: Money, { byBp, step }: PriceMove): Money {
  if (price === 0) return price;
  const exact = BigInt(price) * BigInt(10_000 + byBp);
  const per = 10_000n * BigInt(step);
  return money(Math.max(0, Number((exact * 2n + per) / (2n * per)) * step));
}

/** What the move would do to these products, price by price: nothing is changed by looking. */
export function previewPrices(products: readonly Product[], move: PriceMove): MovedPrice[] {
  return products.flatMap((product): MovedPrice[] => {
    const { id: productId, name } = product;
    if (product.sizes.length === 0)
      return [{ productId, name, sizeId: undefined, before: product.price, after: movedPrice(product.price, move) }];
    return product.sizes.map((size) => {
      return { productId, name: `${name} · ${size.name}`, sizeId: size.id, before: size.price, after: movedPrice(size.price, move) };
    });
  });
}

/** The product at its moved prices. */
export function atMovedPrices(product: Product, move: PriceMove): Product {
  const sizes = product.sizes.map((size) => ({ ...size, price: movedPrice(size.price, move) }));
  return { ...product, sizes, price: sizes[0]?.price ?? movedPrice(product.price, move) };
}
