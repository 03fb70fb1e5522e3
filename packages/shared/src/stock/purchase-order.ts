import { z } from 'zod';
import { idSchema } from '../base/id.ts';
import { notNegativeMoneySchema } from '../base/money-schema.ts';
import { businessDaySchema } from '../base/time.ts';
import { quantitySchema } from '../recipes/ingredient.ts';

/** What was ordered from a supplier for a branch, and whether it is still awaited. What came is said by receipts that name it. */
export const purchaseOrderSchema = z.strictObject({
  id: idSchema,
  branchId: idSchema,
  supplierId: idSchema,
  number: z.int().min(1),
  orderedOn: businessDaySchema,
  state: z.enum(['open', 'closed']),
  lines: z
    .array(z.strictObject({ ingredientId: idSchema, quantity: quantitySchema, cost: notNegativeMoneySchema }))
    .min(1)
    .max(200),
});
/** See {@link purchaseOrderSchema}. */
export type PurchaseOrder = z.infer<typeof purchaseOrderSchema>;
