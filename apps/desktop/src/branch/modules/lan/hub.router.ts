import { z } from 'zod';
import { lanHubSchema, lanPeerSchema } from '@fastops/shared/lan/lan.events';
import { idSchema } from '@fastops/shared/base/id';
import { refuse } from '@fastops/shared/base/result';
import { cursorSchema, helloInput, pullInput, pushInput } from '@fastops/shared/sync/protocol';
import { foreignTopics } from '../../context.ts';
import { action, peerAction, peerSubscription, router } from '../../rpc/procedures.ts';
import { changes } from '../terminal/changes.service.ts';
import { greeting, hearFromPeer, hubHead, hubHello, hubPull, hubPush, newsForPeer } from './hub.service.ts';
import { handOnMasters, mastersCursor } from './masters.service.ts';

const claims = lanPeerSchema.pick({ name: true, addresses: true, port: true });

/** What a key that nobody pinned may say: that it knows the code, and then who it is. */
export const pairingRouter = router({
  prove: action('open', z.strictObject({ proof: z.string().max(100), claims }), async ({ lan, connection }, given) =>
    connection.lan ? lan.prove(connection.lan.certificate, given) : refuse({ code: 'pairing.no-code' } as const),
  ),
  admit: action('open', z.strictObject({ grant: z.string().max(1_000_000).optional() }), ({ lan, connection }, { grant }) =>
    connection.lan ? lan.admit(connection.lan.certificate, grant) : refuse({ code: 'pairing.refused' } as const),
  ),
});

/** Said first on every line, by tills and kitchen screens alike; a till tells the hub that it knows. */
export const greet = peerAction(z.strictObject({ hub: lanHubSchema.nullable() }), ({ core, peer, terminal }, { hub }) => {
  const now = core.machine.now();
  if (hub) core.transaction((db) => hearFromPeer(db, { terminal, peer, now }, hub), ['lan']);
  return greeting(core.db, terminal);
});

/** What a paired till may do: the cloud's own protocol, of this branch. */
export const tillPeerRouter = router({
  greet,
  hello: peerAction(helloInput, ({ core, peer, terminal }, input) =>
    hubHello(core.db, { terminal, peerId: peer.peerId, now: core.machine.now() }, input),
  ),
  push: peerAction(pushInput, ({ core, peer, terminal }, input) =>
    core.transaction((db) => hubPush(db, { terminal, peerId: peer.peerId }, input), [...foreignTopics(input.events), 'lan']),
  ),
  masters: peerAction(cursorSchema, ({ core, terminal }, since) => handOnMasters(core.db, terminal.companyId, since)),
  claim: peerAction(z.strictObject({ orderId: idSchema, rev: z.int().min(0) }), ({ lan, peer }, claim) =>
    lan.grantClaim({ ...claim, terminalId: peer.peerId }),
  ),
  pull: peerAction(pullInput, ({ core, terminal }, input) => hubPull(core.db, terminal, input)),
  poke: peerSubscription(({ core, terminal }, signal) =>
    newsForPeer(changes(core, signal), () => [
      { scope: 'branch', head: hubHead(core.db) },
      { scope: 'company', head: mastersCursor(core.db, terminal.companyId).position },
    ]),
  ),
});
