import { z } from 'zod';
import { moneySchema } from '../base/money-schema.ts';
import { paymentMethodSchema } from '../payments/method.ts';
import { adjustmentEventBodies } from './adjustment.events.ts';
import { carryEventBodies } from './carry.events.ts';
import { driverEventBodies } from './driver.events.ts';
import { idSchema } from '../base/id.ts';
import { textSchema } from '../base/text.ts';
import { orderLineSchema } from './line.ts';
import { orderTypeSchema } from './order-type.ts';
import { recipeEventBodies } from './recipe.events.ts';
import { servingEventBodies } from './serving.events.ts';
import { workEventBodies } from './work.events.ts';

export { moneySchema } from '../base/money-schema.ts';
export { paymentMethodSchema, type PaymentMethod } from '../payments/method.ts';
export { lineTaxSchema, type LineTax } from './line-tax.ts';
export { orderTypeSchema, type OrderType } from './order-type.ts';
export { lineChoiceSchema, linePartSchema, lineVersion, orderLineSchema, type LineChoice, type LinePart, type OrderLine } from './line.ts';

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
  /** At version 3, which reads every body of versions 1 and 2. */
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
  ...servingEventBodies,
  ...workEventBodies,
  ...recipeEventBodies,
  ...driverEventBodies,
  'order.closed': z.strictObject({}),
  'order.cancelled': z.strictObject({ reason: textSchema(120) }),
} as const;

/** Name of an order event. */
export type OrderEventType = keyof typeof orderEventBodies;
/** Body of one order event type. */
export type OrderEventBody<T extends OrderEventType> = z.infer<(typeof orderEventBodies)[T]>;
