import type { Money } from '@fastops/shared/base/money';
import type { Subscription } from '@fastops/shared/subscriptions/subscription';
import type { PlanId, Usage } from '@fastops/shared/subscriptions/plan';
import type { Sql } from '../../db/sql.ts';
import type { TenantSql } from '../../db/tenant-scope.ts';

export type InvoiceRow = {
  readonly id: string;
  readonly number: number;
  readonly plan: PlanId;
  readonly periodStart: number;
  readonly periodEnd: number;
  readonly amount: Money;
  readonly issuedAt: number;
  readonly dueAt: number;
  readonly state: 'open' | 'paid' | 'void';
  readonly paidAt: number | null;
  readonly paidBy: string | null;
};
const INVOICE = `id, number, plan, period_start::float8 AS "periodStart", period_end::float8 AS "periodEnd", amount::float8 AS amount,
  issued_at::float8 AS "issuedAt", due_at::float8 AS "dueAt", state, paid_at::float8 AS "paidAt", paid_by AS "paidBy"`;

export async function findSubscription(sql: TenantSql): Promise<Subscription | undefined> {
  return (await sql.query<{ doc: Subscription }>('SELECT doc FROM subscriptions WHERE company_id = $1', [sql.companyId]))[0]?.doc;
}

/** Held to the transaction's end: payments, wishes and time of one company come one after the other. */
export async function lockSubscription(sql: TenantSql): Promise<Subscription | undefined> {
  return (await sql.query<{ doc: Subscription }>('SELECT doc FROM subscriptions WHERE company_id = $1 FOR UPDATE', [sql.companyId]))[0]
    ?.doc;
}

export async function saveSubscription(sql: TenantSql, doc: Subscription): Promise<void> {
  await sql.query(
    `INSERT INTO subscriptions (company_id, doc) VALUES ($1, $2::text::jsonb)
     ON CONFLICT (company_id) DO UPDATE SET doc = excluded.doc, version = subscriptions.version + 1`,
    [sql.companyId, JSON.stringify(doc)],
  );
}

export async function saveTurn(sql: TenantSql, dueAt: number): Promise<void> {
  await sql.query('INSERT INTO subscription_turns VALUES ($1, $2) ON CONFLICT (subscriber) DO UPDATE SET due_at = excluded.due_at', [
    sql.companyId,
    dueAt,
  ]);
}

export async function listDue(sql: Sql, now: number, limit: number): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    'SELECT subscriber AS id FROM subscription_turns WHERE due_at <= $1 ORDER BY due_at LIMIT $2',
    [now, limit],
  );
  return rows.map(({ id }) => id);
}

/** What is counted against the plan: archived branches and revoked terminals are not. */
export async function countUsage(sql: TenantSql): Promise<Usage> {
  const [row] = await sql.query<Usage>(
    `SELECT (SELECT count(*)::int FROM branches WHERE company_id = $1 AND archived_at IS NULL) AS branches,
       (SELECT count(*)::int FROM terminals WHERE company_id = $1 AND revoked_at IS NULL) AS terminals`,
    [sql.companyId],
  );
  return row ?? { branches: 0, terminals: 0 };
}

export async function listInvoices(sql: TenantSql): Promise<InvoiceRow[]> {
  return sql.query<InvoiceRow>(`SELECT ${INVOICE} FROM invoices WHERE company_id = $1 ORDER BY number DESC LIMIT 200`, [sql.companyId]);
}

/** An invoice with whose it is. */
export type InvoiceOfCompany = InvoiceRow & { readonly companyId: string; readonly company: string };

/** Of all companies; the transaction must be the operator's, or there are none. */
export async function listAllInvoices(
  sql: Sql,
  page: { state: InvoiceRow['state'] | 'all'; text: string; after: string; limit: number },
): Promise<InvoiceOfCompany[]> {
  return sql.query<InvoiceOfCompany>(
    `SELECT ${INVOICE}, company_id AS "companyId", c.name AS company FROM invoices JOIN companies c USING (company_id)
     WHERE ($1 = 'all' OR state = $1) AND ($2 = '' OR strpos(lower(concat_ws(' ', c.name, c.legal_name, c.nit)), lower($2)) > 0)
       AND ($3 = '' OR (issued_at, id::text) < (split_part($3, '|', 1)::bigint, split_part($3, '|', 2)))
     ORDER BY issued_at DESC, id::text DESC LIMIT $4`,
    [page.state, page.text, page.after, page.limit],
  );
}

export async function findInvoice(sql: TenantSql, id: string): Promise<InvoiceRow | undefined> {
  return (await sql.query<InvoiceRow>(`SELECT ${INVOICE} FROM invoices WHERE company_id = $1 AND id = $2`, [sql.companyId, id]))[0];
}

export async function findOpenInvoice(sql: TenantSql): Promise<InvoiceRow | undefined> {
  return (await sql.query<InvoiceRow>(`SELECT ${INVOICE} FROM invoices WHERE company_id = $1 AND state = 'open'`, [sql.companyId]))[0];
}

/** Numbered without a gap in its company. Undefined when another is open already. */
export async function insertInvoice(
  sql: TenantSql,
  invoice: Omit<InvoiceRow, 'number' | 'state' | 'paidAt' | 'paidBy'>,
): Promise<InvoiceRow | undefined> {
  const [row] = await sql.query<InvoiceRow>(
    `INSERT INTO invoices (company_id, id, number, plan, period_start, period_end, amount, issued_at, due_at)
     SELECT $1, $2, 1 + coalesce(max(number), 0), $3, $4, $5, $6, $7, $8 FROM invoices WHERE company_id = $1
     ON CONFLICT DO NOTHING RETURNING ${INVOICE}`,
    [sql.companyId, invoice.id, invoice.plan, invoice.periodStart, invoice.periodEnd, invoice.amount, invoice.issuedAt, invoice.dueAt],
  );
  return row;
}

export async function saveInvoicePaid(sql: TenantSql, id: string, paid: { at: number; by: string }): Promise<boolean> {
  const rows = await sql.query(
    `UPDATE invoices SET state = 'paid', paid_at = $3, paid_by = $4 WHERE company_id = $1 AND id = $2 AND state = 'open' RETURNING id`,
    [sql.companyId, id, paid.at, paid.by],
  );
  return rows.length > 0;
}

export async function saveInvoiceVoid(sql: TenantSql, id: string): Promise<void> {
  await sql.query(`UPDATE invoices SET state = 'void' WHERE company_id = $1 AND id = $2 AND state = 'open'`, [sql.companyId, id]);
}

/** Whether this is the first time that this reminder goes out for this invoice. */
export async function insertReminder(sql: TenantSql, reminder: { invoiceId: string; kind: string; at: number }): Promise<boolean> {
  const rows = await sql.query(
    'INSERT INTO reminders (company_id, invoice_id, kind, sent_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING kind',
    [sql.companyId, reminder.invoiceId, reminder.kind, reminder.at],
  );
  return rows.length > 0;
}

/** E-mails of those who answer for the company: its owners. */
export async function listPayers(sql: TenantSql): Promise<string[]> {
  const rows = await sql.query<{ email: string }>(
    `SELECT u.email FROM users u JOIN role_assignments a ON a.user_id = u.id
     WHERE a.company_id = $1 AND a.role = 'owner' AND a.branch_id IS NULL ORDER BY u.email`,
    [sql.companyId],
  );
  return rows.map(({ email }) => email);
}
