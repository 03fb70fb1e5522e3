import type { BranchCore } from '../core.ts';
import type { LinkPort, LinkState } from '../ports.ts';
import type { Poke } from '@fastops/shared/sync/protocol';
import { createBell, createHeart } from './bell.ts';
import { greet, type Greeting } from './sync-greeting.ts';
import { cameBack, keepCertificate, keepRemovalCheck } from './sync-return.ts';
import type { Need, SyncParts } from './sync-parts.ts';
import { lineWatch } from './line-watch.ts';
import { pullScope } from './sync-pull.ts';
import { pushAll } from './sync-push.ts';
import { withImpatience } from './impatience.ts';

export type { Need, SyncParts } from './sync-parts.ts';

/** Say hello this often at least: it is also how the dashboard knows we live. */
const HEARTBEAT_MS = 20_000;
const LONGEST_BACKOFF_MS = 60_000;
const FIRST_BACKOFF_MS = 500;
/** So many logs of ours may turn out to be another's in one exchange. */
const MOST_FORKS = 5;

/** What a screen must hear of as it changes; the clock's offset wavers by milliseconds and is asked for. */
const SHOWN_AT_ONCE = ['online', 'lastError', 'updateNeeded', 'clockDrifted'] as const;

/** At start, after an error, when the line comes up, and at every heartbeat: where do we both stand? */
export function everything(): Need {
  return { hello: true, pull: new Set(['company', 'branch']) };
}

/** Runs until stopped: a commit sends, a poke asks for its scope, the heartbeat asks for everything. */
export function startSyncLoop(parts: SyncParts): Omit<LinkPort, 'bring'> & { stop(): void } {
  const { core } = parts;
  const link = linkState(core);
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
  const stopChanges = core.onChange((_, events) => {
    if (events.length > 0) onNews();
  });
  const askAgain = () => {
    need = everything();
    onNews();
  };
  const heart = createHeart(askAgain, HEARTBEAT_MS);
  const onPoke = ({ scope }: Poke) => {
    need = scope === 'grant' ? everything() : { ...need, pull: need.pull.add(scope) };
    onNews();
  };
  const onLost = () => {
    if (link.state().online) link.change({ online: false, lastError: 'the line is down' });
    askAgain();
  };
  const line = lineWatch({ onUp: syncNow, onLost, reopen: () => parts.client.reopen(), random: parts.random });
  const client = withImpatience(parts.client, (call) => link.change({ online: false, lastError: `no answer to ${call} yet` }));
  const stopPokes = client.listen({ poke: onPoke, ...line });
  const run = async () => {
    let failures = 0;
    while (!stopped) {
      // A cloud that left us behind is asked each time whether it still does, before anything is sent.
      const now = link.state().updateNeeded ? everything() : need;
      need = { hello: false, pull: new Set() };
      try {
        await syncOnce({ ...parts, client, onGreeting: link.change }, now);
        failures = 0;
        line.mend();
        if (now.hello) heart.beatLater();
        link.change({ online: true, lastContactAt: core.machine.now(), lastError: null });
      } catch (error) {
        failures += 1;
        need = everything();
        bell.silence();
        if (await cameBack({ ...parts, client }, error)) bell.ring();
        else if (await parts.onUnproven?.(error)) break;
        link.change({ online: false, lastError: textOf(error) });
        parts.log('sync failed', { failures, message: textOf(error) });
      }
      if (stopped) break;
      backingOff = failures > 0;
      await (backingOff ? bell.wait(backoffMs(failures, parts.random)) : bell.wait());
    }
  };
  void run();
  return {
    state: link.state,
    syncNow,
    stop: () => {
      stopped = true;
      for (const end of [stopChanges, stopPokes, heart.stop, line.stop, bell.ring, client.close]) end();
    },
  };
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** What is known of the link; a change that a screen shows is announced. */
function linkState(core: BranchCore): { state(): LinkState; change(change: Partial<LinkState>): void } {
  let state: LinkState = { online: false, lastContactAt: null, lastError: null };
  return {
    state: () => state,
    change: (change) => {
      const next = { ...state, ...change };
      const isShown = SHOWN_AT_ONCE.some((fact) => next[fact] !== state[fact]);
      state = next;
      if (isShown) core.announce(['sync']);
    },
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
    const greeting = await sendAll(parts, companyId, need.hello);
    // A cloud that left this version behind could be misread: the till sells on, and what it sold stays here.
    if (greeting?.updateNeeded) return;
    const granted = greeting?.grantVersion ?? parts.grantVersion();
    if (granted !== parts.grantVersion()) parts.acceptGrant(await parts.client.grant());
    if (need.hello) await Promise.all([keepCertificate(parts), keepRemovalCheck(parts)]);
  }
  await pullAll(parts, need);
}

/** Sales first: whatever is wrong with a grant or a menu, money doesn't wait for it. A log that isn't ours gives way to a new one. */
async function sendAll(parts: SyncParts, companyId: string, hello: boolean): Promise<Greeting | undefined> {
  let greeting = hello ? await greet(parts, companyId) : undefined;
  for (let forks = 0; !greeting?.updateNeeded && !(await pushAll(parts, companyId)); forks += 1) {
    if (forks === MOST_FORKS) throw new Error('another log lives under each of our streams');
    parts.incarnations.begin('fork');
    greeting = await greet(parts, companyId);
  }
  return greeting;
}

async function pullAll(parts: SyncParts, need: Need): Promise<void> {
  for (const scope of need.pull) await pullScope(parts, scope);
  const companyId = parts.core.enrolment()?.terminal.companyId;
  // What a pull found missing in the cloud was logged again, and goes up at once.
  if (need.pull.has('branch') && companyId !== undefined) await pushAll(parts, companyId);
}
