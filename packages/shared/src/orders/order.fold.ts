import { assert } from '../base/assert.ts';
import { NO_MONEY, type Money } from '../base/money.ts';
import { inAggregateOrder, type Fact } from '../sync/event.ts';
import { foldTrip, type Trip } from './driver.fold.ts';
import { foldLines, type OrderLines } from './lines.fold.ts';
import { foldMoney, type OrderMoney } from './money.fold.ts';
import { orderNumberText, type OrderNumber, type OrderType } from './order.events.ts';
import { foldServing, staffMealDiscount, type OrderServing } from './serving.fold.ts';
import { bodies, typed, type Typed } from './typed-facts.ts';

/** Life of an order; it only moves to the right, and money decides nothing about it. */
export const ORDER_STATES = ['draft', 'placed', 'closed', 'cancelled'] as const;
/** See {@link ORDER_STATES}. */
export type OrderState = (typeof ORDER_STATES)[number];

/** Why a person should look: the tills disagreed, and the fold says so instead of choosing in silence. `number-taken` is said by the cloud, which sees all tills. */
export type ReviewReason =
  | 'never-opened'
  | 'owes-after-payment'
  | 'overpaid'
  | 'paid-but-cancelled'
  | 'two-numbers'
  | 'over-refunded'
  | 'moved-twice'
  | 'merged-with-lines'
  | 'number-taken';

/** An order as everybody sees it: the fold of its facts. */
export type Order = Omit<OrderMoney, 'overRefunded'> &
  OrderLines &
  OrderServing & {
    readonly id: string;
    readonly branchId: string;
    readonly terminalId: string;
    readonly type: OrderType;
    readonly state: OrderState;
    /** The number that counts: no other order of the branch has it on that day. */
    readonly number: OrderNumber | undefined;
    /** The number on the first ticket, which the customer holds; another than `number` when the order was renumbered. */
    readonly printedNumber: OrderNumber | undefined;
    readonly businessDay: string;
    readonly openedAt: number;
    readonly openedById: string;
    readonly placedAt: number | undefined;
    /** Who brings it, and what change they carry; nobody as long as it didn't leave. */
    readonly trip: Trip | undefined;
    /** Where all of it went. */
    readonly mergedInto: string | undefined;
    readonly needsReview: readonly ReviewReason[];
    /** Highest rev of its facts: the next writer adds one. */
    readonly rev: number;
  };

/**
 * Folds the facts of one order; the same for any arrival order and any repetition.
 *
 * | fact                | rule when tills disagree                                   |
 * |---------------------|------------------------------------------------------------|
 * | line-added          | additive: every line counts, each id once                  |
 * | line-changed        | the last by (rev, terminal, seq) wins, field by field      |
 * | lines-repriced      | of a line's prices the last by the order above counts; how |
 * |                     | many, the note and whether it is there are not its matter  |
 * | line-removed        | wins over any change, whenever it happened                 |
 * | payment-added       | additive: never lost, each id once                         |
 * | line-voided         | additive, each id once; it wins over a change of quantity  |
 * | discount, refund    | additive, each id once; a removed discount stays removed   |
 * | tip-set, -answered, | the last by the order above; set and answered are one tip  |
 * | verification        |                                                            |
 * | placed              | the first number stays; a second one asks for review       |
 * | renumbered          | the last by the order above gives the number; two for one  |
 * |                     | previous number ask for review                             |
 * | carried-over        | the last by the order above says which till holds it       |
 * | closed / cancelled  | state only moves forward; cancelled but paid asks a review |
 * | lines-received      | additive: every line counts, each id once                  |
 * | lines-moved         | additive, each move once; wins over a change of quantity.  |
 * |                     | What was moved and wasn't there is counted in `overMoved`  |
 * |                     | and asks for a review: it stands in two orders             |
 * | merged              | an order that is empty with it is cancelled; lines that    |
 * |                     | another till added meanwhile stay open and ask for review  |
 * | lines-sent          | additive; what nobody told the kitchen stays `unsent`      |
 * | recipe-noted        | a line has the recipe that was noted first                 |
 * | stock-returned      | additive, each return once; never more than was taken off  |
 * | who and where       | see {@link foldServing}                                    |
 * | sent-out, change-   | see {@link foldTrip}                                       |
 * | returned            |                                                            |
 */
