import type { BranchCore } from '../core.ts';
import type { LinkPort, LinkState } from '../ports.ts';
import type { CloudClient } from '../adapters/cloud-client.ts';
import { acknowledge, applyPage, cursorOf, custody, nextBatch, ownHead } from '../modules/sync/sync.service.ts';
import { MAX_BATCH_EVENTS, PROTOCOL_VERSION, type Scope } from '@fastops/shared/sync/protocol';

/** Without news from either side, say hello this often: it is also how the dashboard knows we live. */
const HEARTBEAT_MS = 20_000;
const LONGEST_BACKOFF_MS = 60_000;
const FIRST_BACKOFF_MS = 500;

/** What the loop needs besides the core. */
export type SyncParts = {
  readonly core: BranchCore;
  readonly client: CloudClient;
  readonly appVersion: string;
  /** A number in [0, 1): full jitter, so that a thousand tills don't come back in step. */
  readonly random: () => number;
  readonly acceptGrant: (jws: string) => void;
  readonly grantVersion: () => number;
  readonly log: (message: string, facts: object) => void;
};

/** Runs until stopped: hello, push until empty, pull both scopes; wakes on commits, pokes and the heartbeat. */
export function startSyncLoop(parts: SyncParts): LinkPort & { stop(): void } {
  const { core, client } = parts;
  let state: LinkState = { online: false, lastContactAt: null, lastError: null };
  let stopped = false;
  let wake = () => {};
  let wanted = true;
  let backingOff = false;
  const syncNow = () => {
    wanted = true;
    wake();
  };
  // While offline one probe at a time: new sales don't hurry it, or a dead cloud would be hammered.
  const onNews = () => {
    wanted = true;
    if (!backingOff) wake();
  };
  const setState = (next: LinkState) => {
    const changed = next.online !== state.online || next.lastError !== state.lastError;
    state = next;
    if (changed) core.announce(['sync']);
  };
  const stopChanges = core.onChange((_, events) => {
    if (events.length > 0) onNews();
  });
  const stopPokes = client.listen({ poke: onNews, up: syncNow, down: () => {} });
  const sleep = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => (clearTimeout(timer), resolve());
    });
  const run = async () => {
    let failures = 0;
    while (!stopped) {
      wanted = false;
      try {
        await syncOnce(parts);
        failures = 0;
        setState({ online: true, lastContactAt: core.machine.now(), lastError: null });
      } catch (error) {
        failures += 1;
        const message = error instanceof Error ? error.message : String(error);
        setState({ ...state, online: false, lastError: message });
        parts.log('sync failed', { failures, message });
      }
      if (stopped) break;
      backingOff = failures > 0;
      if (backingOff) await sleep(backoffMs(failures, parts.random));
      else if (!wanted) await sleep(HEARTBEAT_MS);
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
      wake();
      client.close();
    },
  };
}

/** Exponential, capped, with full jitter. */
export function backoffMs(failures: number, random: () => number): number {
  return Math.round(random() * Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** failures));
}

/** One whole exchange with the cloud; throws when it can't be finished. */
export async function syncOnce(parts: SyncParts): Promise<void> {
  const { core, client } = parts;
  const identity = core.enrolment()?.terminal;
  if (identity) {
    const head = ownHead(core.db, identity.companyId);
    const hello = await client.hello({
      streamId: head.streamId,
      lastSeq: head.lastSeq,
      lastHash: head.lastHash,
      protocol: PROTOCOL_VERSION,
      appVersion: parts.appVersion,
      deviceTime: core.machine.now(),
      custody: custody(core.db, identity.companyId),
    });
    rewindTo(parts, identity.companyId, { ...head, cloudSeq: hello.lastSeq, cloudHash: hello.lastHash });
    // Sales first: whatever is wrong with a grant, money doesn't wait for it.
    await pushAll(parts, identity.companyId);
    if (hello.grantVersion !== parts.grantVersion()) parts.acceptGrant(await client.grant());
  } else {
    parts.acceptGrant(await client.grant());
  }
  await pullScope(parts, 'company');
  await pullScope(parts, 'branch');
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
    if (reply.outcome === 'stored' && reply.ackSeq < firstSeq - 1 + events.length) throw new Error('the cloud stored less than it was sent');
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
