import { assert } from '../base/assert.ts';
import type { Fact } from '../sync/event.ts';
import { orderEventBodies, type OrderEventBody, type OrderEventType } from './order.events.ts';

/** A fact with its body by type. */
export type Typed<T extends OrderEventType> = { readonly fact: Fact; readonly body: OrderEventBody<T> };

/** The facts of one type, in the order given. */
export function typed<T extends OrderEventType>(facts: readonly Fact[], type: T): Typed<T>[] {
  return facts.filter((fact) => fact.type === type).map((fact) => ({ fact, body: parseBody(type, fact.body) }));
}

/** The bodies of the facts of one type. */
export function bodies<T extends OrderEventType>(facts: readonly Fact[], type: T): OrderEventBody<T>[] {
  return typed(facts, type).map(({ body }) => body);
}

// Bodies were checked at the door that stored them; parsing here again would cost the hot path twice.
function parseBody<T extends OrderEventType>(type: T, body: unknown): OrderEventBody<T> {
  assert(type in orderEventBodies && typeof body === 'object' && body !== null, `no body for ${type}`);
  return body as OrderEventBody<T>;
}
