import { z } from 'zod';
import { idSchema } from '@fastops/shared/base/id';
import { businessDaySchema } from '@fastops/shared/base/time';
import { textSchema } from '@fastops/shared/base/text';
import { selectionSchema } from '@fastops/shared/catalog/selection';
import { notNegativeMoneySchema, positiveMoneySchema } from '@fastops/shared/base/money-schema';
import { discountSchema, refundSchema, tipAnswerSchema, voidedLineSchema } from '@fastops/shared/orders/adjustment.events';
import { orderTypeSchema } from '@fastops/shared/orders/order.events';
import { paymentMethodSchema } from '@fastops/shared/payments/method';
import { command, orderQuery, query, router } from '../../rpc/procedures.ts';
import { addDiscount, answerTip, removeDiscount, verifyPayment, voidLine } from './adjust.service.ts';
import { findOrders, orderDays, readHistory, waitingPayments } from './order-list.service.ts';
import { refundOrder } from './refund.service.ts';
import {
  addLine,
  cancelDraft,
  changeLine,
  currentDraft,
  pay,
  placeOrder,
  readOrder,
  recentOrders,
  removeLine,
  reprintReceipt,
  ringUp,
} from './orders.service.ts';
import { workProcedures } from './work.router.ts';

const orderRef = z.strictObject({ orderId: idSchema });
const lineRef = orderRef.extend({ lineId: idSchema });
/** Twelve digits at most: more than that was never handed over, it was a barcode read into the wrong field. */
const tendered = notNegativeMoneySchema.refine((amount) => amount < 1_000_000_000_000, 'more than anybody has');
const tender = { paymentId: idSchema, tendered };
const payment = {
  paymentId: idSchema,
  method: paymentMethodSchema,
  amount: positiveMoneySchema.optional(),
  tendered: tendered.optional(),
  reference: textSchema(40).optional(),
  customerId: idSchema.optional(),
};
const refundPart = refundSchema.omit({ sessionId: true, method: true }).required({ paymentId: true });

export const ordersRouter = router({
  current: query('orders.read', z.void(), (ctx) => currentDraft(ctx)),
  find: orderQuery('orders.read', orderRef, (ctx, { orderId }) => readOrder(ctx, orderId)),
  recent: query('orders.read', z.strictObject({ limit: z.int().min(1).max(200), here: z.boolean().default(false) }), recentOrders),
  search: query(
    'orders.read',
    z.strictObject({
      text: textSchema(60).optional(),
      day: businessDaySchema.optional(),
      state: z.enum(['owing', 'refunded', 'waiting', 'cancelled']).optional(),
      limit: z.int().min(1).max(200),
    }),
    findOrders,
  ),
  days: query('orders.read', z.strictObject({ limit: z.int().min(1).max(400) }), orderDays),
  history: orderQuery('orders.read', orderRef, readHistory),
  waiting: query('orders.read', z.strictObject({ limit: z.int().min(1).max(500) }), waitingPayments),
  addLine: command('orders.sell', orderRef.extend({ orderType: orderTypeSchema, selection: selectionSchema }), addLine),
  changeLine: command(
    'orders.sell',
    lineRef.extend({ quantity: z.int().min(1).max(999).optional(), note: textSchema(80).nullable().optional() }),
    changeLine,
  ),
  removeLine: command('orders.sell', lineRef, removeLine),
  cancelDraft: command('orders.sell', orderRef.extend({ reason: textSchema(120) }), cancelDraft),
  place: command('orders.sell', orderRef.extend({ held: z.boolean().optional() }), placeOrder),
  pay: command('payments.take', orderRef.extend(payment), pay),
  addDiscount: command('orders.discount', orderRef.extend({ discount: discountSchema }), addDiscount),
  removeDiscount: command('orders.discount', orderRef.extend({ discountId: idSchema }), removeDiscount),
  answerTip: command('payments.take', orderRef.extend({ tip: tipAnswerSchema }), answerTip),
  voidLine: command('orders.void', orderRef.extend({ voided: voidedLineSchema }), voidLine),
  verifyPayment: command(
    'payments.verify',
    orderRef.extend({ paymentId: idSchema, rejectedBecause: textSchema(120).optional() }),
    verifyPayment,
  ),
  refund: command('orders.refund', orderRef.extend({ refunds: z.array(refundPart).min(1).max(10) }), refundOrder),
  ringUp: command(
    'payments.take',
    orderRef.extend({ orderType: orderTypeSchema, selections: z.array(selectionSchema).min(1).max(200), ...tender }),
    ringUp,
  ),
  reprint: command('orders.reprint', orderRef, reprintReceipt),
  ...workProcedures,
});
