import { TRPCError } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import { generateOpenApiDocument } from 'trpc-to-openapi';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Services } from '../context.ts';
import { failureOf } from '../rpc/procedures.ts';
import { cloudRouter } from '../rpc/router.ts';
import { agentOf, callContext, credentialsOf } from './context.ts';
import { callRoute, restRoutes } from './rest-routes.ts';

const BASE = '/api/v1';

/** REST over the same procedures: the same permissions, the same transactions, another spelling. */
export function mountRest(app: FastifyInstance, services: Services): void {
  const document = generateOpenApiDocument(cloudRouter, {
    title: 'FastOps API',
    description: 'Branches, orders, products and reports of your company. Log in, then send the token as a bearer.',
    version: '1.0.0',
    // Relative: a Host header decides nothing here.
    baseUrl: BASE,
    openApiVersion: '3.1.0',
    securitySchemes: { session: { type: 'http', scheme: 'bearer' } },
  });
  app.get(`${BASE}/openapi.json`, async () => document);
  for (const route of restRoutes()) {
    app.route({
      method: route.method,
      url: BASE + route.path.replace(/\{(\w+)\}/g, ':$1'),
      handler: async (request, reply) => {
        const cookies: string[] = [];
        const context = callContext(services, credentialsOf(request.headers), {
          requestId: String(request.id),
          address: request.ip,
          agent: agentOf(request.headers),
          setCookie: (cookie) => cookies.push(cookie),
        });
        try {
          if (saysSomethingElse(request)) throw new TRPCError({ code: 'UNSUPPORTED_MEDIA_TYPE', message: 'body.no-json' });
          const answer = await callRoute(route, context, request);
          if (cookies.length > 0) void reply.header('set-cookie', cookies);
          return await reply.type('application/json').send(JSON.stringify(answer ?? null));
        } catch (error) {
          if (!(error instanceof TRPCError)) throw error;
          if (error.code === 'INTERNAL_SERVER_ERROR')
            request.log.error({ err: error.cause ?? error, path: route.procedure }, 'procedure failed');
          return reply.code(getHTTPStatusCodeFromError(error)).send({ ...failureOf(error), requestId: request.id });
        }
      },
    });
  }
}

/** Nothing but JSON is read: a form or a text would come to the procedure as something that nobody checked. */
function saysSomethingElse(request: FastifyRequest): boolean {
  const type = request.headers['content-type'];
  return request.body !== undefined && !/^application\/json[ \t]*(;[ \t]*charset="?utf-8"?[ \t]*)?$/i.test(type ?? '');
}
