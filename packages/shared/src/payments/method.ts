import { z } from 'zod';

/** Means of payment. Only cash moves the drawer. */
export const paymentMethodSchema = z.enum(['cash', 'card', 'nequi', 'daviplata', 'bank_transfer', 'breb', 'on_account']);
/** See {@link paymentMethodSchema}. */
export type PaymentMethod = z.infer<typeof paymentMethodSchema>;

const ON_TRUST: readonly PaymentMethod[] = ['nequi', 'daviplata', 'bank_transfer', 'breb'];

/** Whether a payment by this means is only a promise until somebody saw it arrive ("por verificar"). */
export function needsVerification(method: PaymentMethod): boolean {
  return ON_TRUST.includes(method);
}
