import { CHAIN_START, findChainBreak } from '@fastops/shared/sync/chain';
import type { Event } from '@fastops/shared/sync/event';
import { bodyFault } from '@fastops/shared/sync/event-types';
import { foldOrder, type Order } from '@fastops/shared/orders/order.fold';
import { foldCashSession } from '@fastops/shared/cash/session.fold';
import { localHourAt } from '@fastops/shared/base/time';
import {
  MAX_BATCH_EVENTS,
  PROTOCOL_VERSION,
  type HelloInput,
  type HelloReply,
  type PullInput,
  type PullReply,
  type PushInput,
  type PushReply,
} from '@fastops/shared/sync/protocol';
import type { TerminalActor } from '../../context.ts';
import type { TenantSql } from '../../db/tenant-scope.ts';
import { branchOffset } from '../tenancy/tenancy.service.ts';
import { grantVersion, noteContact } from '../terminals/terminals.service.ts';
import type { SyncPort } from './sync.port.ts';
import {
  eventPage,
  factsOf,
  hashAt,
  insertEvents,
  insertQuarantined,
  knownHashes,
  lockStream,
  masterPage,
  moveHours,
  readScope,
  saveCashSession,
  saveHead,
  saveOrders,
  soldBefore,
  takePositions,
  type HourDelta,
  type SoldBefore,
  type StreamRow,
} from './sync.store.ts';

/** What every use case here works with: the tenant's transaction, the proven terminal, the clock and the port. */
export type SyncCall = { readonly sql: TenantSql; readonly actor: TerminalActor; readonly now: number; readonly port: SyncPort };

/** Name of a branch's scope of facts. */
export function branchScope(branchId: string): string {
  return `branch:${branchId}`;
}

/** Name of the company's scope of masters. */
export const COMPANY_SCOPE = 'company';

export async function hello(call: SyncCall, input: HelloInput): Promise<HelloReply> {
  const stream = await lockStream(call.sql, input.streamId);
  const mine = stream?.terminalId === call.actor.terminalId ? stream : undefined;
  await noteContact(call.sql, { ...call.actor, now: call.now, custody: input.custody, appVersion: input.appVersion });
  const scope = await readScope(call.sql, branchScope(call.actor.branchId));
  return {
    lastSeq: mine?.lastSeq ?? 0,
    lastHash: mine?.lastHash ?? CHAIN_START,
    epoch: scope?.epoch ?? '',
    minProtocol: PROTOCOL_VERSION,
    serverTime: call.now,
    grantVersion: await grantVersion(call.sql),
  };
}

/**
 * Stores a run of one stream: whole, once, in order. See the protocol for the three outcomes.
 * Everything is one transaction, and the positions are its last write.
 */
export async function push(call: SyncCall, input: PushInput): Promise<PushReply> {
  const stream = await lockStream(call.sql, input.streamId);
  if (!stream || stream.terminalId !== call.actor.terminalId) return reply(call, { outcome: 'fork', streamId: input.streamId, head: START });
  const head = { seq: stream.lastSeq, hash: stream.lastHash };
  if (input.firstSeq > stream.lastSeq + 1) return reply(call, { outcome: 'rewind', streamId: input.streamId, head, stream });
  const broken = findChainBreak(input.events, { streamId: input.streamId, seq: input.firstSeq - 1, hash: input.prevHash }, call.port.sha256);
  if (broken || !(await continues(call.sql, input, stream))) return reply(call, { outcome: 'fork', streamId: input.streamId, head, stream });
  const fresh = input.events.filter((event) => event.seq > stream.lastSeq);
  const last = fresh.at(-1);
  await noteContact(call.sql, { ...call.actor, now: call.now, custody: input.custody });
  if (last) await store(call, input.streamId, fresh);
  return reply(call, { outcome: 'stored', streamId: input.streamId, head: last ? { seq: last.seq, hash: last.hash } : head, stream });
}

export async function pull(call: SyncCall, input: PullInput): Promise<PullReply> {
  const name = input.scope === 'branch' ? branchScope(call.actor.branchId) : COMPANY_SCOPE;
  const scope = (await readScope(call.sql, name)) ?? { head: 0, epoch: '' };
  const at = { after: input.epoch === scope.epoch ? input.after : 0, limit: MAX_BATCH_EVENTS };
  const entries = input.scope === 'branch' ? await eventPage(call.sql, name, at) : await masterPage(call.sql, 'company', at);
  return { epoch: scope.epoch, head: scope.head, entries };
}

