import { z } from 'zod';
import { idSchema } from '../base/id.ts';
import { textSchema } from '../base/text.ts';
import { lineTaxSchema } from '../orders/order.events.ts';

/** What a till must know of its shop to sell and print without asking anybody. */
export const branchProfileSchema = z.strictObject({
  companyId: idSchema,
  companyName: textSchema(80),
  legalName: textSchema(120),
  nit: textSchema(20),
  branchId: idSchema,
  branchName: textSchema(60),
  address: textSchema(120),
  phone: textSchema(30),
  /** Hours east of Greenwich; Colombia −5. */
  utcOffsetHours: z.int().min(-12).max(14),
  /** Hour at which a new business day may begin. */
  dayStartHour: z.int().min(0).max(23),
  tax: lineTaxSchema,
  receiptFooter: textSchema(160),
  language: z.enum(['es', 'en']),
});
/** See {@link branchProfileSchema}. */
export type BranchProfile = z.infer<typeof branchProfileSchema>;
