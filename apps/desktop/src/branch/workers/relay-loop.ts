import { CHAIN_START } from '@fastops/shared/sync/chain';
import type { CloudClient } from '../adapters/cloud-client.ts';
import type { Terminal } from '../context.ts';
import type { BranchCore } from '../core.ts';
import {
  cloudEpoch,
  eventAt,
  keepContestedRun,
  keepUnregisteredRun,
  noteRelayed,
  pendingRelaysOf,
  relayAnew,
  runForCloud,
  type PendingRelay,
  type RelayedRun,
} from '../modules/lan/relay.service.ts';

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
  const terminal = core.enrolment()?.terminal;
  if (!terminal) return known;
  const { companyId } = terminal;
  const epoch = cloudEpoch(core.db, companyId);
  if (epoch !== known) core.transaction((db) => relayAnew(db, companyId), []);
  for (const pending of pendingRelaysOf(core.db, companyId)) await handOn(parts, terminal, pending);
  return epoch;
}

async function handOn(parts: RelayParts, terminal: Terminal, { streamId, takenSeq, cloudSeq: keptSeq }: PendingRelay): Promise<void> {
  const { core, relay } = parts;
  const { companyId } = terminal;
  const asked = await relay(runOf(core, companyId, { streamId, seq: takenSeq }));
  if (asked.outcome === 'fork') return keepContested(parts, terminal, { streamId, takenSeq });
  if (asked.outcome === 'unknown') return keepUnregistered(parts, terminal, { streamId, from: keptSeq, to: takenSeq });
  let cloudSeq = asked.ackSeq;
  const note = () => core.transaction((db) => noteRelayed(db, companyId, { streamId, cloudSeq }), ['lan']);
  note();
  while (cloudSeq < takenSeq) {
    const events = runForCloud(core.db, companyId, { streamId, seq: cloudSeq });
    const [first] = events;
    if (!first) return;
    const reply = await relay({ streamId, firstSeq: first.seq, prevHash: first.prevHash, events });
    if (reply.outcome === 'fork') return keepContested(parts, terminal, { streamId, takenSeq });
    if (reply.outcome !== 'stored' || reply.ackSeq <= cloudSeq) return;
    cloudSeq = reply.ackSeq;
    note();
  }
}

/**
 * A log that began anew while its till had no internet: only that till can register it, and its file may be gone by then. What it gave
 * us goes up in our own log, under the same ids; when the till comes after all, the cloud knows its facts already.
 */
function keepUnregistered({ core, log }: RelayParts, terminal: Terminal, run: RelayedRun): void {
  const { now, newId } = core.machine;
  const by = { terminal, at: now(), newId };
  const kept = core.transaction((db) => keepUnregisteredRun(db, by, run), ['lan', 'sync', 'orders']);
  log('a log that the cloud does not know goes up in ours', { streamId: run.streamId, kept });
}

type Contested = { readonly streamId: string; readonly takenSeq: number };

/**
 * The till forgot what it gave us, since its file was put back or runs twice, and told the cloud another history under the same
 * stream. Both are kept: what the cloud doesn't have of ours goes up in our own log.
 */
async function keepContested({ core, relay, log }: RelayParts, terminal: Terminal, { streamId, takenSeq }: Contested): Promise<void> {
  let [same, other] = [0, takenSeq];
  while (other - same > 1) {
    const seq = Math.floor((same + other) / 2);
    const { outcome } = await relay(runOf(core, terminal.companyId, { streamId, seq }));
    if (outcome === 'unknown') return;
    if (outcome === 'stored') same = seq;
    else other = seq;
  }
  const { now, newId } = core.machine;
  const by = { terminal, at: now(), newId };
  const kept = core.transaction((db) => keepContestedRun(db, by, { streamId, from: same, to: takenSeq }), ['lan', 'sync', 'orders']);
  log('a till told the cloud another history than us', { streamId, kept });
}

/** The one event at a place; without it, the question how far the cloud is. */
function runOf({ db }: BranchCore, companyId: string, at: { streamId: string; seq: number }) {
  const { streamId, seq } = at;
  const event = eventAt(db, companyId, at);
  return event
    ? { streamId, firstSeq: seq, prevHash: event.prevHash, events: [event] }
    : { streamId, firstSeq: 1, prevHash: CHAIN_START, events: [] };
}
