import { z } from 'zod';
import { idSchema } from '@fastops/shared/base/id';
import { lanAddressSchema, lanPeerKindSchema } from '@fastops/shared/lan/lan.events';
import { action, actorOfCall, command, look, openQuery, router } from '../../rpc/procedures.ts';
import { leaveHubRole, noteFenceRead, takeHubRole, unpairPeer } from './lan.service.ts';
import { lanStatus } from './lan-status.service.ts';

const code = z
  .string()
  .trim()
  .min(8)
  .max(12)
  .regex(/^[\dA-Za-z -]+$/);
const port = z.int().min(1).max(65_535);

export const lanRouter = router({
  /** Who is hub, whose keys count, and how this till stands: shown before log-in too, like the link to the cloud. */
  status: openQuery(z.void(), ({ core, lan }) => {
    const enrolment = core.enrolment();
    return enrolment ? lanStatus(core.db, enrolment.terminal, lan) : null;
  }),
  /** Opens the door here: the first time, or in place of a hub that is gone. */
  takeRole: action('terminal.hub', z.void(), (call) => call.core.execute(actorOfCall(call), (ctx) => takeHubRole(ctx, call.lan.place()))),
  /** Hubs that can be joined without typing where they are. */
  around: look('terminal.hub', z.void(), ({ lan }) => lan.around()),
  leaveRole: command('terminal.hub', z.void(), (ctx) => leaveHubRole(ctx)),
  /** Answers a fresh code, to whoever asked and nobody else. */
  offerCode: action('terminal.hub', z.strictObject({ kind: lanPeerKindSchema }), (call, { kind }) =>
    call.lan.offer(kind, actorOfCall(call)),
  ),
  withdrawCode: action('terminal.hub', z.void(), ({ lan }) => lan.withdraw()),
  join: action('terminal.hub', z.strictObject({ address: lanAddressSchema, port, code }), ({ lan }, at) => lan.join(at)),
  unpair: command('terminal.hub', z.strictObject({ peerId: idSchema }), unpairPeer),
  fenceRead: command('staff', z.void(), (ctx) => noteFenceRead(ctx)),
});
