import type { LanHub } from '@fastops/shared/lan/lan.events';
import { createBell } from '../workers/bell.ts';
import { knownHub, lanOf, selfOf } from '../modules/lan/lan.service.ts';
import type { LanCredential } from './certificate.ts';
import { exchangeWithHub, greetHub, type HubSession, type SessionParts } from './hub-session.ts';
import { openLine, type LanAddress, type LanLine } from './lan-line.ts';

/** A hub is looked for this often at most, and that is soon: it is in the same shop. */
const LONGEST_PAUSE_MS = 2_000;

/** The line of a till to whoever is hub: found by the addresses in the log, kept while it lives, looked for when it is gone. */
export type LanLink = {
  hub(): LanHub | undefined;
  /** The line while it stands. */
  line(): LanLine | undefined;
  /** Asks the hub for news now. */
  refresh(): void;
  lastError(): string | null;
  stop(): void;
};

export type LinkParts = SessionParts & {
  readonly around: () => readonly LanAddress[];
  readonly credential: LanCredential;
  readonly random: () => number;
  readonly log: (message: string, facts: object) => void;
};

export function startLanLink(parts: LinkParts): LanLink {
  const { core } = parts;
  const state = {
    hub: undefined as LanHub | undefined,
    line: undefined as LanLine | undefined,
    lastError: null as string | null,
    stopped: false,
  };
  const bell = createBell();
  let hangUp = () => {};
  const setHub = (hub: LanHub | undefined, lastError: string | null) => {
    const changed = state.hub?.certificate !== hub?.certificate || state.lastError !== lastError;
    Object.assign(state, { hub, lastError });
    if (changed) core.announce(['lan']);
  };
  const live = async (session: HubSession) => {
    hangUp = session.line.close;
    const ended = { now: false };
    void session.line.closed.then(() => ((ended.now = true), bell.ring()));
    const stopOwn = core.onChange((_, events) => void (events.length > 0 && bell.ring()));
    const poke = session.line.client.subscription('peer.poke', undefined, { onData: () => bell.ring(), onError: session.line.close });
    try {
      while (!state.stopped && !ended.now) {
        await exchangeWithHub(parts, session);
        state.line = session.line;
        setHub(session.hub, null);
        await bell.wait();
      }
    } finally {
      state.line = undefined;
      stopOwn();
      poke.unsubscribe();
      session.line.close();
      hangUp = () => {};
    }
  };
  const run = async () => {
    while (!state.stopped) {
      try {
        const session = await findHub(parts);
        if (session) await live(session);
        setHub(undefined, session ? 'the hub hung up' : 'no hub answers');
      } catch (error) {
        setHub(undefined, error instanceof Error ? error.message : String(error));
        parts.log('the local network failed', { message: state.lastError });
      }
      if (!state.stopped) await bell.wait(Math.round(200 + parts.random() * (LONGEST_PAUSE_MS - 200)));
    }
  };
  void run();
  return {
    hub: () => state.hub,
    line: () => state.line,
    refresh: () => bell.ring(),
    lastError: () => state.lastError,
    stop: () => {
      state.stopped = true;
      hangUp();
      bell.ring();
    },
  };
}

/** Who looks for hubs: with which key, and who was heard lately; `open` where a line isn't a socket. */
export type SearchParts = Pick<LinkParts, keyof SessionParts | 'credential' | 'around'> & { readonly open?: typeof openLine };

/** The first address at which the hub of the highest term that we know of (or a later one) answers. */
export async function findHub(parts: SearchParts): Promise<HubSession | undefined> {
  const pinned = pinnedTills(parts);
  if (pinned.length === 0) return undefined;
  for (const address of [...parts.around(), ...addressesOf(parts)]) {
    try {
      const line = await (parts.open ?? openLine)(address, parts.credential, pinned);
      const session = await greetHub(parts, line).catch(() => undefined);
      if (session) return session;
      line.close();
    } catch {
      // Nobody there, or somebody whose key we don't know: the next address.
    }
  }
  return undefined;
}

/** Says hello to whoever answers as hub where other tills are: the later of two goes on, the other one closes its door. */
export async function meetHubs(parts: SearchParts): Promise<void> {
  await Promise.allSettled([...parts.around(), ...addressesOf(parts)].map((address) => meetHubAt(parts, address)));
}

/** Says hello at one door; throws when nobody we know opens. */
export async function meetHubAt(parts: SearchParts, address: LanAddress): Promise<void> {
  const pinned = pinnedTills(parts);
  if (pinned.length === 0) return;
  const line = await (parts.open ?? openLine)(address, parts.credential, pinned);
  await greetHub(parts, line).finally(line.close);
}

function pinnedTills({ core, terminal, credential }: SessionParts & { credential: LanCredential }): string[] {
  const tills = lanOf(core.db, terminal).peers.filter(({ kind }) => kind === 'till');
  // A till that has just paired knows its hub before it has read a single fact.
  const { heardHub } = selfOf(core.db, terminal);
  const certificates = [...tills, ...(heardHub ? [heardHub] : [])].map(({ certificate }) => certificate);
  return [...new Set(certificates)].filter((certificate) => certificate !== credential.certificate);
}

/** The hub's own addresses first, then those of every till that could have become hub. */
export function addressesOf({ core, terminal }: SessionParts): LanAddress[] {
  const hub = knownHub(core.db, terminal);
  const tills = lanOf(core.db, terminal).peers.filter(({ kind, peerId }) => kind === 'till' && peerId !== terminal.terminalId);
  const seen = new Set<string>();
  const places = hub && hub.peerId !== terminal.terminalId ? [hub, ...tills] : tills;
  return places
    .flatMap(({ addresses, port }) => addresses.map((address) => ({ address, port })))
    .filter(({ address, port }) => !seen.has(`${address}:${port}`) && seen.add(`${address}:${port}`));
}
