import { z } from 'zod';
import { idSchema } from '../base/id.ts';
import { notNegativeMoneySchema } from '../base/money-schema.ts';
import { textSchema } from '../base/text.ts';
import { BASE_UNITS, PER_UNIT } from '../recipes/ingredient.ts';
import type { CatalogDoc } from './product.ts';

const key = z.string().min(1).max(80);
const MOST = 5_000;

/**
 * What the old FastOps and SISALCHI hand over, as one JSON file (docs/old-export.md). Keys are the old system's own: what refers to a
 * key that isn't in the file is named in the answer and left out.
 */
export const oldExportSchema = z.strictObject({
  format: z.literal('fastops-old-export'),
  version: z.literal(1),
  categories: z.array(z.strictObject({ key, name: textSchema(40) })).max(MOST),
  products: z
    .array(
      z.strictObject({
        key,
        category: key,
        name: textSchema(80),
        price: notNegativeMoneySchema,
        tax: z.enum(['INC', 'IVA', 'NONE']).default('INC'),
        code: z
          .string()
          .regex(/^[0-9A-Z-]{1,12}$/)
          .optional(),
      }),
    )
    .max(MOST),
  ingredients: z
    .array(
      z.strictObject({
        key,
        name: textSchema(60),
        unit: z.enum(BASE_UNITS),
        /** Pesos for `priceFor` of the unit. */
        price: notNegativeMoneySchema,
        priceFor: z.number().positive().max(1_000_000),
        yieldPercent: z.number().positive().max(100).default(100),
      }),
    )
    .max(MOST)
    .default([]),
  recipes: z
    .array(
      z.strictObject({
        product: key,
        items: z.array(z.strictObject({ ingredient: key, quantity: z.number().positive().max(1_000_000) })).max(60),
      }),
    )
    .max(MOST)
    .default([]),
  users: z
    .array(
      z.strictObject({
        email: z.email().max(200),
        name: textSchema(80),
        role: z.enum(['owner', 'administrator', 'manager', 'cashier', 'cook', 'waiter', 'driver', 'accountant']),
        /** As the old system kept it: it opens the new one, and becomes Argon2id at the first log-in. */
        passwordHash: z.string().regex(/^\$2[aby]\$\d{2}\$[./0-9A-Za-z]{53}$/),
      }),
    )
    .max(500)
    .default([]),
});
/** See {@link oldExportSchema}. */
export type OldExport = z.infer<typeof oldExportSchema>;

/** The documents that an old export becomes, and what in it refers to nothing. */
export type Converted = { readonly docs: readonly CatalogDoc[]; readonly dangling: readonly string[] };

const TAX = { INC: { code: 'INC', rateBp: 800 }, IVA: { code: 'IVA', rateBp: 1_900 }, NONE: { code: 'NONE', rateBp: 0 } } as const;

/** Turns an old export into documents of the menu. `idOf` gives the same id for the same key, so that importing again changes nothing. */
export function convertOldExport(old: OldExport, idOf: (kind: string, key: string) => string): Converted {
  const dangling: string[] = [];
  const has = (list: readonly { readonly key: string }[]) => new Set(list.map((each) => each.key));
  const [categories, products, ingredients] = [has(old.categories), has(old.products), has(old.ingredients)];
  const known = (keys: ReadonlySet<string>, what: string, wanted: string) =>
    keys.has(wanted) || (dangling.push(`${what} → ${wanted}`), false);
  const docs = [
    ...old.categories.map(({ key: own, name }, index) => {
      return saved('category', { id: idOf('category', own), name, hue: (index * 67) % 360, sort: (index + 1) * 10 });
    }),
    ...old.products.flatMap((product, index) => {
      if (!known(categories, product.name, product.category)) return [];
      const { key: own, category, name, price, tax, code } = product;
      const nothing = { kind: 'single', sizes: [], groupIds: [], stations: [], soldOut: false };
      const place = { id: idOf('product', own), categoryId: idOf('category', category), sort: Math.min(100_000, (index + 1) * 10) };
      return [saved('product', { ...place, name, price, tax: { ...TAX[tax] }, ...nothing, ...(code === undefined ? {} : { code }) })];
    }),
    ...old.ingredients.map(({ key: own, name, unit, price, priceFor, yieldPercent }) => {
      const yields = { prepYieldBp: Math.max(1, Math.round(yieldPercent * 100)), cookYieldBp: 10_000 };
      const cost = { amount: price, quantity: thousandths(priceFor) };
      return saved('ingredient', { id: idOf('ingredient', own), name, unit, packs: [], price: cost, ...yields, critical: false });
    }),
    ...old.recipes.flatMap(({ product, items }) => {
      if (!known(products, 'recipe', product)) return [];
      const made = items.filter(({ ingredient }) => known(ingredients, `recipe of ${product}`, ingredient));
      const name = old.products.find((each) => each.key === product)?.name ?? product;
      const target = { kind: 'product', productId: idOf('product', product) };
      const inside = made.map(({ ingredient, quantity }) => {
        return { ingredientId: idOf('ingredient', ingredient), quantity: thousandths(quantity), effect: 'add' };
      });
      return [saved('recipe', { id: idOf('recipe', product), name, target, makes: PER_UNIT, items: inside })];
    }),
  ];
  return { docs, dangling };
}

function saved(kind: CatalogDoc['kind'], doc: { readonly id: string } & Record<string, unknown>): CatalogDoc {
  return { kind, id: idSchema.parse(doc.id), deleted: false, doc };
}

function thousandths(amount: number): number {
  return Math.max(1, Math.round(amount * PER_UNIT));
}
