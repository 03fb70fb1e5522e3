import { z } from 'zod';
import { idSchema } from '../base/id.ts';
import { textSchema } from '../base/text.ts';
import { orderLineSchema } from './line.ts';

/** Some of a line. */
export const lineQuantitySchema = z.strictObject({ lineId: idSchema, quantity: z.int().min(1).max(999) });
/** See {@link lineQuantitySchema}. */
export type LineQuantity = z.infer<typeof lineQuantitySchema>;

const moveId = idSchema;

/** Body of each event by which people hand orders on, add to them and divide them, by type, at version 1. */
export const workEventBodies = {
  /** Put aside for any till of the branch. */
  'order.held': z.strictObject({ holdId: idSchema, label: textSchema(40).optional() }),
  /** Taken over by the terminal that says so, out of that hold. */
  'order.resumed': z.strictObject({ holdId: idSchema }),
  /** The kitchen was told of these. `placing`: all that it was told when the order was placed; without one, what was added before counts as told. */
  'order.lines-sent': z.strictObject({ lines: z.array(lineQuantitySchema).min(1).max(400), placing: z.boolean() }),
  /** Some lines go to another order of the branch, which says `lines-received` in the same transaction. */
  'order.lines-moved': z.strictObject({ moveId, toOrderId: idSchema, lines: z.array(lineQuantitySchema).min(1).max(400) }),
  /** They arrive under ids of their own. `sent`: the kitchen knows them already. */
  'order.lines-received': z.strictObject({
    moveId,
    fromOrderId: idSchema,
    lines: z
      .array(z.strictObject({ line: orderLineSchema, sent: z.boolean() }))
      .min(1)
      .max(400),
  }),
  /**
   * These lines, that the kitchen had not got yet, cost something else since the order is of another type: what each costs now, its
   * parts and choices included. How many and the note are said elsewhere, and are not taken from here.
   */
  'order.lines-repriced': z.strictObject({ lines: z.array(orderLineSchema).min(1).max(400) }),
  /** All of it went into another order. */
  'order.merged': z.strictObject({ intoOrderId: idSchema }),
} as const;
