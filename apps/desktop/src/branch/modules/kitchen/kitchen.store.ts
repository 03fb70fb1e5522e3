import { foldTicket, type KitchenTicket } from '@fastops/shared/kitchen/ticket.fold';
import type { Reader, Writer } from '../../db/access.ts';
import { factsOf } from '../../db/event-log.ts';

type DocRow = { readonly doc: string };
const toTicket = ({ doc }: DocRow): KitchenTicket => JSON.parse(doc);

/** The ticket as its facts say it is; undefined until it was fired. */
export function foldedTicket(db: Reader, companyId: string, id: string): KitchenTicket | undefined {
  return foldTicket(factsOf(db, companyId, id));
}

export function saveTicket(db: Writer, companyId: string, ticket: KitchenTicket): void {
  db.run(
    `INSERT INTO kitchen_tickets (company_id, id, order_id, station_id, terminal_id, business_day, fired_at, held, acked_at, done_at, doc)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (company_id, id) DO UPDATE SET order_id = excluded.order_id, station_id = excluded.station_id,
       terminal_id = excluded.terminal_id, business_day = excluded.business_day, fired_at = excluded.fired_at, held = excluded.held,
       acked_at = excluded.acked_at, done_at = excluded.done_at, doc = excluded.doc`,
    companyId,
    ticket.id,
    ticket.orderId,
    ticket.stationId,
    ticket.terminalId,
    ticket.businessDay,
    ticket.firedAt,
    ticket.held ? 1 : 0,
    ticket.acknowledged?.at ?? null,
    ticket.doneAt ?? null,
    JSON.stringify(ticket),
  );
}

export function findTicket(db: Reader, companyId: string, id: string): KitchenTicket | undefined {
  const row = db.get<DocRow>('SELECT doc FROM kitchen_tickets WHERE company_id = ? AND id = ?', companyId, id);
  return row && toTicket(row);
}

export function ticketsOfOrder(db: Reader, companyId: string, orderId: string): KitchenTicket[] {
  return db
    .all<DocRow>('SELECT doc FROM kitchen_tickets WHERE company_id = ? AND order_id = ? ORDER BY id', companyId, orderId)
    .map(toTicket);
}

/** Every ticket of the orders that are in the kitchen: one is open, or was made a moment ago. Older ones than `firedSince` are nobody's any more. */
export function ticketsInKitchen(db: Reader, companyId: string, since: { firedAt: number; doneAt: number }): KitchenTicket[] {
  return db
    .all<DocRow>(
      `SELECT doc FROM kitchen_tickets WHERE company_id = ? AND order_id IN (
         SELECT order_id FROM kitchen_tickets WHERE company_id = ? AND done_at IS NULL AND fired_at > ?
         UNION SELECT order_id FROM kitchen_tickets WHERE company_id = ? AND done_at > ?)`,
      companyId,
      companyId,
      since.firedAt,
      companyId,
      since.doneAt,
    )
    .map(toTicket);
}

/** Open tickets that nobody has seen, the oldest first. */
export function unseenTickets(db: Reader, companyId: string, firedSince: number): KitchenTicket[] {
  return db
    .all<DocRow>(
      `SELECT doc FROM kitchen_tickets
       WHERE company_id = ? AND done_at IS NULL AND fired_at > ? AND acked_at IS NULL AND held = 0 ORDER BY fired_at, id`,
      companyId,
      firedSince,
    )
    .map(toTicket);
}

export function ticketsOfDay(db: Reader, companyId: string, businessDay: string): KitchenTicket[] {
  return db.all<DocRow>('SELECT doc FROM kitchen_tickets WHERE company_id = ? AND business_day = ?', companyId, businessDay).map(toTicket);
}

/** The latest made tickets, the newest first: what a recall chooses from. */
export function lastMade(db: Reader, companyId: string, limit: number): KitchenTicket[] {
  return db
    .all<DocRow>(
      'SELECT doc FROM kitchen_tickets WHERE company_id = ? AND done_at IS NOT NULL ORDER BY done_at DESC LIMIT ?',
      companyId,
      limit,
    )
    .map(toTicket);
}

/** The next number of a station's tickets; to be called in the transaction that fires it. */
export function takeTicketSequence(db: Writer, at: { companyId: string; series: string; stationId: string; businessDay: string }): number {
  const row = db.get<{ sequence: number }>(
    `INSERT INTO kitchen_sequences (company_id, series, station_id, business_day, last_sequence) VALUES (?, ?, ?, ?, 1)
     ON CONFLICT (company_id, series, station_id, business_day) DO UPDATE SET last_sequence = last_sequence + 1
     RETURNING last_sequence AS sequence`,
    at.companyId,
    at.series,
    at.stationId,
    at.businessDay,
  );
  return row?.sequence ?? 1;
}

export function savePaper(db: Writer, companyId: string, paper: { ticketId: string; jobId: string }): void {
  db.run('INSERT INTO kitchen_papers (company_id, ticket_id, job_id) VALUES (?, ?, ?)', companyId, paper.ticketId, paper.jobId);
}

/** The print jobs of a ticket at this terminal. */
export function papersOf(db: Reader, companyId: string, ticketId: string): string[] {
  return db
    .all<{ jobId: string }>('SELECT job_id AS jobId FROM kitchen_papers WHERE company_id = ? AND ticket_id = ?', companyId, ticketId)
    .map(({ jobId }) => jobId);
}
