import { z } from 'zod';
import { idSchema } from '../base/id.ts';
import { money } from '../base/money.ts';
import { notNegativeMoneySchema } from '../base/money-schema.ts';
import { textSchema } from '../base/text.ts';
import type { Charge } from '../orders/charge.ts';
import type { LineTax } from '../orders/line-tax.ts';
import { orderTypeSchema, type OrderType } from '../orders/order.events.ts';

/** A table where people sit; `seats` is told, nothing depends on it. */
export const tableSchema = z.strictObject({ id: idSchema, name: textSchema(20), seats: z.int().min(1).max(99).optional() });
/** See {@link tableSchema}. */
export type Table = z.infer<typeof tableSchema>;

/** A part of the shop with its tables: "Salón", "Terraza". */
export const areaSchema = z.strictObject({ id: idSchema, name: textSchema(40), tables: z.array(tableSchema).max(100) });
/** See {@link areaSchema}. */
export type Area = z.infer<typeof areaSchema>;

/** A neighbourhood that the branch delivers to, and what bringing it there costs. */
export const deliveryZoneSchema = z.strictObject({
  id: idSchema,
  neighborhood: textSchema(60),
  fee: notNegativeMoneySchema,
  freeFrom: notNegativeMoneySchema.optional(),
});
/** See {@link deliveryZoneSchema}. */
export type DeliveryZone = z.infer<typeof deliveryZoneSchema>;

/** How a branch serves: its tables, where it delivers, what packaging and a staff meal cost. A master under the branch's own id. */
export const serviceSettingsSchema = z.strictObject({
  id: idSchema,
  areas: z.array(areaSchema).max(20),
  zones: z.array(deliveryZoneSchema).max(400),
  /** By custom the fee is the driver's; then it is no sale of the shop's. Source: domain rules §5. */
  feeBelongsTo: z.enum(['shop', 'driver']),
  packaging: z
    .array(
      z.strictObject({
        id: idSchema,
        name: textSchema(60),
        orderTypes: z.array(orderTypeSchema).min(1).max(6),
        price: notNegativeMoneySchema,
        per: z.enum(['order', 'item']),
      }),
    )
    .max(6),
  staffMeal: z.strictObject({ priceBp: z.int().min(0).max(10_000), perDay: z.int().min(0).max(20) }),
});
/** See {@link serviceSettingsSchema}. */
export type ServiceSettings = z.infer<typeof serviceSettingsSchema>;

/** What a branch has until somebody sets it: no tables, no zones, nothing for packaging, one free meal a day. */
export const DEFAULT_SERVICE_SETTINGS: Omit<ServiceSettings, 'id'> = {
  areas: [],
  zones: [],
  feeBelongsTo: 'driver',
  packaging: [],
  staffMeal: { priceBp: 0, perDay: 1 },
};

/** What packaging an order of this type is charged; nothing where the shop asks nothing. */
export function packagingFor({ packaging }: Pick<ServiceSettings, 'packaging'>, type: OrderType, tax: LineTax): Charge | undefined {
  const rule = packaging.find(({ orderTypes }) => orderTypes.includes(type));
  if (!rule) return undefined;
  const { id, name, price, per } = rule;
  return { kind: 'packaging', id, name, price, per, belongsTo: 'shop', tax };
}

/** What is charged for bringing an order into a zone; a driver's fee carries no tax. */
export function deliveryFeeFor(zone: DeliveryZone, belongsTo: ServiceSettings['feeBelongsTo'], tax: LineTax): Charge {
  const { id, neighborhood, fee, freeFrom } = zone;
  const common = {
    kind: 'delivery',
    id,
    name: neighborhood,
    price: fee,
    per: 'order',
    ...(freeFrom === undefined ? {} : { freeFrom }),
  } as const;
  return { ...common, belongsTo, tax: belongsTo === 'driver' ? { code: 'NONE', rateBp: 0 } : tax };
}

/** Takes a charge off again. */
export function withoutCharge(charge: Charge): Charge {
  return { ...charge, price: money(0) };
}
