import type { Product } from '@fastops/shared/catalog/product';

/** Products whose name holds every typed word, accents aside, best match first. */
export function searchProducts(products: readonly Product[], text: string): readonly Product[] {
  const words = fold(text).split(/\s+/).filter(Boolean);
  if (words.length === 0) return products;
  const [first = ''] = words;
  return products
    .map((product) => ({ product, name: fold(product.name) }))
    .filter(({ name }) => words.every((word) => name.includes(word)))
    .sort((a, b) => Number(b.name.startsWith(first)) - Number(a.name.startsWith(first)))
    .map(({ product }) => product);
}

function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .trim();
}
