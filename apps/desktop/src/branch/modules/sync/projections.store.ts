import type { Event } from '@fastops/shared/sync/event';
import type { Reader, Writer } from '../../db/access.ts';

/** An aggregate and what its facts are about. */
export type Aggregate = { readonly entityId: string; readonly type: string };

/** Events that this version set aside. */
export function listParked(db: Reader, companyId: string): (Pick<Event, 'id' | 'type' | 'v' | 'entityId'> & { body: string })[] {
  return db.all('SELECT id, type, v, entity_id AS entityId, body FROM events WHERE company_id = ? AND parked IS NOT NULL', companyId);
}

export function saveParked(db: Writer, companyId: string, event: { id: string; parked: string | null }): void {
  db.run('UPDATE events SET parked = ? WHERE company_id = ? AND id = ?', event.parked, companyId, event.id);
}

/** Every aggregate that has a projected fact, with the type of one of them. */
export function listAggregates(db: Reader, companyId: string): Aggregate[] {
  return db.all<Aggregate>(
    'SELECT entity_id AS entityId, min(type) AS type FROM events WHERE company_id = ? AND parked IS NULL GROUP BY entity_id ORDER BY min(position)',
    companyId,
  );
}

/** Forgets everything that the log can say again. Rows of hollow orders stay: their facts are in the cloud. */
export function dropProjections(db: Writer, companyId: string): void {
  const folded = 'NOT IN (SELECT order_id FROM hollow_orders WHERE company_id = ?)';
  for (const table of ['order_lines', 'payments', 'refunds', 'order_drivers']) {
    db.run(`DELETE FROM ${table} WHERE company_id = ? AND order_id ${folded}`, companyId, companyId);
  }
  db.run(`DELETE FROM orders WHERE company_id = ? AND id ${folded}`, companyId, companyId);
  db.run('DELETE FROM cash_sessions WHERE company_id = ?', companyId);
  db.run('DELETE FROM number_series WHERE company_id = ?', companyId);
  db.run('DELETE FROM customers WHERE company_id = ?', companyId);
  db.run('DELETE FROM kitchen_tickets WHERE company_id = ?', companyId);
  db.run('DELETE FROM kitchen_sequences WHERE company_id = ?', companyId);
  db.run('DELETE FROM sold_out WHERE company_id = ?', companyId);
}

/** The last number of each series and day, as this terminal's own facts gave them. */
export function fillNumberSeries(db: Writer, at: { companyId: string; terminalId: string }): void {
  db.run(
    `INSERT INTO number_series (company_id, series, business_day, last_sequence)
     SELECT company_id, json_extract(body, '$.number.series'), business_day, max(json_extract(body, '$.number.sequence'))
     FROM events WHERE company_id = ? AND terminal_id = ? AND type IN ('order.placed', 'order.renumbered') AND parked IS NULL
     GROUP BY 1, 2, 3`,
    at.companyId,
    at.terminalId,
  );
}

/** The last number of each station's tickets, as this terminal's own facts gave them. */
export function fillTicketSequences(db: Writer, at: { companyId: string; terminalId: string }): void {
  db.run(
    `INSERT INTO kitchen_sequences (company_id, series, station_id, business_day, last_sequence)
     SELECT company_id, json_extract(body, '$.number.series'), json_extract(body, '$.stationId'), business_day,
       max(json_extract(body, '$.number.sequence'))
     FROM events WHERE company_id = ? AND terminal_id = ? AND type = 'kitchen.ticket-fired' AND parked IS NULL
     GROUP BY 1, 2, 3, 4`,
    at.companyId,
    at.terminalId,
  );
}

/** Counts a number that came back from the cloud, so that it isn't given again. */
export function noteNumber(db: Writer, companyId: string, number: { series: string; sequence: number; businessDay: string }): void {
  db.run(
    `INSERT INTO number_series (company_id, series, business_day, last_sequence) VALUES (?, ?, ?, ?)
     ON CONFLICT (company_id, series, business_day) DO UPDATE SET last_sequence = max(last_sequence, excluded.last_sequence)`,
    companyId,
    number.series,
    number.businessDay,
    number.sequence,
  );
}
