import { z } from 'zod';
import { idSchema } from '../base/id.ts';
import type { Money } from '../base/money.ts';
import { notNegativeMoneySchema } from '../base/money-schema.ts';
import { textSchema } from '../base/text.ts';
import { orderTypeSchema, type OrderType } from '../orders/order-type.ts';
import type { Occasion } from './price-rule.ts';
import { holdsAt, scheduleSchema } from './schedule.ts';

/** What one thing costs on a list: a product, or one size of it. */
export const listPriceSchema = z.strictObject({ productId: idSchema, sizeId: idSchema.optional(), price: notNegativeMoneySchema });
/** See {@link listPriceSchema}. */
export type ListPrice = z.infer<typeof listPriceSchema>;

/** What one option costs on a list; with a size, what that size adds to a combo's slot. */
export const listOptionSchema = z.strictObject({ optionId: idSchema, sizeId: idSchema.optional(), price: notNegativeMoneySchema });
/** See {@link listOptionSchema}. */
export type ListOption = z.infer<typeof listOptionSchema>;

/**
 * Prices with a name ("Domicilio", "Aeropuerto") that hold at some branches, for some types of order, from a day to a day and by the
 * clock. No branch means all, no type means all. What a list doesn't name costs what the next one says, and at last the menu.
 */
export const priceListSchema = z.strictObject({
  id: idSchema,
  name: textSchema(60),
  active: z.boolean(),
  /** Of two lists that hold, the one further up counts. */
  sort: z.int().min(0).max(100_000),
  branchIds: z.array(idSchema).max(200),
  orderTypes: z.array(orderTypeSchema).max(6),
  schedule: scheduleSchema,
  prices: z.array(listPriceSchema).max(1_500),
  options: z.array(listOptionSchema).max(800),
});
/** See {@link priceListSchema}. */
export type PriceList = z.infer<typeof priceListSchema>;

/** Where, when and as what something is sold: what the lists are looked up by. */
export type ListOccasion = Occasion & { readonly orderType: OrderType };

/** The lists that hold at an occasion, the one that counts first. */
export function listsAt(lists: readonly PriceList[], occasion: ListOccasion): PriceList[] {
  return lists.filter((list) => holds(list, occasion)).sort((a, b) => a.sort - b.sort || (a.id < b.id ? -1 : 1));
}

/** Whether a list is of use in a branch at all, whenever and for whatever. */
export function isListOf({ active, branchIds }: PriceList, branchId: string): boolean {
  return active && (branchIds.length === 0 || branchIds.includes(branchId));
}

function holds(list: PriceList, { atMs, utcOffsetHours, branchId, orderType }: ListOccasion): boolean {
  if (!isListOf(list, branchId)) return false;
  if (list.orderTypes.length > 0 && !list.orderTypes.includes(orderType)) return false;
  return holdsAt(list.schedule, atMs, utcOffsetHours);
}

/** The prices of some lists together, by what they are of. Made once for many lookups. */
export type ListBook = {
  readonly ofProduct: (productId: string, sizeId?: string) => Money | undefined;
  readonly ofOption: (optionId: string, sizeId?: string) => Money | undefined;
  readonly isEmpty: boolean;
};

/** Puts lists together, the first one counts first. */
export function listBook(lists: readonly PriceList[]): ListBook {
  const products = new Map<string, Money>();
  const options = new Map<string, Money>();
  for (const list of [...lists].reverse()) {
    for (const { productId, sizeId, price } of list.prices) products.set(keyOf(productId, sizeId), price);
    for (const { optionId, sizeId, price } of list.options) options.set(keyOf(optionId, sizeId), price);
  }
  return {
    ofProduct: (productId, sizeId) => products.get(keyOf(productId, sizeId)),
    ofOption: (optionId, sizeId) => options.get(keyOf(optionId, sizeId)),
    isEmpty: products.size + options.size === 0,
  };
}

/** A product, or an option, and the size where it is one of them: what a price on a list is looked up by. */
export function keyOf(id: string, sizeId: string | undefined): string {
  return sizeId === undefined ? id : `${id} ${sizeId}`;
}
