import { CHAIN_START } from '@fastops/shared/sync/chain';
import type { RelayInput, RelayReply } from '@fastops/shared/sync/relay';
import { terminalActor } from '../terminals/terminals.service.ts';
import { lockStream } from './sync.store.ts';
import { push, type SyncCall } from './sync.service.ts';

const UNKNOWN: RelayReply = { outcome: 'unknown', ackSeq: 0, ackHash: CHAIN_START };

/**
 * Takes in what the hub of a branch hands on for another of its terminals, as if that terminal had pushed it. Only streams of
 * the caller's own branch, and of terminals that are not revoked; contact and custody stay what the terminal itself last said.
 */
export async function relay(call: SyncCall, input: RelayInput): Promise<RelayReply> {
  const stream = await lockStream(call.sql, input.streamId);
  if (!stream || stream.branchId !== call.actor.branchId) return UNKNOWN;
  const owner = await terminalActor(call.sql, stream.terminalId);
  if (!owner) return UNKNOWN;
  if (input.events.length === 0) return { outcome: 'stored', ackSeq: stream.lastSeq, ackHash: stream.lastHash };
  const { outcome, ackSeq, ackHash } = await push({ ...call, actor: owner }, input);
  return { outcome, ackSeq, ackHash };
}
