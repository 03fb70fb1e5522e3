import { generateKeyPairSync, sign } from 'node:crypto';
import { request } from 'node:http';
import { gzipSync } from 'node:zlib';
import { createTRPCClient, createWSClient, httpLink, TRPCClientError, wsLink } from '@trpc/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import { z } from 'zod';
import type { CloudRouter } from '../rpc/router.ts';
import { cloudRouter } from '../rpc/router.ts';
import { restRoutes } from './rest-routes.ts';
import { listen, type ListeningCloud } from '../testing/listening-cloud.ts';
import { restToken } from '../testing/rest-client.ts';

let door: ListeningCloud;
let session: string;
let access: string;

beforeAll(async () => {
  door = await listen();
  const client = createTRPCClient<CloudRouter>({ links: [httpLink({ url: `${door.cloud.url}/trpc` })] });
  session = (await client.auth.login.mutate({ email: door.demo.owner.email, password: door.demo.owner.password })).token;
  access = await restToken(door.cloud.url, door.demo.owner);
});
afterAll(() => door.close());

function post(path: string, body: unknown, headers: Record<string, string> = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return fetch(door.cloud.url + path, { method: 'POST', body: text, headers: { 'content-type': 'application/json', ...headers } });
}
function get(path: string, token = path.startsWith('/api/v1/') ? access : session) {
  return fetch(door.cloud.url + path, { headers: { authorization: `Bearer ${token}` } });
}

async function enrolled() {
  const device = generateKeyPairSync('ed25519');
  const publicKey = device.publicKey.export({ type: 'spki', format: 'der' }).subarray(12).toString('base64url');
  const client = createTRPCClient<CloudRouter>({ links: [httpLink({ url: `${door.cloud.url}/trpc` })] });
  const identity = await client.terminals.enrol.mutate({ code: await door.code(), publicKey, terminalName: 'Caja' });
  const { nonce } = await client.terminals.challenge.query();
  const proof = sign(null, Buffer.from(`fastops-terminal:${identity.terminalId}:${nonce}`), device.privateKey);
  const { token } = await client.terminals.token.mutate({ terminalId: identity.terminalId, nonce, signature: proof.toString('base64url') });
  return { identity, token };
}

