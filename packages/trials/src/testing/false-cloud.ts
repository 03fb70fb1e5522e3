import { generateKeyPairSync, sign } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';

/** Somebody on the way who says no to everything, and tries to make a till forget its keys. */
export type FalseCloud = {
  readonly url: string;
  /** How many farewells it has answered. */
  farewells(): number;
  close(): Promise<void>;
};

/** `word`: what it answers to a till that asks whether it was put away, from what the till asked. */
export async function falseCloud(word: (asked: Record<string, string>) => string | Promise<string>): Promise<FalseCloud> {
  let farewells = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => void chunks.push(chunk));
    request.on('end', () => {
      const path = request.url?.replace(/^\/trpc\/|\?.*$/g, '') ?? '';
      if (path === 'terminals.challenge') return answer(response, 200, { result: { data: { nonce: '1.x' } } });
      if (path !== 'terminals.farewell') return answer(response, 401, refusal);
      farewells += 1;
      void Promise.resolve(word(JSON.parse(Buffer.concat(chunks).toString()))).then((said) =>
        answer(response, 200, { result: { data: { word: said } } }),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('the door has no address');
  return {
    url: `http://127.0.0.1:${address.port}`,
    farewells: () => farewells,
    close: () => new Promise((resolve) => (server.closeAllConnections(), server.close(() => resolve()))),
  };
}

const refusal = { error: { message: 'terminal.unproven', code: -32_001, data: { code: 'UNAUTHORIZED', httpStatus: 401, requestId: 'x' } } };

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

/** A word like the cloud's, signed by a key that isn't the cloud's. */
export function forgedWord(said: object): string {
  const { privateKey } = generateKeyPairSync('ed25519');
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part({ alg: 'EdDSA' })}.${part(said)}`;
  return `${signed}.${sign(null, Buffer.from(signed), privateKey).toString('base64url')}`;
}
