import { addMoney, money, NO_MONEY, subtractMoney, sumMoney, type Money } from '../base/money.ts';
import { cashDue } from '../payments/rounding.ts';
import type { Fact } from '../sync/event.ts';
import type { Driver } from './driver.events.ts';
import { bodies, typed } from './typed-facts.ts';

/** Who has an order on the road, and what of the drawer's change they carry for it. */
export type Trip = {
  readonly driver: Driver;
  readonly sentAt: number;
  /** Change that was given along and didn't come back yet. */
  readonly change: Money;
};

/**
 * Folds who brings an order; `ordered`: its facts in the order of the aggregate.
 *
 * | fact            | rule when tills disagree                                                                     |
 * |-----------------|----------------------------------------------------------------------------------------------|
 * | sent-out        | additive, each trip once: change that left two drawers left twice. The last names the driver |
 * | change-returned | additive, each return once                                                                   |
 */
export function foldTrip(ordered: readonly Fact[]): Trip | undefined {
  const trips = typed(ordered, 'order.sent-out');
  const last = trips.at(-1);
  if (!last) return undefined;
  const given = new Map(trips.map(({ body }) => [body.tripId, body.change]));
  const returned = new Map(bodies(ordered, 'order.change-returned').map(({ returnId, amount }) => [returnId, amount]));
  const change = subtractMoney(sumMoney([...given.values()]), sumMoney([...returned.values()]));
  return { driver: last.body.driver, sentAt: last.fact.at, change };
}

/** What of an order is still in its driver's pocket: change that was carried, and what the customer paid at the door. */
export type DriverDebt = { readonly change: Money; readonly toCollect: Money; readonly total: Money };

/** What a driver owes for an order; `toCollect` in coins that exist, as it would be paid at the till. */
export function driverDebt(order: { readonly trip: Trip | undefined; readonly state: string; readonly balance: Money }): DriverDebt {
  if (!order.trip) return { change: NO_MONEY, toCollect: NO_MONEY, total: NO_MONEY };
  // More came back than was carried: two tills took the same change, which the drawer shows and the driver doesn't owe.
  const change = money(Math.max(0, order.trip.change));
  const toCollect = order.state === 'placed' && order.balance > 0 ? cashDue(order.balance) : NO_MONEY;
  return { change, toCollect, total: addMoney(change, toCollect) };
}

/** The change to carry for a bill: what the customer's bill is more than what is owed, in the customer's favour; none when they pay exactly or otherwise. */
export function changeToCarry({ balance, paysWith }: { readonly balance: Money; readonly paysWith: Money | undefined }): Money {
  if (paysWith === undefined || balance <= 0) return NO_MONEY;
  return money(Math.max(0, paysWith - cashDue(balance)));
}
