import type { Money } from '@fastops/shared/base/money';
import { phoneDigits } from '@fastops/shared/customers/customer.events';
import { foldCustomer, type Customer } from '@fastops/shared/customers/customer.fold';
import type { Reader, Writer } from '../../db/access.ts';
import { factsOf } from '../../db/event-log.ts';

/** A customer as a list shows them. */
export type CustomerRow = {
  readonly id: string;
  readonly name: string;
  readonly phone: string | null;
  readonly balance: Money;
  readonly creditLimit: Money;
};

const ROW = 'id, name, phone, balance, credit_limit AS creditLimit';

/** The customer as their facts say; undefined when nobody ever heard of them. */
export function findCustomer(db: Reader, companyId: string, id: string): Customer | undefined {
  const facts = factsOf(db, companyId, id);
  return facts.some(({ type }) => type.startsWith('customer.')) ? foldCustomer(facts) : undefined;
}

/** Whose account a payment was put on. */
export function findCharged(db: Reader, companyId: string, paymentId: string): string | undefined {
  return db.get<{ id: string }>(
    `SELECT entity_id AS id FROM events WHERE company_id = ? AND json_extract(body, '$.id') = ? AND type = 'customer.charged' LIMIT 1`,
    companyId,
    paymentId,
  )?.id;
}

/** By digits of the number where the text has some, by words of the name otherwise; nothing typed: the latest names in order. */
export function searchCustomers(db: Reader, companyId: string, { text, limit }: { text: string; limit: number }): CustomerRow[] {
  const digits = phoneDigits(text);
  if (digits.length >= 3) {
    return db.all<CustomerRow>(
      `SELECT ${ROW} FROM customers WHERE company_id = ? AND phone_digits LIKE ? ORDER BY phone_digits = ? DESC, search LIMIT ?`,
      companyId,
      `%${digits}%`,
      digits,
      limit,
    );
  }
  const words = searchText(text).split(' ').filter(Boolean).slice(0, 6);
  const like = words.map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`);
  const clauses = like.map(() => "AND search LIKE ? ESCAPE '\\'").join(' ');
  return db.all<CustomerRow>(
    `SELECT ${ROW} FROM customers WHERE company_id = ? ${clauses} ORDER BY search LIMIT ?`,
    companyId,
    ...like,
    limit,
  );
}

/** Everybody with something on their account, who owes most first. */
export function listAccounts(db: Reader, companyId: string, limit: number): CustomerRow[] {
  return db.all<CustomerRow>(
    `SELECT ${ROW} FROM customers WHERE company_id = ? AND balance <> 0 ORDER BY balance DESC LIMIT ?`,
    companyId,
    limit,
  );
}

export function saveCustomer(db: Writer, companyId: string, customer: Customer): void {
  db.run(
    `INSERT INTO customers (company_id, id, name, search, phone, phone_digits, balance, credit_limit, needs_review, rev)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (company_id, id) DO UPDATE SET name = excluded.name, search = excluded.search, phone = excluded.phone,
       phone_digits = excluded.phone_digits, balance = excluded.balance, credit_limit = excluded.credit_limit,
       needs_review = excluded.needs_review, rev = excluded.rev`,
    companyId,
    customer.id,
    customer.name,
    searchText(customer.name),
    customer.phone ?? null,
    customer.phone === undefined ? null : phoneDigits(customer.phone),
    customer.balance,
    customer.creditLimit,
    customer.needsReview.join(' '),
    customer.rev,
  );
}

/** `María Ñáñez` is found by `maria nanez`. */
function searchText(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
}
