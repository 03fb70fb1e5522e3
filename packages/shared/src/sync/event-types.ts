import { currentVersion, upcast } from './upcast.ts';
import type { z } from 'zod';
import { catalogEventBodies } from '../catalog/catalog.events.ts';
import { drawerEventBodies } from '../cash/drawer.events.ts';
import { cashSessionEventBodies } from '../cash/session.events.ts';
import { customerEventBodies } from '../customers/customer.events.ts';
import { kitchenEventBodies } from '../kitchen/ticket.events.ts';
import { lanEventBodies } from '../lan/lan.events.ts';
import { orderEventBodies } from '../orders/order.events.ts';
import type { Event } from './event.ts';
import { stockEventBodies } from '../stock/stock.events.ts';
import { terminalEventBodies } from './terminal.events.ts';

/** Every event type this version knows, with the schema of its body at version 1. */
export const eventBodies = {
  ...orderEventBodies,
  ...cashSessionEventBodies,
  ...drawerEventBodies,
  ...lanEventBodies,
  ...kitchenEventBodies,
  ...customerEventBodies,
  ...terminalEventBodies,
  ...catalogEventBodies,
  ...stockEventBodies,
} as const;

/** Name of an event this version knows. */
export type KnownEventType = keyof typeof eventBodies;
/** Body of a known event type. */
export type EventBody<T extends KnownEventType> = z.infer<(typeof eventBodies)[T]>;

/** Whether this version can read the event: known type, and a version it knows how to bring up to date. Others are kept and parked. */
export function isKnownEvent(event: Pick<Event, 'type' | 'v'>): event is { type: KnownEventType; v: number } {
  return event.type in eventBodies && event.v <= currentVersion(event.type);
}

/** Why a body can't be projected, in one machine-readable line; undefined when it can. */
export function bodyFault(event: Pick<Event, 'type' | 'v' | 'body'>): string | undefined {
  if (!isKnownEvent(event)) return `unknown ${event.type} v${event.v}`;
  const parsed = eventBodies[event.type].safeParse(upcast(event).body);
  return parsed.success ? undefined : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.code}`).join('; ');
}
