import { createServer } from 'node:http';
import { timingSafeEqual } from 'node:crypto';
import { createHTTPHandler } from '@trpc/server/adapters/standalone';
import { listenAt } from './listen.ts';
import type { Connection, Services } from './procedures.ts';
import { branchRouter } from './router.ts';

/** A branch server without a window, for the machine it runs on: loopback only, one bearer token, one log-in. */
export async function serveHttp(
  services: Services,
  options: { port: number; token: string },
): Promise<{ url: string; close(): Promise<void> }> {
  const connection: Connection = { actor: undefined };
  const handler = createHTTPHandler({
    router: branchRouter,
    basePath: '/rpc/',
    createContext: () => ({ ...services, connection }),
    maxBodySize: 1_000_000,
  });
  const server = createServer((request, response) => {
    if (!isAllowed(request.headers.authorization, options.token)) {
      response.writeHead(401, { 'content-type': 'application/json' }).end('{"code":"token-needed"}');
      return;
    }
    handler(request, response);
  });
  const port = await listenAt(server, { port: options.port, host: '127.0.0.1' });
  return {
    url: `http://127.0.0.1:${port}/rpc`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function isAllowed(header: string | undefined, token: string): boolean {
  const given = Buffer.from(header ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
