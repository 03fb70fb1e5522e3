import { z } from 'zod';
import { idSchema } from '../base/id.ts';
import { money, type Money } from '../base/money.ts';
import { moneySchema } from '../base/money-schema.ts';

const KILO_G = 1000;
/** More than a counter's scale carries: such a weight was typed wrong. */
const HEAVIEST_G = 50_000;

/** A weight at the counter, in whole grams. */
export const gramsSchema = z.int().min(1).max(HEAVIEST_G);

/** What one portion weighed, and how it was found out. `perKilo` is what the price was made of, price rule included. */
export const lineWeightSchema = z.strictObject({
  grams: gramsSchema,
  perKilo: moneySchema,
  /** The weighing at the till that sold it; one weighing serves one order. */
  weighingId: idSchema,
  /** Who answered for a weight that no scale said. */
  typedById: idSchema.optional(),
});
/** See {@link lineWeightSchema}. */
export type LineWeight = z.infer<typeof lineWeightSchema>;

/** What so many grams cost, down to the peso: a part of a peso is the customer's. */
export function weighedPrice(perKilo: Money, grams: number): Money {
  return money(Number((BigInt(perKilo) * BigInt(grams)) / BigInt(KILO_G)));
}

/** `350 g`, `1,250 kg`: as a scale's window says it. */
export function weightText(grams: number): string {
  if (grams < KILO_G) return `${grams} g`;
  return `${Math.floor(grams / KILO_G)},${String(grams % KILO_G).padStart(3, '0')} kg`;
}
