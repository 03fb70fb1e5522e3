import { packagingFor, withoutCharge } from '@fastops/shared/delivery/service-settings';
import type { Charge, PricedCharge } from '@fastops/shared/orders/charge';
import type { OrderType } from '@fastops/shared/orders/order.events';
import type { ReadContext } from '../../context.ts';
import { sellingSettings, serviceSettings } from '../catalog/catalog.service.ts';

export type TypeRefusal = { readonly code: 'order.type-not-offered'; readonly orderType: OrderType };

/** A branch sells by the types it offers; an order that has one already keeps it when the offer changes. */
export function typeRefusal(ctx: ReadContext, orderType: OrderType): TypeRefusal | undefined {
  return sellingSettings(ctx).orderTypes.includes(orderType) ? undefined : { code: 'order.type-not-offered', orderType };
}

/** What an order of a type is charged from its start: its packaging. */
export function openingCharges(ctx: ReadContext, type: OrderType): Charge[] {
  const charge = packagingFor(serviceSettings(ctx), type, ctx.branch.tax);
  return charge ? [charge] : [];
}

/** The charges of another type, and those of the old one taken off: no fee where nothing is brought. */
export function chargesAfter(ctx: ReadContext, charges: readonly PricedCharge[], type: OrderType): Charge[] {
  const next = openingCharges(ctx, type);
  const gone = charges.filter(({ kind }) => (kind === 'packaging' ? next.length === 0 : type !== 'delivery'));
  return [...gone.map(takenOff), ...next];
}

/** The same charge, of nothing. */
export function takenOff({ total: _, ...charge }: PricedCharge): Charge {
  return withoutCharge(charge);
}
