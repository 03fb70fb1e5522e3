import type { FastifyInstance, FastifyRequest } from 'fastify';

/** How long a stop waits for requests that it has begun to answer: less than the ten seconds that Fastify gives a hook. */
const PATIENCE_MS = 8_000;

/**
 * Told to stop, the server answers what it has begun to before the connections are cut. Streams (SSE, WebSocket) have no end of their own:
 * they are cut, and whoever listens comes back to another instance.
 */
export function letInFlightEnd(app: FastifyInstance): void {
  const running = new Set<FastifyRequest>();
  let allDone = () => {};
  const over = (request: FastifyRequest) => {
    running.delete(request);
    if (running.size === 0) allDone();
  };
  app.addHook('onRequest', async (request, reply) => {
    if (isStream(request)) return;
    running.add(request);
    // Said of an answer that is out and of one whose line was cut alike; Fastify's own hooks miss a line that is cut after the body.
    reply.raw.once('close', () => over(request));
  });
  app.addHook('preClose', async () => {
    if (running.size === 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, PATIENCE_MS);
      allDone = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  });
}

function isStream({ headers }: FastifyRequest): boolean {
  return headers.upgrade !== undefined || (headers.accept ?? '').includes('text/event-stream');
}
