import { z } from 'zod';
import { idSchema } from '../base/id.ts';
import { positiveMoneySchema } from '../base/money-schema.ts';
import { textSchema } from '../base/text.ts';
import { wholeSchema } from '../base/whole.ts';
import { phoneSchema } from '../customers/customer.events.ts';
import { chargeSchema } from './charge.ts';

/** The table an order is served at, named as it was then. */
export const tableRefSchema = z.strictObject({ id: idSchema, name: textSchema(20), area: textSchema(40) });
/** See {@link tableRefSchema}. */
export type TableRef = z.infer<typeof tableRefSchema>;

/** Whose order it is, named as they were then. */
export const customerRefSchema = z.strictObject({ id: idSchema, name: textSchema(80), phone: phoneSchema.optional() });
/** See {@link customerRefSchema}. */
export type CustomerRef = z.infer<typeof customerRefSchema>;

/** Where an order is brought, and the bill that will be held out for it: the change has to travel along. */
export const deliverySchema = z.strictObject({
  neighborhood: textSchema(60),
  zoneId: idSchema.optional(),
  address: textSchema(120),
  directions: textSchema(120).optional(),
  phone: phoneSchema,
  /** "¿Con cuánto paga?"; nothing when it is paid otherwise. */
  paysWith: positiveMoneySchema.optional(),
});
/** See {@link deliverySchema}. */
export type Delivery = z.infer<typeof deliverySchema>;

/** Who comes for it, and when it was promised. */
export const pickupSchema = z.strictObject({
  name: textSchema(60),
  promisedAt: wholeSchema().min(0).max(8_640_000_000_000_000).optional(),
});
/** See {@link pickupSchema}. */
export type Pickup = z.infer<typeof pickupSchema>;

/** Who of the staff eats, and what part of the price is asked of them (0: nothing). It is no revenue but a cost of the staff. */
export const staffMealSchema = z.strictObject({ staffId: idSchema, staffName: textSchema(60), priceBp: z.int().min(0).max(10_000) });
/** See {@link staffMealSchema}. */
export type StaffMeal = z.infer<typeof staffMealSchema>;

/** Body of each event about whom an order is for and where it is served, by type, at version 1. */
export const servingEventBodies = {
  'order.table-set': z.strictObject({ table: tableRefSchema.nullable(), guests: z.int().min(1).max(99).optional() }),
  'order.customer-set': z.strictObject({ customer: customerRefSchema.nullable() }),
  'order.delivery-set': z.strictObject({ delivery: deliverySchema.nullable() }),
  'order.pickup-set': z.strictObject({ pickup: pickupSchema.nullable() }),
  'order.staff-meal-set': z.strictObject({ staffMeal: staffMealSchema }),
  'order.charge-set': z.strictObject({ charge: chargeSchema }),
} as const;
