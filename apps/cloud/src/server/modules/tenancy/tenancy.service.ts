import type { BranchProfile } from '@fastops/shared/tenancy/branch';
import type { LineTax } from '@fastops/shared/orders/line-tax';
import type { BranchPlace } from '@fastops/shared/tenancy/sign-up';
import type { TenantSql } from '../../db/tenant-scope.ts';
import { insertPlace } from './branches.store.ts';
import { welcome } from '../subscriptions/subscriptions.service.ts';
import {
  companyName,
  findBranchProfile,
  insertBranch,
  insertCompany,
  insertScope,
  insertStaff,
  listBranches,
  listStaff,
  readStanding,
  readStopped,
  type Stopped,
  saveTax as writeTax,
  type BranchRow,
  type NewBranch,
  type NewCompany,
  type StaffRow,
} from './tenancy.store.ts';

export type { BranchRow, NewBranch, NewCompany, StaffRow } from './tenancy.store.ts';

export const branchesOf = (sql: TenantSql): Promise<BranchRow[]> => listBranches(sql);
/** Those that are not put away. */
export const workingBranchesOf = async (sql: TenantSql): Promise<BranchRow[]> =>
  (await listBranches(sql)).filter(({ archived }) => !archived);
export const staffOf = (sql: TenantSql, branchId: string): Promise<StaffRow[]> => listStaff(sql, branchId);
/** What has stopped the company, if anything has. */
export const stoppedBy = (sql: TenantSql): Promise<Stopped | undefined> => readStopped(sql);
/** What the tills are told of how their company stands. */
export const subscriptionOf = (sql: TenantSql): ReturnType<typeof readStanding> => readStanding(sql);
export const nameOfCompany = (sql: TenantSql): Promise<string> => companyName(sql);
export const branchProfile = (sql: TenantSql, branchId: string): Promise<BranchProfile | undefined> => findBranchProfile(sql, branchId);
export const hireStaff = insertStaff;
export const saveTax = writeTax;

/** A company with its scope of masters. */
export async function foundCompany(sql: TenantSql, company: NewCompany, epoch: string): Promise<void> {
  await insertCompany(sql, company);
  await insertScope(sql, 'company', epoch);
  await welcome(sql);
}

/** A branch as a person says it, with its scope of facts. */
export async function openBranchAt(
  sql: TenantSql,
  branch: { branchId: string; place: BranchPlace; tax: LineTax },
  epoch: string,
): Promise<void> {
  await insertPlace(sql, branch);
  await insertScope(sql, `branch:${branch.branchId}`, epoch);
}

/** A branch with its scope of facts. */
export async function openBranch(sql: TenantSql, branch: NewBranch, epoch: string): Promise<void> {
  await insertBranch(sql, branch);
  await insertScope(sql, `branch:${branch.branchId}`, epoch);
}
