import { z } from 'zod';
import { idSchema } from '../base/id.ts';
import { cashSettingsSchema } from '../cash/settings.ts';
import { textSchema } from '../base/text.ts';
import { kitchenSettingsSchema } from '../kitchen/station.ts';
import { lineTaxSchema, moneySchema } from '../orders/order.events.ts';
import { ticketLayoutSchema, ticketLogoSchema } from '../printing/ticket-layout.ts';
import { priceListSchema, type PriceList } from './price-list.ts';
import { priceRuleSchema, type Occasion, type PriceRule } from './price-rule.ts';
import { scheduleSchema } from './schedule.ts';
import { sellingSettingsSchema } from '../selling/settings.ts';
import { serviceSettingsSchema } from '../delivery/service-settings.ts';
import { ingredientSchema, supplierSchema } from '../recipes/ingredient.ts';
import { recipeSchema } from '../recipes/recipe.ts';
import { purchaseOrderSchema } from '../stock/purchase-order.ts';
import { stockEntrySchema } from '../stock/stock.events.ts';
import { pictureSchema } from './picture.ts';

const price = moneySchema.refine((amount) => amount >= 0, 'a price is not negative');
const sort = z.int().min(0).max(100_000);

/** A tab of the sell screen. `hue` (0…359) colours the tiles of its products. */
export const categorySchema = z.strictObject({
  id: idSchema,
  name: textSchema(40),
  hue: z.int().min(0).max(359),
  sort,
});
/** See {@link categorySchema}. */
export type Category = z.infer<typeof categorySchema>;

/**
 * One choice in a modifier group; its price is per unit. In a combo's slot it may be a product of the menu (`productId`): its price is
 * then the slot's surcharge (for one kilo, when the product is sold by weight), and `sizes` says in which sizes it comes and what each adds.
 */
export const modifierOptionSchema = z.strictObject({
  id: idSchema,
  name: textSchema(60),
  price,
  soldOut: z.boolean(),
  productId: idSchema.optional(),
  sizes: z
    .array(z.strictObject({ sizeId: idSchema, surcharge: price }))
    .max(12)
    .optional(),
});
/** See {@link modifierOptionSchema}. */
export type ModifierOption = z.infer<typeof modifierOptionSchema>;

/**
 * Options that are chosen together. `min`…`max` picks in total; the first `freeCount` cost nothing
 * (the cheapest are the free ones). A `removal` is free and at most once; a `double` is twice of an ingredient, at most once;
 * a `slot` is a part of a combo.
 */
export const modifierGroupSchema = z.strictObject({
  id: idSchema,
  name: textSchema(60),
  kind: z.enum(['choice', 'extra', 'slot', 'removal', 'double']),
  min: z.int().min(0).max(50),
  max: z.int().min(1).max(50),
  freeCount: z.int().min(0).max(50),
  options: z.array(modifierOptionSchema).min(1).max(60),
});
/** See {@link modifierGroupSchema}. */
export type ModifierGroup = z.infer<typeof modifierGroupSchema>;

/** A size with a price of its own. */
export const productSizeSchema = z.strictObject({ id: idSchema, name: textSchema(40), price });
/** See {@link productSizeSchema}. */
export type ProductSize = z.infer<typeof productSizeSchema>;

/** How two products share a plate: which ones may, what it costs, and what the trouble of it adds. */
export const halvesSchema = z.strictObject({
  /** The dearer half, the middle of both, or each half at half its price. */
  rule: z.enum(['highest', 'average', 'sum']),
  surcharge: price,
  productIds: z.array(idSchema).min(1).max(60),
});
/** See {@link halvesSchema}. */
export type Halves = z.infer<typeof halvesSchema>;

