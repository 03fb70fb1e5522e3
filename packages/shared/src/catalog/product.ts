import { z } from 'zod';
import { idSchema } from '../base/id.ts';
import { cashSettingsSchema } from '../cash/settings.ts';
import { textSchema } from '../base/text.ts';
import { kitchenSettingsSchema } from '../kitchen/station.ts';
import { lineTaxSchema, moneySchema } from '../orders/order.events.ts';

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

/** One choice in a modifier group; its price is per unit. */
export const modifierOptionSchema = z.strictObject({ id: idSchema, name: textSchema(60), price, soldOut: z.boolean() });
/** See {@link modifierOptionSchema}. */
export type ModifierOption = z.infer<typeof modifierOptionSchema>;

/**
 * Options that are chosen together. `min`…`max` picks in total; the first `freeCount` cost nothing
 * (the cheapest are the free ones). A `removal` is free and at most once; a `slot` is a part of a combo.
 */
export const modifierGroupSchema = z.strictObject({
  id: idSchema,
  name: textSchema(60),
  kind: z.enum(['choice', 'extra', 'slot', 'removal']),
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
});
/** See {@link productSchema}. */
export type Product = z.infer<typeof productSchema>;

/** The masters a till keeps, by kind, with the schema of each document. */
export const masterDocSchemas = {
  category: categorySchema,
  product: productSchema,
  'modifier-group': modifierGroupSchema,
  'kitchen-settings': kitchenSettingsSchema,
  'cash-settings': cashSettingsSchema,
} as const;
/** Kind of a catalogue master. */
export type CatalogKind = keyof typeof masterDocSchemas;

/** A whole menu, as the sell screen needs it. */
export type Menu = {
  readonly categories: readonly Category[];
  readonly products: readonly Product[];
  readonly groups: readonly ModifierGroup[];
};
