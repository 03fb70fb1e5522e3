import type { Tone } from '@fastops/ui/badge';

import type { OrderRow } from './orders.queries.ts';

type StateKey =
  | 'orders.state.cancelled'
  | 'orders.state.placed'
  | 'orders.state.closed'
  | 'orders.state.waiting'
  | 'orders.state.refunded'
  | 'orders.state.part-refunded';

type Stated = Pick<OrderRow, 'state' | 'balance' | 'paid' | 'refunded'> & { readonly waiting: boolean };

/** What most needs to be known of an order, in one word. */
export function stateOf(order: Stated): { readonly tone: Tone; readonly key: StateKey } {
  if (order.state === 'cancelled') return { tone: 'danger', key: 'orders.state.cancelled' };
  if (owes(order)) return { tone: 'warning', key: 'orders.state.placed' };
  if (order.refunded > 0)
    return { tone: 'info', key: order.refunded >= order.paid ? 'orders.state.refunded' : 'orders.state.part-refunded' };
  return order.waiting ? { tone: 'warning', key: 'orders.state.waiting' } : { tone: 'positive', key: 'orders.state.closed' };
}

/** Whether money is still owed. */
export function owes(order: Pick<OrderRow, 'state' | 'balance'>): boolean {
  return order.state === 'placed' && order.balance > 0;
}
