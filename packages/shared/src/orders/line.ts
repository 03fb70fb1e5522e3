import { z } from 'zod';
import { idSchema } from '../base/id.ts';
import { moneySchema } from '../base/money-schema.ts';
import { textSchema } from '../base/text.ts';
import { lineTaxSchema } from './line-tax.ts';
import { lineWeightSchema, type LineWeight } from './line-weight.ts';

/** One chosen option: a sauce, an extra, a combo slot, or a removal ("sin cebolla"). */
export const lineChoiceSchema = z.strictObject({
  groupId: idSchema,
  optionId: idSchema,
  /** `double` came with version 2. */
  kind: z.enum(['choice', 'extra', 'slot', 'removal', 'double']),
  name: textSchema(60),
  quantity: z.int().min(1).max(99),
  /** What the customer pays for all of them, per unit of the line (free ones are 0). */
  price: moneySchema,
});
/** See {@link lineChoiceSchema}. */
export type LineChoice = z.infer<typeof lineChoiceSchema>;

/**
 * A product inside a line: one half of a plate, or what fills a slot of a combo, with what was picked for it alone.
 * `groupId` and `optionId` say which slot; `listPrice` is what it costs by itself, for reports that spread the line over its parts.
 */
export const linePartSchema = z.strictObject({
  kind: z.enum(['half', 'component']),
  groupId: idSchema.optional(),
  optionId: idSchema.optional(),
  productId: idSchema,
  categoryId: idSchema,
  name: textSchema(80),
  size: z.strictObject({ id: idSchema, name: textSchema(40) }).optional(),
  listPrice: moneySchema,
  /** What it adds to the line, per unit; 0 for a half. */
  surcharge: moneySchema,
  choices: z.array(lineChoiceSchema).max(30),
  stations: z.array(z.string().max(40)).max(8),
  /** Since version 4: a component that is sold by weight; `perKilo` is what the slot's surcharge is for one kilo. */
  weight: lineWeightSchema.optional(),
});
/** See {@link linePartSchema}. */
export type LinePart = z.infer<typeof linePartSchema>;

/** A line as it was sold: names and prices are copied, so a later menu change never touches it. */
export const orderLineSchema = z.strictObject({
  id: idSchema,
  productId: idSchema,
  categoryId: idSchema,
  name: textSchema(80),
  size: z.strictObject({ id: idSchema, name: textSchema(40) }).optional(),
  quantity: z.int().min(1).max(999),
  /** Price of one, size and price rule included, choices and parts excluded. */
  unitPrice: moneySchema,
  choices: z.array(lineChoiceSchema).max(60),
  note: textSchema(80).optional(),
  tax: lineTaxSchema,
  stations: z.array(z.string().max(40)).max(8),
  /** Since version 2: the halves or components it is made of. */
  parts: z.array(linePartSchema).min(1).max(20).optional(),
  /** Since version 2: the rule that made the price, and what it would have been without. */
  priceRule: z.strictObject({ id: idSchema, name: textSchema(60), listPrice: moneySchema }).optional(),
  /** Since version 3: it is sold by weight, one portion to a line; `unitPrice` is what this weight costs. */
  weight: lineWeightSchema.optional(),
});
/** See {@link orderLineSchema}. */
export type OrderLine = z.infer<typeof orderLineSchema>;

/** The oldest version of `order.line-added` that can say this line: a plain one stays readable for tills that were not updated yet. */
export function lineVersion({ parts, priceRule, choices, weight }: OrderLine): 1 | 2 | 3 | 4 {
  if (parts?.some((part) => part.weight)) return 4;
  if (weight) return 3;
  return parts || priceRule || choices.some(({ kind }) => kind === 'double') ? 2 : 1;
}

/** Whether it is a portion that was weighed, or has one inside: each such line is one, and another one is weighed anew. */
export function isWeighed({ weight, parts }: Pick<OrderLine, 'weight' | 'parts'>): boolean {
  return weight !== undefined || (parts?.some((part) => part.weight) ?? false);
}

/** What was weighed for a line, by weighings: its own portion and those inside it. */
export function weighingsOf({ weight, parts = [] }: Pick<OrderLine, 'weight' | 'parts'>): LineWeight[] {
  return [weight, ...parts.map((part) => part.weight)].filter((each) => each !== undefined);
}
