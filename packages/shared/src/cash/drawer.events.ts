import { z } from 'zod';
import { idSchema } from '../base/id.ts';
import { textSchema } from '../base/text.ts';

/** Why a drawer was told to open. Each kick has one of these and an event of its own. */
export const drawerReasonSchema = z.enum(['sale-cash', 'no-sale', 'movement', 'refund', 'count', 'test']);
/** See {@link drawerReasonSchema}. */
export type DrawerReason = z.infer<typeof drawerReasonSchema>;

/** Body of each drawer event, by type, at version 1. */
export const drawerEventBodies = {
  'drawer.opened': z.strictObject({ reason: drawerReasonSchema, orderId: idSchema.optional() }),
  /** Why it was opened without a sale, in the cashier's words; about the `drawer.opened` of the same aggregate. */
  'drawer.explained': z.strictObject({ note: textSchema(120) }),
  /** The sensor said that it stood open for longer than the shop allows. */
  'drawer.left-open': z.strictObject({ seconds: z.int().min(1).max(86_400) }),
} as const;