describe('the public API', () => {
  test('describes itself as OpenAPI 3.1, and every path in it answers', async () => {
    const document = z
      .object({ openapi: z.string(), paths: z.record(z.string(), z.record(z.string(), z.unknown())) })
      .parse(await (await fetch(`${door.cloud.url}/api/v1/openapi.json`)).json());
    expect(document.openapi).toMatch(/^3\.1/);
    // Every route is in it, and nothing else.
    expect(
      Object.entries(document.paths)
        .flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`))
        .sort(),
    ).toEqual(
      restRoutes()
        .map(({ method, path }) => `${method} ${path}`)
        .sort(),
    );
    for (const path of ['/auth/me', '/branches', '/products', '/reports/today']) {
      const answer = await get(`/api/v1${path}`);
      expect(answer.status, `${path}: ${await answer.clone().text()}`).toBe(200);
    }
    const [branch] = door.demo.branches;
    const orders = await get(`/api/v1/orders?branchId=${branch?.id}&from=2026-11-24&to=2026-11-24`);
    expect(await orders.json()).toEqual({ items: [], next: null });
  });

  test('serves the demo menu, whole', async () => {
    const answer = z.object({ items: z.array(z.object({ name: z.string(), price: z.int() })), next: z.null() });
    const { items } = answer.parse(await (await get('/api/v1/products?limit=200')).json());
    expect(items.length).toBeGreaterThanOrEqual(30);
    for (const { price } of items) expect(price % 500).toBe(0);
  });

  test('says no with a code and the request, and never with a stack', async () => {
    const missing = await get('/api/v1/orders/00000000-0000-4000-8000-000000000000');
    expect(missing.status).toBe(404);
    const nobody = await get('/api/v1/branches', 'nobody');
    expect(nobody.status).toBe(401);
    const wrong = await post('/api/v1/auth/login', { email: 'nobody@nowhere.co', password: 'x' });
    expect(wrong.status).toBe(401);
    for (const answer of [missing, nobody, wrong]) {
      const text = await answer.text();
      expect(text).not.toMatch(/\bat .*\.ts|node_modules|stack/);
      expect(JSON.parse(text)).toMatchObject({
        code: expect.stringMatching(/^(order\.not-found|UNAUTHORIZED|login\.(needed|wrong))$/),
        requestId: expect.any(String),
      });
    }
  });
});

test('health, readiness and metrics answer', async () => {
  expect(await (await fetch(`${door.cloud.url}/health`)).json()).toEqual({ status: 'ok' });
  expect(await (await fetch(`${door.cloud.url}/ready`)).json()).toEqual({ status: 'ready', faults: [] });
  expect(await (await fetch(`${door.cloud.url}/metrics`)).text()).toContain('http_request_duration_seconds');
});

/** As it is typed here, without what `fetch` puts right or adds. */
function raw(path: string, body: string, type: string | undefined): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-length': Buffer.byteLength(body), ...(type === undefined ? {} : { 'content-type': type }) };
    const sent = request(door.cloud.url + path, { method: 'POST', headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

describe('a body of any shape', () => {
  test('by any content type is validated or refused, wherever it is sent (C2)', async () => {
    const json = 'application/json';
    const plain = [json, `${json}; charset=utf-8`, `${json};charset="UTF-8"`, 'Application/JSON'];
    const odd = [
      `${json}\t`,
      `${json}\t;x`,
      ` ${json}`,
      `${json} x`,
      `${json}x`,
      `${json}+x`,
      `${json};charset=utf-16`,
      `${json}, text/plain`,
    ];
    const other = ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', 'text/json', '*/*', 'x'];
    const sound = door.demo.owner;
    for (const path of ['/trpc/auth.login', '/api/v1/auth/login']) {
      for (const type of [...plain, ...odd, ...other, undefined]) {
        const send = (body: unknown) => raw(path, JSON.stringify(body), type);
        // What is wrong stays wrong, however it is called: never an answer, never our fault.
        for (const wrong of [{ ...sound, admin: true }, { email: sound.email }, [sound], 'x', null])
          expect([400, 415], `${path} ${JSON.stringify(type)} ${JSON.stringify(wrong)}`).toContain(await send(wrong));
        const right = await send(sound);
        if (type !== undefined && plain.includes(type)) expect(right, `${path} ${type}`).toBe(200);
        else expect([200, 400, 415], `${path} ${JSON.stringify(type)}`).toContain(right);
        if (type === undefined || other.includes(type)) expect([400, 415], `${path} ${type}`).toContain(right);
      }
    }
  });

  test('too large, too deep or too many at once is refused, also by whom somebody let in (C2)', async () => {
    const { identity, token } = await enrolled();
    const deep = `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`;
    const lists = `${'['.repeat(10_000)}${']'.repeat(10_000)}`;
    const doc = (inside: string) => `{"docs":[{"kind":"category","id":"${identity.branchId}","deleted":false,"doc":{"id":${inside}}}]}`;
    const gone = (inside: string) => `{"docs":[{"kind":"category","id":"${identity.branchId}","deleted":true,"doc":{"id":${inside}}}]}`;
    const event = (inside: string) =>
      `{"streamId":"${identity.streamId}","firstSeq":1,"prevHash":"${'0'.repeat(64)}","custody":{"count":0,"value":0,"oldestAt":null},
        "events":[{"id":"${identity.branchId}","companyId":"${identity.companyId}","branchId":"${identity.branchId}","terminalId":"${identity.terminalId}",
        "streamId":"${identity.streamId}","seq":1,"type":"order.opened","v":1,"entityId":"${identity.branchId}","rev":1,"at":1,"businessDay":"2026-11-24",
        "actorId":"${identity.branchId}","body":{"a":${inside}},"prevHash":"${'0'.repeat(64)}","hash":"${'0'.repeat(64)}"}]}`;
    const doors: readonly [string, (inside: string) => string, string | undefined][] = [
      ['/trpc/auth.login', (inside) => inside, undefined],
      ['/api/v1/auth/login', (inside) => inside, undefined],
      ['/trpc/catalog.save', doc, session],
      ['/trpc/catalog.save', gone, session],
      ['/trpc/sync.push', event, token],
    ];
    for (const [path, body, bearer] of doors) {
      const headers = bearer === undefined ? {} : { authorization: `Bearer ${bearer}` };
      const send = (text: string) =>
        fetch(door.cloud.url + path, { method: 'POST', body: text, headers: { ...headers, 'content-type': 'application/json' } });
      for (const inside of [deep, lists]) expect((await send(body(inside))).status, `${path} ${inside.slice(0, 6)}`).toBe(400);
      expect((await send('x'.repeat(20_000_000))).status, path).toBe(413);
    }
    for (const calls of [21, 1_000]) {
      const batch = Array.from({ length: calls }, () => 'auth.me').join(',');
      const asked = await fetch(`${door.cloud.url}/trpc/${batch}?batch=1&input={}`, { headers: { authorization: `Bearer ${session}` } });
      expect(asked.status, `${calls} calls`).toBe(calls === 21 ? 400 : asked.status);
      // A path longer than any of ours leads nowhere where the dashboard's files are served too.
      expect([400, 404, 413, 414], `${calls} calls`).toContain(asked.status);
    }
    const most = Array.from({ length: 20 }, () => 'auth.me').join(',');
    const allowed = await fetch(`${door.cloud.url}/trpc/${most}?batch=1&input={}`, { headers: { authorization: `Bearer ${session}` } });
    expect(z.array(z.unknown()).parse(await allowed.json())).toHaveLength(20);
  });

  test('zipped: unfolds within the limit, a bomb and garbage are refused', async () => {
    const { identity, token } = await enrolled();
    const hello = {
      streamId: identity.streamId,
      lastSeq: 0,
      lastHash: '0'.repeat(64),
      protocol: 1,
      appVersion: '1',
      deviceTime: 1,
      custody: { count: 0, value: 0, oldestAt: null },
    };
    const send = (body: Buffer) =>
      fetch(`${door.cloud.url}/trpc/sync.hello`, {
        method: 'POST',
        body: new Uint8Array(body),
        headers: { 'content-type': 'application/json', 'content-encoding': 'gzip', authorization: `Bearer ${token}` },
      });
    expect((await send(gzipSync(JSON.stringify(hello)))).status).toBe(200);
    expect((await send(gzipSync(Buffer.alloc(50_000_000, 32)))).status).toBe(400);
    expect((await send(Buffer.from('not gzip'))).status).toBe(400);
  });

  test('zipped back to who can read it, and plain to who can not', async () => {
    const { token } = await enrolled();
    const input = encodeURIComponent(JSON.stringify({ scope: 'company', epoch: '', after: 0 }));
    const menu = (encoding: string) =>
      fetch(`${door.cloud.url}/trpc/sync.pull?input=${input}`, {
        headers: { authorization: `Bearer ${token}`, 'accept-encoding': encoding },
      });
    const [zipped, plain] = [await menu('gzip'), await menu('identity')];
    expect(zipped.headers.get('content-encoding')).toBe('gzip');
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(zipped.headers.get('vary')).toContain('accept-encoding');
    expect(await zipped.text()).toBe(await plain.text());
    expect(zipped.headers.get('x-request-id')).not.toBe(plain.headers.get('x-request-id'));
  });
});

/** By its path: what the router itself keeps, whatever its types say. */
const flatProcedures: unknown = cloudRouter._def.procedures;

test('every procedure says who may call it', () => {
  const procedures = z.record(z.string(), z.custom<{ _def: { meta?: { auth?: string } } }>()).parse(flatProcedures);
  expect(Object.keys(procedures).length).toBeGreaterThan(15);
  const open = Object.entries(procedures).filter(([, procedure]) => procedure._def.meta?.auth === undefined);
  expect(open).toEqual([]);
  const free = Object.entries(procedures)
    .filter(([, procedure]) => procedure._def.meta?.auth === 'public')
    .map(([name]) => name);
  expect(free.sort()).toEqual([
    'account.requestReset',
    'account.resetPassword',
    'apiAuth.login',
    'apiAuth.logout',
    'apiAuth.refresh',
    'auth.login',
    'auth.logout',
    'invitations.accept',
    'invitations.look',
    'operator.login',
    'signup.finish',
    'signup.keep',
    'signup.look',
    'signup.request',
    'sync.surrender',
    'terminals.challenge',
    'terminals.comeBack',
    'terminals.enrol',
    'terminals.farewell',
    'terminals.token',
  ]);
});

test('over WebSocket a terminal hears pokes, and from its revocation on nothing works any more', async () => {
  const { identity, token } = await enrolled();
  const socket = createWSClient({
    url: `${door.cloud.url.replace('http', 'ws')}/trpc`,
    connectionParams: { token },
    WebSocket: WebSocket as never,
  });
  const client = createTRPCClient<CloudRouter>({ links: [wsLink({ client: socket })] });
  const heard: unknown[] = [];
  client.sync.poke.subscribe(undefined, { onData: (poke) => heard.push(poke) });
  // At first where both scopes are, so that nothing is missed between the last look and the first news.
  await expect
    .poll(() => heard)
    .toEqual([
      { scope: 'branch', head: 0 },
      { scope: 'company', head: expect.any(Number) },
    ]);
  const { services, demo } = { ...door.cloud, demo: door.demo };
  await services.db.inCompany(demo.companyId, async (sql) =>
    services.fanout.notify(sql, { scope: `branch:${identity.branchId}`, head: 7, at: 1 }),
  );
  await expect.poll(() => heard.at(-1)).toEqual({ scope: 'branch', head: 7 });

  const owner = createTRPCClient<CloudRouter>({
    links: [httpLink({ url: `${door.cloud.url}/trpc`, headers: { authorization: `Bearer ${session}` } })],
  });
  await client.sync.grant.query();
  await owner.terminals.revoke.mutate({ terminalId: identity.terminalId });
  await expect(client.sync.grant.query()).rejects.toThrow(TRPCClientError);
  await expect(client.sync.grant.query()).rejects.toMatchObject({ data: { httpStatus: 401 } });
  await socket.close();
});

test('a mutation without input is one over a plain link too, and nothing else is let in by that', async () => {
  const cookie = (await post('/trpc/auth.login', door.demo.owner)).headers.get('set-cookie')?.split(';')[0] ?? '';
  const owner = createTRPCClient<CloudRouter>({ links: [httpLink({ url: `${door.cloud.url}/trpc`, headers: { cookie } })] });
  expect(await owner.sync.reproject.mutate()).toEqual({ read: 0 });
  const json = { method: 'POST', headers: { 'content-type': 'application/json', cookie } };
  for (const path of ['/trpc/auth.login', '/trpc/sync.annotate', '/trpc/auth.logout?batch=1'])
    expect((await fetch(door.cloud.url + path, json)).status).toBe(400);
  await owner.auth.logout.mutate();
  await expect(owner.sync.reproject.mutate()).rejects.toMatchObject({ data: { httpStatus: 401 } });
});

test('the dashboard hears a commit over server-sent events', async () => {
  const cookie = (await post('/trpc/auth.login', door.demo.owner)).headers.get('set-cookie') ?? '';
  expect(cookie).toMatch(/HttpOnly/i);
  expect(cookie).toMatch(/SameSite=Lax/i);
  const stop = new AbortController();
  const answer = await fetch(`${door.cloud.url}/trpc/dashboard.live`, {
    headers: { cookie: cookie.split(';')[0] ?? '', accept: 'text/event-stream' },
    signal: stop.signal,
  });
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (!reader) throw new Error('no stream');
  await reader.read();
  const { services } = door.cloud;
  await services.db.inCompany(door.demo.companyId, async (sql) => services.fanout.notify(sql, { scope: 'branch:x', head: 1, at: 1 }));
  let text = '';
  while (!text.includes('branch:x')) text += (await reader.read()).value ?? '';
  stop.abort();
});
