import { z } from 'zod';
import { moneySchema } from '../orders/order.events.ts';

/** Body of each cash session event, by type, at version 1. The session fixes the business day of all that happens in it. */
export const cashSessionEventBodies = {
  'cash-session.opened': z.strictObject({ openingFloat: moneySchema }),
  'cash-session.closed': z.strictObject({ counted: moneySchema }),
} as const;

/** Name of a cash session event. */
export type CashSessionEventType = keyof typeof cashSessionEventBodies;
