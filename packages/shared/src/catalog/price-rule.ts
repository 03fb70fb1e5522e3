import { z } from 'zod';
import { idSchema } from '../base/id.ts';
import { money, type Money } from '../base/money.ts';
import { notNegativeMoneySchema } from '../base/money-schema.ts';
import { textSchema } from '../base/text.ts';
import { holdsAt, scheduleSchema } from './schedule.ts';

const WHOLE_BP = 10_000;
/** A discounted price ends in coins that exist: down to the next 50, in the customer's favour. */
const COIN = 50;

/** A price for a while: happy hour, two-for-one Tuesday. No product and no category means all; no branch means every branch. */
export const priceRuleSchema = z.strictObject({
  id: idSchema,
  name: textSchema(60),
  active: z.boolean(),
  productIds: z.array(idSchema).max(200),
  categoryIds: z.array(idSchema).max(60),
  branchIds: z.array(idSchema).max(200),
  schedule: scheduleSchema,
  effect: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('percent'), offBp: z.int().min(1).max(WHOLE_BP) }),
    z.strictObject({ kind: z.literal('price'), price: notNegativeMoneySchema }),
  ]),
});
/** See {@link priceRuleSchema}. */
export type PriceRule = z.infer<typeof priceRuleSchema>;

/** Where and when something is sold: what a price rule is looked up by. */
export type Occasion = { readonly atMs: number; readonly utcOffsetHours: number; readonly branchId: string };

/** A price with the rule that made it, when one did. */
export type RuledPrice = { readonly price: Money; readonly rule: PriceRule | undefined };

/**
 * The price of a product at an occasion. Of several rules the cheapest for the customer counts, ties by id; a rule never makes
 * anything dearer. It moves the product's own price, not extras and surcharges.
 */
export function ruledPrice(
  list: Money,
  product: { readonly id: string; readonly categoryId: string },
  { rules, occasion }: { readonly rules: readonly PriceRule[]; readonly occasion: Occasion },
): RuledPrice {
  let best: RuledPrice = { price: list, rule: undefined };
  for (const rule of [...rules].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    if (!appliesTo(rule, product) || !appliesAt(rule, occasion)) continue;
    const price = priceUnder(rule, list);
    if (price < best.price) best = { price, rule };
  }
  return best;
}

/** Whether the rule holds at this moment in this branch, whatever the product. */
export function appliesAt(rule: PriceRule, { atMs, utcOffsetHours, branchId }: Occasion): boolean {
  if (!rule.active) return false;
  if (rule.branchIds.length > 0 && !rule.branchIds.includes(branchId)) return false;
  return holdsAt(rule.schedule, atMs, utcOffsetHours);
}

function appliesTo({ productIds, categoryIds }: PriceRule, product: { readonly id: string; readonly categoryId: string }): boolean {
  if (productIds.length === 0 && categoryIds.length === 0) return true;
  return productIds.includes(product.id) || categoryIds.includes(product.categoryId);
}

function priceUnder({ effect }: PriceRule, list: Money): Money {
  if (effect.kind === 'price') return effect.price;
  const exact = (BigInt(list) * BigInt(WHOLE_BP - effect.offBp)) / BigInt(WHOLE_BP);
  return money(Number(exact - (exact % BigInt(COIN))));
}
