import { assert } from '@fastops/shared/base/assert';
import type { Terminal } from '../../context.ts';
import type { Reader } from '../../db/access.ts';

/** Orders that somebody is at: a cart with something in it at this till, or one that was sent and still owes. */
export function countOpenOrders(db: Reader, { companyId, terminalId }: Terminal): number {
  const row = db.get<{ count: number }>(
    `SELECT (SELECT count(*) FROM orders WHERE company_id = ? AND terminal_id = ? AND state = 'draft' AND total > 0)
       + (SELECT count(*) FROM orders WHERE company_id = ? AND state = 'placed' AND balance > 0) AS count`,
    companyId,
    terminalId,
    companyId,
  );
  assert(row, 'a count always gives a row');
  return row.count;
}

export function lastSaleAt(db: Reader, { companyId }: Terminal): number | null {
  return db.get<{ at: number | null }>('SELECT max(settled_at) AS at FROM orders WHERE company_id = ?', companyId)?.at ?? null;
}
