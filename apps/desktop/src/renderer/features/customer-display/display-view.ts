import { moneySchema } from '@fastops/shared/base/money-schema';
import { z } from 'zod';

const line = z.strictObject({ quantity: z.int().min(1), name: z.string().max(80), detail: z.string().max(400), amount: moneySchema });

/** All that a customer may see: what they order, what it costs, what they get back. No names of staff, no other order, no ids. */
export const displayViewSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('idle'), shop: z.string().max(80) }),
  z.strictObject({
    kind: z.literal('order'),
    shop: z.string().max(80),
    lines: z.array(line).max(200),
    discount: moneySchema,
    tip: moneySchema,
    total: moneySchema,
    /** The shop's own QR, as a picture, while a transfer is asked for. */
    qr: z
      .string()
      .regex(/^data:image\/(png|jpeg|webp);base64,[A-Za-z0-9+/=]+$/)
      .max(700_000)
      .optional(),
  }),
  z.strictObject({ kind: z.literal('paid'), shop: z.string().max(80), number: z.string().max(12), change: moneySchema }),
]);
/** See {@link displayViewSchema}. */
export type DisplayView = z.infer<typeof displayViewSchema>;
