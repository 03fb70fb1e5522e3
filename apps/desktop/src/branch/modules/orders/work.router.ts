import { z } from 'zod';
import { idSchema } from '@fastops/shared/base/id';
import { textSchema } from '@fastops/shared/base/text';
import { orderTypeSchema } from '@fastops/shared/orders/order.events';
import { deliverySchema, pickupSchema } from '@fastops/shared/orders/serving.events';
import { lineQuantitySchema } from '@fastops/shared/orders/work.events';
import { command, query } from '../../rpc/procedures.ts';
import { driverSchema } from '@fastops/shared/orders/driver.events';
import { positiveMoneySchema } from '@fastops/shared/base/money-schema';
import { drivers, sendOut, settleDriver } from './drivers.service.ts';
import { beginOrder } from './orders.service.ts';
import { mergeOrders, splitOrder } from './moves.service.ts';
import { changeType, setCustomer, setDelivery, setPickup, setStaffMeal, setTable } from './serving.service.ts';
import { holdOrder, openOrders, resumeOrder, sendAdditions } from './work.service.ts';

const orderRef = z.strictObject({ orderId: idSchema });

const settlement = z.strictObject({
  settlementId: idSchema,
  orders: z
    .array(z.strictObject({ orderId: idSchema, paymentId: idSchema }))
    .min(1)
    .max(100),
  handedIn: positiveMoneySchema.optional(),
});

/** Whom an order is for, where it is served, and how people hand it on and divide it: part of the orders' price list. */
export const workProcedures = {
  open: query('orders.read', z.void(), (ctx) => openOrders(ctx)),
  begin: command('orders.sell', orderRef.extend({ orderType: orderTypeSchema }), beginOrder),
  changeType: command('orders.sell', orderRef.extend({ orderType: orderTypeSchema }), changeType),
  setTable: command('orders.sell', orderRef.extend({ tableId: idSchema.nullable(), guests: z.int().min(1).max(99).optional() }), setTable),
  setCustomer: command('orders.sell', orderRef.extend({ customerId: idSchema.nullable() }), setCustomer),
  setDelivery: command('orders.sell', orderRef.extend({ delivery: deliverySchema }), setDelivery),
  setPickup: command('orders.sell', orderRef.extend({ pickup: pickupSchema.nullable() }), setPickup),
  setStaffMeal: command('orders.sell', orderRef.extend({ staffId: idSchema, staffName: textSchema(60) }), setStaffMeal),
  hold: command('orders.sell', orderRef.extend({ label: textSchema(40).optional() }), holdOrder),
  resume: command('orders.sell', orderRef, resumeOrder),
  sendAdditions: command('orders.sell', orderRef.extend({ held: z.boolean().optional() }), sendAdditions),
  split: command('orders.sell', orderRef.extend({ newOrderId: idSchema, lines: z.array(lineQuantitySchema).min(1).max(200) }), splitOrder),
  drivers: query('orders.read', z.void(), (ctx) => drivers(ctx)),
  sendOut: command('payments.take', orderRef.extend({ tripId: idSchema, driver: driverSchema }), sendOut),
  settleDriver: command('payments.take', settlement, settleDriver),
  merge: command('orders.sell', orderRef.extend({ intoOrderId: idSchema }), mergeOrders),
};
