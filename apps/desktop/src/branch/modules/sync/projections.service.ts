import type { Event } from '@fastops/shared/sync/event';
import { bodyFault, type EventBody } from '@fastops/shared/sync/event-types';
import type { Terminal } from '../../context.ts';
import type { Writer } from '../../db/access.ts';
import { projectSession } from '../cash/cash.service.ts';
import { projectCustomer } from '../customers/customers.service.ts';
import { rereadMasters } from '../catalog/catalog.service.ts';
import { projectTicket } from '../kitchen/kitchen.service.ts';
import { projectSoldOut } from '../catalog/sold-out.service.ts';
import { hollowOf } from '../orders/hollow.service.ts';
import { forgetMoves, projectPaper } from '../stock/ledger.service.ts';
import { projectOrder } from '../orders/orders.service.ts';
import {
  dropProjections,
  fillNumberSeries,
  fillTicketSequences,
  listAggregates,
  listParked,
  noteNumber,
  saveParked,
  type Aggregate,
} from './projections.store.ts';

/** Which facts make which rows: a new projection is a line here, and a DELETE in {@link rebuildProjections}' store. */
const PROJECTIONS: readonly { readonly prefix: string; project(db: Writer, companyId: string, entityId: string): unknown }[] = [
  // Some facts of an order whose row came alone are not the order: it is folded once all of them are here.
  { prefix: 'order.', project: (db, companyId, id) => hollowOf(db, companyId, [id]).length > 0 || projectOrder(db, companyId, id) },
  { prefix: 'cash-session.', project: projectSession },
  { prefix: 'customer.', project: projectCustomer },
  { prefix: 'kitchen.', project: projectTicket },
  { prefix: 'catalog.', project: projectSoldOut },
  { prefix: 'stock.', project: projectPaper },
];

/** Folds an aggregate's facts into its rows; facts that make no rows are only kept. */
export function projectAggregate(db: Writer, companyId: string, { entityId, type }: Aggregate): void {
  PROJECTIONS.find(({ prefix }) => type.startsWith(prefix))?.project(db, companyId, entityId);
}

/** A number that a fact of this terminal gave, which the file may not have known. */
export function noteNumberOf(db: Writer, event: Event): void {
  if (event.type !== 'order.placed' && event.type !== 'order.renumbered') return;
  const { number } = event.body as EventBody<'order.placed' | 'order.renumbered'>;
  noteNumber(db, event.companyId, { ...number, businessDay: event.businessDay });
}

/**
 * After an update of the app: projects what an older version set aside because it didn't know it, and reads again the
 * documents it couldn't. Answers how many facts came back.
 */
export function unparkKnown(db: Writer, companyId: string): number {
  rereadMasters(db, companyId);
  const known = listParked(db, companyId).filter((event) => bodyFault({ ...event, body: JSON.parse(event.body) }) === undefined);
  for (const { id } of known) saveParked(db, companyId, { id, parked: null });
  for (const [entityId, type] of new Map(known.map((event) => [event.entityId, event.type]))) {
    projectAggregate(db, companyId, { entityId, type });
  }
  return known.length;
}

/** Makes every projection anew from the log alone. Answers how many aggregates there were. */
export function rebuildProjections(db: Writer, terminal: Terminal): number {
  const { companyId } = terminal;
  dropProjections(db, companyId);
  forgetMoves(db, companyId, 'fact');
  const aggregates = listAggregates(db, companyId);
  for (const aggregate of aggregates) projectAggregate(db, companyId, aggregate);
  fillNumberSeries(db, terminal);
  fillTicketSequences(db, terminal);
  return aggregates.length;
}
