import { z } from 'zod';
import type { SystemRole } from './roles.ts';

/**
 * How far a role goes by itself: beyond it the command asks for somebody who goes further. `null` is no limit.
 * A permission says whether somebody may at all; a limit says how much.
 */
export const limitsSchema = z.strictObject({
  /** Discount of an order, in basis points of its price before discounts. */
  discountBp: z.int().min(0).max(10_000).nullable(),
  /** The same discount, in money. */
  discountAmount: z.int().min(0).max(1_000_000_000).nullable(),
  /** What is taken off one order after the kitchen had it, in money. */
  voidAmount: z.int().min(0).max(1_000_000_000).nullable(),
  /** What is given back on one order, in money. */
  refundAmount: z.int().min(0).max(1_000_000_000).nullable(),
  /** What an order with a courtesy gives away, in money; a courtesy is a discount too, and keeps to that limit as well. */
  courtesyAmount: z.int().min(0).max(1_000_000_000).nullable(),
  /** What is taken out of the drawer for something at one time, in money. */
  cashOutAmount: z.int().min(0).max(1_000_000_000).nullable(),
});
/** See {@link limitsSchema}. */
export type Limits = z.infer<typeof limitsSchema>;
/** All limits, in the order in which they are shown. */
export const LIMIT_NAMES = ['discountBp', 'discountAmount', 'courtesyAmount', 'voidAmount', 'refundAmount', 'cashOutAmount'] as const;
/** Name of a limit. */
export type LimitName = keyof Limits;

/** What a company changed of the defaults, by role. */
export const roleLimitsSchema = z.record(z.string().max(40), limitsSchema.partial());
/** See {@link roleLimitsSchema}. */
export type RoleLimits = z.infer<typeof roleLimitsSchema>;

const NOTHING: Limits = { discountBp: 0, discountAmount: 0, voidAmount: 0, refundAmount: 0, courtesyAmount: 0, cashOutAmount: 0 };
const NO_LIMIT: Limits = {
  discountBp: null,
  discountAmount: null,
  voidAmount: null,
  refundAmount: null,
  courtesyAmount: null,
  cashOutAmount: null,
};

/** What the system roles start with; a role that isn't here goes no way by itself. */
export const DEFAULT_LIMITS: Record<SystemRole, Limits> = {
  cook: NOTHING,
  cashier: {
    discountBp: 1_000,
    discountAmount: 20_000,
    voidAmount: 20_000,
    refundAmount: 0,
    courtesyAmount: 20_000,
    cashOutAmount: null,
  },
  manager: { ...NO_LIMIT, voidAmount: 500_000, refundAmount: 500_000 },
  administrator: NO_LIMIT,
  owner: NO_LIMIT,
  waiter: NOTHING,
  driver: NOTHING,
  accountant: NOTHING,
};

/** The limits of a role: the company's where it set them, the defaults elsewhere. */
export function limitsOfRole(role: string, set: RoleLimits = {}): Limits {
  const known = Object.entries(DEFAULT_LIMITS).find(([name]) => name === role)?.[1] ?? NOTHING;
  const own = Object.entries(set).find(([name]) => name === role)?.[1] ?? {};
  const pick = (name: LimitName) => (own[name] === undefined ? known[name] : own[name]);
  return {
    discountBp: pick('discountBp'),
    discountAmount: pick('discountAmount'),
    voidAmount: pick('voidAmount'),
    refundAmount: pick('refundAmount'),
    courtesyAmount: pick('courtesyAmount'),
    cashOutAmount: pick('cashOutAmount'),
  };
}

/** Whether an amount is within a limit. */
export function isWithin(limits: Limits, name: LimitName, amount: number): boolean {
  const limit = limits[name];
  return limit === null || amount <= limit;
}
