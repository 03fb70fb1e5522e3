import { z } from 'zod';
import { idSchema } from '../base/id.ts';

/** Body of each event that says who answers for an order that a shift left open, by type, at version 1. */
export const carryEventBodies = {
  /** A close left it open on purpose: for the till's next session, or for another till. */
  'order.carried-over': z.strictObject({ sessionId: idSchema, toTerminalId: idSchema.optional() }),
} as const;
