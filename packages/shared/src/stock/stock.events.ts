import { z } from 'zod';
import { idSchema } from '../base/id.ts';
import { notNegativeMoneySchema } from '../base/money-schema.ts';
import { textSchema } from '../base/text.ts';
import { businessDaySchema } from '../base/time.ts';
import { wholeSchema } from '../base/whole.ts';
import { quantitySchema } from '../recipes/ingredient.ts';

const MOST = 1_000_000_000_000;
const lines = <T extends z.ZodType>(line: T) => z.array(line).min(1).max(300);
const part = z.strictObject({ ingredientId: idSchema, quantity: quantitySchema });
/** Signed thousandths; more or less. */
const difference = wholeSchema().min(-MOST).max(MOST);

/** Why something was thrown away. What a person had to write is the note. */
export const WASTE_REASONS = ['burnt', 'dropped', 'expired', 'returned', 'wrong-order', 'sample', 'other'] as const;
/** See {@link WASTE_REASONS}. */
export type WasteReason = (typeof WASTE_REASONS)[number];

/** A small picture of what was thrown away: it travels with the fact. */
export const wastePhotoSchema = z
  .string()
  .regex(/^data:image\/(webp|jpeg|png);base64,[0-9A-Za-z+/=]+$/)
  .max(80_000);

/**
 * Body of each stock event, by type, at version 1. The entity is the paper itself (a delivery, a count): each is one fact, and the stock
 * is the sum of them all, so that no order of arrival matters. Sales aren't here: they follow from the orders.
 */
export const stockEventBodies = {
  /** Goods came in. `cost`: what was paid for all of the line, with its tax under INC. */
  'stock.received': z.strictObject({
    supplierId: idSchema.optional(),
    purchaseOrderId: idSchema.optional(),
    invoice: textSchema(40).optional(),
    lines: lines(part.extend({ cost: notNegativeMoneySchema, expiresOn: businessDaySchema.optional() })),
  }),
  'stock.wasted': z.strictObject({
    reason: z.enum(WASTE_REASONS),
    note: textSchema(120).optional(),
    photo: wastePhotoSchema.optional(),
    lines: lines(part),
  }),
  /** `expected` is what the sum said when it was counted, frozen: a sale that arrives later doesn't move the difference. */
  'stock.counted': z.strictObject({
    scope: z.enum(['critical', 'partial', 'full']),
    blind: z.boolean(),
    lines: lines(z.strictObject({ ingredientId: idSchema, counted: wholeSchema().min(0).max(MOST), expected: difference })),
  }),
  'stock.transfer-sent': z.strictObject({ transferId: idSchema, toBranchId: idSchema, lines: lines(part) }),
  'stock.transfer-received': z.strictObject({ transferId: idSchema, fromBranchId: idSchema, lines: lines(part) }),
  /** A batch was made of a preparation that is kept in stock. */
  'stock.produced': z.strictObject({
    recipeId: idSchema,
    version: z.int().min(1),
    made: part,
    used: z.array(part).max(100),
  }),
  'stock.adjusted': z.strictObject({
    reason: textSchema(120),
    lines: lines(z.strictObject({ ingredientId: idSchema, quantity: difference })),
  }),
} as const;

/** Name of a stock event. */
export type StockEventType = keyof typeof stockEventBodies;
/** Body of one stock event type. */
export type StockEventBody<T extends StockEventType> = z.infer<(typeof stockEventBodies)[T]>;
function paper<T extends StockEventType>(type: T) {
  return z.strictObject({ type: z.literal(type), body: stockEventBodies[type] });
}

/** A stock paper at a door. */
export const stockPaperSchema = z.discriminatedUnion('type', [
  paper('stock.received'),
  paper('stock.wasted'),
  paper('stock.counted'),
  paper('stock.transfer-sent'),
  paper('stock.transfer-received'),
  paper('stock.produced'),
  paper('stock.adjusted'),
]);
/** A stock paper: its type with its body. */
export type StockPaper = z.infer<typeof stockPaperSchema>;

/**
 * A stock paper that was written in the office: the cloud owns it and hands it down like a master, and it counts in the branch it names
 * exactly as a till's own fact would.
 */
export const stockEntrySchema = z.strictObject({
  id: idSchema,
  branchId: idSchema,
  businessDay: businessDaySchema,
  at: z.int().min(0),
  actorId: idSchema,
  paper: stockPaperSchema,
});
/** See {@link stockEntrySchema}. */
export type StockEntry = z.infer<typeof stockEntrySchema>;
