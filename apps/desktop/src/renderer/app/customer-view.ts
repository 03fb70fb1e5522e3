import { weighingsOf } from '@fastops/shared/orders/line';
import { weightText } from '@fastops/shared/orders/line-weight';
import { lineTotal } from '@fastops/shared/orders/totals';

import type { DisplayView } from '../features/customer-display/display-view.ts';
import type { Sale } from '../features/pay/last-sale.tsx';
import type { Cart } from '../features/sell/cart.ts';

const LONGEST_DETAIL = 400;

type Selling = {
  readonly shop: string;
  readonly cart: Cart;
  readonly lastSale: Sale | null;
  /** The shop's QR, while the customer may pay with it. */
  readonly qr: string | undefined;
};

/** What the customer may see of what the cashier sees. */
export function customerView({ shop, cart, lastSale, qr }: Selling): DisplayView {
  if (cart.lines.length === 0) {
    return lastSale ? { kind: 'paid', shop, number: lastSale.number, change: lastSale.change } : { kind: 'idle', shop };
  }
  const { discount, tip, due } = cart.totals;
  return {
    kind: 'order',
    shop,
    discount,
    tip,
    total: due,
    lines: cart.lines.map((line) => ({
      quantity: line.quantity,
      name: line.name,
      detail: [...weighingsOf(line).map(({ grams }) => weightText(grams)), ...line.choices.map(({ name }) => name)]
        .join(', ')
        .slice(0, LONGEST_DETAIL),
      amount: lineTotal(line),
    })),
    ...(qr === undefined ? {} : { qr }),
  };
}
