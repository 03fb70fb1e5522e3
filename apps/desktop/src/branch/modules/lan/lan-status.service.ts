import type { LanPeerKind } from '@fastops/shared/lan/lan.events';
import type { Terminal } from '../../context.ts';
import type { Reader } from '../../db/access.ts';
import type { LanPort } from './lan.port.ts';
import { knownHub, lanOf, selfOf } from './lan.service.ts';
import { pendingRelaysOf } from './relay.service.ts';

/** A key as the screen shows it. */
export type ShownPeer = {
  readonly peerId: string;
  readonly kind: LanPeerKind;
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
  const { peers } = lanOf(db, terminal);
  const hub = self.isHub ? undefined : knownHub(db, terminal);
  const isPaired = self.heardHub !== undefined || peers.some(({ peerId }) => peerId === terminal.terminalId);
  const shown = lan.shown();
  return {
    role: self.isHub ? 'hub' : isPaired ? 'peer' : 'alone',
    term: self.isHub ? self.term : (hub?.term ?? 0),
    door: now.door,
    doorFault: self.isHub ? now.doorFault : null,
    hubName: hub?.name ?? null,
    isConnected: self.isHub ? now.door !== null : now.hub !== null,
    fencedAt: self.fencedAt,
    waitingForCloud: pendingRelaysOf(db, terminal.companyId).length,
    peers: peers.map(({ peerId, kind, name, certificate }) => ({
      peerId,
      kind,
      name,
      isSelf: peerId === terminal.terminalId,
      isHub: self.isHub ? peerId === terminal.terminalId : peerId === hub?.peerId,
      isConnected: now.connected.includes(certificate),
    })),
    pairing: shown ? { kind: shown.kind, expiresAt: shown.expiresAt } : null,
  };
}
