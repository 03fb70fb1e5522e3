import { inAggregateOrder, type Fact } from '../sync/event.ts';
import { lanEventBodies, type LanHub, type LanPeer, type LanScreen } from './lan.events.ts';

/** A branch's local network: who is the hub, in which term, and whose keys count. */
export type Lan = {
  /** Highest term that was ever opened; the next hub takes one more. */
  readonly term: number;
  /** Undefined when nobody took the role, the last one gave it up, or its key was taken back. */
  readonly hub: LanHub | undefined;
  /** Whoever may connect, the tills that were hub included; each with one key, its latest. */
  readonly peers: readonly LanPeer[];
  /** Browsers that may show the kitchen. */
  readonly screens: readonly LanScreen[];
  /** Keys that were unpaired: no pairing brings them back. */
  readonly takenBack: ReadonlySet<string>;
};

/**
 * Merge rules, for any arrival order:
 *
 * | fact | rule |
 * |---|---|
 * | hub-opened | the highest term is the hub; of the same term twice (two people pressed at once): the higher terminal id |
 * | hub-closed | ends the hub of its own term only |
 * | peer-paired | additive; the last key, name and address of a peer count |
 * | peer-unpaired | wins over every pairing of that key, earlier or later |
 * | screen-paired, screen-unpaired | the same, by the hash of the screen's key |
 */
export function foldLan(facts: readonly Fact[]): Lan {
  const peers = new Map<string, LanPeer>();
  const takenBack = new Set<string>();
  const closed = new Set<number>();
  let term = 0;
  let hub: LanHub | undefined;
  for (const fact of inAggregateOrder(facts)) {
    if (fact.type === 'lan.hub-opened') {
      const opened = lanEventBodies['lan.hub-opened'].parse(fact.body);
      const { term: openedTerm, ...peer } = opened;
      peers.set(peer.peerId, peer);
      if (!hub || outranks(opened, hub)) hub = opened;
      term = Math.max(term, openedTerm);
    } else if (fact.type === 'lan.hub-closed') closed.add(lanEventBodies['lan.hub-closed'].parse(fact.body).term);
    else if (fact.type === 'lan.peer-paired') {
      const peer = lanEventBodies['lan.peer-paired'].parse(fact.body);
      peers.set(peer.peerId, peer);
    } else if (fact.type === 'lan.peer-unpaired') takenBack.add(lanEventBodies['lan.peer-unpaired'].parse(fact.body).certificate);
  }
  const ended = hub && (closed.has(hub.term) || takenBack.has(hub.certificate));
  const paired = [...peers.values()].filter(({ certificate }) => !takenBack.has(certificate));
  return { term, hub: ended ? undefined : hub, peers: paired, screens: foldScreens(facts), takenBack };
}

function foldScreens(facts: readonly Fact[]): LanScreen[] {
  const screens = new Map<string, LanScreen>();
  const takenBack = new Set<string>();
  for (const fact of inAggregateOrder(facts)) {
    if (fact.type === 'lan.screen-paired') {
      const screen = lanEventBodies['lan.screen-paired'].parse(fact.body);
      screens.set(screen.screenId, screen);
    } else if (fact.type === 'lan.screen-unpaired') takenBack.add(lanEventBodies['lan.screen-unpaired'].parse(fact.body).keyHash);
  }
  return [...screens.values()].filter(({ keyHash }) => !takenBack.has(keyHash));
}

/** Whether `one` takes the place of `other`: a higher term, or in the same term the terminal whose id is higher. */
export function outranks(one: Pick<LanHub, 'term' | 'peerId'>, other: Pick<LanHub, 'term' | 'peerId'>): boolean {
  return one.term === other.term ? one.peerId > other.peerId : one.term > other.term;
}
