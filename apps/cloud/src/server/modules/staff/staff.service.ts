import { done, refuse, type Refusal, type Result } from '@fastops/shared/base/result';
import { holdsAll } from '@fastops/shared/identity/access';
import type { Services, UserActor } from '../../context.ts';
import type { TenantSql } from '../../db/tenant-scope.ts';
import { companyRoles, renewAccess } from '../access/access.service.ts';
import { audit, type AuditCall } from '../audit/audit.service.ts';
import { findStaff, listEverybody, savePin, upsertStaff, type StaffRow } from './staff.store.ts';

export type { StaffRow } from './staff.store.ts';
export type StaffRefusal = Refusal<'staff.not-found' | 'staff.easy-pin' | 'access.role-not-found' | 'access.more-than-yours'>;
/** What people at the tills are managed with. */
export type StaffCall = AuditCall & { readonly sql: TenantSql; readonly actor: UserActor; readonly logins: Services['logins'] };

export const everybody = (sql: TenantSql): Promise<StaffRow[]> => listEverybody(sql);

/**
 * Hires somebody or changes what they do and where. Whoever does it holds all that the person may do, before and
 * after, at those branches; the tills hear of it with their next grant.
 */
export async function saveStaff(call: StaffCall, person: StaffRow): Promise<Result<null, StaffRefusal>> {
  const roles = await companyRoles(call.sql);
  const set = roles.get(person.role);
  if (set === undefined) return refuse({ code: 'access.role-not-found' });
  const before = await findStaff(call.sql, person.id);
  const isMine =
    holdsAll(call.actor.access, set, person.branchId) &&
    (!before || holdsAll(call.actor.access, roles.get(before.role) ?? 0n, before.branchId));
  if (!isMine) return refuse({ code: 'access.more-than-yours' });
  await upsertStaff(call.sql, person);
  await renewAccess(call.sql);
  await audit(call, {
    action: before ? 'staff.changed' : 'staff.hired',
    subject: person.id,
    subjectName: person.name,
    branchId: person.branchId,
    before: before && facts(before),
    after: facts(person),
  });
  return done(null);
}

/** Gives somebody another PIN. What it is stays between them: the log says only that it changed. */
export async function resetPin(call: StaffCall, { id, pin }: { id: string; pin: string }): Promise<Result<null, StaffRefusal>> {
  if (isEasy(pin)) return refuse({ code: 'staff.easy-pin' });
  const person = await findStaff(call.sql, id);
  if (!person) return refuse({ code: 'staff.not-found' });
  const set = (await companyRoles(call.sql)).get(person.role) ?? 0n;
  if (!holdsAll(call.actor.access, set, person.branchId)) return refuse({ code: 'access.more-than-yours' });
  await savePin(call.sql, id, await call.logins.hash(pin));
  await renewAccess(call.sql);
  await audit(call, { action: 'staff.pin-changed', subject: id, subjectName: person.name, branchId: person.branchId });
  return done(null);
}

/** One digit over and over, or a run up or down: the first that anybody at the counter would try. */
function isEasy(pin: string): boolean {
  const steps = new Set(Array.from(pin.slice(1), (digit, index) => Number(digit) - Number(pin[index])));
  const [step = 9] = steps;
  return steps.size === 1 && Math.abs(step) <= 1;
}

function facts({ name, role, branchId, active }: StaffRow) {
  return { name, role, branchId, active };
}
