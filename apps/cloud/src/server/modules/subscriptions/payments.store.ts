import type { TenantSql } from '../../db/tenant-scope.ts';

export type TryRow = {
  readonly id: string;
  readonly invoiceId: string;
  readonly provider: string;
  readonly transactionId: string | null;
  readonly status: string;
  readonly amount: number;
  readonly begunAt: number;
};
const TRY = `id, invoice_id AS "invoiceId", provider, transaction_id AS "transactionId", status, amount::float8 AS amount,
  begun_at::float8 AS "begunAt"`;

export async function insertTry(sql: TenantSql, row: Omit<TryRow, 'transactionId' | 'status'>): Promise<void> {
  await sql.query(
    `INSERT INTO payment_tries (company_id, id, invoice_id, provider, amount, begun_at, changed_at) VALUES ($1, $2, $3, $4, $5, $6, $6)`,
    [sql.companyId, row.id, row.invoiceId, row.provider, row.amount, row.begunAt],
  );
}

export async function findTry(sql: TenantSql, id: string): Promise<TryRow | undefined> {
  return (await sql.query<TryRow>(`SELECT ${TRY} FROM payment_tries WHERE company_id = $1 AND id = $2 FOR UPDATE`, [sql.companyId, id]))[0];
}

export async function listTries(sql: TenantSql, invoiceId: string): Promise<TryRow[]> {
  return sql.query<TryRow>(`SELECT ${TRY} FROM payment_tries WHERE company_id = $1 AND invoice_id = $2 ORDER BY begun_at DESC`, [
    sql.companyId,
    invoiceId,
  ]);
}

export async function saveTry(sql: TenantSql, id: string, now: { transactionId: string; status: string; at: number }): Promise<void> {
  await sql.query('UPDATE payment_tries SET transaction_id = $3, status = $4, changed_at = $5 WHERE company_id = $1 AND id = $2', [
    sql.companyId,
    id,
    now.transactionId,
    now.status,
    now.at,
  ]);
}
