import { z } from 'zod';
import { idSchema } from '../base/id.ts';
import { notNegativeMoneySchema, positiveMoneySchema } from '../base/money-schema.ts';
import { wholeSchema } from '../base/whole.ts';
import { textSchema } from '../base/text.ts';
import { paymentMethodSchema } from '../payments/method.ts';

/** Less to pay, on a line or on the whole order. A courtesy is a discount of everything with a name of its own in reports. */
export const discountSchema = z
  .strictObject({
    id: idSchema,
    kind: z.enum(['percent', 'amount', 'courtesy']),
    /** Basis points for a percentage (1,000 = 10 %), money for an amount, 10,000 for a courtesy. */
    value: z.int().min(1).max(1_000_000_000_000),
    lineId: idSchema.optional(),
    reason: textSchema(80),
  })
  .refine(({ kind, value }) => kind === 'amount' || value <= 10_000, 'more than everything');
/** See {@link discountSchema}. */
export type Discount = z.infer<typeof discountSchema>;

/** Money given back for a paid order, by the means it was paid; `lines` says what came back, empty for an amount alone. */
export const refundSchema = z.strictObject({
  id: idSchema,
  method: paymentMethodSchema,
  amount: positiveMoneySchema,
  lines: z.array(z.strictObject({ lineId: idSchema, quantity: z.int().min(1).max(999) })).max(200),
  reason: textSchema(120),
  sessionId: idSchema.optional(),
  /** The payment that is given back; since version 2, before it only the means was kept. */
  paymentId: idSchema.optional(),
});
/** See {@link refundSchema}. */
export type Refund = z.infer<typeof refundSchema>;

/** A line, or some of it, taken off after the kitchen had it: it stays visible, with who and why. */
export const voidedLineSchema = z.strictObject({
  id: idSchema,
  lineId: idSchema,
  quantity: z.int().min(1).max(999),
  reason: textSchema(120),
});
/** See {@link voidedLineSchema}. */
export type VoidedLine = z.infer<typeof voidedLineSchema>;

/** What the customer said to a tip, and what was suggested: never more than 10 %, never put on without asking (Ley 1935 de 2018). */
export const tipAnswerSchema = z
  .strictObject({
    answer: z.enum(['accepted', 'changed', 'declined']),
    amount: notNegativeMoneySchema,
    suggestedBp: wholeSchema().min(0).max(1_000),
    suggested: notNegativeMoneySchema,
  })
  .refine(({ answer, amount }) => answer !== 'declined' || amount === 0, 'declined, and yet a tip')
  .refine(({ answer, amount, suggested }) => answer !== 'accepted' || amount === suggested, 'accepted is what was suggested');
/** See {@link tipAnswerSchema}. */
export type TipAnswer = z.infer<typeof tipAnswerSchema>;

/** Body of each event that changes what an order costs or what was taken for it, by type, at version 1. */
export const adjustmentEventBodies = {
  'order.discount-added': z.strictObject({ discount: discountSchema }),
  'order.discount-removed': z.strictObject({ discountId: idSchema }),
  /** What the customer agreed to give on top. Never part of a tax base. */
  'order.tip-set': z.strictObject({ amount: notNegativeMoneySchema }),
  /** The customer was asked; who asked and when is the fact's own. It stands in the place of the tip set before. */
  'order.tip-answered': z.strictObject({ tip: tipAnswerSchema }),
  'order.line-voided': z.strictObject({ voided: voidedLineSchema }),
  /** Somebody with permission saw a transfer arrive. */
  'order.payment-verified': z.strictObject({ paymentId: idSchema }),
  /** It never arrived: the order owes again. */
  'order.payment-rejected': z.strictObject({ paymentId: idSchema, reason: textSchema(120) }),
  'order.refunded': z.strictObject({ refund: refundSchema }),
} as const;
