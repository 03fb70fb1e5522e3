import type { Money } from '../../base/money.ts';
import type { PaymentMethod } from '../../orders/order.events.ts';

/** A payment taken in the session, as the till recorded it. `amount` is what stayed: tendered − change. */
export type StoryPayment = {
  readonly orderId: string;
  readonly method: PaymentMethod;
  readonly amount: Money;
  readonly tendered: Money;
  readonly change: Money;
  /** Cash of a delivery: written down here, and perhaps not handed in yet by whoever brought the order. */
  readonly unsettledCourier?: boolean;
};

/** Cash moved without a sale. Amounts are positive; the kind gives the direction. */
export type StoryMovement = { readonly id: string; readonly kind: 'cash_in' | 'cash_out' | 'safe_drop'; readonly amount: Money };

/** What happened in one cash session, as far as it can explain a difference. */
export type CashStory = {
  readonly openingFloat: Money;
  /** What the last close of this drawer left; undefined when there was none. */
  readonly previousFloatLeft: Money | undefined;
  readonly payments: readonly StoryPayment[];
  /** Refunds paid in cash. */
  readonly refunds: readonly { readonly orderId: string; readonly amount: Money }[];
  /** Orders cancelled without a recorded payment, with their total at that time. */
  readonly cancelled: readonly { readonly orderId: string; readonly total: Money }[];
  readonly movements: readonly StoryMovement[];
  /** Times the drawer was opened without a sale. */
  readonly openings: readonly { readonly id: string }[];
  /** The sealed count, by denomination; empty when only a total was given. */
  readonly counted: readonly { readonly denomination: Money; readonly quantity: number }[];
  /** counted − expected: negative when money is missing. */
  readonly difference: Money;
};
