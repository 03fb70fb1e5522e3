import { z } from 'zod';
import { idSchema } from '../base/id.ts';
import { textSchema } from '../base/text.ts';
import { orderTypeSchema, type OrderType } from '../orders/order.events.ts';

/** Short name of a station, the one that products name too: `freidora`. */
export const stationIdSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);

const seconds = z.int().min(0).max(7_200);

/**
 * A place in the kitchen where something is made. `output` says how its cooks hear of a ticket; `expo` makes nothing, it puts
 * orders together and sees the state of all the others.
 */
export const stationSchema = z.strictObject({
  id: stationIdSchema,
  name: textSchema(30),
  kind: z.enum(['work', 'expo']),
  output: z.enum(['screen', 'paper', 'both']),
  /** Products that come here whatever they say themselves. */
  productIds: z.array(idSchema).max(200),
  /** Whole categories that come here, for products that name no station. */
  categoryIds: z.array(idSchema).max(60),
  /** How long a ticket usually takes here: a quicker station begins later, so that an order ends together. */
  prepSeconds: seconds,
});
/** See {@link stationSchema}. */
export type Station = z.infer<typeof stationSchema>;

/** From when on a card looks at one warningly, and from when on it is late. */
export const thresholdSchema = z.strictObject({ warnSeconds: seconds, lateSeconds: seconds });
/** See {@link thresholdSchema}. */
export type Threshold = z.infer<typeof thresholdSchema>;

/** How long a ticket may stay without anybody having seen it, counted from when it was fired, before the next step is taken. */
export const ladderSchema = z.strictObject({ paperSeconds: seconds, alarmSeconds: seconds, dashboardSeconds: seconds });
/** See {@link ladderSchema}. */
export type Ladder = z.infer<typeof ladderSchema>;

/** The kitchen of a branch, or of the whole company where a branch has none of its own. The document's id is the branch's or the company's. */
export const kitchenSettingsSchema = z.strictObject({
  id: idSchema,
  stations: z
    .array(stationSchema)
    .min(1)
    .max(20)
    .refine((stations) => stations.some(({ kind }) => kind === 'work'), 'no station makes anything')
    .refine((stations) => new Set(stations.map(({ id }) => id)).size === stations.length, 'two stations of one name'),
  thresholds: z.partialRecord(orderTypeSchema, thresholdSchema),
  ladder: ladderSchema,
});
/** See {@link kitchenSettingsSchema}. */
export type KitchenSettings = z.infer<typeof kitchenSettingsSchema>;

/** What counts where nobody set anything: one kitchen that makes everything, on paper and screen. */
export const DEFAULT_KITCHEN: Omit<KitchenSettings, 'id'> = {
  stations: [{ id: 'cocina', name: 'Cocina', kind: 'work', output: 'both', productIds: [], categoryIds: [], prepSeconds: 480 }],
  thresholds: {},
  ladder: { paperSeconds: 10, alarmSeconds: 30, dashboardSeconds: 120 },
};

const USUAL_THRESHOLD: Threshold = { warnSeconds: 300, lateSeconds: 600 };
// A table waits longer in peace than a person at the counter, and a rider's bag is packed while he comes.
const THRESHOLDS: Partial<Record<OrderType, Threshold>> = {
  dine_in: { warnSeconds: 420, lateSeconds: 780 },
  delivery: { warnSeconds: 420, lateSeconds: 900 },
  pickup: { warnSeconds: 420, lateSeconds: 900 },
};

/** The thresholds of an order type: the shop's own, else the usual ones. */
export function thresholdOf(settings: Pick<KitchenSettings, 'thresholds'>, type: OrderType): Threshold {
  return settings.thresholds[type] ?? THRESHOLDS[type] ?? USUAL_THRESHOLD;
}

/** What is asked for of a kitchen: a product, its category, and the stations that it names itself. */
export type Routed = { readonly productId: string; readonly categoryId: string; readonly stations: readonly string[] };

/**
 * The stations that make something, in the shop's order: those that claim the product; else those that it names; else those of its
 * category; else the first one. There is always one: nothing that was sold is made by nobody.
 */
export function stationsFor(stations: readonly Station[], item: Routed): Station[] {
  const working = stations.filter(({ kind }) => kind === 'work');
  const ways = [
    working.filter(({ productIds }) => productIds.includes(item.productId)),
    working.filter(({ id }) => item.stations.includes(id)),
    working.filter(({ categoryIds }) => categoryIds.includes(item.categoryId)),
    working.slice(0, 1),
  ];
  return ways.find((way) => way.length > 0) ?? [];
}
