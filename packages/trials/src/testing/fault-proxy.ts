import { createServer, connect, type Server, type Socket } from 'node:net';

/** What happens to one request on its way. `pass` leaves it alone. */
export type Fault =
  | 'pass'
  /** The request never arrives. */
  | 'drop-request'
  /** It arrives and is carried out; the answer is lost. */
  | 'drop-reply'
  | 'delay'
  /** Only the first half of the request arrives. */
  | 'truncate-request'
  /** Only the first half of the answer comes back. */
  | 'truncate-reply'
  /** The request arrives twice, at once; the first answer counts. */
  | 'duplicate'
  /** It arrives, and the answer is 200 with something that is no answer. */
  | 'garbage'
  | 'reset'
  /** A proxy on the way says 502 and has not forwarded it. */
  | 'bad-gateway'
  /** A proxy on the way gives up waiting, though the cloud has carried it out. */
  | 'gateway-timeout';

export const FAULTS: readonly Exclude<Fault, 'pass'>[] = [
  'drop-request',
  'drop-reply',
  'delay',
  'truncate-request',
  'truncate-reply',
  'duplicate',
  'garbage',
  'reset',
  'bad-gateway',
  'gateway-timeout',
];

export type FaultProxy = {
  readonly url: string;
  /** How often each fate befell a request. */
  readonly counts: Map<Fault, number>;
  /** While shut, every line is cut and none is let in. */
  setOpen(open: boolean): void;
  close(): Promise<void>;
};

const DELAY_MS = 40;
const MANGLED = {
  garbage:
    'HTTP/1.1 200 OK\r\ncontent-type: text/html\r\nconnection: close\r\ncontent-length: 40\r\n\r\n<html>Bienvenido a la red del hotel</html'.padEnd(
      40,
    ),
  'bad-gateway': 'HTTP/1.1 502 Bad Gateway\r\nconnection: close\r\ncontent-length: 0\r\n\r\n',
  'gateway-timeout': 'HTTP/1.1 504 Gateway Timeout\r\nconnection: close\r\ncontent-length: 0\r\n\r\n',
} as const;

/**
 * Stands between a till and the cloud and spoils requests as `fate` says. It speaks HTTP just enough to know where a
 * request and an answer begin and end, so that it can lose one without the other; a WebSocket goes through as it is.
 */
export async function faultProxy(cloudUrl: string, fate: (path: string) => Fault): Promise<FaultProxy> {
  const upstream = { host: '127.0.0.1', port: Number(new URL(cloudUrl).port) };
  const counts = new Map<Fault, number>();
  const lines = new Set<Socket>();
  let open = true;
  const server: Server = createServer((client) => {
    lines.add(client);
    client.on('close', () => lines.delete(client));
    client.on('error', () => client.destroy());
    if (!open) return void client.destroy();
    serve(client, {
      upstream,
      decide: (path) => {
        const fault = fate(path);
        counts.set(fault, (counts.get(fault) ?? 0) + 1);
        return fault;
      },
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('the proxy has no address');
  const cutAll = () => {
    for (const line of lines) line.destroy();
  };
  return {
    url: `http://127.0.0.1:${address.port}`,
    counts,
    setOpen: (next) => {
      open = next;
      if (!open) cutAll();
    },
    close: () => new Promise((resolve) => (cutAll(), server.close(() => resolve()))),
  };
}

type Way = { readonly upstream: { host: string; port: number }; readonly decide: (path: string) => Fault };

/** One connection carries one exchange at a time; requests that follow on it are treated one by one. */
function serve(client: Socket, way: Way): void {
  let waiting = Buffer.alloc(0);
  let busy = false;
  const next = async (): Promise<void> => {
    if (busy) return;
    const message = wholeMessage(waiting);
    if (!message) return;
    busy = true;
    waiting = waiting.subarray(message.length);
    const head = message.subarray(0, message.indexOf('\r\n\r\n')).toString('latin1');
    if (/^upgrade: *websocket/im.test(head)) return tunnel(client, Buffer.concat([message, waiting]), way);
    await exchange(client, { request: message, fault: way.decide(head.split(' ')[1] ?? '') }, way);
    busy = false;
    await next();
  };
  client.on('data', (chunk: Buffer) => {
    waiting = Buffer.concat([waiting, chunk]);
    void next();
  });
}

async function exchange(client: Socket, { request, fault }: { request: Buffer; fault: Fault }, { upstream }: Way): Promise<void> {
  const half = (whole: Buffer) => whole.subarray(0, Math.ceil(whole.length / 2));
  if (fault === 'reset') return void client.resetAndDestroy();
  if (fault === 'bad-gateway') return void client.end(MANGLED[fault]);
  if (fault === 'drop-request') return void client.destroy();
  if (fault === 'truncate-request') {
    await ask(upstream, half(request), { cut: true });
    return void client.destroy();
  }
  if (fault === 'delay') await new Promise((resolve) => setTimeout(resolve, DELAY_MS));
  const asked = [ask(upstream, request), ...(fault === 'duplicate' ? [ask(upstream, request)] : [])];
  const reply = await Promise.race(asked);
  await Promise.all(asked);
  if (fault === 'garbage' || fault === 'gateway-timeout') client.end(MANGLED[fault]);
  else if (fault === 'drop-reply' || !reply) client.destroy();
  else if (fault === 'truncate-reply') client.end(half(reply), () => client.destroy());
  else client.write(reply);
}

/** Sends one request on a line of its own and reads one whole answer; undefined when there came none. */
function ask(upstream: Way['upstream'], request: Buffer, options: { cut?: boolean } = {}): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    const line = connect(upstream);
    let heard = Buffer.alloc(0);
    line.on('data', (chunk: Buffer) => {
      heard = Buffer.concat([heard, chunk]);
      const reply = wholeMessage(heard);
      if (!reply) return;
      line.destroy();
      resolve(reply);
    });
    line.on('error', () => line.destroy());
    line.on('close', () => resolve(undefined));
    line.write(request, () => {
      if (options.cut) line.destroy();
    });
  });
}

function tunnel(client: Socket, opening: Buffer, { upstream }: Way): void {
  const line = connect(upstream);
  client.removeAllListeners('data');
  line.on('error', () => line.destroy());
  line.on('close', () => client.destroy());
  client.on('close', () => line.destroy());
  line.write(opening);
  client.pipe(line);
  line.pipe(client);
}

/** The first whole HTTP message in the buffer: head, and a body by length or in chunks. */
function wholeMessage(buffer: Buffer): Buffer | undefined {
  const headEnd = buffer.indexOf('\r\n\r\n');
  if (headEnd === -1) return undefined;
  const head = buffer.subarray(0, headEnd).toString('latin1');
  const bodyAt = headEnd + 4;
  if (/^transfer-encoding: *chunked/im.test(head)) {
    const end = chunkedEnd(buffer, bodyAt);
    return end === undefined ? undefined : buffer.subarray(0, end);
  }
  const end = bodyAt + Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0);
  return buffer.length < end ? undefined : buffer.subarray(0, end);
}

function chunkedEnd(buffer: Buffer, from: number): number | undefined {
  for (let at = from; ;) {
    const lineEnd = buffer.indexOf('\r\n', at);
    if (lineEnd === -1) return undefined;
    const size = Number.parseInt(buffer.subarray(at, lineEnd).toString('latin1'), 16);
    at = lineEnd + 2 + size + 2;
    if (buffer.length < at) return undefined;
    if (size === 0) return at;
  }
}
