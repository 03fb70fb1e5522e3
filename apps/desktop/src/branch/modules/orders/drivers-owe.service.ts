import type { Money } from '@fastops/shared/base/money';
import { driverDebt } from '@fastops/shared/orders/driver.fold';
import { orderNumberText } from '@fastops/shared/orders/order.events';
import type { ReadContext } from '../../context.ts';
import { listOwedByDrivers } from './drivers.store.ts';
import { findOrder } from './orders.store.ts';

/** An order whose driver has not handed in all of it. */
export type OwedOrder = {
  readonly id: string;
  readonly number: string;
  readonly driver: string;
  readonly neighborhood: string | null;
  readonly sentAt: number;
  readonly change: Money;
  readonly toCollect: Money;
  readonly owes: Money;
};

/** What drivers have in their pockets, order by order: of the whole branch, or for the orders that one till answers for. */
export function owedByDrivers(ctx: ReadContext, heldById: string | null): OwedOrder[] {
  const { companyId } = ctx;
  return listOwedByDrivers(ctx.db, { companyId, heldById }).flatMap((id) => {
    const order = findOrder(ctx.db, companyId, id);
    if (!order?.trip) return [];
    const { change, toCollect, total } = driverDebt(order);
    const { driver, sentAt } = order.trip;
    const number = order.number ? orderNumberText(order.number) : '-';
    return [
      { id, number, driver: driver.name, neighborhood: order.delivery?.neighborhood ?? null, sentAt, change, toCollect, owes: total },
    ];
  });
}
