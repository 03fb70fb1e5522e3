import type { Customer } from '@fastops/shared/customers/customer.fold';
import type { TenantSql } from '../../db/tenant-scope.ts';

/** Writes what these customers are now. */
export async function saveCustomers(sql: TenantSql, customers: readonly Customer[]): Promise<void> {
  if (customers.length === 0) return;
  const rows = customers.map(({ id, branchId, name, phone, balance, creditLimit, needsReview }) => ({
    id,
    branch_id: branchId,
    name,
    phone: phone ?? null,
    balance,
    credit_limit: creditLimit,
    needs_review: needsReview.join(' '),
  }));
  await sql.query(
    `INSERT INTO customers (company_id, id, branch_id, name, phone, balance, credit_limit, needs_review, doc)
     SELECT $1, id, branch_id, name, phone, balance, credit_limit, needs_review, doc::jsonb
     FROM ROWS FROM (jsonb_to_recordset($2::text::jsonb) AS (id uuid, branch_id uuid, name text, phone text, balance bigint,
       credit_limit bigint, needs_review text), unnest($3::text[])) AS c(id, branch_id, name, phone, balance, credit_limit, needs_review, doc)
     ON CONFLICT (company_id, id) DO UPDATE SET name = excluded.name, phone = excluded.phone, balance = excluded.balance,
       credit_limit = excluded.credit_limit, needs_review = excluded.needs_review, doc = excluded.doc`,
    [sql.companyId, JSON.stringify(rows), customers.map((customer) => JSON.stringify(customer))],
  );
}
