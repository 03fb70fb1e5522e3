import { done, refuse, type Result } from '@fastops/shared/base/result';
import { orderNumberText } from '@fastops/shared/orders/order.events';
import { CHAIN_START, findChainBreak } from '@fastops/shared/sync/chain';
import type { Event } from '@fastops/shared/sync/event';
import {
  MAX_BATCH_EVENTS,
  type HelloInput,
  type HelloReply,
  type Poke,
  type PullInput,
  type PullReply,
  type PushInput,
  type PushReply,
} from '@fastops/shared/sync/protocol';
import type { TerminalActor } from '../../context.ts';
import type { TenantSql } from '../../db/tenant-scope.ts';
import { auditFacts } from '../audit/till-audit.service.ts';
import { grantVersion, noteContact } from '../terminals/terminals.service.ts';
import { takeIn } from './intake.service.ts';
import { foldTouched, saveFolded } from './projection.service.ts';
import { readAgain } from './quarantine.service.ts';
import { branchScope, COMPANY_SCOPE } from './scopes.ts';
import type { SyncPort } from './sync.port.ts';
import {
  eventPage,
  hashAt,
  insertQuarantined,
  insertRelogged,
  lockStream,
  masterPage,
  readScope,
  saveHead,
  takePositions,
  type StreamRow,
} from './sync.store.ts';

/** What every use case here works with: the tenant's transaction, the proven terminal, the clock and the port. */
export type SyncCall = {
  readonly sql: TenantSql;
  readonly actor: TerminalActor;
  readonly now: number;
  readonly port: SyncPort;
  /** Where the call comes from. */
  readonly address?: string;
};

/** What the cloud holds of a stream that it doesn't know, or that is another's. */
const NOTHING = { lastSeq: 0, lastHash: CHAIN_START, durableSeq: 0 };
type LeftBehind = { readonly code: 'protocol.too-old'; readonly minProtocol: number };

/** What this server can read: a fact that an earlier one set aside is tried once more per version. */
export const SERVER_VERSION = '0.1.0';
/** Once more as well when what becomes of one that can't be read has changed: the second way gives it a position all the same. */
const READER = `${SERVER_VERSION}/2`;

/** A till that is left behind is refused by name; it sells on, and keeps what it sold until it is updated. */
export async function hello(call: SyncCall, input: HelloInput): Promise<Result<HelloReply, LeftBehind>> {
  const { minProtocol } = call.port;
  if (input.protocol < minProtocol) return refuse({ code: 'protocol.too-old', minProtocol });
  const stream = await lockStream(call.sql, input.streamId);
  const mine = stream?.terminalId === call.actor.terminalId ? stream : NOTHING;
  await noteContact(call.sql, {
    ...call.actor,
    now: call.now,
    custody: input.custody,
    appVersion: input.appVersion,
    clockOffsetMs: input.deviceTime - call.now,
  });
  await readAgain(call, READER);
  const scope = await readScope(call.sql, branchScope(call.actor.branchId));
  return done({
    lastSeq: mine.lastSeq,
    lastHash: mine.lastHash,
    epoch: scope?.epoch ?? '',
    minProtocol,
    serverTime: call.now,
    grantVersion: await grantVersion(call.sql),
    streamState: mine === NOTHING ? 'unknown' : 'live',
    durableSeq: mine.durableSeq,
  });
}

/** A push; without custody when a hub hands it on, which is no contact with the till. */
export type Run = Omit<PushInput, 'custody'> & {
  readonly custody?: PushInput['custody'];
  /** Said by whoever computed its hashes already. */
  readonly isWhole?: boolean;
};

/**
 * Stores a run of one stream: whole, once, in order. See the protocol for the three outcomes.
 * Everything is one transaction, and the positions are its last write.
 */
export async function push(call: SyncCall, input: Run): Promise<PushReply> {
  const stream = await lockStream(call.sql, input.streamId);
  if (!stream || stream.terminalId !== call.actor.terminalId)
    return reply(call, { outcome: 'fork', streamId: input.streamId, head: START });
  const head = { seq: stream.lastSeq, hash: stream.lastHash };
  if (input.firstSeq > stream.lastSeq + 1) return reply(call, { outcome: 'rewind', streamId: input.streamId, head, stream });
  if (!isWhole(call, input) || !(await continues(call.sql, input, stream)))
    return reply(call, { outcome: 'fork', streamId: input.streamId, head, stream });
  const fresh = input.events.filter((event) => event.seq > stream.lastSeq);
  const last = fresh.at(-1);
  // Signed first: what comes after holds the scope's lock until the commit, and every other till of the branch waits for it.
  const answer = await reply(call, {
    outcome: 'stored',
    streamId: input.streamId,
    head: last ? { seq: last.seq, hash: last.hash } : head,
    stream,
  });
  const { custody, streamId } = input;
  await Promise.all([
    custody && noteContact(call.sql, { ...call.actor, now: call.now, custody }),
    last && store(call, { stream, streamId, fresh, last }),
  ]);
  return answer;
}

