import type { OrderLine, OrderType } from '@fastops/shared/orders/order.events';
import type { Order } from '@fastops/shared/orders/order.fold';
import { orderTotals } from '@fastops/shared/orders/totals';

import type { BranchOrder } from '../../lib/branch.tsx';

type Shown =
  | 'id'
  | 'type'
  | 'state'
  | 'number'
  | 'lines'
  | 'unsent'
  | 'totals'
  | 'charges'
  | 'discounts'
  | 'table'
  | 'customer'
  | 'delivery'
  | 'pickup'
  | 'staffMeal';

/** The part of an order that selling shows. The server's fold is the truth; this is what is drawn until it answers. */
export type Cart = Pick<Order, Shown> & {
  /** Whether the server has heard of it; the first line opens it there. */
  readonly opened: boolean;
  /** It was left open when the till stopped, and nobody has touched it since. */
  readonly recovered: boolean;
};

export type CartChange =
  | { readonly kind: 'add'; readonly line: OrderLine }
  | { readonly kind: 'quantity'; readonly lineId: string; readonly quantity: number }
  | { readonly kind: 'note'; readonly lineId: string; readonly note: string | undefined }
  | { readonly kind: 'remove'; readonly lineId: string }
  | { readonly kind: 'type'; readonly orderType: OrderType };

export function emptyCart(id: string, type: OrderType): Cart {
  const nobody = { table: undefined, customer: undefined, delivery: undefined, pickup: undefined, staffMeal: undefined };
  const empty = { lines: [], unsent: [], charges: [], discounts: [], totals: orderTotals([]) };
  return { id, type, state: 'draft', number: undefined, ...empty, ...nobody, opened: false, recovered: false };
}

export function cartOf(order: BranchOrder, recovered = false): Cart {
  const { id, type, state, number, lines, unsent, totals, charges, discounts, table, customer, delivery, pickup, staffMeal } = order;
  const who = { table, customer, delivery, pickup, staffMeal };
  return { id, type, state, number, lines, unsent, totals, charges, discounts, ...who, opened: true, recovered };
}

/** The cart as it will be once the server has said yes. */
export function changedCart(cart: Cart, change: CartChange): Cart {
  if (change.kind === 'type') return { ...cart, type: change.orderType, recovered: false };
  const lines = changedLines(cart.lines, change);
  const { discounts, charges, totals } = cart;
  return {
    ...cart,
    lines,
    unsent: changedUnsent(cart, change),
    totals: orderTotals(lines, { discounts, tip: totals.tip, charges }),
    opened: true,
    recovered: false,
  };
}

/** Whether the kitchen has all of a line: then it is voided with a reason, not changed. */
export function isSent({ state, unsent }: Pick<Cart, 'state' | 'unsent'>, lineId: string): boolean {
  return state === 'placed' && !unsent.some((part) => part.lineId === lineId);
}

/** What comes on top of an order that was sent is news to the kitchen at once, not when the server has answered. */
function changedUnsent({ state, unsent }: Cart, change: Exclude<CartChange, { kind: 'type' }>): Cart['unsent'] {
  if (state !== 'placed' || change.kind === 'note') return unsent;
  const { lineId, quantity } =
    change.kind === 'add' ? { lineId: change.line.id, quantity: change.line.quantity } : { quantity: 0, ...change };
  const others = unsent.filter((part) => part.lineId !== lineId);
  return change.kind === 'remove' ? others : [...others, { lineId, quantity }];
}

function changedLines(lines: readonly OrderLine[], change: Exclude<CartChange, { kind: 'type' }>): readonly OrderLine[] {
  switch (change.kind) {
    case 'add':
      return lines.some((line) => line.id === change.line.id) ? lines : [...lines, change.line];
    case 'remove':
      return lines.filter((line) => line.id !== change.lineId);
    case 'quantity':
      return lines.map((line) => (line.id === change.lineId ? { ...line, quantity: change.quantity } : line));
    case 'note':
      return lines.map((line) => (line.id === change.lineId ? noted(line, change.note) : line));
  }
}

function noted({ note: _old, ...line }: OrderLine, note: string | undefined): OrderLine {
  return note === undefined ? line : { ...line, note };
}
