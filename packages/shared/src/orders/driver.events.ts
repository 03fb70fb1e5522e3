import { z } from 'zod';
import { idSchema } from '../base/id.ts';
import { notNegativeMoneySchema, positiveMoneySchema } from '../base/money-schema.ts';
import { textSchema } from '../base/text.ts';

/** Who brings an order, named as they were then; `staffId` where they are one of the staff and not somebody called for the night. */
export const driverSchema = z.strictObject({ staffId: idSchema.optional(), name: textSchema(60) });
/** See {@link driverSchema}. */
export type Driver = z.infer<typeof driverSchema>;

/** Body of each event about money in the pocket of whoever brings an order, by type, at version 1. */
export const driverEventBodies = {
  /** It left with a driver; `change`: cash taken out of the drawer for the bill that the customer holds out. */
  'order.sent-out': z.strictObject({ tripId: idSchema, driver: driverSchema, change: notNegativeMoneySchema }),
  /** Change that was carried came back into the drawer; what the customer paid is a payment like any other. */
  'order.change-returned': z.strictObject({ returnId: idSchema, amount: positiveMoneySchema }),
} as const;
