import { z } from 'zod';
import { idSchema } from '../base/id.ts';
import { NO_MONEY, sumMoney, timesMoney, type Money } from '../base/money.ts';
import { notNegativeMoneySchema } from '../base/money-schema.ts';
import { textSchema } from '../base/text.ts';
import { lineTotal } from './line-total.ts';
import { lineTaxSchema } from './line-tax.ts';
import type { OrderLine } from './line.ts';

/**
 * What an order costs beside its products. The shop's own (packaging, a fee that is its revenue) is sold like a line, with its tax
 * inside; the driver's fee is money of a third party: it is due, but neither the shop's sale nor in any tax base. Source: domain rules
 * §3 and §5 (a branch setting, since it changes revenue, tax base and cash).
 */
export const chargeSchema = z.strictObject({
  /** One of each kind at most: the last one said counts. */
  kind: z.enum(['packaging', 'delivery']),
  /** The rule or zone it comes from. */
  id: idSchema,
  name: textSchema(60),
  /** For the order, or for each product in it. Nothing: there is no such charge any more. */
  price: notNegativeMoneySchema,
  per: z.enum(['order', 'item']),
  /** An order of this much pays nothing for it. */
  freeFrom: notNegativeMoneySchema.optional(),
  belongsTo: z.enum(['shop', 'driver']),
  tax: lineTaxSchema,
});
/** See {@link chargeSchema}. */
export type Charge = z.infer<typeof chargeSchema>;
/** A charge with what it comes to on an order. */
export type PricedCharge = Charge & { readonly total: Money };

/** What the charges come to on these lines; an order with nothing in it is charged nothing. Those that come to nothing are left out. */
export function priceCharges(lines: readonly OrderLine[], charges: readonly Charge[]): PricedCharge[] {
  if (lines.length === 0 || charges.length === 0) return [];
  const items = lines.reduce((sum, { quantity }) => sum + quantity, 0);
  const sold = sumMoney(lines.map(lineTotal));
  const total = ({ price, per, freeFrom }: Charge) => {
    if (freeFrom !== undefined && sold >= freeFrom) return NO_MONEY;
    return per === 'item' ? timesMoney(price, items) : price;
  };
  return charges.map((charge) => ({ ...charge, total: total(charge) })).filter((charge) => charge.total > 0);
}