export async function pull(call: SyncCall, input: PullInput): Promise<PullReply> {
  const name = input.scope === 'branch' ? branchScope(call.actor.branchId) : COMPANY_SCOPE;
  const scope = (await readScope(call.sql, name)) ?? { head: 0, epoch: '' };
  const at = { after: input.epoch === scope.epoch ? input.after : 0, limit: MAX_BATCH_EVENTS };
  const entries = input.scope === 'branch' ? await eventPage(call.sql, name, at) : await masterPage(call.sql, 'company', at);
  return { epoch: scope.epoch, head: scope.head, entries };
}

/** Where both scopes of a terminal are now. */
export async function heads({ sql, actor }: SyncCall): Promise<Poke[]> {
  const branch = await readScope(sql, branchScope(actor.branchId));
  const company = await readScope(sql, COMPANY_SCOPE);
  return [
    { scope: 'branch', head: branch?.head ?? 0 },
    { scope: 'company', head: company?.head ?? 0 },
  ];
}

function isWhole({ port }: SyncCall, { streamId, firstSeq, prevHash, events, isWhole: known }: Run): boolean {
  return known ?? findChainBreak(events, { streamId, seq: firstSeq - 1, hash: prevHash }, port.sha256) === undefined;
}

type Head = { readonly seq: number; readonly hash: string };
const START: Head = { seq: 0, hash: CHAIN_START };

/** Whether the batch is the same history: it joins at our head, or what overlaps has our hash. */
async function continues(sql: TenantSql, input: Run, stream: StreamRow): Promise<boolean> {
  if (input.firstSeq === stream.lastSeq + 1) return input.prevHash === stream.lastHash;
  const end = input.firstSeq + input.events.length - 1;
  const overlap = Math.min(end, stream.lastSeq);
  return (await hashAt(sql, input.streamId, overlap)) === input.events[overlap - input.firstSeq]?.hash;
}

/** A stream as it is, and what is new behind its head. */
type Tail = { readonly stream: StreamRow; readonly streamId: string; readonly fresh: readonly Event[]; readonly last: Event };

async function store(call: SyncCall, { stream, streamId, fresh, last }: Tail): Promise<void> {
  const { sql, actor, now } = call;
  const { kept, unread, refused, known, born } = await takeIn(call, { streamId, events: fresh });
  const blind = new Set(unread.map(({ event }) => event));
  const readable = kept.filter((event) => !blind.has(event));
  const folded = await foldTouched(sql, { branchId: actor.branchId, utcOffsetHours: stream.utcOffsetHours, events: readable, born });
  const numbers = new Map(folded.sales.orders.map(({ order }) => [order.id, order.number && orderNumberText(order.number)]));
  const told = { sql, ...actor, address: call.address ?? '', now, sha256: call.port.sha256 };
  await auditFacts({ ...told, numberOf: (id) => numbers.get(id) }, readable);
  const at = { streamId, now };
  const scope = branchScope(actor.branchId);
  // Sent in this order and awaited together: one turn of the wire, and the positions are the last write.
  const [, , , , head] = await Promise.all([
    saveFolded(sql, folded),
    insertQuarantined(sql, [...refused, ...unread, ...folded.unfoldable], at),
    insertRelogged(sql, known, at),
    saveHead(sql, streamId, last),
    takePositions(
      sql,
      scope,
      kept.map((event) => event.id),
    ),
  ]);
  if (kept.length > 0) call.port.notify(sql, { scope, head, at: now });
}

type Answer = { readonly outcome: PushReply['outcome']; readonly streamId: string; readonly head: Head; readonly stream?: StreamRow };

async function reply(call: SyncCall, { outcome, streamId, head, stream }: Answer): Promise<PushReply> {
  return {
    outcome,
    ackSeq: head.seq,
    ackHash: head.hash,
    durableSeq: call.port.isDurable ? head.seq : Math.min(stream?.durableSeq ?? 0, head.seq),
    signedHead: await call.port.sign({ streamId, seq: head.seq, hash: head.hash }),
  };
}