type Head = { readonly seq: number; readonly hash: string };
const START: Head = { seq: 0, hash: CHAIN_START };

/** Whether the batch is the same history: it joins at our head, or what overlaps has our hash. */
async function continues(sql: TenantSql, input: PushInput, stream: StreamRow): Promise<boolean> {
  if (input.firstSeq === stream.lastSeq + 1) return input.prevHash === stream.lastHash;
  const end = input.firstSeq + input.events.length - 1;
  const overlap = Math.min(end, stream.lastSeq);
  return (await hashAt(sql, input.streamId, overlap)) === input.events[overlap - input.firstSeq]?.hash;
}

async function store(call: SyncCall, streamId: string, fresh: readonly Event[]): Promise<void> {
  const { sql } = call;
  const known = await knownHashes(sql, fresh.map((event) => event.id));
  const sorted = fresh.map((event) => ({ event, reason: quarantineReason(event, call.actor, known) }));
  const kept = sorted.filter(({ reason }) => reason === undefined).map(({ event }) => event);
  await insertEvents(sql, kept, call.now);
  await insertQuarantined(
    sql,
    sorted.flatMap(({ event, reason }) => (reason === undefined ? [] : [{ event, reason }])),
    { streamId, now: call.now },
  );
  await project(call, kept);
  const last = fresh.at(-1);
  if (last) await saveHead(sql, streamId, last);
  if (kept.length === 0) return;
  const scope = branchScope(call.actor.branchId);
  const head = await takePositions(sql, scope, kept.map((event) => event.id));
  await call.port.notify(sql, { scope, head, at: call.now });
}

// Kept and visible, never refused into the void; the events behind it go on.
function quarantineReason(event: Event, actor: TerminalActor, known: ReadonlyMap<string, string>): string | undefined {
  if (event.companyId !== actor.companyId || event.branchId !== actor.branchId || event.terminalId !== actor.terminalId) return 'not this terminal';
  if (known.has(event.id)) return known.get(event.id) === event.hash ? 'logged twice' : 'same id, other content';
  return bodyFault(event);
}

async function project(call: SyncCall, events: readonly Event[]): Promise<void> {
  const offset = await branchOffset(call.sql, call.actor.branchId);
  const ids = (prefix: string) => [...new Set(events.filter((event) => event.type.startsWith(prefix)).map((event) => event.entityId))];
  const orderIds = ids('order.');
  const sessionIds = ids('cash-session.');
  const facts = await factsOf(call.sql, [...orderIds, ...sessionIds]);
  const folded = orderIds.map((id) => foldOrder(facts.get(id) ?? [])).map((order) => ({ order, hour: localHourAt(order.settledAt ?? order.openedAt, offset) }));
  const before = await soldBefore(call.sql, orderIds);
  await saveOrders(call.sql, folded);
  await moveHours(call.sql, hourDeltas(before, folded));
  for (const id of sessionIds) await saveCashSession(call.sql, foldCashSession(facts.get(id) ?? []));
}

/** What the fold adds to each hour less what it had added before: the sums stay equal to the orders. */
function hourDeltas(before: readonly SoldBefore[], after: readonly { order: Order; hour: number }[]): HourDelta[] {
  const deltas = new Map<string, HourDelta>();
  const move = (sold: SoldBefore, sign: 1 | -1) => {
    const key = `${sold.branchId} ${sold.businessDay} ${sold.hour}`;
    const delta = deltas.get(key) ?? { branch_id: sold.branchId, business_day: sold.businessDay, hour: sold.hour, sales: 0, tickets: 0 };
    deltas.set(key, { ...delta, sales: delta.sales + sign * sold.sales, tickets: delta.tickets + sign });
  };
  for (const sold of before) move(sold, -1);
  for (const { order, hour } of after) {
    if (order.settledAt === undefined || order.state === 'cancelled') continue;
    move({ branchId: order.branchId, businessDay: order.businessDay, hour, sales: order.totals.total }, 1);
  }
  return [...deltas.values()].filter((delta) => delta.sales !== 0 || delta.tickets !== 0);
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
