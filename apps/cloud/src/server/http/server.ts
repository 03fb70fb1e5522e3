import { existsSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { Readable } from 'node:stream';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import fastifyStatic from '@fastify/static';
import websocket from '@fastify/websocket';
import { fastifyTRPCPlugin, type CreateFastifyContextOptions } from '@trpc/server/adapters/fastify';
import fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Services, Watch } from '../context.ts';
import { cloudRouter } from '../rpc/router.ts';
import { agentOf, callContext, credentialsOf } from './context.ts';
import { mountPictures } from './pictures.ts';
import { letInFlightEnd } from './in-flight.ts';
import { mountMetrics, type MetricsOptions } from './metrics.ts';
import { mountDownloads } from './downloads.ts';
import { mountRest } from './rest.ts';
import { BASE } from './rest-document.ts';
import { sendProblem } from './rest-problem.ts';
import { zippedReplies } from './zipped-replies.ts';
import { mountReleases } from './releases.ts';
import { mountWebhooks } from './webhooks.ts';
import { mountSnapshot } from './snapshot.ts';

/** A push is at most 512 KB of events; the rest is room for the envelope. */
const BODY_LIMIT = 1_048_576;

export type HttpOptions = {
  readonly services: Services;
  readonly log: FastifyBaseLogger;
  readonly staticDir: string;
  readonly releasesDir?: string | undefined;
  readonly trustProxy: number;
  readonly metrics: MetricsOptions;
  readonly ready: () => Promise<readonly string[]>;
};

/** The cloud's door: tRPC over HTTP, SSE and WebSocket, REST, health, metrics, and the dashboard's files. */
export async function httpServer(options: HttpOptions): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: options.log,
    bodyLimit: BODY_LIMIT,
    requestTimeout: 30_000,
    connectionTimeout: 60_000,
    routerOptions: { maxParamLength: 300 },
    trustProxy: (_address: string, hop: number) => hop < options.trustProxy,
    genReqId: () => options.services.machine.newId(),
    forceCloseConnections: true,
  });
  letInFlightEnd(app);
  await app.register(helmet, { contentSecurityPolicy: { useDefaults: false, directives: DASHBOARD_POLICY } });
  await app.register(rateLimit, { max: 3_000, timeWindow: '1 minute' });
  const watch = await mountMetrics(app, options.metrics);
  await app.register(websocket, { options: { maxPayload: BODY_LIMIT } });
  app.setErrorHandler(async (error: { statusCode?: number; code?: string; message: string }, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) request.log.error({ err: error }, 'request failed');
    // Our own faults say nothing of our insides.
    const told =
      status >= 500 ? { code: 'internal', message: 'internal' } : { code: error.code ?? 'input.unacceptable', message: error.message };
    if (isRest(request)) return sendProblem(reply, { status, ...told });
    return reply.code(status).send({ ...told, requestId: request.id });
  });
  app.setNotFoundHandler(async (request, reply) =>
    isRest(request)
      ? sendProblem(reply, { status: 404, code: 'not-found' })
      : reply.code(404).send({ code: 'not-found', message: 'not-found', requestId: request.id }),
  );
  app.addHook('preParsing', unzipped);
  app.addHook('preHandler', nothingSaid);
  app.addHook('onSend', async (request, reply) => void reply.header('x-request-id', request.id));
  app.addHook('onSend', comeAgain);
  app.addHook('onSend', zippedReplies);
  await app.register(fastifyTRPCPlugin, {
    prefix: '/trpc',
    useWSS: true,
    keepAlive: { enabled: true, pingMs: 15_000, pongWaitMs: 5_000 },
    trpcOptions: {
      router: cloudRouter,
      maxBatchSize: 20,
      createContext: (call: CreateFastifyContextOptions) => contextOf({ ...options.services, watch }, call),
      onError: ({ error, path, ctx }: Failed) => {
        if (error.code === 'INTERNAL_SERVER_ERROR')
          options.log.error({ err: error.cause ?? error, path, requestId: ctx?.requestId }, 'procedure failed');
      },
    },
  });
  mountRest(app, options.services);
  mountSnapshot(app, options.services);
  mountPictures(app, options.services);
  mountWebhooks(app, options.services);
  mountDownloads(app, options.services);
  app.get('/health', async () => ({ status: 'ok' }));
  app.get('/ready', async (_, reply) => {
    const faults = await options.ready();
    return reply.code(faults.length === 0 ? 200 : 503).send({ status: faults.length === 0 ? 'ready' : 'not-ready', faults });
  });
  await mountReleases(app, options.releasesDir);
  await serveDashboard(app, options.staticDir);
  return app;
}

