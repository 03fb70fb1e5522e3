import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { gunzipSync } from 'node:zlib';
import { WebSocketServer } from 'ws';
import { z } from 'zod';
import { thinPushInput, wholePush } from '@fastops/shared/sync/thin';
import { sha256 } from '../db/event-log.ts';
import type { FakeCloud } from './fake-cloud.ts';

/** What can be wrong with a cloud that is still there: answers 500, never answers, or sends its answer a byte at a time. */
export type CloudMood = 'good' | 'broken' | 'silent' | 'dripping';

/** A cloud in memory behind a real socket. */
export type HttpCloud = {
  readonly url: string;
  mood: CloudMood;
  /** Requests that arrived, and most of them at the same time. */
  readonly seen: { requests: number; atOnce: number; most: number };
  /** Cuts what is open, as when a hanging machine is started again. */
  cut(): void;
  close(): Promise<void>;
};

/** Serves a fake cloud as the real one speaks. */
export async function httpCloud(cloud: FakeCloud): Promise<HttpCloud> {
  const open = new Set<Duplex>();
  const seen = { requests: 0, atOnce: 0, most: 0 };
  const server = createServer((request, response) => void answer(request, response));
  const lines = new WebSocketServer({ server });
  const served: HttpCloud = {
    url: '',
    mood: 'good',
    seen,
    cut: () => {
      for (const socket of open) socket.destroy();
    },
    close: async () => {
      served.cut();
      lines.close();
      server.close();
      await once(server, 'close');
    },
  };
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    seen.requests += 1;
    seen.atOnce += 1;
    seen.most = Math.max(seen.most, seen.atOnce);
    response.once('close', () => (seen.atOnce -= 1));
    const { mood } = served;
    if (mood === 'silent') return;
    if (mood === 'broken') return void response.writeHead(500).end('{}');
    if (mood === 'dripping') return drip(response);
    const data = await called(cloud, request);
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ result: { data } }));
  };
  server.on('connection', (socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  lines.on('connection', (line) => {
    line.on('message', (data: Buffer) => {
      if (served.mood !== 'good') return;
      const text = data.toString('utf8');
      if (text === 'PING') return line.send('PONG');
      const { id } = JSON.parse(text);
      if (id !== undefined) line.send(JSON.stringify({ id, result: { type: 'started' } }));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return Object.assign(served, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
}

/** A head, and then a byte now and again: never an end. */
function drip(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': 100_000 });
  const timer = setInterval(() => response.write(' '), 200);
  response.once('close', () => clearInterval(timer));
}

async function called({ client }: FakeCloud, request: IncomingMessage): Promise<unknown> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://cloud');
  const input: unknown = request.method === 'POST' ? await bodyOf(request) : JSON.parse(searchParams.get('input') ?? 'null');
  const calls: Record<string, () => unknown> = {
    'terminals.challenge': () => ({ nonce: 'n' }),
    'terminals.token': () => ({ token: 't' }),
    'terminals.certificate': () => ({ certificate: 'c' }),
    'terminals.removalCheck': () => ({ check: 'r' }),
    'sync.hello': () => client.hello(input as Parameters<typeof client.hello>[0]),
    'sync.push': () => {
      const { isWhole: _, ...push } = wholePush(thinPushInput.parse(input), sha256);
      return client.push(push);
    },
    'sync.pullThin': () => client.pull(input as Parameters<typeof client.pull>[0]),
    'sync.grant': async () => ({ grant: await client.grant() }),
  };
  const call = calls[pathname.replace('/trpc/', '')];
  return call ? await call() : z.never().parse(pathname);
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const text = request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body;
  return JSON.parse(text.toString('utf8') || 'null');
}
