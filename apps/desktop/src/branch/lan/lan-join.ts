import { z } from 'zod';
import { refuse, type Result } from '@fastops/shared/base/result';
import { lanHubSchema, lanPeerSchema, type LanHub, type LanPeer } from '@fastops/shared/lan/lan.events';
import type { JoinRefusal, PeerClaims } from '../modules/lan/lan.port.ts';
import type { LanCredential } from './certificate.ts';
import { lanDeadline, openLine, type LanAddress, type LanLine } from './lan-line.ts';
import { isSameProof, pairingSecret, proofOf } from './pairing.ts';

const refusal = z.object({
  ok: z.literal(false),
  refusal: z.object({ code: z.enum(['pairing.no-code', 'pairing.wrong-code', 'pairing.refused']) }),
});
const proveReply = z.union([refusal, z.object({ ok: z.literal(true), value: z.object({ proof: z.string().max(100) }) })]);
const admitReply = z.union([refusal, z.object({ ok: z.literal(true), value: z.object({ peer: lanPeerSchema, hub: lanHubSchema }) })]);

/** Where the hub is and what it shows. */
export type LanCode = LanAddress & { readonly code: string };

/** What a peer brings to a pairing: its key, what it says about itself, and (a till) the grant that makes it a terminal. */
export type Joiner = { readonly credential: LanCredential; readonly claims: PeerClaims; readonly grant: string | undefined };

/**
 * Pairs with the hub that shows `code`. The hub is believed only after it proved to know the code for this very connection:
 * before that it has seen a proof that it can do nothing with, and afterwards alone it gets the grant.
 */
export async function joinHub(at: LanCode, joiner: Joiner): Promise<Result<{ peer: LanPeer; hub: LanHub }, JoinRefusal>> {
  const line = await openLine(at, joiner.credential, undefined).catch(() => undefined);
  if (!line) return refuse({ code: 'pairing.unreachable' });
  try {
    return await pairOver(line, at.code, joiner);
  } catch {
    return refuse({ code: 'pairing.unreachable' });
  } finally {
    line.close();
  }
}

async function pairOver(line: LanLine, code: string, { credential, claims, grant }: Joiner) {
  const secret = await pairingSecret(code, { hub: line.certificate, peer: credential.certificate });
  const proof = proofOf(secret, 'peer', claims);
  const answer = proveReply.parse(await line.client.mutation('pairing.prove', { proof, claims }, lanDeadline()));
  if (!answer.ok) return answer;
  if (!isSameProof(answer.value.proof, proofOf(secret, 'hub', claims))) return refuse({ code: 'pairing.not-genuine' } as const);
  const admitted = admitReply.parse(await line.client.mutation('pairing.admit', grant === undefined ? {} : { grant }, lanDeadline()));
  // Whoever knows the code but names another key as the hub's would have us pin somebody we never met.
  if (admitted.ok && admitted.value.hub.certificate !== line.certificate) return refuse({ code: 'pairing.not-genuine' } as const);
  return admitted;
}
