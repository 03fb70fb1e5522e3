import { assert } from '../base/assert.ts';
import { NO_MONEY, type Money } from '../base/money.ts';
import { uniqueById } from '../base/unique.ts';
import { inAggregateOrder, type Fact } from '../sync/event.ts';
import type { VoidedLine } from './adjustment.events.ts';
import { foldMoney, type OrderMoney } from './money.fold.ts';
import { orderNumberText, type OrderLine, type OrderNumber, type OrderType } from './order.events.ts';
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
  | 'number-taken';

/** An order as everybody sees it: the fold of its facts. */
export type Order = Omit<OrderMoney, 'overRefunded'> & {
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
  readonly lines: readonly OrderLine[];
  /** What was taken off after the kitchen had it. */
  readonly voided: readonly VoidedLine[];
  /** The till that answers for it while it is open: where it began, or where a close carried it. */
  readonly heldById: string;
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
  const state = foldState(ordered);
  const voided = uniqueById(bodies(ordered, 'order.line-voided').map((body) => body.voided));
  const lines = foldLines(ordered, voided);
  const { overRefunded, ...money } = foldMoney(lines, ordered);
  return {
    id: first.entityId,
    branchId: first.branchId,
    type: typed(ordered, 'order.type-changed').at(-1)?.body.orderType ?? opened?.body.orderType ?? 'counter',
    state,
    ...numbers,
    ...beginning(opened?.fact ?? first, placed[0]?.fact),
    lines,
    voided,
    ...money,
    heldById: holderOf(typed(ordered, 'order.carried-over').at(-1)) ?? (opened?.fact ?? first).terminalId,
    needsReview: reviewReasons({
      opened: opened !== undefined,
      state,
      payments: money.payments.length,
      balance: money.balance,
      twoNumbers,
      overRefunded,
    }),
    rev: ordered.reduce((highest, fact) => Math.max(highest, fact.rev), 0),
  };
}

function holderOf(carried: Typed<'order.carried-over'> | undefined): string | undefined {
  return carried?.body.toTerminalId ?? carried?.fact.terminalId;
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

function foldLines(ordered: readonly Fact[], voided: readonly VoidedLine[]): OrderLine[] {
  const removed = new Set(typed(ordered, 'order.line-removed').map(({ body }) => body.lineId));
  const added = uniqueById(typed(ordered, 'order.line-added').map(({ body }) => body.line));
  const changes = typed(ordered, 'order.line-changed');
  const kept = added.filter((line) => !removed.has(line.id)).map((line) => changedLine(line, changes));
  return voided.length === 0 ? kept : kept.flatMap((line) => withoutVoided(line, voided));
}

/** What is left of a line; a void wins over any change of its quantity. */
function withoutVoided(line: OrderLine, voided: readonly VoidedLine[]): OrderLine[] {
  const gone = voided.filter(({ lineId }) => lineId === line.id).reduce((sum, each) => sum + each.quantity, 0);
  return gone >= line.quantity ? [] : [{ ...line, quantity: line.quantity - gone }];
}

function changedLine(line: OrderLine, changes: readonly Typed<'order.line-changed'>[]): OrderLine {
  const mine = changes.filter(({ body }) => body.lineId === line.id).map(({ body }) => body);
  const quantity = mine.findLast((change) => change.quantity !== undefined)?.quantity ?? line.quantity;
  const noted = mine.findLast((change) => change.note !== undefined);
  const { note: original, ...rest } = line;
  const note = noted === undefined ? original : (noted.note ?? undefined);
  return note === undefined ? { ...rest, quantity } : { ...rest, quantity, note };
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
