import { z } from 'zod';
import { idSchema } from '@fastops/shared/base/id';
import { moneySchema } from '@fastops/shared/orders/order.events';
import { command, query, router } from '../../rpc/procedures.ts';
import { cashStatus, closeSession, openSession } from './cash.service.ts';

const notNegative = moneySchema.refine((amount) => amount >= 0, 'negative');

export const cashRouter = router({
  status: query('orders.read', z.void(), (ctx) => cashStatus(ctx)),
  open: command('cash.open', z.strictObject({ sessionId: idSchema, openingFloat: notNegative }), openSession),
  close: command('cash.close', z.strictObject({ counted: notNegative }), closeSession),
});
