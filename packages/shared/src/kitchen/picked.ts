import type { LineChoice } from '../orders/order.events.ts';
import type { TicketLine } from './ticket.events.ts';

/** What is added to a thing and what is left out of it, as a cook reads it. */
export function picked(choices: readonly LineChoice[]): Pick<TicketLine, 'modifiers' | 'removals'> {
  return {
    modifiers: choices.filter(({ kind }) => kind !== 'removal').map(({ name, quantity }) => ({ name, quantity })),
    removals: choices.filter(({ kind }) => kind === 'removal').map(({ name }) => removedThing(name)),
  };
}

/** Menus name a removal "Sin cebolla"; the kitchen says SIN itself, once. */
function removedThing(name: string): string {
  return name.replace(/^(sin|no|without)\s+/i, '');
}
