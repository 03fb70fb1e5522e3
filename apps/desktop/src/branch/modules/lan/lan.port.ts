import type { Refusal, Result } from '@fastops/shared/base/result';
import type { LanHub, LanPeer, LanPeerKind } from '@fastops/shared/lan/lan.events';
import type { Actor } from '../../context.ts';
import type { LanPlace } from './lan.service.ts';

/** How this terminal stands in the local network at this moment; what lasts comes from the log. */
export type LanNow = {
  /** Where the door listens; null while it is shut. */
  readonly door: { readonly addresses: readonly string[]; readonly port: number } | null;
  /** Where browsers find the kitchen's pages; null while the door is shut, or when its port is another program's. */
  readonly kitchen: { readonly port: number } | null;
  /** Why the door couldn't be opened though this till is the hub. */
  readonly doorFault: string | null;
  /** Keys that are connected to this hub. */
  readonly connected: readonly string[];
  /** The hub that this till is connected to. */
  readonly hub: LanHub | null;
  readonly lastError: string | null;
};

/** A hub that was heard: where it is, before anything is known of it. */
export type FoundHub = { readonly name: string; readonly address: string; readonly port: number };

/** The code that the hub shows. */
export type ShownCode = { readonly code: string; readonly kind: LanPeerKind; readonly expiresAt: number };

export type JoinRefusal = Refusal<
  'pairing.no-code' | 'pairing.wrong-code' | 'pairing.unreachable' | 'pairing.not-genuine' | 'pairing.refused'
>;

/** Why a browser was not paired. */
export type ScreenRefusal = Refusal<'pairing.no-code' | 'pairing.wrong-code' | 'pairing.refused'>;

export type AdmitRefusal = Refusal<'pairing.refused'>;

/** What a peer claims about itself while it proves to know the code; the proof covers it. */
export type PeerClaims = Pick<LanPeer, 'name' | 'addresses' | 'port'>;

/** The local network as use cases see it: keys, the door, pairing, the line to the hub. */
export type LanPort = {
  now(): LanNow;
  /** Hubs of this branch that call out in the network right now. */
  around(): readonly FoundHub[];
  /** This terminal's key (made when first asked for) and where its door is or would be. */
  place(): LanPlace;
  /** Shows a fresh code; the one before is void. */
  offer(kind: LanPeerKind, actor: Actor): ShownCode;
  shown(): ShownCode | undefined;
  withdraw(): void;
  /** As a peer: pairs with the hub that shows `code` at that address. */
  join(at: { address: string; port: number; code: string }): Promise<Result<LanHub, JoinRefusal>>;
  /** As the hub: checks a peer's proof of the code. */
  prove(
    certificate: string,
    given: { proof: string; claims: PeerClaims },
  ): Promise<Result<{ proof: string }, Refusal<'pairing.no-code' | 'pairing.wrong-code'>>>;
  /** As the hub: pins whoever proved it; a till shows the grant that makes it a terminal of this branch. */
  admit(certificate: string, grant: string | undefined): Result<{ peer: LanPeer; hub: LanHub }, AdmitRefusal>;
  /** Before this till changes an order that others have too: false when another till was first. Alone it may always. */
  claim(orderId: string): boolean | Promise<boolean>;
  /** As the hub: whether a till may change an order of which it saw `rev`. */
  grantClaim(claim: { orderId: string; rev: number; terminalId: string }): boolean;
};
