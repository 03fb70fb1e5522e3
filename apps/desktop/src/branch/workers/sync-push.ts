import type { PushInput, PushReply } from '@fastops/shared/sync/protocol';
import { isSignedHead } from '../adapters/signed-head.ts';
import { acknowledge, nextBatch, readIdentity } from '../modules/sync/sync.service.ts';
import type { SyncParts } from './sync-parts.ts';

/** Sends what the cloud hasn't got, run after run. Answers false when another log lives under the stream. */
export async function pushAll(parts: SyncParts, companyId: string): Promise<boolean> {
  const { core, client } = parts;
  for (let batch = nextBatch(core.db, companyId); batch; batch = nextBatch(core.db, companyId)) {
    const reply = await client.push(batch);
    if (!settled(parts, batch, reply)) return false;
  }
  return true;
}

/** Keeps an acknowledgement; answers false when it is of another log than ours. */
function settled({ core }: SyncParts, { streamId, firstSeq, events }: PushInput, reply: PushReply): boolean {
  const identity = readIdentity(core.db);
  const { outcome, ackSeq, ackHash } = reply;
  if (!identity || !isSignedHead(reply.signedHead, { streamId, seq: ackSeq, hash: ackHash }, identity.cloudKey)) {
    throw new Error('the cloud’s acknowledgement is not signed by its key');
  }
  if (outcome === 'fork') return false;
  const believed = core.transaction((db) => acknowledge(db, identity.companyId, { ...reply, streamId }), ['sync']);
  if (!believed) return false;
  if (outcome === 'rewind' && ackSeq + 1 >= firstSeq) throw new Error('the cloud asked to rewind to where we are');
  // Each round has to get somewhere, or this would push the same batch as fast as the network goes.
  if (outcome === 'stored' && ackSeq < firstSeq - 1 + events.length) throw new Error('the cloud stored less than it was sent');
  return true;
}
