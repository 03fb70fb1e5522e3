import { createHash } from 'node:crypto';
import { TRPCError } from '@trpc/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { canonicalJson } from '@fastops/shared/base/canonical';
import type { Actor, CallContext } from '../context.ts';
import { answeredOnce } from '../modules/api-keys/answers.service.ts';
import { Refused } from '../rpc/procedures.ts';

/** A write that its client named (`Idempotency-Key`) is done once, whoever of them asks again. */
export function onceBy(request: FastifyRequest, reply: FastifyReply, { actor, now }: { actor: Actor; now: number }): CallContext['once'] {
  const key = request.headers['idempotency-key'];
  if (key === undefined || request.method === 'GET' || actor?.kind !== 'user') return undefined;
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(key))
    throw new TRPCError({ code: 'BAD_REQUEST', message: 'idempotency.bad-key' });
  const asked = [actor.userId, actor.apiKey?.id ?? null, request.method, request.url, request.body ?? null];
  const requestHash = createHash('sha256').update(canonicalJson(asked)).digest('hex');
  return async (sql, run) => {
    const answer = await answeredOnce(sql, { key, requestHash, now }, run);
    if (!answer.ok) throw new Refused(answer.refusal);
    if (answer.value.isRepeat) void reply.header('idempotent-replayed', 'true');
    return answer.value.value;
  };
}
