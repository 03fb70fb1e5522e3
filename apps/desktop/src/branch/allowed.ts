import type { Refusal } from '@fastops/shared/base/result';
import { isWithin, limitsOfRole, type LimitName, type Limits } from '@fastops/shared/identity/limits';
import { may, type Permission } from '@fastops/shared/identity/permissions';
import type { Actor, WriteContext } from './context.ts';

type People = Pick<WriteContext, 'actor' | 'approver'>;

/** An amount past somebody's limit: a supervisor must go at least this far. */
export type OverLimit = { readonly limit: LimitName; readonly amount: number };
/** What a refusal carries when a supervisor at the till could allow it: who holds `needs`, and may go as far as `over`. */
export type Approvable = { readonly needs: Permission; readonly over?: OverLimit };
/** See {@link Approvable}. */
export type ApprovableRefusal = Refusal & Partial<Approvable>;

/** Whether the person at the till may, or whoever approved just this command. */
export function isAllowed({ actor, approver }: People, permission: Permission): boolean {
  return may(actor.permissions, permission) || (approver !== undefined && may(approver.permissions, permission));
}

/** Whether an amount is within what they may decide: the one who goes further of the two counts. */
export function isWithinLimit({ actor, approver }: People, name: LimitName, amount: number): boolean {
  return isWithin(limitsOf(actor), name, amount) || (approver !== undefined && isWithin(limitsOf(approver), name, amount));
}

/** How far a person goes alone. */
export function limitsOf({ limits, role }: Actor): Limits {
  return limits ?? limitsOfRole(role);
}

/** Whether a person could allow what was refused. */
export function couldAllow(person: Actor, { needs, over }: Approvable): boolean {
  return may(person.permissions, needs) && (over === undefined || isWithin(limitsOf(person), over.limit, over.amount));
}