/** Something on the menu. With sizes, the size's price counts and `price` is the first one's, for the tile. */
export const productSchema = z.strictObject({
  id: idSchema,
  categoryId: idSchema,
  name: textSchema(80),
  kind: z.enum(['single', 'combo']),
  price,
  sizes: z.array(productSizeSchema).max(12),
  groupIds: z.array(idSchema).max(20),
  tax: lineTaxSchema,
  stations: z.array(z.string().max(40)).max(8),
  /** Path of a picture shipped with the app or fetched by its hash; tiles fall back to the category's colour. */
  picture: z.string().max(200).optional(),
  soldOut: z.boolean(),
  sort,
  /** What the cashier types instead of looking for the tile: `12`, `SF`. */
  code: z
    .string()
    .regex(/^[0-9A-Z-]{1,12}$/)
    .optional(),
  /** What a scanner reads off the package. */
  barcode: z
    .string()
    .regex(/^[0-9A-Za-z-]{4,32}$/)
    .optional(),
  /** Set when it is sold as two halves. */
  halves: halvesSchema.optional(),
  /** When it is sold at all; without one, always. */
  schedule: scheduleSchema.optional(),
  /** Sold by weight: `price` is for one kilo, and so is its recipe. It has no sizes and no halves. */
  byWeight: z.literal(true).optional(),
});
/** See {@link productSchema}. */
export type Product = z.infer<typeof productSchema>;

/** What a product, or one size of it, costs in one branch instead of its price on the menu. */
export const branchPriceSchema = z.strictObject({
  id: idSchema,
  branchId: idSchema,
  productId: idSchema,
  sizeId: idSchema.optional(),
  price,
});
/** See {@link branchPriceSchema}. */
export type BranchPrice = z.infer<typeof branchPriceSchema>;

/** A remark of the shop's own that a note takes with one tap. No category means every product. */
export const quickNoteSchema = z.strictObject({ id: idSchema, text: textSchema(40), categoryIds: z.array(idSchema).max(60), sort });
/** See {@link quickNoteSchema}. */
export type QuickNote = z.infer<typeof quickNoteSchema>;

/** The masters a till keeps, by kind, with the schema of each document. */
export const masterDocSchemas = {
  category: categorySchema,
  product: productSchema,
  'modifier-group': modifierGroupSchema,
  'kitchen-settings': kitchenSettingsSchema,
  'cash-settings': cashSettingsSchema,
  'branch-price': branchPriceSchema,
  'price-rule': priceRuleSchema,
  'price-list': priceListSchema,
  'quick-note': quickNoteSchema,
  'ticket-layout': ticketLayoutSchema,
  'ticket-logo': ticketLogoSchema,
  'service-settings': serviceSettingsSchema,
  ingredient: ingredientSchema,
  supplier: supplierSchema,
  recipe: recipeSchema,
  'stock-entry': stockEntrySchema,
  'purchase-order': purchaseOrderSchema,
  picture: pictureSchema,
  'selling-settings': sellingSettingsSchema,
} as const;
/** Kind of a catalogue master. */
export type CatalogKind = keyof typeof masterDocSchemas;

/** A document of the catalogue as somebody with the right saves it; `doc` is checked against its kind beside this. */
export const catalogDocSchema = z.strictObject({
  kind: z.enum(Object.keys(masterDocSchemas) as [CatalogKind, ...CatalogKind[]]),
  id: idSchema,
  deleted: z.boolean(),
  doc: z.record(z.string().max(60), z.unknown()),
});
/** See {@link catalogDocSchema}. */
export type CatalogDoc = z.infer<typeof catalogDocSchema>;

/** A whole menu, as the sell screen of one branch needs it: its prices, and what is out, are those of the branch. */
export type Menu = {
  readonly categories: readonly Category[];
  readonly products: readonly Product[];
  readonly groups: readonly ModifierGroup[];
  readonly rules: readonly PriceRule[];
  /** The price lists of this branch; which of them hold depends on the order and the hour. */
  readonly lists: readonly PriceList[];
  readonly quickNotes: readonly QuickNote[];
  /** Where it is sold; with the time, the occasion that price rules are looked up by. */
  readonly place: Omit<Occasion, 'atMs'>;
};

/** The product with the prices of a branch in place of the menu's. */
export function atBranchPrices(product: Product, prices: readonly BranchPrice[]): Product {
  const mine = prices.filter(({ productId }) => productId === product.id);
  if (mine.length === 0) return product;
  const sizes = product.sizes.map((size) => ({ ...size, price: mine.find(({ sizeId }) => sizeId === size.id)?.price ?? size.price }));
  const own = mine.find(({ sizeId }) => sizeId === undefined)?.price ?? product.price;
  return { ...product, sizes, price: sizes[0]?.price ?? own };
}