export function foldOrder(facts: readonly Fact[]): Order {
  const ordered = inAggregateOrder(facts);
  const [first] = ordered;
  assert(first, 'an order has at least one fact');
  assert(
    ordered.every((fact) => fact.entityId === first.entityId),
    'facts of two orders in one fold',
  );
  const opened = typed(ordered, 'order.opened')[0];
  const placed = typed(ordered, 'order.placed');
  const { twoNumbers, ...numbers } = foldNumbers(placed, typed(ordered, 'order.renumbered'));
  const lines = foldLines(ordered);
  const type = bodies(ordered, 'order.type-changed').at(-1)?.orderType ?? opened?.body.orderType ?? 'counter';
  const beginsAt = beginning(opened?.fact ?? first, placed[0]?.fact);
  const serving = foldServing(ordered, beginsAt.terminalId);
  const meal = type === 'staff_meal' && serving.staffMeal ? staffMealDiscount(first.entityId, serving.staffMeal) : [];
  const { overRefunded, ...money } = foldMoney(lines.lines, ordered, meal);
  const { mergedInto, isGone, leftBehind } = foldMerge(ordered, { lines: lines.lines.length, payments: money.payments.length });
  const state = isGone ? 'cancelled' : foldState(ordered);
  return {
    id: first.entityId,
    branchId: first.branchId,
    type,
    state,
    ...numbers,
    ...beginsAt,
    ...lines,
    ...serving,
    trip: foldTrip(ordered),
    mergedInto,
    ...money,
    needsReview: reviewReasons({
      opened: opened !== undefined,
      state,
      payments: money.payments.length,
      balance: money.balance,
      twoNumbers,
      overRefunded,
      movedTwice: lines.overMoved > 0,
      mergedWithLines: leftBehind,
    }),
    rev: ordered.reduce((highest, fact) => Math.max(highest, fact.rev), 0),
  };
}

/** Where, when and by whom it began; the day is the one it was placed in, once it is. */
function beginning(
  opened: Fact,
  placed: Fact | undefined,
): Pick<Order, 'terminalId' | 'businessDay' | 'openedAt' | 'openedById' | 'placedAt'> {
  return {
    terminalId: opened.terminalId,
    businessDay: (placed ?? opened).businessDay,
    openedAt: opened.at,
    openedById: opened.actorId,
    placedAt: placed?.at,
  };
}

/** Whether the order is settled to the peso. */
export function isSettled(order: Order): boolean {
  return order.state !== 'draft' && order.lines.length > 0 && order.balance <= NO_MONEY;
}

/** Into which order it went, whether nothing of it is left, and whether lines were left behind. */
function foldMerge(
  ordered: readonly Fact[],
  has: { readonly lines: number; readonly payments: number },
): { readonly mergedInto: string | undefined; readonly isGone: boolean; readonly leftBehind: boolean } {
  const mergedInto = bodies(ordered, 'order.merged').at(-1)?.intoOrderId;
  if (mergedInto === undefined) return { mergedInto, isGone: false, leftBehind: false };
  return { mergedInto, isGone: has.lines === 0 && has.payments === 0, leftBehind: has.lines > 0 };
}

function foldState(ordered: readonly Fact[]): OrderState {
  if (ordered.some((fact) => fact.type === 'order.cancelled')) return 'cancelled';
  if (ordered.some((fact) => fact.type === 'order.closed')) return 'closed';
  return ordered.some((fact) => fact.type === 'order.placed') ? 'placed' : 'draft';
}

type Disagreement = {
  readonly opened: boolean;
  readonly state: OrderState;
  readonly payments: number;
  readonly balance: Money;
  readonly twoNumbers: boolean;
  readonly overRefunded: boolean;
  readonly movedTwice: boolean;
  readonly mergedWithLines: boolean;
};

function reviewReasons(seen: Disagreement): ReviewReason[] {
  const paid = seen.payments > 0;
  const reasons: [ReviewReason, boolean][] = [
    ['never-opened', !seen.opened],
    ['owes-after-payment', paid && seen.state !== 'cancelled' && seen.balance > 0],
    ['overpaid', paid && seen.state !== 'cancelled' && seen.balance < 0],
    ['paid-but-cancelled', paid && seen.state === 'cancelled'],
    ['two-numbers', seen.twoNumbers],
    ['over-refunded', seen.overRefunded],
    ['moved-twice', seen.movedTwice],
    ['merged-with-lines', seen.mergedWithLines],
  ];
  return reasons.filter(([, holds]) => holds).map(([reason]) => reason);
}

function foldNumbers(
  placed: readonly Typed<'order.placed'>[],
  renumbered: readonly Typed<'order.renumbered'>[],
): Pick<Order, 'number' | 'printedNumber'> & { readonly twoNumbers: boolean } {
  const printedNumber = placed[0]?.body.number;
  return {
    number: renumbered.at(-1)?.body.number ?? printedNumber,
    printedNumber,
    twoNumbers: distinctNumbers(placed) > 1 || isRenumberedTwoWays(renumbered),
  };
}

function distinctNumbers(placed: readonly Typed<'order.placed' | 'order.renumbered'>[]): number {
  return new Set(placed.map(({ body }) => orderNumberText(body.number))).size;
}

/** Two clones of a till each gave the order a number of their own in place of the same one. */
function isRenumberedTwoWays(renumbered: readonly Typed<'order.renumbered'>[]): boolean {
  const replaced = Map.groupBy(renumbered, ({ body }) => orderNumberText(body.previous));
  return [...replaced.values()].some((ways) => distinctNumbers(ways) > 1);
}
