import type { Money } from '../base/money.ts';
import { localStamp } from '../base/time.ts';
import type { Order } from '../orders/order.fold.ts';
import { cashDue, changeFor } from '../payments/rounding.ts';
import type { ReceiptFacts, TicketDetail } from './receipt.ts';
import type { TicketTexts } from './ticket-texts.ts';

type Place = { readonly texts: TicketTexts; readonly utcOffsetHours: number };

/** What the customer's paper says of where it goes: the driver reads it too. */
export function receiptDetails(order: Order, place: Place): TicketDetail[] {
  return [...tableDetails(order, place), ...deliveryDetails(order, place), ...personDetails(order, place)];
}

/** What the kitchen needs of it: where it is eaten, or who waits for it and since when. No address. */
export function kitchenDetails(order: Order, place: Place): TicketDetail[] {
  const neighborhood = order.type === 'delivery' ? order.delivery?.neighborhood : undefined;
  return [...tableDetails(order, place), ...detail(place.texts.neighborhood, neighborhood), ...personDetails(order, place)];
}

/** What is still to be asked for at the customer's door, and the change that has to travel along. */
export function owedOf(order: Order): Pick<ReceiptFacts, 'owed'> {
  if (order.type !== 'delivery' || order.balance <= 0) return {};
  const paysWith = order.delivery?.paysWith;
  const change = paysWith === undefined ? undefined : changeToCarry(order.balance, paysWith);
  return { owed: { amount: order.balance, ...(paysWith === undefined ? {} : { paysWith }), ...(change === undefined ? {} : { change }) } };
}

/** The change for a bill that will be held out; nothing when the bill isn't enough. */
export function changeToCarry(owed: Money, paysWith: Money): Money | undefined {
  return changeFor(cashDue(owed), paysWith);
}

function tableDetails({ type, table, guests }: Order, { texts }: Place): TicketDetail[] {
  if (type !== 'dine_in') return [];
  return [
    ...detail(texts.table, table && `${table.name} · ${table.area}`),
    ...detail(texts.guests, guests === undefined ? undefined : String(guests)),
  ];
}

function deliveryDetails({ type, delivery }: Order, { texts }: Place): TicketDetail[] {
  if (type !== 'delivery' || !delivery) return [];
  return [
    ...detail(texts.phone, delivery.phone),
    ...detail(texts.address, delivery.address),
    ...detail(texts.neighborhood, delivery.neighborhood),
    ...detail(texts.directions, delivery.directions),
  ];
}

function personDetails({ type, pickup, staffMeal }: Order, { texts, utcOffsetHours }: Place): TicketDetail[] {
  if (type === 'staff_meal') return detail(texts.eatenBy, staffMeal?.staffName);
  if (type !== 'pickup' || !pickup) return [];
  const promised = pickup.promisedAt === undefined ? undefined : localStamp(pickup.promisedAt, utcOffsetHours).slice(11);
  return [...detail(texts.pickedUpBy, pickup.name), ...detail(texts.promisedAt, promised)];
}

function detail(label: string, value: string | undefined): TicketDetail[] {
  return value === undefined ? [] : [{ label, value }];
}
