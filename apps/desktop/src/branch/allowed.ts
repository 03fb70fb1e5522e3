import { may, type Permission } from '@fastops/shared/identity/permissions';
import type { WriteContext } from './context.ts';

/** Whether the person at the till may, or whoever approved just this command. */
export function isAllowed({ actor, approver }: Pick<WriteContext, 'actor' | 'approver'>, permission: Permission): boolean {
  return may(actor.permissions, permission) || (approver !== undefined && may(approver.permissions, permission));
}
