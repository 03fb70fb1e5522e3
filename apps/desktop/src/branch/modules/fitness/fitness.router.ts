import { z } from 'zod';
import { actorOfCall, action, look, router, type CallContext } from '../../rpc/procedures.ts';
import { supportBundle } from './bundle.service.ts';
import { kitchenCheck, ownChecks } from './fitness.service.ts';

export const fitnessRouter = router({
  latest: look('staff', z.void(), ({ fitness }) => fitness.latest() ?? null),
  /** What support asks for, as one file on this computer. */
  bundle: action('backups.manage', z.strictObject({ days: z.int().min(1).max(60) }), (call, { days }) => ({
    path: call.fitness.keepBundle(supportBundle(call.core.readContext(actorOfCall(call)), call, days)),
  })),
  run: action('printers.manage', z.void(), (call) => runChecks(call)),
});

async function runChecks(call: CallContext) {
  const { core, fitness, lan } = call;
  const actor = actorOfCall(call);
  const ctx = core.readContext(actor);
  const own = ownChecks(ctx, call);
  const kitchen = await kitchenCheck(ctx, { lan, machine: fitness.machine });
  return (await fitness.run(actor, [...(await fitness.machine.look()), ...own, kitchen])) ?? null;
}
