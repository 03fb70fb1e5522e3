import { z } from 'zod';
import { isMoney, type Money } from './money.ts';

/** Money at a door: whole minor units in a range no shop leaves. */
export const moneySchema = z
  .int()
  .min(-1_000_000_000_000)
  .max(1_000_000_000_000)
  .refine(isMoney)
  .transform((amount): Money => amount as Money);

/** Money that is taken, given or asked for: above zero. */
export const positiveMoneySchema = moneySchema.refine((amount) => amount > 0, 'above zero');

/** An amount that may be nothing: not below zero. */
export const notNegativeMoneySchema = moneySchema.refine((amount) => amount >= 0, 'not below zero');
