import { z } from 'zod';
import { idSchema } from '@fastops/shared/base/id';
import { notNegativeMoneySchema } from '@fastops/shared/base/money-schema';
import { done } from '@fastops/shared/base/result';
import { textSchema } from '@fastops/shared/base/text';
import { cashCountSchema, cashMovementSchema } from '@fastops/shared/cash/session.events';
import { pinSchema } from '@fastops/shared/identity/grant';
import { hashSchema } from '@fastops/shared/sync/event';
import { action, actorOfCall, command, query, router, type CallContext } from '../../rpc/procedures.ts';
import { drawerState } from '../printing/printing.service.ts';
import { cashSettings } from './cash-settings.service.ts';
import { cashStatus, openSession } from './cash.service.ts';
import { closeSession, reprintZ, zReport, zReports } from './close.service.ts';
import { openToCount, sealCount } from './count.service.ts';
import { explainCount } from './explain.service.ts';
import { drawerAlarm } from './drawer-alarm.service.ts';
import { noSalesSoFar, openWithoutSale } from './drawer.service.ts';
import { handOver } from './handover.service.ts';
import { addMovement } from './drawer-money.service.ts';
import { MOST_OPEN_ORDERS } from '@fastops/shared/cash/z-report';
import { closingList } from './open-orders.service.ts';
import { paperX, printX, readingX } from './reading.service.ts';

const reason = textSchema(200).optional();
const openOrder = z.discriminatedUnion('outcome', [
  z.strictObject({ orderId: idSchema, outcome: z.literal('next-session') }),
  z.strictObject({ orderId: idSchema, outcome: z.literal('other-till'), terminalId: idSchema }),
  z.strictObject({ orderId: idSchema, outcome: z.literal('cancel'), reason: textSchema(120) }),
]);
const closing = z.strictObject({
  countId: idSchema,
  floatLeft: notNegativeMoneySchema,
  reason,
  openOrders: z.array(openOrder).max(MOST_OPEN_ORDERS).optional(),
  // A wrong reading of one bank's messages may leave a whole week unseen: the close still has to be possible.
  unverifiedSeen: z.array(idSchema).max(20_000).optional(),
  driversSeen: z.array(idSchema).max(500).optional(),
  cardsDeclared: notNegativeMoneySchema.optional(),
});
const handover = z.strictObject({ countId: idSchema, toStaffId: idSchema, pin: pinSchema });

export const cashRouter = router({
  status: query('orders.read', z.void(), (ctx) => cashStatus(ctx)),
  settings: query('orders.read', z.void(), (ctx) => cashSettings(ctx)),
  open: command(
    'cash.open',
    z.strictObject({ sessionId: idSchema, openingFloat: notNegativeMoneySchema, reason: textSchema(120).optional() }),
    openSession,
  ),
  move: command('cash.move', cashMovementSchema, addMovement),
  openToCount: command('cash.close', z.void(), (ctx) => openToCount(ctx)),
  count: command('cash.close', cashCountSchema, sealCount),
  closing: query('cash.close', z.void(), (ctx) => closingList(ctx)),
  close: command('cash.close', closing, closeSession),
  handOver: action('cash.close', handover, takeOver),
  explain: query('cash.close', z.strictObject({ sessionId: idSchema }), explainCount),
  /** The reading without closing: what the drawer should hold, for those who may know it before a count. */
  reading: query('cash.read-expected', z.void(), (ctx) => readingX(ctx)),
  readingPaper: query('cash.read-expected', z.void(), (ctx) => paperX(ctx)),
  printReading: command('cash.read-expected', z.void(), (ctx) => printX(ctx)),
  zReports: query('cash.close', z.strictObject({ limit: z.int().min(1).max(100) }), zReports),
  zReport: query('cash.close', z.strictObject({ hash: hashSchema }), zReport),
  reprintZ: command('cash.close', z.strictObject({ hash: hashSchema }), reprintZ),
  drawerAlarm: query('orders.read', z.void(), (ctx) => drawerAlarm(ctx, drawerState)),
  noSales: query('orders.read', z.void(), (ctx) => noSalesSoFar(ctx)),
  openDrawer: command('payments.take', z.strictObject({ id: idSchema, note: textSchema(120) }), openWithoutSale),
});

/** The taker says their own PIN: the drawer is theirs from the next tap on, and so is the screen. */
async function takeOver(call: CallContext, { countId, toStaffId, pin }: z.output<typeof handover>) {
  const giver = actorOfCall(call);
  const taker = await call.logins.check({ staffId: toStaffId, pin });
  if (!taker.ok) return taker;
  const handed = call.core.execute(giver, (ctx) => handOver(ctx, { countId, taker: taker.value }));
  if (!handed.ok) return handed;
  call.connection.actor = taker.value;
  call.connection.grantVersion = call.core.enrolment()?.grant.version ?? 0;
  return done(handed.value);
}
