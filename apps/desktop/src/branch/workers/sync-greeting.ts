import { PROTOCOL_VERSION, type HelloInput, type HelloReply, type IncarnationReason } from '@fastops/shared/sync/protocol';
import { CHAIN_START } from '@fastops/shared/sync/chain';
import { isLeftBehind } from '../adapters/cloud-client.ts';
import type { BranchCore } from '../core.ts';
import { hashAt, type StreamHead } from '../db/event-log.ts';
import { businessDayAt } from '@fastops/shared/base/time';
import { isDrifted, noteClock } from '../modules/sync/clock.service.ts';
import { setRegistered, unregisteredStream } from '../modules/sync/incarnation.service.ts';
import { acknowledge, cursorOf, custody, noteDurable, ownHead } from '../modules/sync/sync.service.ts';
import type { Heard, SyncParts } from './sync-parts.ts';

/** So many clones of one till, each with a stream of its own, would have to be first. */
const MOST_BEGINNINGS = 5;

/** What a greeting settled. */
export type Greeting = Heard & { readonly grantVersion: number };

/**
 * Says where we stand and hears where the cloud does, until both agree on one log: a stream that the cloud doesn't know is registered,
 * one that it knows differently is left to whoever it belongs to.
 */
export async function greet(parts: SyncParts, companyId: string): Promise<Greeting> {
  for (let tries = 0; tries <= MOST_BEGINNINGS; tries += 1) {
    if (!(await registered(parts, companyId))) continue;
    const head = ownHead(parts.core.db, companyId);
    const said = await sayHello(parts, companyId, head);
    if (!said) return leftBehind(parts);
    const { hello, clockOffsetMs } = said;
    const heard = { updateNeeded: hello.minProtocol > PROTOCOL_VERSION, clockOffsetMs, clockDrifted: isDrifted(clockOffsetMs) };
    parts.onGreeting?.(heard);
    const greeting = { ...heard, grantVersion: hello.grantVersion };
    if (greeting.updateNeeded || agreed(parts, companyId, { head, hello })) return greeting;
  }
  throw new Error('the cloud knows each of our streams differently');
}

/** Whether the cloud knows the stream that this till opened by itself; a stream that is taken gives way to another. */
async function registered({ core, client, incarnations }: SyncParts, companyId: string): Promise<boolean> {
  const stream = unregisteredStream(core.db, companyId);
  if (!stream) return true;
  const { outcome } = await client.openStream(stream);
  if (outcome === 'opened') core.transaction((db) => setRegistered(db, companyId, { ...stream, registered: true }), ['sync']);
  else incarnations.begin(stream.reason);
  return outcome === 'opened';
}

async function sayHello(
  { core, client, appVersion }: SyncParts,
  companyId: string,
  head: StreamHead,
): Promise<{ hello: HelloReply; clockOffsetMs: number } | undefined> {
  const said = core.machine.now();
  const hello = await heardOf(client, {
    streamId: head.streamId,
    lastSeq: head.lastSeq,
    lastHash: head.lastHash,
    protocol: PROTOCOL_VERSION,
    appVersion,
    deviceTime: said,
    custody: custody(core.db, companyId),
    cursors: { branch: cursorOf(core.db, companyId, 'branch'), company: cursorOf(core.db, companyId, 'company') },
  });
  if (!hello) return undefined;
  const heard = core.machine.now();
  const clockOffsetMs = hello.serverTime - Math.round((said + heard) / 2);
  watchClock(core, clockOffsetMs);
  return { hello, clockOffsetMs };
}

/** Undefined when the cloud no longer speaks this version's protocol, and says so by name. */
async function heardOf(client: SyncParts['client'], input: HelloInput): Promise<HelloReply | undefined> {
  try {
    return await client.hello(input);
  } catch (error) {
    if (isLeftBehind(error)) return undefined;
    throw error;
  }
}

function leftBehind(parts: SyncParts): Greeting {
  const heard = { updateNeeded: true, clockOffsetMs: 0, clockDrifted: false };
  parts.onGreeting?.(heard);
  return { ...heard, grantVersion: parts.grantVersion() };
}

function watchClock(core: BranchCore, offsetMs: number): void {
  const { machine } = core;
  const enrolment = core.enrolment();
  if (!enrolment) return;
  const now = machine.now();
  const { utcOffsetHours, dayStartHour } = enrolment.grant.branch;
  const reading = { offsetMs, now, newId: machine.newId(), businessDay: businessDayAt(now, utcOffsetHours, dayStartHour) };
  core.transaction((db) => noteClock(db, enrolment.terminal, reading), []);
}

type Meeting = { readonly head: StreamHead; readonly hello: HelloReply };

/** Whether the cloud's stream is ours as far as it goes; where it isn't, the log begins anew. */
function agreed(parts: SyncParts, companyId: string, { head, hello }: Meeting): boolean {
  const { core, incarnations } = parts;
  if (hello.streamState !== 'live') return renewed(parts, companyId, { head, hello });
  const reason = trouble(parts, companyId, { head, hello });
  if (reason) {
    incarnations.begin(reason);
    return false;
  }
  const { streamId, ackedSeq } = head;
  // A cloud that has less than it once acknowledged was restored from a backup: what it lost is offered again.
  if (hello.lastSeq < ackedSeq) goBackTo(parts, companyId, { streamId, seq: hello.lastSeq, hash: hello.lastHash });
  else core.transaction((db) => noteDurable(db, companyId, { streamId, durableSeq: hello.durableSeq }), []);
  return true;
}

function trouble({ core }: SyncParts, companyId: string, { head, hello }: Meeting): IncarnationReason | undefined {
  if (hello.lastSeq > head.lastSeq) return 'lost-tail';
  return hashAt(core.db, { companyId, streamId: head.streamId, seq: hello.lastSeq }) === hello.lastHash ? undefined : 'fork';
}

/** A stream that the cloud lost is told to it again; one that it closed, or that came with a lost enrolment, gives way to another. */
function renewed(parts: SyncParts, companyId: string, { head, hello }: Meeting): false {
  const { core, incarnations } = parts;
  if (hello.streamState === 'unknown') goBackTo(parts, companyId, { streamId: head.streamId, seq: 0, hash: CHAIN_START });
  const isOwnMaking = core.transaction((db) => {
    setRegistered(db, companyId, { streamId: head.streamId, registered: hello.streamState !== 'unknown' });
    return unregisteredStream(db, companyId) !== undefined;
  }, []);
  if (!isOwnMaking) incarnations.begin('moved');
  return false;
}

function goBackTo({ core }: SyncParts, companyId: string, { streamId, seq, hash }: { streamId: string; seq: number; hash: string }): void {
  const ack = { outcome: 'rewind', streamId, ackSeq: seq, ackHash: hash, durableSeq: 0, signedHead: '' } as const;
  const believed = core.transaction((db) => acknowledge(db, companyId, ack), ['sync']);
  if (!believed) throw new Error(`the cloud holds another log under stream ${streamId}`);
}
