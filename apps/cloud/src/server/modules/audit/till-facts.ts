import { drawerEventBodies } from '@fastops/shared/cash/drawer.events';
import { orderEventBodies } from '@fastops/shared/orders/order.events';
import type { Event } from '@fastops/shared/sync/event';
import { terminalEventBodies } from '@fastops/shared/sync/terminal.events';
import { upcast } from '@fastops/shared/sync/upcast';

/** What a till's fact says to whoever watches over the shop. */
export type Told = { readonly action: string; readonly before?: unknown; readonly after: unknown };

type Reader = (body: unknown) => Told | undefined;

/** The facts of a shift that belong into the log: goods and money given up, a drawer opened without a sale, a clock that jumped. */
const READERS: Readonly<Record<string, Reader>> = {
  'order.cancelled': (body) => ({ action: 'till.order-voided', after: orderEventBodies['order.cancelled'].parse(body) }),
  'order.line-voided': (body) => {
    const { voided } = orderEventBodies['order.line-voided'].parse(body);
    return { action: 'till.line-voided', after: { quantity: voided.quantity, reason: voided.reason } };
  },
  'order.refunded': (body) => {
    const { refund } = orderEventBodies['order.refunded'].parse(body);
    return { action: 'till.refunded', after: { amount: refund.amount, method: refund.method, reason: refund.reason } };
  },
  'drawer.opened': (body) => {
    const { reason } = drawerEventBodies['drawer.opened'].parse(body);
    return reason === 'no-sale' ? { action: 'till.drawer-opened', after: { reason } } : undefined;
  },
  'terminal.clock-changed': (body) => {
    const { offsetMs, beforeMs } = terminalEventBodies['terminal.clock-changed'].parse(body);
    return { action: 'till.clock-changed', before: { offsetMs: beforeMs }, after: { offsetMs } };
  },
};

/** What to write of a fact that this version can read; undefined for the many that are nobody's concern. */
export function toldOf(event: Event): Told | undefined {
  return READERS[event.type]?.(upcast(event).body);
}
