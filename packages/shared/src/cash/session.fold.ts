import { assert } from '../base/assert.ts';
import { money, type Money } from '../base/money.ts';
import { inAggregateOrder, type Fact } from '../sync/event.ts';
import { cashSessionEventBodies } from './session.events.ts';

/** A drawer's shift, from its float to its count. */
export type CashSession = {
  readonly id: string;
  readonly branchId: string;
  readonly terminalId: string;
  readonly businessDay: string;
  readonly openedAt: number;
  readonly openedById: string;
  readonly openingFloat: Money;
  readonly closedAt: number | undefined;
  readonly counted: Money | undefined;
  readonly rev: number;
};

/** Folds the facts of one cash session: the first opening and the first closing stand; repetition changes nothing. */
export function foldCashSession(facts: readonly Fact[]): CashSession {
  const ordered = inAggregateOrder(facts);
  const opened = ordered.find((fact) => fact.type === 'cash-session.opened');
  const first = opened ?? ordered[0];
  assert(first, 'a cash session has at least one fact');
  const closed = ordered.find((fact) => fact.type === 'cash-session.closed');
  return {
    id: first.entityId,
    branchId: first.branchId,
    terminalId: first.terminalId,
    businessDay: first.businessDay,
    openedAt: first.at,
    openedById: first.actorId,
    openingFloat: opened ? cashSessionEventBodies['cash-session.opened'].parse(opened.body).openingFloat : money(0),
    closedAt: closed?.at,
    counted: closed ? cashSessionEventBodies['cash-session.closed'].parse(closed.body).counted : undefined,
    rev: ordered.reduce((highest, fact) => Math.max(highest, fact.rev), 0),
  };
}
