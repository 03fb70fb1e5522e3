import { generateOpenApiDocument } from 'trpc-to-openapi';
import { cloudRouter } from '../rpc/router.ts';
import { restRoutes, type RestRoute } from './rest-routes.ts';

/** Where the public API is. */
export const BASE = '/api/v1';

const PROBLEM = {
  type: 'object',
  description: 'RFC 9457. `code` says which refusal it is, and stays what it is.',
  required: ['type', 'title', 'status', 'code', 'requestId'],
  properties: {
    type: { type: 'string', examples: ['urn:fastops:problem:order.not-found'] },
    title: { type: 'string', examples: ['Not Found'] },
    status: { type: 'integer', examples: [404] },
    detail: { type: 'string' },
    code: { type: 'string', examples: ['order.not-found'] },
    requestId: { type: 'string', description: 'Name it when you ask for help.' },
    facts: { type: 'object', description: 'What the refusal knows: an amount, a wait, a limit.' },
    issues: { type: 'array', description: 'Which fields of the request are wrong.', items: { type: 'object' } },
  },
} as const;

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'A name of yours for this request, 1 to 200 characters. Sent again within 24 hours it answers the same and does nothing.',
  schema: { type: 'string', minLength: 1, maxLength: 200 },
} as const;
const IF_NONE_MATCH = {
  name: 'If-None-Match',
  in: 'header',
  required: false,
  description: 'The ETag of an answer you have; 304 when it is still right.',
  schema: { type: 'string' },
} as const;

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** The OpenAPI document: the routes as the procedures declare them, and what the frame around them does for each. */
export function restDocument() {
  const document = generateOpenApiDocument(cloudRouter, {
    title: 'FastOps API',
    description: [
      'Branches, orders, products and reports of your company, as JSON. Money is whole pesos.',
      'Send an API key, or the access token of `POST /auth/login`, as a bearer token.',
      'Lists come in pages: send `next` as `cursor` until it is null. Failures are `application/problem+json`.',
    ].join('\n\n'),
    version: '1.0.0',
    // Relative: a Host header decides nothing here.
    baseUrl: BASE,
    openApiVersion: '3.1.0',
    securitySchemes: { bearer: { type: 'http', scheme: 'bearer', description: 'An API key, or an access token.' } },
  });
  for (const route of restRoutes())
    nameAndShow(document.paths?.[route.path]?.[route.method.toLowerCase() as Lowercase<RestRoute['method']>], route);
  for (const path of Object.values(document.paths ?? {}))
    for (const method of METHODS) {
      const operation = path?.[method];
      if (operation) Object.assign(operation, framed(operation, method));
    }
  Object.assign(document, { components: { ...document.components, schemas: { ...document.components?.schemas, Problem: PROBLEM } } });
  return document;
}

type Shown = { operationId?: string; requestBody?: unknown };

/** The name that generators of clients use; and an example, since the schema of a body that is changed on its way in loses its own. */
function nameAndShow(operation: Shown | undefined, { procedure, example }: RestRoute): void {
  if (!operation) return;
  operation.operationId = procedure.replace(/^api\./, '');
  const json: unknown = Reflect.get(Object(Reflect.get(Object(operation.requestBody), 'content')), 'application/json');
  if (example && json) Object.assign(json, { example });
}

type Operation = { parameters?: readonly unknown[] | undefined; responses?: object | undefined };

/** Failures are problems in every route, and every write may be named. */
function framed({ parameters = [], responses = {} }: Operation, method: (typeof METHODS)[number]) {
  const problem = { content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } };
  const told = Object.entries({ ...responses, 429: { description: 'Too many requests' } }).map(([status, response]: [string, object]) => [
    status,
    status.startsWith('2') ? response : { ...response, ...problem },
  ]);
  return { parameters: [...parameters, method === 'get' ? IF_NONE_MATCH : IDEMPOTENCY_KEY], responses: Object.fromEntries(told) };
}
