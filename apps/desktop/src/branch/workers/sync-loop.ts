import type { BranchCore } from '../core.ts';
import type { LinkPort, LinkState } from '../ports.ts';
import type { CloudClient } from '../adapters/cloud-client.ts';
import { acknowledge, applyPage, cursorOf, custody, nextBatch, ownHead } from '../modules/sync/sync.service.ts';
import { createBell } from './bell.ts';
import { MAX_BATCH_EVENTS, PROTOCOL_VERSION, type Poke, type Scope } from '@fastops/shared/sync/protocol';

/** Say hello this often at least: it is also how the dashboard knows we live. */
const HEARTBEAT_MS = 20_000;
const LONGEST_BACKOFF_MS = 60_000;
const FIRST_BACKOFF_MS = 500;

/** What a screen must hear of as it changes; the clock's offset wavers by milliseconds and is asked for. */
const SHOWN_AT_ONCE = ['online', 'lastError', 'updateNeeded'] as const;

type Greeting = Required<Pick<LinkState, 'clockOffsetMs' | 'updateNeeded'>>;

/** What the loop needs besides the core. */
export type SyncParts = {
  readonly core: BranchCore;
  readonly client: CloudClient;
  readonly appVersion: string;
  /** A number in [0, 1): full jitter, so that a thousand tills don't come back in step. */
  readonly random: () => number;
  readonly acceptGrant: (jws: string) => void;
  readonly grantVersion: () => number;
  /** Hears what a greeting says of this machine, also when what follows it fails. */
  readonly onGreeting?: (heard: Greeting) => void;
  readonly log: (message: string, facts: object) => void;
};

/** What an exchange is for. Sales are always sent; the rest only when there is a reason to ask. */
export type Need = { hello: boolean; readonly pull: Set<Scope> };

/** At start, after an error, when the line comes up, and at every heartbeat: where do we both stand? */
export function everything(): Need {
  return { hello: true, pull: new Set(['company', 'branch']) };
}

/** Runs until stopped: a commit sends, a poke asks for its scope, the heartbeat asks for everything. */
export function startSyncLoop(parts: SyncParts): LinkPort & { stop(): void } {
  const { core, client } = parts;
  let state: LinkState = { online: false, lastContactAt: null, lastError: null };
  const bell = createBell();
  let stopped = false;
  let backingOff = false;
  let need = everything();
  const syncNow = () => {
    need = everything();
    bell.ring();
  };
  // While offline one probe at a time: new sales don't hurry it, or a dead cloud would be hammered.
  const onNews = () => {
    if (!backingOff) bell.ring();
  };
  const setState = (next: LinkState) => {
    const changed = SHOWN_AT_ONCE.some((fact) => next[fact] !== state[fact]);
    state = next;
    if (changed) core.announce(['sync']);
  };
  const stopChanges = core.onChange((_, events) => {
    if (events.length > 0) onNews();
  });
  const heart = createHeart(() => {
    need = everything();
    onNews();
  });
  const onPoke = ({ scope }: Poke) => {
    need.pull.add(scope);
    onNews();
  };
  const stopPokes = client.listen({ poke: onPoke, up: syncNow, down: () => {} });
  const run = async () => {
    let failures = 0;
    while (!stopped) {
      const now = need;
      need = { hello: false, pull: new Set() };
      try {
        await syncOnce({ ...parts, onGreeting: (heard) => setState({ ...state, ...heard }) }, now);
        failures = 0;
        if (now.hello) heart.beatLater();
        setState({ ...state, online: true, lastContactAt: core.machine.now(), lastError: null });
      } catch (error) {
        failures += 1;
        need = everything();
        bell.silence();
        const message = error instanceof Error ? error.message : String(error);
        setState({ ...state, online: false, lastError: message });
        parts.log('sync failed', { failures, message });
      }
      if (stopped) break;
      backingOff = failures > 0;
      await (backingOff ? bell.wait(backoffMs(failures, parts.random)) : bell.wait());
    }
  };
  void run();
  return {
    state: () => state,
    syncNow,
    stop: () => {
      stopped = true;
      stopChanges();
      stopPokes();
      heart.stop();
      bell.ring();
      client.close();
    },
  };
}

/** Beats a while after the last hello, not after the last silence: a busy evening must not put off a changed grant. */
function createHeart(onBeat: () => void): { beatLater(): void; stop(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    beatLater: () => {
      clearTimeout(timer);
      timer = setTimeout(onBeat, HEARTBEAT_MS);
    },
    stop: () => clearTimeout(timer),
  };
}