type Failed = { error: Error & { code: string }; path?: string | undefined; ctx?: { requestId: string } | undefined };

const DASHBOARD_POLICY = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'", "'unsafe-inline'"],
  'img-src': ["'self'", 'data:'],
  'font-src': ["'self'"],
  'connect-src': ["'self'"],
  'manifest-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
};

function contextOf({ watch, ...services }: Services & { watch: Watch }, { req, res, info }: CreateFastifyContextOptions) {
  return callContext(services, credentialsOf(req.headers, info.connectionParams), {
    watch,
    requestId: String(req.id ?? services.machine.newId()),
    address: req.ip ?? 'websocket',
    agent: agentOf(req.headers),
    setCookie: (cookie) => void (typeof res.header === 'function' && res.header('set-cookie', cookie)),
    identified: (actor) => {
      // Over WebSocket the request is Node's own and has no log.
      if (!actor || !('log' in req)) return;
      req.log = req.log.child({ companyId: actor.companyId });
      res.log = req.log;
    },
  });
}

function isRest({ url }: FastifyRequest): boolean {
  return url.startsWith(`${BASE}/`);
}

/** A call without input has an empty body, which is no JSON. */
async function nothingSaid(request: FastifyRequest): Promise<void> {
  if (request.body === '') request.body = 'null';
}

/** What passes by itself, passes soon. The procedures' adapter answers with a web Response, whose status isn't the reply's yet. */
async function comeAgain(_: unknown, reply: FastifyReply, payload: unknown): Promise<void> {
  const status = payload instanceof Response ? payload.status : reply.statusCode;
  if (status === 503) reply.header('retry-after', '2');
}

/** Tills send their batches zipped; what unfolds to more than the limit is refused like any other large body. */
async function unzipped(request: { headers: Record<string, unknown> }, _: unknown, payload: Readable): Promise<Readable> {
  if (request.headers['content-encoding'] !== 'gzip') return payload;
  const chunks: Buffer[] = [];
  for await (const chunk of payload) chunks.push(Buffer.from(chunk));
  delete request.headers['content-encoding'];
  try {
    const plain = gunzipSync(Buffer.concat(chunks), { maxOutputLength: BODY_LIMIT });
    request.headers['content-length'] = String(plain.length);
    return Object.assign(Readable.from([plain]), { receivedEncodedLength: plain.length });
  } catch {
    throw Object.assign(new Error('the body is not gzip, or too large'), { statusCode: 400, code: 'body.bad-gzip' });
  }
}

async function serveDashboard(app: FastifyInstance, staticDir: string): Promise<void> {
  if (!existsSync(staticDir)) return;
  await app.register(fastifyStatic, { root: staticDir, wildcard: false, immutable: true, maxAge: '1y', index: false, preCompressed: true });
  const page = (_: unknown, reply: { header(name: string, value: string): { sendFile(name: string, options: object): unknown } }) =>
    reply.header('cache-control', 'no-cache').sendFile('index.html', { cacheControl: false });
  app.get('/', page);
  // Addresses of screens are the page's; a mistaken address of the API must not look like an answer.
  app.get('/*', (request, reply) =>
    /^\/(trpc|api)(\/|$)/.test(request.url.split('?')[0] ?? '') ? reply.callNotFound() : page(request, reply),
  );
}
