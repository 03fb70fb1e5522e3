import { CHAIN_START } from '@fastops/shared/sync/chain';
import type { CloudClient } from '../adapters/cloud-client.ts';
import type { BranchCore } from '../core.ts';
import { cloudEpoch, noteRelayed, pendingRelaysOf, relayAnew, runForCloud, type PendingRelay } from '../modules/lan/relay.service.ts';

/** A till that reaches the cloud brings its own events within a moment; the hub steps in for those that don't. */
const PATIENCE_MS = 5_000;

export type RelayParts = {
  readonly core: BranchCore;
  readonly relay: CloudClient['relay'];
  /** Whether the cloud answers right now: the sync loop is the one that probes. */
  readonly isOnline: () => boolean;
  readonly log: (message: string, facts: object) => void;
};

/** Hands on to the cloud what other tills brought over the local network. */
export function startRelayLoop(parts: RelayParts, everyMs = PATIENCE_MS): { stop(): Promise<void> } {
  let running = Promise.resolve();
  let busy = false;
  let epoch: string | undefined;
  const timer = setInterval(() => {
    if (busy || !parts.isOnline()) return;
    busy = true;
    running = relayOnce(parts, epoch)
      .then((known) => void (epoch = known))
      .catch((error: unknown) => parts.log('handing on failed', { error: String(error) }))
      .finally(() => (busy = false));
  }, everyMs);
  timer.unref();
  return {
    stop: () => {
      clearInterval(timer);
      return running;
    },
  };
}

/**
 * One round over all streams that wait; one that can't go on does not hold up the others. Answers the lineage of the cloud for which
 * that holds: in another one, and in the first round, nothing is taken as known, since a till that is gone can't offer its own again.
 */
export async function relayOnce(parts: RelayParts, known?: string): Promise<string | undefined> {
  const { core } = parts;
  const companyId = core.enrolment()?.terminal.companyId;
  if (companyId === undefined) return known;
  const epoch = cloudEpoch(core.db, companyId);
  if (epoch !== known) core.transaction((db) => relayAnew(db, companyId), []);
  for (const pending of pendingRelaysOf(core.db, companyId)) await handOn(parts, companyId, pending);
  return epoch;
}

async function handOn({ core, relay, log }: RelayParts, companyId: string, { streamId, takenSeq }: PendingRelay): Promise<void> {
  const asked = await relay({ streamId, firstSeq: 1, prevHash: CHAIN_START, events: [] });
  let known = asked.outcome === 'unknown' ? undefined : asked.ackSeq;
  // Its till has not registered the stream yet: only the till can, and it brings its events itself then.
  while (known !== undefined) {
    const cloudSeq = known;
    core.transaction((db) => noteRelayed(db, companyId, { streamId, cloudSeq }), ['lan']);
    if (cloudSeq >= takenSeq) return;
    const events = runForCloud(core.db, companyId, { streamId, seq: cloudSeq });
    const [first] = events;
    if (!first) return;
    const reply = await relay({ streamId, firstSeq: first.seq, prevHash: first.prevHash, events });
    if (reply.outcome !== 'stored' || reply.ackSeq <= cloudSeq) {
      log('the cloud does not take a stream from us', { streamId, outcome: reply.outcome });
      return;
    }
    known = reply.ackSeq;
  }
}
