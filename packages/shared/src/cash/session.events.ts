import { z } from 'zod';
import { wholeSchema } from '../base/whole.ts';
import { idSchema } from '../base/id.ts';
import { textSchema } from '../base/text.ts';
import { moneySchema, notNegativeMoneySchema, positiveMoneySchema } from '../base/money-schema.ts';
import { zReportSchema } from './z-report.ts';

/** Cash moved without a sale: put in, taken out for something, or dropped into the safe. The amount is positive; the kind gives the direction. */
export const cashMovementSchema = z.strictObject({
  id: idSchema,
  kind: z.enum(['cash_in', 'cash_out', 'safe_drop']),
  amount: positiveMoneySchema,
  /** What an expense was for ("gas", "hielo"); one of the branch's categories. */
  category: textSchema(40).optional(),
  note: textSchema(120).optional(),
});
/** See {@link cashMovementSchema}. */
export type CashMovement = z.infer<typeof cashMovementSchema>;

/** A sealed count by notes and coins. It is kept even when a second one follows. */
export const cashCountSchema = z.strictObject({
  id: idSchema,
  purpose: z.enum(['close', 'handover', 'check']),
  piles: z.array(z.strictObject({ denomination: positiveMoneySchema, quantity: wholeSchema().min(0).max(100_000) })).max(30),
  total: notNegativeMoneySchema,
});
/** See {@link cashCountSchema}. */
export type CashCount = z.infer<typeof cashCountSchema>;

/** How a sealed count stood against what the drawer should have held at that moment. */
export const countReckoningSchema = z.strictObject({ countId: idSchema, expected: moneySchema, difference: moneySchema });
/** See {@link countReckoningSchema}. */
export type CountReckoning = z.infer<typeof countReckoningSchema>;

/** Body of each cash session event, by type, at version 1. The session fixes the business day of all that happens in it. */
export const cashSessionEventBodies = {
  /** `reason`: why the float isn't what the last close left; then `approvedById` names who allowed it. */
  'cash-session.opened': z.strictObject({ openingFloat: moneySchema, reason: textSchema(120).optional() }),
  'cash-session.movement-added': z.strictObject({ movement: cashMovementSchema }),
  'cash-session.counted': z.strictObject({ count: cashCountSchema }),
  /** Said right after the seal, and never before it: the first time the expected figure leaves the branch server. */
  'cash-session.reckoned': countReckoningSchema,
  /** The drawer goes on with another cashier. */
  'cash-session.handed-over': z.strictObject({ toStaffId: idSchema, countId: idSchema.optional() }),
  /** `floatLeft` stays for tomorrow; the rest of what was counted leaves the drawer. `zNumber` is consecutive per till. */
  'cash-session.closed': z.strictObject({
    counted: moneySchema,
    countId: idSchema.optional(),
    floatLeft: notNegativeMoneySchema.optional(),
    reason: textSchema(200).optional(),
    zNumber: z.int().min(1).max(9_999_999).optional(),
  }),
  /** The whole Z as it was printed. Later facts never change it: they belong to whoever looks next. */
  'cash-session.z-issued': z.strictObject({ z: zReportSchema }),
} as const;

/** Name of a cash session event. */
export type CashSessionEventType = keyof typeof cashSessionEventBodies;
