import { addMoney, NO_MONEY, subtractMoney, sumMoney, type Money } from '../base/money.ts';
import type { CashMovement } from './session.events.ts';

/** Everything of a session that moved cash, or owes it to somebody. Amounts are positive. */
export type CashFlows = {
  readonly openingFloat: Money;
  /** Cash that stayed from sales, with the cash part of tips, fees and surcharges. */
  readonly cashSales: Money;
  readonly cashRefunds: Money;
  readonly movements: readonly CashMovement[];
  /** Tips and delivery fees that came by bank or card and were paid out in cash to their owner. */
  readonly thirdPartyPaidInCash: Money;
};

/**
 * Cash that has to be in the drawer. The only formula: screen, close, Z and diagnosis all use it.
 * expected = float + cash from sales − refunds + entries − expenses − drops − third parties' money paid in cash.
 */
export function expectedCash(flows: CashFlows): Money {
  const inflow = addMoney(addMoney(flows.openingFloat, flows.cashSales), movementsOf(flows.movements, 'cash_in'));
  const outflow = sumMoney([
    flows.cashRefunds,
    movementsOf(flows.movements, 'cash_out'),
    movementsOf(flows.movements, 'safe_drop'),
    flows.thirdPartyPaidInCash,
  ]);
  return subtractMoney(inflow, outflow);
}

/** counted − expected: negative when money is missing (faltante), positive when there is too much (sobrante). */
export function cashDifference(counted: Money, expected: Money): Money {
  return subtractMoney(counted, expected);
}

function movementsOf(movements: readonly CashMovement[], kind: CashMovement['kind']): Money {
  const amounts = movements.filter((movement) => movement.kind === kind).map(({ amount }) => amount);
  return amounts.length === 0 ? NO_MONEY : sumMoney(amounts);
}
