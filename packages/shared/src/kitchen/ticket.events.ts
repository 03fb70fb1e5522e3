import { z } from 'zod';
import { idSchema } from '../base/id.ts';
import { textSchema } from '../base/text.ts';
import { stationIdSchema } from './station.ts';

const name = textSchema(80);
const quantity = z.int().min(1).max(999);
const modifiers = z.array(z.strictObject({ name, quantity, double: z.literal(true).optional() })).max(80);

/** One thing to prepare, as it stood when it was fired: the cook reads this, whatever becomes of the menu. */
export const ticketLineSchema = z.strictObject({
  /** The order's line, and for a part of a combo which part: `<line>` or `<line>:2`. */
  id: z.string().regex(/^[0-9a-f-]{36}(:[0-9]{1,2})?$/),
  lineId: idSchema,
  quantity,
  name,
  size: textSchema(40).optional(),
  /** The combo that it is a part of. */
  of: name.optional(),
  modifiers,
  removals: z.array(name).max(60),
  halves: z
    .array(
      z.strictObject({
        name,
        removals: z.array(name).max(30),
        /** Since version 2 of the ticket: what goes on this half alone. */
        modifiers: modifiers.optional(),
      }),
    )
    .max(4)
    .optional(),
  note: textSchema(80).optional(),
});
/** See {@link ticketLineSchema}. */
export type TicketLine = z.infer<typeof ticketLineSchema>;

/** The oldest version of `kitchen.ticket-fired` that can say these lines: a plain ticket stays readable for tills that were not updated yet. */
export function ticketVersion(lines: readonly TicketLine[]): 1 | 2 {
  return lines.some(({ halves }) => halves?.some((half) => half.modifiers)) ? 2 : 1;
}

/** Counts the tickets of one station that one log fired on one business day, without a hole: `A-12`. */
export const ticketNumberSchema = z.strictObject({
  series: z.string().regex(/^[A-Z]{1,3}[0-9]{0,3}$/),
  sequence: z.int().min(1).max(999_999),
});
/** See {@link ticketNumberSchema}. */
export type TicketNumber = z.infer<typeof ticketNumberSchema>;

const lineIds = z.array(ticketLineSchema.shape.id).min(1).max(400);

/** Body of each kitchen event, by type, at version 1. The entity is the ticket. */
export const kitchenEventBodies = {
  /** A station is asked to make these. */
  'kitchen.ticket-fired': z.strictObject({
    orderId: idSchema,
    stationId: stationIdSchema,
    number: ticketNumberSchema,
    lines: z.array(ticketLineSchema).min(1).max(400),
    /** The order was in the kitchen before: only what is new is on this ticket. */
    isAddOn: z.boolean(),
    /** It waits until somebody says that it is its turn (a later course). */
    held: z.boolean(),
    /** The till that fired it put it on paper at once. */
    onPaper: z.boolean(),
  }),
  /** Somebody has it in front: a screen drew it, a printer said that it printed, a person said so. */
  'kitchen.ticket-acknowledged': z.strictObject({ by: z.enum(['screen', 'printer', 'person']) }),
  /** Nobody had seen it in time: the next step was taken. Each `paper` is one more print. */
  'kitchen.ticket-escalated': z.strictObject({ to: z.enum(['paper', 'alarm', 'dashboard']) }),
  'kitchen.lines-bumped': z.strictObject({ lineIds }),
  /** What was bumped is back on the board. */
  'kitchen.lines-recalled': z.strictObject({ lineIds }),
  'kitchen.ticket-held': z.strictObject({}),
  'kitchen.ticket-released': z.strictObject({}),
} as const;

/** Name of a kitchen event. */
export type KitchenEventType = keyof typeof kitchenEventBodies;
/** Body of one kitchen event type. */
export type KitchenEventBody<T extends KitchenEventType> = z.infer<(typeof kitchenEventBodies)[T]>;
