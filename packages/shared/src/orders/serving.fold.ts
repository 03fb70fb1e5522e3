import type { Fact } from '../sync/event.ts';
import type { Discount } from './adjustment.events.ts';
import type { Charge } from './charge.ts';
import type { CustomerRef, Delivery, Pickup, StaffMeal, TableRef } from './serving.events.ts';
import { bodies, typed } from './typed-facts.ts';

/** Put aside, with what people call it; any till of the branch may take it. */
export type Hold = {
  readonly id: string;
  readonly label: string | undefined;
  readonly at: number;
  readonly byId: string;
  readonly terminalId: string;
};

/** Whom an order is for, where it is served and who is working on it. */
export type OrderServing = {
  readonly table: TableRef | undefined;
  readonly guests: number | undefined;
  readonly customer: CustomerRef | undefined;
  readonly delivery: Delivery | undefined;
  readonly pickup: Pickup | undefined;
  readonly staffMeal: StaffMeal | undefined;
  readonly hold: Hold | undefined;
  /** The till that answers for it while it is open: where it began, where a close carried it, or who took it out of a hold. */
  readonly heldById: string;
};

/**
 * Folds what is said about serving an order; `ordered`: its facts in the order of the aggregate.
 *
 * | fact                                                | rule when tills disagree                                        |
 * |-----------------------------------------------------|-----------------------------------------------------------------|
 * | table-, customer-, delivery-, pickup-, staff-meal-set | the last by (rev, terminal, id); saying nothing takes it away  |
 * | charge-set                                          | the last of each kind                                           |
 * | held                                                | the last one counts                                             |
 * | resumed                                             | the first one out of a hold has the order; later ones do nothing |
 * | carried-over                                        | with `resumed`: the last by the order above answers for it      |
 */
export function foldServing(ordered: readonly Fact[], openedAtTerminal: string): OrderServing {
  const seat = bodies(ordered, 'order.table-set').at(-1);
  return {
    table: seat?.table ?? undefined,
    guests: seat?.guests,
    customer: bodies(ordered, 'order.customer-set').at(-1)?.customer ?? undefined,
    delivery: bodies(ordered, 'order.delivery-set').at(-1)?.delivery ?? undefined,
    pickup: bodies(ordered, 'order.pickup-set').at(-1)?.pickup ?? undefined,
    staffMeal: bodies(ordered, 'order.staff-meal-set').at(-1)?.staffMeal,
    ...foldHold(ordered, openedAtTerminal),
  };
}

/** The charges that stand, the last said of each kind. */
export function foldCharges(ordered: readonly Fact[]): Charge[] {
  const byKind = new Map(bodies(ordered, 'order.charge-set').map(({ charge }) => [charge.kind, charge]));
  return [...byKind.values()].sort((a, b) => (a.kind < b.kind ? 1 : -1));
}

const WHOLE_BP = 10_000;

/** A staff meal costs what the shop asks of its people: the rest comes off like a discount, which is in nobody's power to add. */
export function staffMealDiscount(orderId: string, { priceBp }: StaffMeal): Discount[] {
  return priceBp >= WHOLE_BP ? [] : [{ id: orderId, kind: 'percent', value: WHOLE_BP - priceBp, reason: STAFF_MEAL }];
}

/** Reason of the discount that a staff meal makes; a code, so that reports can count it in any language. */
export const STAFF_MEAL = 'staff-meal';

function foldHold(ordered: readonly Fact[], openedAtTerminal: string): Pick<OrderServing, 'hold' | 'heldById'> {
  const held = typed(ordered, 'order.held').at(-1);
  const heldById = takenBy(ordered) ?? openedAtTerminal;
  const isTaken = bodies(ordered, 'order.resumed').some(({ holdId }) => holdId === held?.body.holdId);
  if (!held || isTaken) return { hold: undefined, heldById };
  const { holdId: id, label } = held.body;
  const { at, actorId, terminalId } = held.fact;
  return { hold: { id, label, at, byId: actorId, terminalId }, heldById };
}

/** Whoever took it last: out of a hold, where only the first one counts, or from a shift that closed. */
function takenBy(ordered: readonly Fact[]): string | undefined {
  const holds = new Set<string>();
  let taker: string | undefined;
  for (const fact of ordered.filter(({ type }) => type === 'order.resumed' || type === 'order.carried-over')) {
    const [resumed] = bodies([fact], 'order.resumed');
    const [carried] = bodies([fact], 'order.carried-over');
    if (carried) taker = carried.toTerminalId ?? fact.terminalId;
    if (!resumed || holds.has(resumed.holdId)) continue;
    holds.add(resumed.holdId);
    taker = fact.terminalId;
  }
  return taker;
}
