import { z } from 'zod';
import { lanHubSchema, lanPeerSchema, type LanHub } from '@fastops/shared/lan/lan.events';
import { outranks } from '@fastops/shared/lan/lan.fold';
import { helloReply, MAX_BATCH_EVENTS, PROTOCOL_VERSION, pullReply, pushReply } from '@fastops/shared/sync/protocol';
import type { Terminal } from '../context.ts';
import type { BranchCore } from '../core.ts';
import { hearOfHub, knownHub } from '../modules/lan/lan.service.ts';
import { applyHubPage, isOurs, lanCursorOf, nextForHub, offeredStreams } from '../modules/lan/lan-pull.service.ts';
import { custody } from '../modules/sync/sync.service.ts';
import { lanDeadline, type LanLine } from './lan-line.ts';

export const greetingReply = z.object({ hub: lanHubSchema.nullable(), epoch: z.string().max(64), tills: z.array(lanPeerSchema) });

/** What a session needs besides its line. */
export type SessionParts = { readonly core: BranchCore; readonly terminal: Terminal; readonly appVersion: string };

/** A line to the hub of this moment, and what it is known to hold of our streams: so a sale costs one push. */
export type HubSession = { readonly line: LanLine; readonly hub: LanHub; readonly epoch: string; readonly heads: Map<string, number> };

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
  return known && outranks(known, hub) ? undefined : { line, hub, epoch, heads: new Map() };
}

/** One exchange: our events to the hub, everybody else's from it. */
export async function exchangeWithHub(parts: SessionParts, session: HubSession): Promise<void> {
  await pushOwn(parts, session);
  await pullAll(parts, session);
}

async function pushOwn(parts: SessionParts, { line, heads }: HubSession): Promise<void> {
  const { core, terminal } = parts;
  for (const stream of offeredStreams(core.db, terminal.companyId)) {
    const seq = heads.get(stream.streamId) ?? (await askHead(parts, line, stream));
    heads.set(stream.streamId, seq);
    let at = { streamId: stream.streamId, seq };
    for (let run = nextForHub(core.db, terminal.companyId, at); run; run = nextForHub(core.db, terminal.companyId, at)) {
      const reply = pushReply.parse(await line.client.mutation('peer.push', run, lanDeadline()));
      const head = { streamId: stream.streamId, seq: reply.ackSeq, hash: reply.ackHash };
      if (reply.outcome === 'fork' || !isOurs(core.db, terminal.companyId, head)) throw new Error('the hub holds another log of ours');
      if (reply.outcome === 'stored' && reply.ackSeq <= at.seq) throw new Error('the hub stored nothing of what it was sent');
      at = { streamId: stream.streamId, seq: reply.ackSeq };
      heads.set(stream.streamId, reply.ackSeq);
    }
  }
}

type OwnStream = { readonly streamId: string; readonly lastSeq: number; readonly lastHash: string };

async function askHead({ core, terminal, appVersion }: SessionParts, line: LanLine, stream: OwnStream): Promise<number> {
  const { companyId } = terminal;
  const where = { protocol: PROTOCOL_VERSION, appVersion, deviceTime: core.machine.now(), custody: custody(core.db, companyId) };
  const hello = helloReply.parse(await line.client.mutation('peer.hello', { ...stream, ...where }, lanDeadline()));
  const head = { streamId: stream.streamId, seq: hello.lastSeq, hash: hello.lastHash };
  // A hub ahead of this file, or with another history: the cloud settles it (a new stream); nothing is pushed over it here.
  if (!isOurs(core.db, companyId, head)) throw new Error('the hub holds another log of ours');
  return hello.lastSeq;
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
    if (page.entries.length > 0) core.transaction((db) => applyHubPage(db, terminal, page), ['orders', 'cash', 'lan']);
    if (page.entries.length < MAX_BATCH_EVENTS) return;
  }
}