/** Exponential, capped, with full jitter. */
export function backoffMs(failures: number, random: () => number): number {
  return Math.round(random() * Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** failures));
}

/** One exchange with the cloud; throws when it can't be finished. */
export async function syncOnce(parts: SyncParts, need: Need = everything()): Promise<void> {
  const companyId = parts.core.enrolment()?.terminal.companyId;
  if (companyId === undefined) parts.acceptGrant(await parts.client.grant());
  else {
    const granted = need.hello ? await greet(parts, companyId) : parts.grantVersion();
    // Sales first: whatever is wrong with a grant, money doesn't wait for it.
    await pushAll(parts, companyId);
    if (granted !== parts.grantVersion()) parts.acceptGrant(await parts.client.grant());
  }
  for (const scope of need.pull) await pullScope(parts, scope);
}

/** Says where we stand and hears where the cloud does; answers the version of the grant it would give. */
async function greet(parts: SyncParts, companyId: string): Promise<number> {
  const { core, client, appVersion } = parts;
  const head = ownHead(core.db, companyId);
  const askedAt = core.machine.now();
  const hello = await client.hello({
    streamId: head.streamId,
    lastSeq: head.lastSeq,
    lastHash: head.lastHash,
    protocol: PROTOCOL_VERSION,
    appVersion,
    deviceTime: askedAt,
    custody: custody(core.db, companyId),
  });
  // The cloud read its clock somewhere between question and answer: half way is wrong by half the journey at most.
  const clockOffsetMs = Math.round(hello.serverTime - (askedAt + core.machine.now()) / 2);
  parts.onGreeting?.({ clockOffsetMs, updateNeeded: hello.minProtocol > PROTOCOL_VERSION });
  rewindTo(parts, companyId, { ...head, cloudSeq: hello.lastSeq, cloudHash: hello.lastHash });
  return hello.grantVersion;
}

type CloudHead = { readonly streamId: string; readonly ackedSeq: number; readonly cloudSeq: number; readonly cloudHash: string };

/** A cloud that has less than it once acknowledged was restored from a backup: what it lost is offered again. */
function rewindTo({ core }: SyncParts, companyId: string, { streamId, ackedSeq, cloudSeq, cloudHash }: CloudHead): void {
  if (cloudSeq >= ackedSeq) return;
  const ack = { streamId, ackSeq: cloudSeq, ackHash: cloudHash, durableSeq: 0, signedHead: '' };
  const believed = core.transaction((db) => acknowledge(db, companyId, { ...ack, outcome: 'rewind' }), ['sync']);
  if (!believed) throw new Error(`the cloud holds another log under stream ${streamId}`);
}

async function pushAll({ core, client }: SyncParts, companyId: string): Promise<void> {
  for (let batch = nextBatch(core.db, companyId); batch; batch = nextBatch(core.db, companyId)) {
    const { streamId, firstSeq, events } = batch;
    const reply = await client.push(batch);
    if (reply.outcome === 'fork') throw new Error(`another log lives under stream ${streamId}`);
    const believed = core.transaction((db) => acknowledge(db, companyId, { ...reply, streamId }), ['sync']);
    if (!believed) throw new Error(`the cloud acknowledged ${reply.ackSeq} with a hash that is not ours`);
    if (reply.outcome === 'rewind' && reply.ackSeq + 1 >= firstSeq) throw new Error('the cloud asked to rewind to where we are');
    // Each round has to get somewhere, or this would push the same batch as fast as the network goes.
    if (reply.outcome === 'stored' && reply.ackSeq < firstSeq - 1 + events.length)
      throw new Error('the cloud stored less than it was sent');
  }
}

async function pullScope({ core, client }: SyncParts, scope: Scope): Promise<void> {
  const terminal = core.enrolment()?.terminal;
  if (!terminal) throw new Error('not enrolled');
  for (;;) {
    const cursor = cursorOf(core.db, terminal.companyId, scope);
    const page = await client.pull({ scope, epoch: cursor.epoch, after: cursor.position });
    const news = page.entries.length > 0 || page.epoch !== cursor.epoch;
    if (news) core.transaction((db) => applyPage(db, terminal, { ...page, scope }), scope === 'company' ? ['catalog'] : ['orders', 'cash']);
    const after = cursorOf(core.db, terminal.companyId, scope).position;
    if (!news && after < page.head) throw new Error(`the cloud has ${page.head} in ${scope} but gives nothing after ${after}`);
    if (page.entries.length < MAX_BATCH_EVENTS && after >= page.head) return;
  }
}
