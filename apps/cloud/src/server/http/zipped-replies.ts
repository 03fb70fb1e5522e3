import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Below this a reply isn't worth zipping. */
const WORTH_ZIPPING = 1_024;

const zip = promisify(gzip);

/**
 * Answers to procedures travel zipped where the caller can read that: a page of a shop's log is a tenth of its size.
 * The adapter answers with a web Response, which no hook for texts and buffers sees; streams of news are left alone.
 */
export async function zippedReplies(request: FastifyRequest, reply: FastifyReply, payload: unknown): Promise<unknown> {
  if (!(payload instanceof Response) || !isZippable(request, payload)) return payload;
  const plain = Buffer.from(await payload.arrayBuffer());
  reply.code(payload.status);
  for (const [name, value] of payload.headers) reply.header(name, value);
  reply.header('vary', 'accept-encoding');
  reply.removeHeader('content-length');
  if (plain.length < WORTH_ZIPPING) return plain;
  reply.header('content-encoding', 'gzip');
  return zip(plain);
}

function isZippable(request: FastifyRequest, answer: Response): boolean {
  const accepts = request.headers['accept-encoding'] ?? '';
  return /\bgzip\b/.test(String(accepts)) && answer.headers.get('content-type')?.startsWith('application/json') === true;
}
