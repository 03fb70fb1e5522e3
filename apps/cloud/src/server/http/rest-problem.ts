import { STATUS_CODES } from 'node:http';
import type { TRPCError } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import type { FastifyReply } from 'fastify';
import { failureOf } from '../rpc/procedures.ts';

/** What went wrong, before it is spelled. */
export type Failure = { readonly status: number; readonly code: string; readonly message?: string };

/** RFC 9457: a client reads `code`; the sentence is for whoever reads the log. */
export function sendProblem(reply: FastifyReply, { status, code, message, ...more }: Failure & Record<string, unknown>): FastifyReply {
  if (status === 401) void reply.header('www-authenticate', 'Bearer realm="fastops"');
  return reply
    .code(status)
    .type('application/problem+json')
    .send(
      JSON.stringify({
        type: `urn:fastops:problem:${code}`,
        title: STATUS_CODES[status] ?? 'Error',
        status,
        ...(message === undefined || message === code ? {} : { detail: message }),
        code,
        requestId: String(reply.request.id),
        ...more,
      }),
    );
}

/** The failure of a procedure, with the refusal's facts or the fields that are wrong. */
export function sendFailure(reply: FastifyReply, error: TRPCError): FastifyReply {
  return sendProblem(reply, { status: getHTTPStatusCodeFromError(error), ...failureOf(error) });
}
