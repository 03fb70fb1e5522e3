import { z } from 'zod';

/** Tax on a line, in basis points (800 = 8 %), already inside the price. */
export const lineTaxSchema = z.strictObject({
  code: z.enum(['INC', 'IVA', 'NONE']),
  rateBp: z.int().min(0).max(10_000),
});
/** See {@link lineTaxSchema}. */
export type LineTax = z.infer<typeof lineTaxSchema>;
