import { createServer, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import { snapshotLines } from './snapshot-lines.ts';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A cloud that answers like this; the token that it was shown comes back in `x-token`. */
async function serving(answer: (response: ServerResponse, token: string) => void): Promise<string> {
  server = createServer((request, response) => answer(response, request.headers.authorization ?? ''));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/sync/snapshot`;
}

async function linesFrom(url: string): Promise<string[] | undefined> {
  const lines = await snapshotLines(url, 'secret');
  if (!lines) return undefined;
  const all: string[] = [];
  for await (const line of lines) all.push(line);
  return all;
}

test('zipped lines arrive whole, wherever the pieces of the answer end', async () => {
  const sent = ['{"kind":"head"}', '{"name":"salchipapa ñoña 🍟"}', 'x'.repeat(200_000), '{"kind":"end"}'];
  const bytes = gzipSync(sent.map((line) => `${line}\n`).join(''));
  const url = await serving((response, token) => {
    expect(token).toBe('Bearer secret');
    response.writeHead(200, { 'content-type': 'application/x-ndjson', 'content-encoding': 'gzip' });
    for (let at = 0; at < bytes.length; at += 7) response.write(bytes.subarray(at, at + 7));
    response.end();
  });
  expect(await linesFrom(url)).toEqual(sent);
});

test('a cloud without snapshots is asked page by page, one that fails is an error', async () => {
  expect(await linesFrom(await serving((response) => response.writeHead(404).end()))).toBeUndefined();
  await expect(linesFrom(await serving((response) => response.writeHead(503).end()))).rejects.toThrow('503');
});

test('an answer that breaks off is an error, not a short snapshot', async () => {
  const url = await serving((response) => {
    response.writeHead(200, { 'content-type': 'application/x-ndjson', 'content-length': 1_000 });
    response.write('{"kind":"head"}\n{"kind":');
    setTimeout(() => response.destroy(), 20);
  });
  await expect(linesFrom(url)).rejects.toThrow();
});

test('a line without an end is refused before it fills the memory', async () => {
  const url = await serving((response) => {
    response.writeHead(200, { 'content-type': 'application/x-ndjson' });
    const piece = 'x'.repeat(1_000_000);
    for (let n = 0; n < 6; n += 1) response.write(piece);
    response.end();
  });
  await expect(linesFrom(url)).rejects.toThrow('has no end');
});

test('a cloud that shows its dashboard instead has no snapshot', async () => {
  const url = await serving((response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end('<!doctype html><title>FastOps</title>');
  });
  expect(await linesFrom(url)).toBeUndefined();
});
