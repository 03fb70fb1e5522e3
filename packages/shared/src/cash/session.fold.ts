import { assert } from '../base/assert.ts';
import { money, type Money } from '../base/money.ts';
import { uniqueById } from '../base/unique.ts';
import { inAggregateOrder, type Fact } from '../sync/event.ts';
import { cashSessionEventBodies, type CashCount, type CashMovement, type CashSessionEventType } from './session.events.ts';
import type { ZReport } from './z-report.ts';

/** A sealed count with who sealed it, and how it stood against the drawer at that moment (unknown for counts of older tills). */
export type SealedCount = CashCount & {
  readonly at: number;
  readonly byId: string;
  readonly expected: Money | undefined;
  readonly difference: Money | undefined;
};

/** The drawer went from one person to another. */
export type Handover = {
  readonly at: number;
  readonly fromStaffId: string;
  readonly toStaffId: string;
  readonly countId: string | undefined;
};

/** A drawer's shift, from its float to its count. */
export type CashSession = {
  readonly id: string;
  readonly branchId: string;
  readonly terminalId: string;
  readonly businessDay: string;
  readonly openedAt: number;
  readonly openedById: string;
  readonly openingFloat: Money;
  /** Who answers for the drawer now: who opened it, or who it was last handed to. */
  readonly cashierId: string;
  readonly movements: readonly CashMovement[];
  /** Every sealed count, the first one too when it was counted twice. */
  readonly counts: readonly SealedCount[];
  readonly handovers: readonly Handover[];
  readonly closedAt: number | undefined;
  readonly closedById: string | undefined;
  readonly counted: Money | undefined;
  /** What the close left for the next opening: all that was counted unless it says otherwise. */
  readonly floatLeft: Money | undefined;
  readonly differenceReason: string | undefined;
  readonly zNumber: number | undefined;
  /** What the close printed, as it was. */
  readonly z: ZReport | undefined;
  readonly rev: number;
};

/**
 * Folds the facts of one cash session; the same for any arrival order and any repetition.
 *
 * | fact           | rule when tills disagree                                       |
 * |----------------|----------------------------------------------------------------|
 * | opened, closed | the first by (rev, terminal, seq) stands                        |
 * | movement-added | additive: never lost, each id once, also after the close        |
 * | counted        | additive: every count is kept, each id once                     |
 * | reckoned       | the first word about a count stands                             |
 * | handed-over    | additive: all are kept, the last one answers for the drawer     |
 * | z-issued       | the first by the order above stands, with the close             |
 */
export function foldCashSession(facts: readonly Fact[]): CashSession {
  const ordered = inAggregateOrder(facts);
  const opened = ordered.find((fact) => fact.type === 'cash-session.opened');
  const first = opened ?? ordered[0];
  assert(first, 'a cash session has at least one fact');
  return {
    id: first.entityId,
    branchId: first.branchId,
    terminalId: first.terminalId,
    businessDay: first.businessDay,
    openedAt: first.at,
    openedById: first.actorId,
    openingFloat: opened ? bodyOf('cash-session.opened', opened).openingFloat : money(0),
    cashierId: bodiesOf('cash-session.handed-over', ordered).at(-1)?.toStaffId ?? first.actorId,
    movements: uniqueById(bodiesOf('cash-session.movement-added', ordered).map(({ movement }) => movement)),
    counts: sealedCounts(ordered),
    handovers: handovers(ordered, first.actorId),
    z: bodiesOf('cash-session.z-issued', ordered)[0]?.z,
    ...ending(ordered.find((fact) => fact.type === 'cash-session.closed')),
    rev: ordered.reduce((highest, fact) => Math.max(highest, fact.rev), 0),
  };
}

function sealedCounts(ordered: readonly Fact[]): SealedCount[] {
  const reckoned = bodiesOf('cash-session.reckoned', ordered);
  const sealed = ordered
    .filter((fact) => fact.type === 'cash-session.counted')
    .map((fact): SealedCount => {
      const { count } = bodyOf('cash-session.counted', fact);
      const reckoning = reckoned.find(({ countId }) => countId === count.id);
      return { ...count, at: fact.at, byId: fact.actorId, expected: reckoning?.expected, difference: reckoning?.difference };
    });
  return uniqueById(sealed);
}

/** From whoever answered for it before: somebody else may have been logged in when the key was turned. */
function handovers(ordered: readonly Fact[], openedById: string): Handover[] {
  const facts = ordered.filter((fact) => fact.type === 'cash-session.handed-over');
  const takers = facts.map((fact) => bodyOf('cash-session.handed-over', fact));
  return facts.map((fact, index) => ({
    at: fact.at,
    fromStaffId: takers[index - 1]?.toStaffId ?? openedById,
    toStaffId: takers[index]?.toStaffId ?? fact.actorId,
    countId: takers[index]?.countId,
  }));
}

type Ending = Pick<CashSession, 'closedAt' | 'closedById' | 'counted' | 'floatLeft' | 'differenceReason' | 'zNumber'>;

function ending(closed: Fact | undefined): Ending {
  const body = closed && bodyOf('cash-session.closed', closed);
  return {
    closedAt: closed?.at,
    closedById: closed?.actorId,
    counted: body?.counted,
    floatLeft: body?.floatLeft ?? body?.counted,
    differenceReason: body?.reason,
    zNumber: body?.zNumber,
  };
}

function bodyOf<T extends CashSessionEventType>(type: T, fact: Fact): ReturnType<(typeof cashSessionEventBodies)[T]['parse']> {
  const schema: { parse(body: unknown): unknown } = cashSessionEventBodies[type];
  return schema.parse(fact.body) as ReturnType<(typeof cashSessionEventBodies)[T]['parse']>;
}

function bodiesOf<T extends CashSessionEventType>(
  type: T,
  facts: readonly Fact[],
): ReturnType<(typeof cashSessionEventBodies)[T]['parse']>[] {
  return facts.filter((fact) => fact.type === type).map((fact) => bodyOf(type, fact));
}
