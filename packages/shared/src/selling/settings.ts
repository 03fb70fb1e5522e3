import { z } from 'zod';
import { idSchema } from '../base/id.ts';
import { orderTypeSchema } from '../orders/order.events.ts';
import { paymentMethodSchema } from '../payments/method.ts';
import { MOST_SUGGESTED_BP } from '../payments/tip.ts';

/**
 * What a branch offers at its tills: a master under the branch's own id. Unknown fields of a newer cloud are passed over, so that an
 * older till keeps the rest.
 */
export const sellingSettingsSchema = z.object({
  id: idSchema,
  /** Order types that the till shows. */
  orderTypes: z.array(orderTypeSchema).min(1).max(20),
  /** Means of payment that the till takes. */
  methods: z.array(paymentMethodSchema).min(1).max(20),
  /** The tip that is suggested where one is asked for, in basis points; 0: nobody is asked. Source: Ley 1935 de 2018, 10 % at most. */
  tipBp: z.int().min(0).max(MOST_SUGGESTED_BP),
  /** Whether a delivery asks what the customer pays with. */
  asksPaysWith: z.boolean(),
  /** Minutes without a touch until the till asks who is there; 0: never; null: as each till has it. */
  autoLockMinutes: z.int().min(0).max(120).nullable(),
});
/** See {@link sellingSettingsSchema}. */
export type SellingSettings = z.infer<typeof sellingSettingsSchema>;

/** What a branch has until somebody sets it: everything is offered. */
export const DEFAULT_SELLING: Omit<SellingSettings, 'id'> = {
  orderTypes: orderTypeSchema.options,
  methods: paymentMethodSchema.options,
  tipBp: MOST_SUGGESTED_BP,
  asksPaysWith: true,
  autoLockMinutes: null,
};
