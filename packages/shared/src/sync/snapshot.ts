import { z } from 'zod';
import { idSchema } from '../base/id.ts';
import { businessDaySchema } from '../base/time.ts';
import { moneySchema, orderTypeSchema, paymentMethodSchema } from '../orders/order.events.ts';
import { MOVE_KINDS } from '../stock/movement.ts';
import { eventSchema, hashSchema, type Event } from './event.ts';
import { cursorSchema, masterSchema, seriesSchema } from './protocol.ts';
import { thinEventSchema, type ThinReader } from './thin.ts';

/*
 * What a fresh till is handed instead of years of history: `GET /sync/snapshot` with the terminal's token.
 *
 * The answer is NDJSON (`application/x-ndjson`, content-encoding gzip), one JSON value a line, each ended by one line feed:
 *
 *   {"kind":"head","format":1,"at":…,"cursors":{"branch":{epoch,position},"company":{epoch,position}}}
 *   {"kind":"master","master":{…}}          every master of the company, tombstones left out
 *   {"kind":"event","event":{…}}            whole aggregates: every customer, every cash session, and every order that is young or unfinished
 *   {"kind":"order","order":{…}}            the other orders of the branch, as their rows alone: `hollowOrder` of their fold
 *   {"kind":"end","count":n,"sha256":"…"}   n lines came before; SHA-256 of their bytes, line feeds included
 *
 * Rules, which both sides test:
 * - All of it is read in one repeatable-read transaction, so that it is true exactly at the cursors of its head.
 * - In this order: the menu first, since a till may sell as soon as it has that; then what it may have to change; then history.
 * - An order goes as events when it is a draft, when money is owed or a person should look, or when any of its facts has one of the
 *   branch's last SNAPSHOT_RECENT_DAYS business days. All facts of an aggregate go, or none.
 * - An order that went as its row is `hollow` on the till. When a later fact of it comes down, the till first asks
 *   `sync.aggregate({entityId})` for all of them, so that it never folds a part.
 * - Events come without the hashes that follow from others (see `thin.ts`); for that the whole snapshot is one message.
 * - A line of a kind that a till doesn't know is skipped, and counts.
 * - Without the end line, or with another count or sum, nothing of it counts: cursors aren't set and the till asks again.
 */

/** Bumped when an older till would misread it. */
export const SNAPSHOT_FORMAT = 1;
/** Where the snapshot is. */
export const SNAPSHOT_PATH = '/sync/snapshot';
/** Orders of so many business days come with their facts. */
export const SNAPSHOT_RECENT_DAYS = 2;
/** A till that is further behind than this asks for a snapshot instead of pulling. */
export const SNAPSHOT_WORTH_EVENTS = 5_000;

const instant = z.int().min(0).max(8_640_000_000_000_000);

/** The order list's row of an order whose facts stay in the cloud for now, with the parts that reports read. */
export const hollowOrderSchema = z.object({
  id: idSchema,
  branchId: idSchema,
  terminalId: idSchema,
  businessDay: businessDaySchema,
  type: orderTypeSchema,
  state: z.enum(['draft', 'placed', 'closed', 'cancelled']),
  number: z.object({ series: seriesSchema, sequence: z.int().min(1) }).nullable(),
  total: moneySchema,
  paid: moneySchema,
  balance: moneySchema,
  needsReview: z.array(z.string().max(40)).max(20),
  openedAt: instant,
  openedById: idSchema,
  placedAt: instant.nullable(),
  settledAt: instant.nullable(),
  rev: z.int().min(1),
  lines: z.array(
    z.object({
      id: idSchema,
      productId: idSchema,
      categoryId: idSchema,
      name: z.string().max(80),
      quantity: z.int().min(1),
      /** After discounts. */
      total: moneySchema,
    }),
  ),
  payments: z.array(
    z.object({
      id: idSchema,
      method: paymentMethodSchema,
      amount: moneySchema,
      rounding: moneySchema,
      tendered: moneySchema,
      change: moneySchema,
      /** Of the amount, what is other people's; absent where there is none. */
      thirdParty: moneySchema.optional(),
      sessionId: idSchema.optional(),
      /** Nobody saw it arrive yet. */
      unverified: z.boolean().optional(),
      reference: z.string().max(40).optional(),
    }),
  ),
  refunds: z.array(z.object({ id: idSchema, method: paymentMethodSchema, amount: moneySchema, sessionId: idSchema.optional() })),
  /** What it took out of the stock; absent where nothing of it has a recipe. */
  moves: z.array(z.object({ ingredientId: idSchema, kind: z.enum(MOVE_KINDS), quantity: z.int(), costCents: z.int() })).optional(),
});
/** See {@link hollowOrderSchema}. */
export type HollowOrder = z.infer<typeof hollowOrderSchema>;

/** First line: where in the log of each scope all that follows is true. */
export const snapshotHead = z.object({
  kind: z.literal('head'),
  format: z.int(),
  /** The cloud's clock, ms: shown, decides nothing. */
  at: instant,
  cursors: z.object({ branch: cursorSchema, company: cursorSchema }),
});
/** See {@link snapshotHead}. */
export type SnapshotHead = z.infer<typeof snapshotHead>;

/** Last line: how much came before it. */
export const snapshotEnd = z.object({ kind: z.literal('end'), count: z.int().min(1), sha256: hashSchema });
/** See {@link snapshotEnd}. */
export type SnapshotEnd = z.infer<typeof snapshotEnd>;

/** Any line that this version knows, as it travels. */
export const snapshotLine = z.discriminatedUnion('kind', [
  snapshotHead,
  z.object({ kind: z.literal('master'), master: masterSchema }),
  z.object({ kind: z.literal('event'), event: thinEventSchema }),
  z.object({ kind: z.literal('order'), order: hollowOrderSchema }),
  snapshotEnd,
]);
/** See {@link snapshotLine}. */
export type ThinLine = z.infer<typeof snapshotLine>;
/** A line with its event whole again. */
export type SnapshotLine = Exclude<ThinLine, { kind: 'event' }> | { readonly kind: 'event'; readonly event: Event };

/** The line that was meant, read by the one reader of its snapshot. */
export function wholeLine(line: ThinLine, read: ThinReader): SnapshotLine {
  return line.kind === 'event' ? { kind: 'event', event: read(line.event) } : line;
}

/** Asks for all facts of one aggregate of the terminal's branch; none when the branch has no such aggregate. */
export const aggregateInput = z.strictObject({ entityId: idSchema });
/** See {@link aggregateInput}. */
export const aggregateReply = z.object({ events: z.array(eventSchema).max(10_000) });
/** See {@link aggregateReply}. */
export type AggregateReply = z.infer<typeof aggregateReply>;
