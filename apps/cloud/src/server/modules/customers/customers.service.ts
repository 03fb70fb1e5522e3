import { done, refuse, type Result } from '@fastops/shared/base/result';
import type { Money } from '@fastops/shared/base/money';
import type { Customer } from '@fastops/shared/customers/customer.fold';
import { reaches, type Reach } from '@fastops/shared/identity/access';
import type { TenantSql } from '../../db/tenant-scope.ts';
import { findCustomer, listCustomers, owedTo, type CustomerFilter, type CustomerRow } from './customers.store.ts';

export type CustomersPage = {
  readonly customers: readonly CustomerRow[];
  readonly owed: { readonly people: number; readonly amount: Money };
};

/** The customers of a branch, and what they owe it together. */
export async function customersOf(sql: TenantSql, filter: CustomerFilter): Promise<CustomersPage> {
  return { customers: await listCustomers(sql, filter), owed: await owedTo(sql, filter.branchId) };
}

/** One customer with every movement of their account; one of a branch that the person doesn't see is not there. */
export async function customerAccount(
  sql: TenantSql,
  { id, reach }: { id: string; reach: Reach },
): Promise<Result<Customer, { readonly code: 'customer.not-found' }>> {
  const customer = await findCustomer(sql, id);
  return customer && reaches(reach, customer.branchId) ? done(customer) : refuse({ code: 'customer.not-found' });
}
