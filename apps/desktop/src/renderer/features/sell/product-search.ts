import type { Product } from '@fastops/shared/catalog/product';

/** A product as it is looked for: its name without accents, and the codes it can be called by. */
export type Findable<T extends Named = Product> = { readonly product: T; readonly name: string; readonly codes: readonly string[] };
/** What can be looked for by name, and by a code where it has one. */
type Named = Pick<Product, 'name'> & Partial<Pick<Product, 'code' | 'barcode'>>;

/** Made once for a menu, so that a key costs comparing and not folding two thousand names. */
export function findables<T extends Named>(products: readonly T[]): readonly Findable<T>[] {
  return products.map((product) => ({
    product,
    name: folded(product.name),
    codes: [product.code, product.barcode].flatMap((code) => (code === undefined ? [] : [folded(code)])),
  }));
}

/** Products that are called exactly that, then those whose name begins with it, then those that hold every word, accents aside. */
export function searchProducts<T extends Named>(all: readonly Findable<T>[], text: string): readonly T[] {
  const wanted = folded(text);
  const words = wanted.split(/\s+/).filter(Boolean);
  const [first = ''] = words;
  if (first === '') return all.map(({ product }) => product);
  const ranked: T[][] = [[], [], [], []];
  for (const each of all) ranked[rank(each, { wanted, words, first })]?.push(each.product);
  return ranked.slice(0, NOT_FOUND).flat();
}

const NOT_FOUND = 3;

function rank(
  { name, codes }: Findable<Named>,
  { wanted, words, first }: { wanted: string; words: readonly string[]; first: string },
): number {
  if (codes.includes(wanted)) return 0;
  if (!words.every((word) => name.includes(word))) return NOT_FOUND;
  return name.startsWith(first) ? 1 : 2;
}

/** The product that a scanner's code names. */
export function scannedProduct(products: readonly Product[], code: string): Product | undefined {
  return products.find(({ barcode }) => barcode === code) ?? products.find((product) => product.code === code.toUpperCase());
}

function folded(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .trim();
}
