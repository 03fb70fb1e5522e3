import { done, refuse, type Result } from '@fastops/shared/base/result';
import { PROFILE_TAX, type TaxProfile } from '@fastops/shared/catalog/tax-profile';
import { reaches, type Reach } from '@fastops/shared/identity/access';
import type { BranchPlace } from '@fastops/shared/tenancy/sign-up';
import type { Services } from '../../context.ts';
import type { TenantSql } from '../../db/tenant-scope.ts';
import { renewAccess } from '../access/access.service.ts';
import { audit, type AuditCall } from '../audit/audit.service.ts';
import { roomFor, type PlanRefusal } from '../subscriptions/subscriptions.service.ts';
import { listDetails, lockDetail, openWork, saveArchived, savePlace, type BranchDetail } from './branches.store.ts';
import { openBranchAt } from './tenancy.service.ts';

export type { BranchDetail } from './branches.store.ts';
/** What branches are managed with. */
export type BranchCall = AuditCall & Pick<Services, 'fanout' | 'machine'> & { readonly sql: TenantSql };
export type BranchRefusal =
  | PlanRefusal
  | { readonly code: 'branch.not-found' | 'branch.name-taken' | 'branch.last' }
  | { readonly code: 'branch.has-terminals' | 'branch.open-shift' | 'branch.open-orders'; readonly count: number };

/** The branches within reach, those that were put away last. */
export async function branchDetails(sql: TenantSql, reach: Reach): Promise<BranchDetail[]> {
  return (await listDetails(sql)).filter(({ id }) => reaches(reach, id));
}

/** One more branch, with the company's scope of masters and a scope of facts of its own. */
export async function createBranch(
  call: BranchCall,
  { tax, ...place }: BranchPlace & { readonly tax: TaxProfile },
): Promise<Result<{ branchId: string }, BranchRefusal>> {
  if (await isTaken(call.sql, place.name)) return refuse({ code: 'branch.name-taken' });
  const room = await roomFor(call.sql, 'branches', call.machine.now());
  if (!room.ok) return room;
  const branchId = call.machine.newId();
  await openBranchAt(call.sql, { branchId, place, tax: PROFILE_TAX[tax] }, call.machine.newId());
  await audit(call, { action: 'branch.created', subject: branchId, subjectName: place.name, branchId, after: { ...place, tax } });
  return done({ branchId });
}

/** What is said of a branch; its tills print it from their next grant on, which they ask for at once. */
export async function editBranch(
  call: BranchCall,
  { branchId, ...place }: BranchPlace & { readonly branchId: string },
): Promise<Result<null, BranchRefusal>> {
  const before = await lockDetail(call.sql, branchId);
  if (!before) return refuse({ code: 'branch.not-found' });
  if (await isTaken(call.sql, place.name, branchId)) return refuse({ code: 'branch.name-taken' });
  await savePlace(call.sql, branchId, place);
  await renewAccess(call);
  await audit(call, {
    action: 'branch.changed',
    subject: branchId,
    subjectName: place.name,
    branchId,
    before: placeOf(before),
    after: place,
  });
  return done(null);
}

/** Puts a branch away when nothing of it is alive: what it sold stays in every report. */
export async function archiveBranch(call: BranchCall, branchId: string): Promise<Result<null, BranchRefusal>> {
  const branch = await lockDetail(call.sql, branchId);
  if (!branch) return refuse({ code: 'branch.not-found' });
  if (branch.archivedAt !== null) return done(null);
  if (branch.terminals > 0) return refuse({ code: 'branch.has-terminals', count: branch.terminals });
  const { shifts, orders } = await openWork(call.sql, branchId);
  if (shifts > 0) return refuse({ code: 'branch.open-shift', count: shifts });
  if (orders > 0) return refuse({ code: 'branch.open-orders', count: orders });
  const others = (await listDetails(call.sql)).filter(({ id, archivedAt }) => id !== branchId && archivedAt === null);
  if (others.length === 0) return refuse({ code: 'branch.last' });
  await saveArchived(call.sql, branchId, call.machine.now());
  await audit(call, { action: 'branch.archived', subject: branchId, subjectName: branch.name, branchId });
  return done(null);
}

/** Takes a branch out again, as it was. */
export async function restoreBranch(call: BranchCall, branchId: string): Promise<Result<null, BranchRefusal>> {
  const branch = await lockDetail(call.sql, branchId);
  if (!branch) return refuse({ code: 'branch.not-found' });
  if (branch.archivedAt === null) return done(null);
  if (await isTaken(call.sql, branch.name, branchId)) return refuse({ code: 'branch.name-taken' });
  const room = await roomFor(call.sql, 'branches', call.machine.now());
  if (!room.ok) return room;
  await saveArchived(call.sql, branchId, null);
  await audit(call, { action: 'branch.restored', subject: branchId, subjectName: branch.name, branchId });
  return done(null);
}

async function isTaken(sql: TenantSql, name: string, except?: string): Promise<boolean> {
  const same = (one: string) => one.toLowerCase() === name.toLowerCase();
  return (await listDetails(sql)).some((branch) => branch.id !== except && branch.archivedAt === null && same(branch.name));
}

function placeOf({ name, address, city, phone, timeZone, dayStartHour }: BranchDetail): BranchPlace {
  return { name, address, city, phone, timeZone, dayStartHour };
}
