import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

/** What a line in between makes the cloud say: another time, another oldest protocol. */
export type Said = { readonly serverTimeOffMs?: number; readonly minProtocol?: number };

/** A line to the cloud that changes its greetings and nothing else: a till whose clock is wrong, without touching the machine's. */
export class ChangedGreetings {
  readonly #server: Server;
  said: Said = {};

  private constructor(cloudUrl: string) {
    this.#server = createServer((asked, answer) => this.#pass(cloudUrl, asked, answer));
  }

  static async before(cloudUrl: string): Promise<ChangedGreetings> {
    const line = new ChangedGreetings(cloudUrl);
    await new Promise<void>((resolve) => line.#server.listen(0, '127.0.0.1', resolve));
    return line;
  }

  get url(): string {
    const address = this.#server.address();
    return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  #pass(cloudUrl: string, asked: IncomingMessage, answer: ServerResponse): void {
    const { 'accept-encoding': _, ...headers } = asked.headers;
    const onward = request(`${cloudUrl}${asked.url}`, { method: asked.method, headers }, (reply) => {
      if (!asked.url?.includes('sync.hello')) {
        answer.writeHead(reply.statusCode ?? 502, reply.headers);
        reply.pipe(answer);
        return;
      }
      const parts: Buffer[] = [];
      reply.on('data', (part: Buffer) => parts.push(part));
      reply.on('end', () => {
        const { 'content-length': __, ...kept } = reply.headers;
        answer.writeHead(reply.statusCode ?? 502, kept);
        answer.end(this.#changed(Buffer.concat(parts).toString('utf8')));
      });
    });
    onward.on('error', () => answer.destroy());
    asked.pipe(onward);
  }

  #changed(text: string): string {
    const { serverTimeOffMs = 0, minProtocol } = this.said;
    return text
      .replace(/"serverTime":(\d+)/, (_, at: string) => `"serverTime":${Number(at) + serverTimeOffMs}`)
      .replace(/"minProtocol":(\d+)/, (_, known: string) => `"minProtocol":${minProtocol ?? known}`);
  }
}
