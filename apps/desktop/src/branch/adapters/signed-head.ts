import { z } from 'zod';
import { verifiedPayload } from './seal.ts';

const headSchema = z.object({ streamId: z.string(), seq: z.number(), hash: z.string() });

/** Whether the cloud's own key signed that it holds the stream up to there. */
export function isSignedHead(jws: string, head: { streamId: string; seq: number; hash: string }, cloudKey: string): boolean {
  try {
    const said = headSchema.parse(verifiedPayload(jws, cloudKey));
    return said.streamId === head.streamId && said.seq === head.seq && said.hash === head.hash;
  } catch {
    return false;
  }
}
