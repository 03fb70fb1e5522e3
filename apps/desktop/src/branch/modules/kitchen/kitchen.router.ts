import { z } from 'zod';
import { idSchema } from '@fastops/shared/base/id';
import { businessDaySchema } from '@fastops/shared/base/time';
import { stationIdSchema } from '@fastops/shared/kitchen/station';
import { ticketLineSchema } from '@fastops/shared/kitchen/ticket.events';
import { command, query, router, subscription } from '../../rpc/procedures.ts';
import { customerBoard, kitchenBoard, kitchenTimes, ticketAlarms } from './board.service.ts';
import { acknowledgeTickets, bumpLines, holdOrder, holdTicket, recallLines, reprintTicket } from './kitchen.service.ts';
import { kitchenNews } from './live.service.ts';
import { kitchenOf } from './settings.service.ts';

const ticketId = idSchema;
const lines = z.strictObject({ ticketId, lineIds: z.array(ticketLineSchema.shape.id).min(1).max(400).optional() });
const ticketIds = z.array(ticketId).min(1).max(400);

export const kitchenRouter = router({
  /** Changes and beats: a screen that hears neither has lost its line. */
  live: subscription('kitchen.read', ({ core }, signal) => kitchenNews(core, signal)),
  board: query('kitchen.read', z.strictObject({ stationIds: z.array(stationIdSchema).max(20) }), kitchenBoard),
  /** Whose tickets a printer can be for. */
  stations: query('printers.read', z.void(), (ctx) => kitchenOf(ctx).stations.map(({ id, name }) => ({ id, name }))),
  customers: query('kitchen.read', z.void(), (ctx) => customerBoard(ctx)),
  alarms: query('kitchen.read', z.void(), (ctx) => ticketAlarms(ctx)),
  times: query('kitchen.read', z.strictObject({ businessDay: businessDaySchema }), kitchenTimes),
  /** A screen has drawn these. */
  acknowledge: command('kitchen.work', z.strictObject({ ticketIds }), (ctx, input) => acknowledgeTickets(ctx, { ...input, by: 'screen' })),
  /** Somebody at the till knows that the kitchen has them. */
  seen: command('kitchen.work', z.strictObject({ ticketIds }), (ctx, input) => acknowledgeTickets(ctx, { ...input, by: 'person' })),
  bump: command('kitchen.work', lines, bumpLines),
  recall: command('kitchen.work', lines, recallLines),
  hold: command('kitchen.work', z.strictObject({ ticketId, held: z.boolean() }), holdTicket),
  /** The waiter's word at the till: the next course waits, or it is its turn. */
  holdOrder: command('orders.sell', z.strictObject({ orderId: idSchema, held: z.boolean() }), holdOrder),
  reprint: command('kitchen.work', z.strictObject({ ticketId }), reprintTicket),
});
