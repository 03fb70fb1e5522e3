import { createServer, type Server } from 'node:http';
import { timingSafeEqual } from 'node:crypto';
import { createHTTPHandler } from '@trpc/server/adapters/standalone';
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
  const port = await listen(server, options.port);
  return {
    url: `http://127.0.0.1:${port}/rpc`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      if (typeof address === 'object' && address) resolve(address.port);
      else reject(new Error('the branch server has no address'));
    });
  });
}

function isAllowed(header: string | undefined, token: string): boolean {
  const given = Buffer.from(header ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
