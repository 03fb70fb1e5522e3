import { z } from 'zod';
import { handedOnSchema } from '@fastops/shared/lan/handed-on';
import { lanHubSchema, lanPeerSchema, type LanHub } from '@fastops/shared/lan/lan.events';
import { outranks } from '@fastops/shared/lan/lan.fold';
import { helloReply, MAX_BATCH_EVENTS, PROTOCOL_VERSION, pullReply, pushReply } from '@fastops/shared/sync/protocol';
import type { Incarnations } from '../adapters/incarnations.ts';
import { foreignTopics, type Terminal } from '../context.ts';
import type { BranchCore } from '../core.ts';
import { ownStream } from '../db/event-log.ts';
import { hearOfHub, knownHub } from '../modules/lan/lan.service.ts';
import { applyHubPage, isOurs, lanCursorOf, nextForHub, offeredStreams, type OwnStream } from '../modules/lan/lan-pull.service.ts';
import { mastersCursor, takeMasters } from '../modules/lan/masters.service.ts';
import { custody, type Cursor } from '../modules/sync/sync.service.ts';
import { lanDeadline, type LanLine } from './lan-line.ts';

export const greetingReply = z.object({ hub: lanHubSchema.nullable(), epoch: z.string().max(64), tills: z.array(lanPeerSchema) });

/** What a session needs besides its line. */
export type SessionParts = {
  readonly core: BranchCore;
  readonly terminal: Terminal;
  readonly appVersion: string;
  readonly incarnations: Pick<Incarnations, 'begin'>;
};

/** A line to the hub of this moment, and what it is known to hold of our streams: so a sale costs one push. */
export type HubSession = {
  readonly line: LanLine;
  readonly hub: LanHub;
  readonly epoch: string;
  readonly heads: Map<string, number>;
  masters: Cursor;
};

/**
 * Says who we are and hears who is hub. Answers the hub of this line, or undefined when it isn't one (any more):
 * a hub that hears of a later one from us closes its door.
 */
export async function greetHub({ core, terminal }: SessionParts, line: LanLine): Promise<HubSession | undefined> {
  const known = knownHub(core.db, terminal);
  const { hub, epoch } = greetingReply.parse(await line.client.mutation('peer.greet', { hub: known ?? null }, lanDeadline()));
  if (!hub) return undefined;
  core.transaction((db) => hearOfHub(db, terminal, { hub, now: core.machine.now() }), ['lan']);
  if (hub.certificate !== line.certificate) return undefined;
  return known && outranks(known, hub)
    ? undefined
    : { line, hub, epoch, heads: new Map(), masters: mastersCursor(core.db, terminal.companyId) };
}

/** One exchange: our events to the hub, everybody else's from it. */
export async function exchangeWithHub(parts: SessionParts, session: HubSession): Promise<void> {
  await pushOwn(parts, session);
  await pullAll(parts, session);
  await pullMasters(parts, session);
}

/** The menu that the hub has, while the cloud is cut for this till. */
async function pullMasters({ core, terminal }: SessionParts, session: HubSession): Promise<void> {
  const since = further(mastersCursor(core.db, terminal.companyId), session.masters);
  const handedOn = handedOnSchema.parse(await session.line.client.mutation('peer.masters', since, lanDeadline()));
  if (handedOn.masters.length === 0) return;
  core.transaction((db) => takeMasters(db, terminal.companyId, handedOn), ['catalog']);
  session.masters = handedOn.cursor;
}

/** What the cloud gave counts, unless the hub gave more of the same lineage, or the cloud nothing yet. */
function further(own: Cursor, fromHub: Cursor): Cursor {
  if (own.epoch === '') return fromHub;
  return own.epoch === fromHub.epoch && own.position < fromHub.position ? fromHub : own;
}

async function pushOwn(parts: SessionParts, session: HubSession): Promise<void> {
  await pushStreams(parts, session);
  if (session.heads.get(openStreamOf(parts)) !== NOT_OURS) return;
  // Another log lives at the hub under our open stream: numbers of its series may be given to other orders there.
  parts.incarnations.begin('fork');
  await pushStreams(parts, session);
}

async function pushStreams(parts: SessionParts, session: HubSession): Promise<void> {
  for (const stream of offeredStreams(parts.core.db, parts.terminal.companyId)) {
    const seq = session.heads.get(stream.streamId) ?? (await askHead(parts, session, stream));
    session.heads.set(stream.streamId, await pushStream(parts, session, { stream, seq }));
  }
}

function openStreamOf({ core, terminal }: SessionParts): string {
  return ownStream(core.db, terminal.companyId).streamId;
}

/** Answers how far the hub is then. */
async function pushStream({ core, terminal }: SessionParts, { line }: HubSession, at: { stream: OwnStream; seq: number }): Promise<number> {
  const { companyId } = terminal;
  let { seq } = at;
  for (let run = nextForHub(core.db, companyId, { ...at, seq }); run; run = nextForHub(core.db, companyId, { ...at, seq })) {
    const reply = pushReply.parse(await line.client.mutation('peer.push', run, lanDeadline()));
    const head = { streamId: run.streamId, seq: reply.ackSeq, hash: reply.ackHash };
    if (reply.outcome === 'fork' || !isOurs(core.db, companyId, head)) return NOT_OURS;
    if (reply.outcome === 'stored' && reply.ackSeq <= seq) throw new Error('the hub stored nothing of what it was sent');
    seq = reply.ackSeq;
  }
  return seq;
}

/** The hub is ahead of this file or holds another history of the stream: nothing is pushed over it, and what the hub has comes down. */
const NOT_OURS = Number.MAX_SAFE_INTEGER;

async function askHead({ core, terminal, appVersion }: SessionParts, { line }: HubSession, stream: OwnStream): Promise<number> {
  const { companyId } = terminal;
  const { streamId, lastSeq, lastHash } = stream;
  const where = { protocol: PROTOCOL_VERSION, appVersion, deviceTime: core.machine.now(), custody: custody(core.db, companyId) };
  const hello = helloReply.parse(await line.client.mutation('peer.hello', { streamId, lastSeq, lastHash, ...where }, lanDeadline()));
  return isOurs(core.db, companyId, { streamId, seq: hello.lastSeq, hash: hello.lastHash }) ? hello.lastSeq : NOT_OURS;
}

async function pullAll({ core, terminal }: SessionParts, session: HubSession): Promise<void> {
  const { companyId } = terminal;
  let { epoch } = session;
  for (;;) {
    const after = lanCursorOf(core.db, companyId, epoch);
    const page = pullReply.parse(await session.line.client.mutation('peer.pull', { scope: 'branch', epoch, after }, lanDeadline()));
    // The role was taken anew while we read: its positions are others.
    if (page.epoch !== epoch) {
      epoch = page.epoch;
      continue;
    }
    const facts = page.entries.flatMap((entry) => ('event' in entry ? [entry.event] : []));
    if (page.entries.length > 0) core.transaction((db) => applyHubPage(db, terminal, page), [...foreignTopics(facts), 'lan']);
    if (page.entries.length < MAX_BATCH_EVENTS) return;
  }
}
