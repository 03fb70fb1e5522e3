import { z } from 'zod';
import { idSchema } from '../base/id.ts';

/** Body of each catalogue fact that a branch makes itself, by type, at version 1. The entity is `soldOutAggregate`. */
export const catalogEventBodies = {
  /** There is none left in this branch, or there is again. */
  'catalog.sold-out-set': z.strictObject({ target: z.enum(['product', 'option']), targetId: idSchema, soldOut: z.boolean() }),
} as const;
