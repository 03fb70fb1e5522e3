import { z } from 'zod';
import { idSchema } from '@fastops/shared/base/id';
import { textSchema } from '@fastops/shared/base/text';
import { cashCountSchema, cashMovementSchema } from '@fastops/shared/cash/session.events';
import { moneySchema } from '@fastops/shared/orders/order.events';
import { command, query, router } from '../../rpc/procedures.ts';
import { cashStatus, openSession } from './cash.service.ts';
import { addMovement, closeSession, explainCount, readingX, sealCount } from './drawer-money.service.ts';

const notNegative = moneySchema.refine((amount) => amount >= 0, 'negative');
const reason = textSchema(200).optional();

export const cashRouter = router({
  status: query('orders.read', z.void(), (ctx) => cashStatus(ctx)),
  open: command(
    'cash.open',
    z.strictObject({ sessionId: idSchema, openingFloat: notNegative, reason: textSchema(120).optional() }),
    openSession,
  ),
  move: command('cash.move', cashMovementSchema, addMovement),
  count: command('cash.close', cashCountSchema, sealCount),
  close: command('cash.close', z.strictObject({ countId: idSchema, floatLeft: notNegative, reason }), closeSession),
  explain: query('cash.close', z.strictObject({ sessionId: idSchema }), explainCount),
  /** The reading without closing: what the drawer should hold, for those who may know it before a count. */
  reading: query('cash.read-expected', z.void(), (ctx) => readingX(ctx)),
});
