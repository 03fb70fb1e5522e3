import { createOpenApiFetchHandler, generateOpenApiDocument } from 'trpc-to-openapi';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Services } from '../context.ts';
import { cloudRouter } from '../rpc/router.ts';
import { callContext, credentialsOf } from './context.ts';

const BASE = '/api/v1';

/** REST over the same procedures: the same permissions, the same transactions, another spelling. */
export function mountRest(app: FastifyInstance, services: Services): void {
  app.get(`${BASE}/openapi.json`, async (request) =>
    generateOpenApiDocument(cloudRouter, {
      title: 'FastOps API',
      description: 'Branches, orders, products and reports of your company. Log in, then send the token as a bearer.',
      version: '1.0.0',
      baseUrl: `${request.protocol}://${request.host}${BASE}`,
      securitySchemes: { session: { type: 'http', scheme: 'bearer' } },
    }),
  );
  app.all(`${BASE}/*`, async (request, reply) => {
    const cookies: string[] = [];
    const response = await createOpenApiFetchHandler({
      endpoint: BASE,
      router: cloudRouter,
      req: fetchRequest(request),
      createContext: () =>
        callContext(services, credentialsOf(request.headers), {
          requestId: String(request.id),
          address: request.ip,
          setCookie: (cookie) => cookies.push(cookie),
        }),
    });
    response.headers.forEach((value, name) => void reply.header(name, value));
    if (cookies.length > 0) void reply.header('set-cookie', cookies);
    return reply.code(response.status).send(await response.text());
  });
}

function fetchRequest(request: FastifyRequest): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) if (typeof value === 'string' && name !== 'content-length') headers.set(name, value);
  const hasBody = request.method !== 'GET' && request.method !== 'HEAD' && request.body !== undefined;
  return new Request(`${request.protocol}://${request.host}${request.url}`, {
    method: request.method,
    headers,
    ...(hasBody ? { body: JSON.stringify(request.body) } : {}),
  });
}
