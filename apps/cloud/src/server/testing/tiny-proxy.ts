import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A balancer in turn, as simple as one can be: a server that takes no connection is passed over. */
export type TinyProxy = { readonly url: string; counts(): readonly number[]; close(): Promise<void> };
type Passed = { readonly from: IncomingMessage; readonly to: ServerResponse; readonly body: Buffer };

export async function tinyProxy(servers: readonly string[]): Promise<TinyProxy> {
  const counts = servers.map(() => 0);
  let turn = 0;
  const pass = ({ from, to, body }: Passed, index: number, triesLeft: number): void => {
    const headers = { ...from.headers, connection: 'close' };
    const onward = ask(`${servers[index]}${from.url}`, { method: from.method, headers }, (answer) => {
      counts[index] = (counts[index] ?? 0) + 1;
      to.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(to);
    });
    onward.on('error', () =>
      triesLeft > 0 ? pass({ from, to, body }, (index + 1) % servers.length, triesLeft - 1) : to.writeHead(502).end(),
    );
    onward.end(body);
  };
  const server = createServer((from, to) => {
    const chunks: Buffer[] = [];
    from.on('data', (chunk: Buffer) => chunks.push(chunk));
    from.on('end', () => pass({ from, to, body: Buffer.concat(chunks) }, (turn += 1) % servers.length, servers.length - 1));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    counts: () => counts,
    close: () => new Promise((resolve) => (server.closeAllConnections(), server.close(() => resolve()))),
  };
}
