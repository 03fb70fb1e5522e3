import { z } from 'zod';
import { idSchema } from '../base/id.ts';
import { lineQuantitySchema } from './work.events.ts';
import { orderTypeSchema } from './order-type.ts';

/** What one unit of a line takes out of stock, and what that costs. */
export const lineUsageSchema = z.strictObject({
  ingredientId: idSchema,
  /** As bought, in thousandths of the base unit. */
  quantity: z.int().min(0).max(1_000_000_000_000),
  /** In hundredths of a peso, at the prices of that moment. */
  costCents: z.int().min(0).max(1_000_000_000_000),
  /** Only when the order is of one of these (packaging); always without. */
  orderTypes: z.array(orderTypeSchema).min(1).max(6).optional(),
});
/** See {@link lineUsageSchema}. */
export type LineUsage = z.infer<typeof lineUsageSchema>;

/** By which versions of which recipes a line is made, and what one of it takes. Copied when it is sold: a later recipe changes nothing. */
export const lineRecipeSchema = z.strictObject({
  lineId: idSchema,
  recipes: z.array(z.strictObject({ recipeId: idSchema, version: z.int().min(1) })).max(120),
  usage: z.array(lineUsageSchema).max(200),
});
/** See {@link lineRecipeSchema}. */
export type LineRecipe = z.infer<typeof lineRecipeSchema>;

/** Body of each event that ties an order to the stock, by type, at version 1. */
export const recipeEventBodies = {
  /** What these lines are made of. A line has one: the first that anybody said. */
  'order.recipe-noted': z.strictObject({ lines: z.array(lineRecipeSchema).min(1).max(400) }),
  /** Taken off or cancelled before the kitchen had made it: it goes back to the stock. `returnId`: however often it is said, once. */
  'order.stock-returned': z.strictObject({ returnId: idSchema, lines: z.array(lineQuantitySchema).min(1).max(400) }),
} as const;
