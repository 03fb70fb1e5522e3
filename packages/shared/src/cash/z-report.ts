import { z } from 'zod';
import { idSchema } from '../base/id.ts';
import { moneySchema, notNegativeMoneySchema, positiveMoneySchema } from '../base/money-schema.ts';
import { textSchema } from '../base/text.ts';
import { businessDaySchema } from '../base/time.ts';
import { wholeSchema } from '../base/whole.ts';
import { paymentMethodSchema } from '../payments/method.ts';
import { drawerReasonSchema } from './drawer.events.ts';

const instant = z.int().min(0).max(8_640_000_000_000_000);
const count = wholeSchema().min(0).max(10_000_000);
const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** A person as the paper names them: the name is copied, since people leave. */
export const namedPersonSchema = z.strictObject({ id: idSchema, name: textSchema(60) });
/** See {@link namedPersonSchema}. */
export type NamedPerson = z.infer<typeof namedPersonSchema>;

const tally = z.strictObject({ count, amount: moneySchema });
const shared = z.strictObject({ total: moneySchema, byCash: moneySchema, byBank: moneySchema });

/** What was sold: tickets settled in the session, before and after discounts, with the tax split out of the prices. */
const sales = z.strictObject({
  tickets: count,
  firstNumber: z.string().max(12).optional(),
  lastNumber: z.string().max(12).optional(),
  gross: moneySchema,
  discounts: moneySchema,
  courtesies: tally,
  staffMeals: tally,
  net: moneySchema,
  /** Base and tax in hundredths; base + tax = net × 100. */
  taxes: z
    .array(z.strictObject({ code: z.string().max(10), rateBp: z.int().min(0), net: moneySchema, base: z.int(), tax: z.int() }))
    .max(20),
  byType: z.array(z.strictObject({ type: z.string().max(20), tickets: count, net: moneySchema })).max(20),
});

/** Money taken by one means: what the system says, and what the card terminal said when somebody looked. */
const takings = z.strictObject({
  method: paymentMethodSchema,
  count,
  amount: moneySchema,
  declared: notNegativeMoneySchema.optional(),
});

const movement = z.strictObject({
  kind: z.enum(['cash_in', 'cash_out', 'safe_drop']),
  amount: positiveMoneySchema,
  label: z.string().max(120),
});

const unverified = z.strictObject({
  number: z.string().max(12),
  method: paymentMethodSchema,
  amount: moneySchema,
  reference: z.string().max(40).optional(),
});

/** The parts of the formula; expected = float + cash from sales − refunds + in − out − drops − third parties' money paid out in cash. */
const drawer = z.strictObject({
  openingFloat: moneySchema,
  cashSales: moneySchema,
  cashRefunds: moneySchema,
  cashIn: moneySchema,
  cashOut: moneySchema,
  drops: moneySchema,
  thirdPartyPaidInCash: moneySchema,
  expected: moneySchema,
});

const sealedCount = z.strictObject({
  purpose: z.enum(['close', 'handover', 'check']),
  at: instant,
  by: namedPersonSchema,
  total: notNegativeMoneySchema,
  expected: moneySchema,
  difference: moneySchema,
});

/** How many transfers a Z names one by one. */
export const MOST_UNVERIFIED = 2_000;

/** A shift in figures so far: an X reads it at any time, a Z seals it. */
export const shiftReportSchema = z.strictObject({
  sessionId: idSchema,
  terminalName: textSchema(40),
  businessDay: businessDaySchema,
  openedAt: instant,
  openedBy: namedPersonSchema,
  /** Who answers for the drawer: who opened it, or who took it over last. */
  cashier: namedPersonSchema,
  /** Who had the drawer, one after the other; more than one says that a difference has no single owner. */
  handovers: z.array(z.strictObject({ at: instant, from: namedPersonSchema, to: namedPersonSchema })).max(200),
  sales,
  takings: z.array(takings).max(20),
  /** Money for orders that this session didn't settle, less what earlier ones had taken for those it did. */
  deposits: moneySchema,
  cashRounding: moneySchema,
  tips: shared,
  /** What drivers are owed for bringing orders. */
  deliveryFees: shared,
  voids: tally,
  cancelled: tally,
  refunds: z.strictObject({
    count,
    amount: moneySchema,
    byMethod: z.array(z.strictObject({ method: paymentMethodSchema, amount: moneySchema })).max(20),
  }),
  movements: z.array(movement).max(2_000),
  openings: z.array(z.strictObject({ reason: drawerReasonSchema, count })).max(20),
  unverified: z.array(unverified).max(MOST_UNVERIFIED),
  drawer,
  counts: z.array(sealedCount).max(200),
});
/** See {@link shiftReportSchema}. */
export type ShiftReport = z.infer<typeof shiftReportSchema>;

/** How many open orders one close can say something about: what a Z may name and still be one fact that travels. */
export const MOST_OPEN_ORDERS = 5_000;

/** The final reading: numbered per till without end, chained to the one before it, and never changed. */
export const zReportSchema = shiftReportSchema.extend({
  zNumber: z.int().min(1).max(9_999_999),
  closedAt: instant,
  closedBy: namedPersonSchema,
  approvedBy: namedPersonSchema.optional(),
  /** The count that the close stands on, by notes and coins; empty when only a total was given. */
  piles: z.array(z.strictObject({ denomination: positiveMoneySchema, quantity: count })).max(30),
  counted: notNegativeMoneySchema,
  difference: moneySchema,
  differenceReason: textSchema(200).optional(),
  /** Stays in the drawer for the next session. */
  floatLeft: notNegativeMoneySchema,
  /** Leaves the drawer with this close. */
  takenOut: moneySchema,
  /** What became of the orders that were still open. */
  openOrders: z
    .array(
      z.strictObject({ number: z.string().max(12), balance: moneySchema, outcome: z.enum(['next-session', 'other-till', 'cancelled']) }),
    )
    .max(MOST_OPEN_ORDERS),
  /** Hash of the till's Z before this one; absent for its first. */
  previousHash: hash.optional(),
  hash,
});
/** See {@link zReportSchema}. */
export type ZReport = z.infer<typeof zReportSchema>;
