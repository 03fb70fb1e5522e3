import { z } from 'zod';
import { idSchema } from '../base/id.ts';

/** Why a drawer was told to open. Each kick has one of these and an event of its own. */
export const drawerReasonSchema = z.enum(['sale-cash', 'no-sale', 'movement', 'refund', 'count', 'test']);

/** Body of each drawer event, by type, at version 1. */
export const drawerEventBodies = {
  'drawer.opened': z.strictObject({ reason: drawerReasonSchema, orderId: idSchema.optional() }),
} as const;
