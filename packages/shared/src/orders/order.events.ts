import { z } from 'zod';
import { moneySchema } from '../base/money-schema.ts';
import { paymentMethodSchema } from '../payments/method.ts';
import { adjustmentEventBodies } from './adjustment.events.ts';
import { carryEventBodies } from './carry.events.ts';
import { idSchema } from '../base/id.ts';
import { textSchema } from '../base/text.ts';

export { moneySchema } from '../base/money-schema.ts';
export { paymentMethodSchema, type PaymentMethod } from '../payments/method.ts';

/** How the customer gets the food; decides packaging, tax text and prep targets. */
export const orderTypeSchema = z.enum(['counter', 'dine_in', 'takeaway', 'delivery', 'pickup', 'staff_meal']);
/** See {@link orderTypeSchema}. */
export type OrderType = z.infer<typeof orderTypeSchema>;

/** Tax on a line, in basis points (800 = 8 %), already inside the price. */
export const lineTaxSchema = z.strictObject({
  code: z.enum(['INC', 'IVA', 'NONE']),
  rateBp: z.int().min(0).max(10_000),
});
/** See {@link lineTaxSchema}. */
export type LineTax = z.infer<typeof lineTaxSchema>;

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
});
/** See {@link orderLineSchema}. */
export type OrderLine = z.infer<typeof orderLineSchema>;

/** The oldest version of `order.line-added` that can say this line: a plain one stays readable for tills that were not updated yet. */
export function lineVersion({ parts, priceRule, choices }: OrderLine): 1 | 2 {
  return parts || priceRule || choices.some(({ kind }) => kind === 'double') ? 2 : 1;
}

/** Money taken for an order. `amount − rounding` is what it settles; rounding is ≤ 0, the shop's expense. */
export const paymentSchema = z.strictObject({
  id: idSchema,
  method: paymentMethodSchema,
  /** What stays in the shop (tendered − change). */
  amount: moneySchema,
  tendered: moneySchema,
  change: moneySchema,
  rounding: moneySchema,
  /** The cash session that took it; expected cash is summed over these. */
  sessionId: idSchema.optional(),
  reference: textSchema(40).optional(),
});
/** See {@link paymentSchema}. */
export type Payment = z.infer<typeof paymentSchema>;

/** The called-out number: a letter per series and a daily sequence, `A-042`. */
export const orderNumberSchema = z.strictObject({
  series: z.string().regex(/^[A-Z]{1,3}[0-9]{0,3}$/),
  sequence: z.int().min(1).max(999_999),
});
/** See {@link orderNumberSchema}. */
export type OrderNumber = z.infer<typeof orderNumberSchema>;

/** `A-042`. */
export function orderNumberText(number: OrderNumber): string {
  return `${number.series}-${String(number.sequence).padStart(3, '0')}`;
}

/** Body of each order event, by type, at version 1. */
export const orderEventBodies = {
  'order.opened': z.strictObject({ orderType: orderTypeSchema }),
  'order.type-changed': z.strictObject({ orderType: orderTypeSchema }),
  /** At version 2, which reads every body of version 1. */
  'order.line-added': z.strictObject({ line: orderLineSchema }),
  'order.line-changed': z.strictObject({
    lineId: idSchema,
    quantity: z.int().min(1).max(999).optional(),
    note: textSchema(80).nullable().optional(),
  }),
  'order.line-removed': z.strictObject({ lineId: idSchema }),
  'order.placed': z.strictObject({ number: orderNumberSchema }),
  /** The till gave it another number, since a clone of it may have given `previous` to another order. The printed one stays on paper. */
  'order.renumbered': z.strictObject({ number: orderNumberSchema, previous: orderNumberSchema }),
  'order.payment-added': z.strictObject({ payment: paymentSchema }),
  ...adjustmentEventBodies,
  ...carryEventBodies,
  'order.closed': z.strictObject({}),
  'order.cancelled': z.strictObject({ reason: textSchema(120) }),
} as const;

/** Name of an order event. */
export type OrderEventType = keyof typeof orderEventBodies;
/** Body of one order event type. */
export type OrderEventBody<T extends OrderEventType> = z.infer<(typeof orderEventBodies)[T]>;
