import { randomBytes } from 'node:crypto';
import { grantSchema } from '@fastops/shared/identity/grant';
import type { LanHub, LanPeer } from '@fastops/shared/lan/lan.events';
import { done, refuse, type Result } from '@fastops/shared/base/result';
import { verifiedPayload } from '../adapters/seal.ts';
import { storedIdentity } from '../adapters/enrolment.ts';
import type { BranchCore } from '../core.ts';
import { sha256 } from '../db/event-log.ts';
import { knownHub, pairPeer, pairScreen } from '../modules/lan/lan.service.ts';
import type { AdmitRefusal, LanPort, PeerClaims, ScreenRefusal } from '../modules/lan/lan.port.ts';
import type { SecretPort } from '../ports.ts';
import { pairingDesk, type PairingOffer } from './pairing.ts';

/** How long after its proof a peer may say who it is. */
const ADMIT_WITHIN_MS = 30_000;

type DeskParts = { readonly core: BranchCore; readonly secrets: SecretPort; readonly certificate: () => string };
type Proven = { readonly claims: PeerClaims; readonly offer: PairingOffer; readonly until: number };

/** See {@link lanDesk}. */
export type LanDesk = Pick<LanPort, 'offer' | 'shown' | 'withdraw' | 'prove' | 'admit'> & {
  isPairing(): boolean;
  /** Pairs a browser that was given the code for a kitchen screen; answers the key that it shows from then on. */
  admitScreen(given: { code: string; name: string }): Result<{ key: string }, ScreenRefusal>;
};

/** The hub's side of pairing: the code it shows, who proved it, and the fact that pins the key for the whole branch. */
export function lanDesk({ core, secrets, certificate }: DeskParts): LanDesk {
  const desk = pairingDesk(() => core.machine.now());
  const proven = new Map<string, Proven>();
  const awaited = () => [...proven.values()].some(({ until }) => core.machine.now() < until);
  return {
    isPairing: () => desk.shown() !== undefined || awaited(),
    offer: (kind, actor) => {
      const { code, expiresAt } = desk.offer(kind, actor);
      return { code, kind, expiresAt };
    },
    shown: () => {
      const offer = desk.shown();
      return offer && { code: offer.code, kind: offer.kind, expiresAt: offer.expiresAt };
    },
    withdraw: () => desk.withdraw(),
    prove: async (peer, given) => {
      const answer = await desk.prove({ hub: certificate(), peer }, given);
      core.announce(['lan']);
      if (!answer.ok) return answer;
      const { proof, offer } = answer.value;
      proven.set(peer, { claims: given.claims, offer, until: core.machine.now() + ADMIT_WITHIN_MS });
      return done({ proof });
    },
    admitScreen: ({ code, name }) => {
      const kitchen = desk.shown()?.kind === 'kitchen' ? desk.redeem(code) : refuse({ code: 'pairing.no-code' } as const);
      core.announce(['lan']);
      if (!kitchen.ok) return kitchen;
      const key = randomBytes(32).toString('base64url');
      const screen = { screenId: core.machine.newId(), name, keyHash: sha256(key) };
      const paired = core.execute(kitchen.value.actor, (ctx) => pairScreen(ctx, screen));
      return paired.ok ? done({ key }) : refuse({ code: 'pairing.refused' });
    },
    admit: (peer, grant) => {
      const known = proven.get(peer);
      proven.delete(peer);
      if (!known || core.machine.now() >= known.until) return refuse({ code: 'pairing.refused' });
      const peerId = known.offer.kind === 'kitchen' ? core.machine.newId() : terminalOf(grant);
      if (peerId === undefined) return refuse({ code: 'pairing.refused' });
      return pinned({ ...known.claims, peerId, kind: known.offer.kind, certificate: peer }, known.offer);
    },
  };

  function pinned(peer: LanPeer, offer: PairingOffer): Result<{ peer: LanPeer; hub: LanHub }, AdmitRefusal> {
    const answer = core.execute(offer.actor, (ctx) => pairPeer(ctx, peer));
    const terminal = core.enrolment()?.terminal;
    const hub = terminal && knownHub(core.db, terminal);
    return answer.ok && hub ? done({ peer, hub }) : refuse({ code: 'pairing.refused' });
  }

  /** The terminal that a grant of our own cloud makes a till of this branch: nobody else has that grant. */
  function terminalOf(jws: string | undefined): string | undefined {
    const identity = storedIdentity(core, secrets);
    if (!identity || jws === undefined) return undefined;
    try {
      const grant = grantSchema.parse(verifiedPayload(jws, identity.cloudKey));
      const isOurs = grant.branch.companyId === identity.companyId && grant.branch.branchId === identity.branchId;
      return isOurs && grant.terminalId !== identity.terminalId ? grant.terminalId : undefined;
    } catch {
      // Not signed by our cloud, or not a grant.
      return undefined;
    }
  }
}
