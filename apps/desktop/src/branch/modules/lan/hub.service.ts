import { CHAIN_START, findChainBreak } from '@fastops/shared/sync/chain';
import type { LanHub, LanPeer } from '@fastops/shared/lan/lan.events';
import type { Event } from '@fastops/shared/sync/event';
import {
  MAX_BATCH_EVENTS,
  MIN_PROTOCOL_VERSION,
  type HelloInput,
  type HelloReply,
  type Poke,
  type PullInput,
  type PullReply,
  type PushInput,
  type PushReply,
} from '@fastops/shared/sync/protocol';
import type { Terminal } from '../../context.ts';
import type { Reader, Writer } from '../../db/access.ts';
import { eventsByPosition, hashAt, lastPosition, ownStream, sha256 } from '../../db/event-log.ts';
import { takeForeign } from '../sync/sync.service.ts';
import { hearOfHub, knownHub, lanOf } from './lan.service.ts';
import { headOf, noteTaken, readSelf, type KnownHead } from './lan.store.ts';

/** The cloud's protocol, as a till with its door open speaks it for the branch: what it holds of a peer's stream. */
export function hubHello(db: Reader, at: { terminal: Terminal; peerId: string; now: number }, input: HelloInput): HelloReply {
  const { companyId } = at.terminal;
  const head = headOf(db, companyId, input.streamId);
  const known = head.terminalId === at.peerId;
  return {
    lastSeq: known ? head.lastSeq : 0,
    lastHash: known ? head.lastHash : CHAIN_START,
    epoch: epochOf(db, companyId),
    minProtocol: MIN_PROTOCOL_VERSION,
    serverTime: at.now,
    grantVersion: 0,
    streamState: known || head.terminalId === undefined ? 'live' : 'closed',
    // A hub is one disk more, not a safe place: only the cloud says what is durable.
    durableSeq: 0,
  };
}

/** Stores a run of a peer's own stream, as the cloud would; what it relays later is marked in the same transaction. */
export function hubPush(db: Writer, at: { terminal: Terminal; peerId: string }, input: PushInput): PushReply {
  const { companyId } = at.terminal;
  const head = headOf(db, companyId, input.streamId);
  const mine = head.terminalId === undefined || head.terminalId === at.peerId;
  if (!mine || !input.events.every(speaksFor(db, at))) return reply('fork', { lastSeq: 0, lastHash: CHAIN_START });
  if (input.firstSeq > head.lastSeq + 1) return reply('rewind', head);
  const broken = findChainBreak(input.events, { streamId: input.streamId, seq: input.firstSeq - 1, hash: input.prevHash }, sha256);
  if (broken || !continues(db, { companyId, head }, input)) return reply('fork', head);
  const fresh = input.events.filter((event) => event.seq > head.lastSeq);
  const last = fresh.at(-1);
  if (!last) return reply('stored', head);
  takeForeign(db, at.terminal, fresh);
  noteTaken(db, last);
  return reply('stored', { lastSeq: last.seq, lastHash: last.hash });
}

/** One page of everything that this file holds of the branch, its own events included. */
export function hubPull(db: Reader, terminal: Terminal, input: PullInput): PullReply {
  const epoch = epochOf(db, terminal.companyId);
  const entries = eventsByPosition(db, input.epoch === epoch ? input.after : 0, MAX_BATCH_EVENTS);
  return { epoch, head: lastPosition(db), entries };
}

/** The head of what {@link hubPull} gives. */
export function hubHead(db: Reader): number {
  return lastPosition(db);
}

/** What is said first on every line: who is hub, and where the tills that could become one are. */
export type Greeting = { readonly hub: LanHub | null; readonly epoch: string; readonly tills: readonly LanPeer[] };

/**
 * Hears what a till says about the hub, which fences this one when it names a later one. Only tills are believed, and only
 * about keys that the branch pinned: anybody else could shut a shop's hub with a number.
 */
export function hearFromPeer(db: Writer, at: { terminal: Terminal; peer: LanPeer; now: number }, hub: LanHub): void {
  const pinned = lanOf(db, at.terminal).peers.some(
    (peer) => peer.kind === 'till' && peer.certificate === hub.certificate && peer.peerId === hub.peerId,
  );
  if (at.peer.kind === 'till' && pinned) hearOfHub(db, at.terminal, { hub, now: at.now });
}

export function greeting(db: Reader, terminal: Terminal): Greeting {
  const { peers } = lanOf(db, terminal);
  return {
    hub: knownHub(db, terminal) ?? null,
    epoch: epochOf(db, terminal.companyId),
    tills: peers.filter(({ kind }) => kind === 'till'),
  };
}

/** Pokes for one peer: where the log and the masters stand now, and again after each commit that moved one of them. */
export async function* newsForPeer(commits: AsyncIterable<unknown>, heads: () => readonly Poke[]): AsyncGenerator<Poke> {
  const told = new Map<string, number>();
  function* news() {
    for (const poke of heads()) {
      if (told.get(poke.scope) === poke.head) continue;
      told.set(poke.scope, poke.head);
      yield poke;
    }
  }
  yield* news();
  for await (const _ of commits) yield* news();
}

/** A file that was restored or cloned begins a new log, and its positions count other facts from there on. */
function epochOf(db: Reader, companyId: string): string {
  const { epoch } = readSelf(db, companyId);
  return epoch === '' ? '' : sha256(`${epoch}:${ownStream(db, companyId).streamId}`).slice(0, 32);
}

/**
 * A till logs its own facts, and those of another till of the branch that the cloud would not take in that one's own log. Who the others
 * are is folded from the log, and asked only when it is needed: a push that says nothing of others is every sale.
 */
function speaksFor(db: Reader, { terminal, peerId }: { terminal: Terminal; peerId: string }): (event: Event) => boolean {
  let others: ReadonlySet<string> | undefined;
  const isOther = (terminalId: string) => (others ??= tillsOf(db, terminal)).has(terminalId);
  return ({ companyId, branchId, terminalId }) =>
    companyId === terminal.companyId && branchId === terminal.branchId && (terminalId === peerId || isOther(terminalId));
}

function tillsOf(db: Reader, terminal: Terminal): ReadonlySet<string> {
  const tills = lanOf(db, terminal).peers.filter(({ kind }) => kind === 'till');
  return new Set([terminal.terminalId, ...tills.map(({ peerId }) => peerId)]);
}

type Place = { readonly companyId: string; readonly head: KnownHead };

/** Whether the batch is the same history: it joins at our head, or what overlaps has our hash. */
function continues(db: Reader, { companyId, head }: Place, input: PushInput): boolean {
  if (input.firstSeq === head.lastSeq + 1) return input.prevHash === head.lastHash;
  const seq = Math.min(input.firstSeq + input.events.length - 1, head.lastSeq);
  // An event that is kept under another stream has no row here; then the chain of what follows has to do.
  const ours = seq === head.lastSeq ? head.lastHash : hashAt(db, { companyId, streamId: input.streamId, seq });
  return ours === undefined || ours === input.events[seq - input.firstSeq]?.hash;
}

function reply(outcome: PushReply['outcome'], head: Pick<KnownHead, 'lastSeq' | 'lastHash'>): PushReply {
  return { outcome, ackSeq: head.lastSeq, ackHash: head.lastHash, durableSeq: 0, signedHead: '' };
}
