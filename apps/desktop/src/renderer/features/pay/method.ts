import type { PaymentMethod } from '@fastops/shared/payments/method';

/** The means on offer, commonest first. */
export const METHODS = [
  'cash',
  'card',
  'nequi',
  'daviplata',
  'bank_transfer',
  'breb',
  'on_account',
] as const satisfies readonly PaymentMethod[];
/** See {@link METHODS}. */
export type Method = (typeof METHODS)[number];
