import { z } from 'zod';

/** How the customer gets the food; decides packaging, tax text and prep targets. */
export const orderTypeSchema = z.enum(['counter', 'dine_in', 'takeaway', 'delivery', 'pickup', 'staff_meal']);
/** See {@link orderTypeSchema}. */
export type OrderType = z.infer<typeof orderTypeSchema>;
