import { z } from 'zod';
import { idSchema } from '../base/id.ts';
import { notNegativeMoneySchema } from '../base/money-schema.ts';
import { textSchema } from '../base/text.ts';

/** Units that stock is kept in. Everything is whole thousandths of one: 250 g is 250,000. */
export const BASE_UNITS = ['g', 'ml', 'un'] as const;
/** See {@link BASE_UNITS}. */
export type BaseUnit = (typeof BASE_UNITS)[number];

/** Thousandths in one base unit. */
export const PER_UNIT = 1_000;
/** 100 % in basis points. */
export const WHOLE_BP = 10_000;

/** Thousandths of a base unit, above nothing. */
export const quantitySchema = z.int().min(1).max(1_000_000_000_000);
const yieldBp = z.int().min(1).max(WHOLE_BP);

/** How it is bought: `Bulto de 50 kg`, `Atado` of 120 g, `Canasta` of 30. `quantity`: what is in one, in thousandths of the base unit. */
export const packSchema = z.strictObject({ id: idSchema, name: textSchema(40), quantity: quantitySchema });
/** See {@link packSchema}. */
export type Pack = z.infer<typeof packSchema>;

/** How it is ordered again: days until it comes, days between two looks, how sure, and how long it keeps. */
export const reorderSchema = z.strictObject({
  leadDays: z.int().min(0).max(90),
  reviewDays: z.int().min(1).max(90),
  /** 1.28 (90 %) for what spoils, 1.65 (95 %) for what must not be missing; in hundredths. */
  certainty: z.int().min(0).max(400),
  shelfLifeDays: z.int().min(1).max(3_650).optional(),
});
/** See {@link reorderSchema}. */
export type Reorder = z.infer<typeof reorderSchema>;

/**
 * Something that is bought or prepared, kept in stock and used up. Quantities of recipes are of what can be used; by both yields they
 * become what had to be bought: 250 g of potatoes at 80 % are 312.5 g of the sack.
 */
export const ingredientSchema = z.strictObject({
  id: idSchema,
  name: textSchema(60),
  unit: z.enum(BASE_UNITS),
  packs: z.array(packSchema).max(12),
  /** What it costs to buy today: `amount` pesos for `quantity` thousandths. With its tax under INC, without it under IVA. */
  price: z.strictObject({ amount: notNegativeMoneySchema, quantity: quantitySchema }),
  /** What is left after peeling and trimming. */
  prepYieldBp: yieldBp,
  /** What is left after frying or cooking. */
  cookYieldBp: yieldBp,
  /** Counted every day: potatoes, sausages, cheese, drinks, boxes. */
  critical: z.boolean(),
  reorder: reorderSchema.optional(),
  supplierId: idSchema.optional(),
});
/** See {@link ingredientSchema}. */
export type Ingredient = z.infer<typeof ingredientSchema>;

/** Whom things are bought from. */
export const supplierSchema = z.strictObject({
  id: idSchema,
  name: textSchema(80),
  nit: textSchema(20).optional(),
  phone: textSchema(30).optional(),
  note: textSchema(200).optional(),
});
/** See {@link supplierSchema}. */
export type Supplier = z.infer<typeof supplierSchema>;
