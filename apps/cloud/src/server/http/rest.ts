import { createOpenApiFetchHandler, generateOpenApiDocument } from 'trpc-to-openapi';
import { z } from 'zod';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Services } from '../context.ts';
import { cloudRouter } from '../rpc/router.ts';
import { agentOf, callContext, credentialsOf } from './context.ts';

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
          agent: agentOf(request.headers),
          setCookie: (cookie) => cookies.push(cookie),
        }),
    });
    response.headers.forEach((value, name) => void reply.header(name, value));
    if (cookies.length > 0) void reply.header('set-cookie', cookies);
    const text = await response.text();
    return reply.code(response.status).send(response.ok ? text : problem(text));
  });
}

function fetchRequest(request: FastifyRequest): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers))
    if (typeof value === 'string' && name !== 'content-length') headers.set(name, value);
  const hasBody = request.method !== 'GET' && request.method !== 'HEAD' && request.body !== undefined;
  return new Request(new URL(request.url, 'http://cloud'), {
    method: request.method,
    headers,
    ...(hasBody ? { body: JSON.stringify(request.body) } : {}),
  });
}

const failureSchema = z.looseObject({ data: z.looseObject({ code: z.string() }) });

/** The adapter repeats the HTTP status in `code`; a client wants the refusal's own. */
function problem(text: string): string {
  const failure = failureSchema.safeParse(JSON.parse(text === '' ? '{}' : text));
  return failure.success ? JSON.stringify({ ...failure.data, code: failure.data.data.code }) : text;
}
