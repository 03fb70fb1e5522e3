import { z } from 'zod';
import { idSchema } from '@fastops/shared/base/id';
import { textSchema } from '@fastops/shared/base/text';
import { selectionSchema } from '@fastops/shared/catalog/pricing';
import { moneySchema, orderTypeSchema } from '@fastops/shared/orders/order.events';
import { command, query, router } from '../../rpc/procedures.ts';
import {
  addLine,
  cancelDraft,
  changeLine,
  changeType,
  currentDraft,
  payCash,
  placeOrder,
  readOrder,
  recentOrders,
  removeLine,
  reprintReceipt,
  ringUp,
} from './orders.service.ts';

const orderRef = z.strictObject({ orderId: idSchema });
const lineRef = orderRef.extend({ lineId: idSchema });
const tender = { paymentId: idSchema, tendered: moneySchema.refine((amount) => amount >= 0, 'negative') };

export const ordersRouter = router({
  current: query('orders.read', z.void(), (ctx) => currentDraft(ctx)),
  find: query('orders.read', orderRef, (ctx, { orderId }) => readOrder(ctx, orderId)),
  recent: query('orders.read', z.strictObject({ limit: z.int().min(1).max(200) }), (ctx, { limit }) => recentOrders(ctx, limit)),
  addLine: command('orders.sell', orderRef.extend({ orderType: orderTypeSchema, selection: selectionSchema }), addLine),
  changeLine: command(
    'orders.sell',
    lineRef.extend({ quantity: z.int().min(1).max(999).optional(), note: textSchema(80).nullable().optional() }),
    changeLine,
  ),
  removeLine: command('orders.sell', lineRef, removeLine),
  changeType: command('orders.sell', orderRef.extend({ orderType: orderTypeSchema }), changeType),
  cancelDraft: command('orders.sell', orderRef.extend({ reason: textSchema(120) }), cancelDraft),
  place: command('orders.sell', orderRef, placeOrder),
  payCash: command('payments.take', orderRef.extend(tender), payCash),
  ringUp: command(
    'payments.take',
    orderRef.extend({ orderType: orderTypeSchema, selections: z.array(selectionSchema).min(1).max(200), ...tender }),
    ringUp,
  ),
  reprint: command('orders.reprint', orderRef, reprintReceipt),
});
