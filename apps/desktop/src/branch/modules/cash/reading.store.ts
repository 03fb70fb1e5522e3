import type { DrawerReason } from '@fastops/shared/cash/drawer.events';
import { bodyFault } from '@fastops/shared/sync/event-types';
import type { ShiftPayment, ShiftRefund } from '@fastops/shared/cash/shift-report';
import type { Reader } from '../../db/access.ts';

type SessionKey = { readonly companyId: string; readonly sessionId: string };

/** What a session took: rows of payments that count. */
export function shiftPayments(db: Reader, { companyId, sessionId }: SessionKey): ShiftPayment[] {
  return db.all<ShiftPayment>(
    `SELECT order_id AS orderId, method, amount, rounding, third_party AS thirdParty FROM payments
     WHERE company_id = ? AND session_id = ? ORDER BY order_id, id`,
    companyId,
    sessionId,
  );
}

/** What a session gave back. */
export function shiftRefunds(db: Reader, { companyId, sessionId }: SessionKey): ShiftRefund[] {
  return db.all<ShiftRefund>(
    'SELECT method, amount FROM refunds WHERE company_id = ? AND session_id = ? ORDER BY order_id, id',
    companyId,
    sessionId,
  );
}

/** One fact of this till since a session opened, as the exceptions of a reading need it. */
export type OwnFact = { readonly id: string; readonly type: string; readonly entityId: string; readonly body: Record<string, unknown> };

const TOLD = ['order.placed', 'order.line-voided', 'order.cancelled', 'drawer.opened'];

/** What this till did since its session opened, oldest first: read from where the opening stands in the file, never by the clock. */
export function ownFactsSince(db: Reader, at: SessionKey & { terminalId: string }): OwnFact[] {
  return (
    db
      .all<Omit<OwnFact, 'body'> & { body: string; v: number }>(
        `SELECT id, type, v, entity_id AS entityId, body FROM events
       WHERE position > (SELECT min(position) FROM events WHERE company_id = ? AND entity_id = ?)
         AND company_id = ? AND terminal_id = ? AND type IN (${TOLD.map(() => '?').join(', ')}) ORDER BY position`,
        at.companyId,
        at.sessionId,
        at.companyId,
        at.terminalId,
        ...TOLD,
      )
      .map((fact) => ({ ...fact, body: JSON.parse(fact.body) }))
      // What a later version wrote on this till is in its file, and no close waits for somebody who can read it.
      .filter((fact) => bodyFault(fact) === undefined)
  );
}

/** Why the drawer opened, of facts from {@link ownFactsSince}. */
export function openingsAmong(facts: readonly OwnFact[]): DrawerReason[] {
  return facts.filter(({ type }) => type === 'drawer.opened').map(({ body }) => body['reason'] as DrawerReason);
}

/** The last fact about a till's drawer; `openSince` where it says that it was left open. */
export type DrawerFact = { readonly type: string; readonly openSince: number | null };

/** The last one since the session opened. */
export function lastDrawerFact(db: Reader, at: SessionKey & { terminalId: string }): DrawerFact | undefined {
  return db.get<DrawerFact>(
    `SELECT type, at - 1000 * json_extract(body, '$.seconds') AS openSince FROM events
     WHERE position > (SELECT min(position) FROM events WHERE company_id = ? AND entity_id = ?)
       AND company_id = ? AND terminal_id = ? AND type IN ('drawer.opened', 'drawer.left-open') ORDER BY position DESC LIMIT 1`,
    at.companyId,
    at.sessionId,
    at.companyId,
    at.terminalId,
  );
}

/** Orders that a till answers for and that are still open: drafts, and placed ones that owe. */
export function listHeldOrderIds(db: Reader, at: { companyId: string; terminalId: string }): string[] {
  return db
    .all<{ id: string }>(
      `SELECT id FROM orders WHERE company_id = ? AND held_by_id = ? AND state IN ('draft', 'placed') AND (balance > 0 OR state = 'draft')
       ORDER BY opened_at, id`,
      at.companyId,
      at.terminalId,
    )
    .map(({ id }) => id);
}

/** Another till of the branch, as far as its log was ever seen here. */
export type OtherTill = { readonly terminalId: string; readonly series: string };

export function listOtherTills(db: Reader, at: { companyId: string; terminalId: string }): OtherTill[] {
  return db.all<OtherTill>(
    `SELECT terminal_id AS terminalId, min(series) AS series FROM streams WHERE company_id = ? AND terminal_id <> ?
     GROUP BY terminal_id ORDER BY 2`,
    at.companyId,
    at.terminalId,
  );
}

/** Orders that a session took a transfer for. */
export function ordersWithTransfers(db: Reader, { companyId, sessionId }: SessionKey, methods: readonly string[]): string[] {
  return db
    .all<{ id: string }>(
      `SELECT DISTINCT order_id AS id FROM payments WHERE company_id = ? AND session_id = ?
         AND method IN (SELECT value FROM json_each(?)) ORDER BY 1`,
      companyId,
      sessionId,
      JSON.stringify(methods),
    )
    .map(({ id }) => id);
}
