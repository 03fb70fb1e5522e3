import type { Permission } from './permissions.ts';

/**
 * What somebody at the till may ask for without holding the permission: a supervisor who holds it says yes on the
 * spot, with their own PIN, and the facts name both. Everything else is refused to whoever lacks it.
 */
export const APPROVABLE: ReadonlySet<Permission> = new Set<Permission>([
  'orders.void',
  'orders.reprint',
  'orders.discount',
  'orders.discount-any',
  'orders.refund',
  'payments.verify',
  'drawer.open',
  'cash.move',
  'cash.correct-float',
  'cash.approve-difference',
  'orders.staff-meal',
  'customers.credit',
  'orders.weigh-by-hand',
]);

/** How long a question waits for a supervisor to come to the till. */
export const APPROVAL_WAIT_MS = 10 * 60_000;
/** How long a given approval is good for: the screen repeats the command at once. */
export const APPROVAL_GOOD_MS = 60_000;
