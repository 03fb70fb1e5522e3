import { z } from 'zod';
import { idSchema } from '../base/id.ts';
import { moneySchema, notNegativeMoneySchema, positiveMoneySchema } from '../base/money-schema.ts';
import { textSchema } from '../base/text.ts';
import { paymentMethodSchema } from '../payments/method.ts';

/** A telephone number as people write it: digits, spaces, a plus. Seven digits at least, so that it finds somebody. */
export const phoneSchema = textSchema(20).refine((text) => /^\+?[\d ()-]+$/.test(text) && phoneDigits(text).length >= 7, 'phone');

/** The digits of a number, without Colombia's 57: how numbers are compared. */
export function phoneDigits(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  return digits.length === 12 && digits.startsWith('57') ? digits.slice(2) : digits;
}

/** Where a customer gets food brought to. The neighbourhood ("barrio") decides the fee. */
export const customerAddressSchema = z.strictObject({
  id: idSchema,
  text: textSchema(120),
  neighborhood: textSchema(60),
  /** "Portería azul, timbre 3". */
  directions: textSchema(120).optional(),
});
/** See {@link customerAddressSchema}. */
export type CustomerAddress = z.infer<typeof customerAddressSchema>;

/** Money that a customer brings for what stands on their account. */
export const accountPaymentSchema = z.strictObject({
  id: idSchema,
  method: paymentMethodSchema.exclude(['on_account']),
  /** What it takes off the account. */
  amount: positiveMoneySchema,
  /** Cash only, ≤ 0: `amount + rounding` is what came into the drawer. */
  rounding: moneySchema,
  /** The cash session that took it. */
  sessionId: idSchema.optional(),
  reference: textSchema(40).optional(),
});
/** See {@link accountPaymentSchema}. */
export type AccountPayment = z.infer<typeof accountPaymentSchema>;

const name = textSchema(80);
const charge = { id: idSchema, orderId: idSchema, amount: positiveMoneySchema };

/** Body of each customer event, by type, at version 1. The entity is the customer. */
export const customerEventBodies = {
  'customer.registered': z.strictObject({ name, phone: phoneSchema.optional(), document: textSchema(20).optional() }),
  'customer.changed': z.strictObject({
    name: name.optional(),
    phone: phoneSchema.nullable().optional(),
    document: textSchema(20).nullable().optional(),
  }),
  'customer.address-added': z.strictObject({ address: customerAddressSchema }),
  'customer.address-removed': z.strictObject({ addressId: idSchema }),
  /** How much may stand on the account; nothing unless somebody said so. */
  'customer.credit-limit-set': z.strictObject({ limit: notNegativeMoneySchema }),
  /** An order was paid on account; `id` is that payment's. */
  'customer.charged': z.strictObject(charge),
  /** An order that was paid on account was given back; `id` is that refund's. */
  'customer.credited': z.strictObject(charge),
  'customer.paid': z.strictObject({ payment: accountPaymentSchema }),
} as const;

/** Name of a customer event. */
export type CustomerEventType = keyof typeof customerEventBodies;
/** Body of one customer event type. */
export type CustomerEventBody<T extends CustomerEventType> = z.infer<(typeof customerEventBodies)[T]>;
