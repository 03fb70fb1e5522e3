import type { Server } from 'node:net';

/** Listens, and answers the port that it really got; 0 asks for any free one. Rejects when the place is taken. */
export function listenAt(server: Server, at: { readonly port: number; readonly host: string }): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(at.port, at.host, () => {
      const address = server.address();
      if (typeof address === 'object' && address) resolve(address.port);
      else reject(new Error('the server has no address'));
    });
  });
}
