import type { Money } from '@fastops/shared/base/money';
import type { Customer } from '@fastops/shared/customers/customer.fold';
import type { TenantSql } from '../../db/tenant-scope.ts';

/** A customer in a list. */
export type CustomerRow = {
  readonly id: string;
  readonly name: string;
  readonly phone: string | null;
  readonly balance: Money;
  readonly creditLimit: Money;
  readonly needsReview: boolean;
};
export type CustomerFilter = { readonly branchId: string; readonly wanted: string; readonly owing: boolean; readonly limit: number };

/** Who owes most comes first; then by name. */
export async function listCustomers(sql: TenantSql, { branchId, wanted, owing, limit }: CustomerFilter): Promise<CustomerRow[]> {
  return sql.query<CustomerRow>(
    `SELECT id, name, phone, balance::float8 AS balance, credit_limit::float8 AS "creditLimit", needs_review <> '' AS "needsReview"
     FROM customers WHERE company_id = $1 AND branch_id = $2
       AND ($3 = '' OR position(lower($3) IN lower(name)) > 0
         OR ($4 <> '' AND position($4 IN regexp_replace(coalesce(phone, ''), '\\D', '', 'g')) > 0))
       AND (NOT $5 OR balance > 0)
     ORDER BY balance DESC, lower(name), id LIMIT $6`,
    [sql.companyId, branchId, wanted, wanted.replaceAll(/\D/g, ''), owing, limit],
  );
}

export async function findCustomer(sql: TenantSql, id: string): Promise<Customer | undefined> {
  const [row] = await sql.query<{ doc: Customer }>('SELECT doc FROM customers WHERE company_id = $1 AND id = $2', [sql.companyId, id]);
  return row?.doc;
}

/** What a branch is owed altogether, by how many. */
export async function owedTo(sql: TenantSql, branchId: string): Promise<{ people: number; amount: Money }> {
  const [row] = await sql.query<{ people: number; amount: Money }>(
    `SELECT count(*)::float8 AS people, coalesce(sum(balance), 0)::float8 AS amount
     FROM customers WHERE company_id = $1 AND branch_id = $2 AND balance > 0`,
    [sql.companyId, branchId],
  );
  return row ?? { people: 0, amount: 0 as Money };
}
