import { createHash, createHmac, randomInt, timingSafeEqual } from 'node:crypto';
import { hashRaw } from '@node-rs/argon2';
import { canonicalJson } from '@fastops/shared/base/canonical';
import { done, refuse, type Refusal, type Result } from '@fastops/shared/base/result';
import type { LanPeerKind } from '@fastops/shared/lan/lan.events';
import type { Actor } from '../context.ts';

/** Without letters and figures that people mistake for each other: 32 signs, 5 bits each. */
const SIGNS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const CODE_SIGNS = 8;
const CODE_LIFE_MS = 2 * 60_000;
const TRIES = 5;
// Argon2id (the library's own choice) with 64 MiB and three rounds: 2^40 codes can't be tried while one lives, not even by whoever holds a proof to try them against.
const STRETCH = { memoryCost: 64 * 1024, timeCost: 3, parallelism: 1, outputLen: 32 };

/** Both ends of the connection: with another certificate in between the proofs differ. */
export type PairingEnds = { readonly hub: string; readonly peer: string };

/** A new code, grouped for reading: `K7QM-2XPA`. */
export function newPairingCode(): string {
  const signs = Array.from({ length: CODE_SIGNS }, () => SIGNS.charAt(randomInt(SIGNS.length)));
  return `${signs.slice(0, 4).join('')}-${signs.slice(4).join('')}`;
}

/** The secret that only those who know the code derive, bound to both certificates. */
export async function pairingSecret(code: string, ends: PairingEnds): Promise<Buffer> {
  const salt = createHash('sha256')
    .update(canonicalJson({ use: 'fastops-lan-pairing', ...ends }))
    .digest();
  return hashRaw(signsOf(code), { ...STRETCH, salt });
}

function signsOf(code: string): string {
  return code.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
}

/** What one side says to the other: that it knows the code, and what it claims about itself. */
export function proofOf(secret: Buffer, side: 'peer' | 'hub', claims: object): string {
  return createHmac('sha256', secret)
    .update(`${side}:${canonicalJson(claims)}`)
    .digest('base64url');
}

/** Compares without telling how far it was right. */
export function isSameProof(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** A code as it is shown on the hub: for whom, until when, and by whose leave. */
export type PairingOffer = { readonly code: string; readonly kind: LanPeerKind; readonly expiresAt: number; readonly actor: Actor };

/** `pairing.no-code`: none is shown, it is over, or it was tried too often. */
export type PairingRefusal = Refusal<'pairing.no-code' | 'pairing.wrong-code'>;

/** Holds the one code that is shown, counts its tries, and remembers for a moment who proved to know it. */
export type PairingDesk = {
  offer(kind: LanPeerKind, actor: Actor): PairingOffer;
  shown(): PairingOffer | undefined;
  withdraw(): void;
  /** Checks a code that was typed into a browser, which can't prove it without saying it; the right one is used up. */
  redeem(code: string): Result<PairingOffer, PairingRefusal>;
  /** Checks a peer's proof; the right one uses the code up and is answered with the hub's own. */
  prove(
    ends: PairingEnds,
    given: { proof: string; claims: object },
  ): Promise<Result<{ proof: string; offer: PairingOffer }, PairingRefusal>>;
};

export function pairingDesk(clock: () => number): PairingDesk {
  let open: { offer: PairingOffer; triesLeft: number } | undefined;
  // One derivation at a time: each takes 64 MiB, and whoever floods the door must not take five times that.
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = (code: string, ends: PairingEnds) => {
    const mine = turn.then(() => pairingSecret(code, ends));
    turn = mine.catch(() => undefined);
    return mine;
  };
  const current = () => (open && open.triesLeft > 0 && clock() < open.offer.expiresAt ? open : undefined);
  return {
    offer: (kind, actor) => {
      const offer = { code: newPairingCode(), kind, expiresAt: clock() + CODE_LIFE_MS, actor };
      open = { offer, triesLeft: TRIES };
      return offer;
    },
    shown: () => current()?.offer,
    withdraw: () => (open = undefined),
    redeem: (code) => {
      const tried = current();
      if (!tried) return refuse({ code: 'pairing.no-code' });
      tried.triesLeft -= 1;
      if (!isSameProof(signsOf(code), signsOf(tried.offer.code))) return refuse({ code: 'pairing.wrong-code' });
      open = undefined;
      return done(tried.offer);
    },
    prove: async (ends, { proof, claims }) => {
      const tried = current();
      if (!tried) return refuse({ code: 'pairing.no-code' });
      // Counted before anything is waited for, so that many at once are not one.
      tried.triesLeft -= 1;
      const secret = await inTurn(tried.offer.code, ends);
      if (!isSameProof(proof, proofOf(secret, 'peer', claims))) return refuse({ code: 'pairing.wrong-code' });
      // Somebody else may have used the code up meanwhile.
      if (open !== tried) return refuse({ code: 'pairing.no-code' });
      open = undefined;
      return done({ proof: proofOf(secret, 'hub', claims), offer: tried.offer });
    },
  };
}
