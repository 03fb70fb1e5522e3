import type { LanPeer, LanPeerKind, LanScreen } from '@fastops/shared/lan/lan.events';
import type { Terminal } from '../../context.ts';
import type { Reader } from '../../db/access.ts';
import type { LanPort } from './lan.port.ts';
import { knownHub, lanOf, selfOf } from './lan.service.ts';
import { pendingRelaysOf } from './relay.service.ts';

/** A key as the screen shows it. */
export type ShownPeer = {
  readonly peerId: string;
  /** `screen`: a browser that shows the kitchen. */
  readonly kind: LanPeerKind | 'screen';
  readonly name: string;
  readonly isSelf: boolean;
  readonly isHub: boolean;
  /** Only the hub sees who is there. */
  readonly isConnected: boolean;
};

/** What the screens say of the local network. */
export type LanStatus = {
  /** `alone`: never had to do with one. `hub`: the door is, or should be, open. `peer`: paired with a hub. */
  readonly role: 'alone' | 'hub' | 'peer';
  readonly term: number;
  readonly door: { readonly addresses: readonly string[]; readonly port: number } | null;
  /** Where browsers find the kitchen's pages. */
  readonly kitchen: { readonly port: number } | null;
  readonly doorFault: string | null;
  readonly hubName: string | null;
  /** Whether the line to the hub stands (for the hub itself: whether its door does). */
  readonly isConnected: boolean;
  /** When this till was fenced by a later hub, until somebody has read it. */
  readonly fencedAt: number | null;
  /** Streams of others that wait here for the cloud. */
  readonly waitingForCloud: number;
  readonly peers: readonly ShownPeer[];
  readonly pairing: { readonly kind: LanPeerKind; readonly expiresAt: number } | null;
};

export function lanStatus(db: Reader, terminal: Terminal, lan: LanPort): LanStatus {
  const now = lan.now();
  const self = selfOf(db, terminal);
  const shown = lan.shown();
  const common = {
    door: now.door,
    kitchen: now.kitchen,
    fencedAt: self.fencedAt,
    waitingForCloud: pendingRelaysOf(db, terminal.companyId).length,
    pairing: shown ? { kind: shown.kind, expiresAt: shown.expiresAt } : null,
  };
  const place = { hubId: terminal.terminalId, selfId: terminal.terminalId, connected: now.connected };
  const { peers, screens } = lanOf(db, terminal);
  if (self.isHub) {
    const { term } = self;
    const here = { role: 'hub', term, doorFault: now.doorFault, hubName: null, isConnected: now.door !== null } as const;
    return { ...common, ...here, peers: [...shownPeers(peers, place), ...shownScreens(screens, now.connected)] };
  }
  const hub = knownHub(db, terminal);
  const isPaired = self.heardHub !== undefined || peers.some(({ peerId }) => peerId === terminal.terminalId);
  return {
    ...common,
    role: isPaired ? 'peer' : 'alone',
    term: hub?.term ?? 0,
    doorFault: null,
    hubName: hub?.name ?? null,
    isConnected: now.hub !== null,
    peers: [...shownPeers(peers, { ...place, hubId: hub?.peerId }), ...shownScreens(screens, [])],
  };
}

/** The two things that somebody who looks after tickets has to know: whether others rely on this till, and whether it is cut off. */
export function standingOf(
  db: Reader,
  terminal: Terminal | undefined,
  lan: LanPort,
): { readonly isHub: boolean; readonly isLost: boolean } {
  if (!terminal) return { isHub: false, isLost: false };
  const { role, isConnected } = lanStatus(db, terminal, lan);
  return { isHub: role === 'hub', isLost: role === 'peer' && !isConnected };
}

type Place = { readonly hubId: string | undefined; readonly selfId: string; readonly connected: readonly string[] };

function shownPeers(peers: readonly LanPeer[], { hubId, selfId, connected }: Place): ShownPeer[] {
  return peers.map(({ peerId, kind, name, certificate }) => {
    return { peerId, kind, name, isSelf: peerId === selfId, isHub: peerId === hubId, isConnected: connected.includes(certificate) };
  });
}

function shownScreens(screens: readonly LanScreen[], connected: readonly string[]): ShownPeer[] {
  return screens.map(({ screenId, name, keyHash }) => {
    return { peerId: screenId, kind: 'screen', name, isSelf: false, isHub: false, isConnected: connected.includes(keyHash) };
  });
}
