import { createHash } from 'node:crypto';
import { TRPCError } from '@trpc/server';
import { z } from 'zod';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Actor, CallContext, Services } from '../context.ts';
import { agentOf, callContext, credentialsOf, seatedAlready } from './context.ts';
import { docsPage } from './rest-docs.ts';
import { BASE, restDocument } from './rest-document.ts';
import { sendFailure, sendProblem } from './rest-problem.ts';
import { onceBy } from './rest-once.ts';
import { CALLERS, NOBODYS, rateWindows, withinAllowance } from './rest-rate.ts';
import { callRoute, restRoutes, type RestRoute } from './rest-routes.ts';

/** REST over the same procedures: the same permissions, the same transactions, another spelling. */
export function mountRest(app: FastifyInstance, services: Services): void {
  const document = restDocument();
  const count = rateWindows(services.machine.now);
  app.get(`${BASE}/openapi.json`, async () => document);
  const page = docsPage(document);
  app.get(`${BASE}/docs`, async (_, reply) => reply.type('text/html; charset=utf-8').send(page));
  for (const route of restRoutes()) {
    app.route({
      method: route.method,
      url: BASE + route.path.replace(/\{(\w+)\}/g, ':$1'),
      handler: async (request, reply) => {
        const context = restContext(services, request, reply);
        try {
          const actor = await context.identify();
          const seen = count(callerOf(actor) ?? `address:${request.ip}`);
          if (!withinAllowance(reply, actor ? CALLERS : NOBODYS, seen))
            return await sendProblem(reply, { status: 429, code: 'rate.limited' });
          if (saysSomethingElse(request)) throw new TRPCError({ code: 'UNSUPPORTED_MEDIA_TYPE', message: 'body.no-json' });
          return await answer(
            { route, request, reply },
            await callRoute(route, { ...context, once: onceBy(request, reply, { actor, now: services.machine.now() }) }, request),
          );
        } catch (error) {
          if (!(error instanceof TRPCError)) throw error;
          if (error.code === 'INTERNAL_SERVER_ERROR')
            request.log.error({ err: error.cause ?? error, path: route.procedure }, 'procedure failed');
          return sendFailure(reply, error);
        }
      },
    });
  }
}

/** Whoever calls is looked up once for each request: the allowance and the procedure speak of the same. */
function restContext(services: Services, request: FastifyRequest, reply: FastifyReply): CallContext {
  const context = callContext(services, credentialsOf(request.headers), {
    requestId: String(request.id),
    address: request.ip,
    agent: agentOf(request.headers),
    door: 'api',
    setCookie: (cookie) => void reply.header('set-cookie', cookie),
    identified: (actor) => {
      if (actor) request.log = reply.log = request.log.child({ companyId: actor.companyId });
    },
  });
  let actor: Promise<Actor> | undefined;
  const identify = () => (actor ??= context.identify());
  return { ...context, identify, seating: async () => seatedAlready(await identify()) };
}

function callerOf(actor: Actor): string | undefined {
  return actor && (actor.kind === 'user' ? `login:${actor.sessionId}` : `terminal:${actor.terminalId}`);
}

type Asked = { readonly route: RestRoute; readonly request: FastifyRequest; readonly reply: FastifyReply };

const paged = z.object({ next: z.string() });

/** What a read answers may be kept by the client and asked for again by its ETag. */
function answer({ route, request, reply }: Asked, value: unknown): FastifyReply {
  const text = JSON.stringify(value ?? null);
  void reply.type('application/json');
  if (route.method !== 'GET') return reply.header('cache-control', 'no-store').send(text);
  const tag = `W/"${createHash('sha256').update(text).digest('base64url')}"`;
  void reply.header('etag', tag).header('cache-control', 'private, no-cache').header('vary', 'authorization');
  const page = paged.safeParse(value);
  if (page.success) void reply.header('link', `<${nextPage(request.url, page.data.next)}>; rel="next"`);
  return names(request.headers['if-none-match'], tag) ? reply.code(304).send() : reply.send(text);
}

function nextPage(url: string, cursor: string): string {
  const [path = '', query] = url.split('?');
  const parameters = new URLSearchParams(query);
  parameters.set('cursor', cursor);
  return `${path}?${parameters}`;
}

function names(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  const strong = tag.slice('W/'.length);
  return header.split(',').some((each) => [tag, strong, '*'].includes(each.trim()));
}

/** Nothing but JSON is read: a form or a text would come to the procedure as something that nobody checked. */
function saysSomethingElse(request: FastifyRequest): boolean {
  const type = request.headers['content-type'];
  return request.body !== undefined && !/^application\/json[ \t]*(;[ \t]*charset="?utf-8"?[ \t]*)?$/i.test(type ?? '');
}
