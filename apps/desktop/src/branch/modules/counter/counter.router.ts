import { z } from 'zod';
import { COUNTER_KINDS, counterDeviceSchema, poleViewSchema } from '@fastops/shared/counter/counter-device';
import { gramsSchema } from '@fastops/shared/orders/line-weight';
import { action, actorOfCall, command, look, query, router } from '../../rpc/procedures.ts';
import { counterDevices, gramsOf, setDevice, showCustomer, typeWeight, weigh } from './counter.service.ts';

const device = z.strictObject({ kind: z.enum(COUNTER_KINDS), settings: counterDeviceSchema.nullable() });

export const counterRouter = router({
  devices: query('orders.sell', z.void(), (ctx) => counterDevices(ctx)),
  lines: look('printers.manage', z.void(), ({ counter }) => counter.lines()),
  set: command('printers.manage', device, setDevice),
  tryScale: action('printers.manage', counterDeviceSchema, async ({ counter }, scale) => gramsOf(await counter.weigh(scale))),
  tryPole: action('printers.manage', z.strictObject({ pole: counterDeviceSchema, view: poleViewSchema }), ({ counter }, { pole, view }) =>
    counter.show(pole, view),
  ),
  weigh: action('orders.sell', z.void(), (call) => weigh(call, actorOfCall(call))),
  typeWeight: command('orders.weigh-by-hand', z.strictObject({ grams: gramsSchema }), typeWeight),
  show: action('orders.sell', poleViewSchema, (call, view) => showCustomer(call, { actor: actorOfCall(call), view })),
});
