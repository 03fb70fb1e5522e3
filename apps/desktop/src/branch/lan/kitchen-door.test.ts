import { request } from 'node:https';
import { expect, onTestFinished, test } from 'vitest';
import { setUpKitchen } from '../testing/kitchen-setup.ts';
import { becomeHub, demolishTill, prepareTill, sell, startTill, until, type RunningTill } from '../testing/lan-shop.ts';

type Answer = { readonly status: number; readonly body: string; readonly cookie: string | undefined; readonly csp: string | undefined };
type Asked = { readonly method?: string; readonly headers?: Record<string, string>; readonly body?: object };

/** A browser without its screen. */
function ask(port: number, path: string, { method = 'GET', headers = {}, body }: Asked = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const at = {
      host: '127.0.0.1',
      port,
      path,
      method,
      headers: { 'content-type': 'application/json', ...headers },
      rejectUnauthorized: false,
    };
    const asked = request(at, (response) => {
      let text = '';
      response.on('data', (part: Buffer) => (text += part.toString()));
      response.on('end', () => {
        const [cookie] = response.headers['set-cookie'] ?? [];
        resolve({ status: response.statusCode ?? 0, body: text, cookie, csp: String(response.headers['content-security-policy']) });
      });
      response.on('error', reject);
    });
    asked.on('error', reject);
    asked.end(body && JSON.stringify(body));
  });
}

async function aHub(): Promise<{ hub: RunningTill; port: number }> {
  const hub = await startTill(await prepareTill({ letter: 'A', number: 1 }));
  onTestFinished(() => demolishTill(hub));
  setUpKitchen(hub.branch.services.core);
  await becomeHub(hub);
  await until(async () => ((await hub.call.lan.status())?.kitchen ?? null) !== null);
  return { hub, port: (await hub.call.lan.status())?.kitchen?.port ?? 0 };
}

async function aScreen(hub: RunningTill, port: number): Promise<Record<string, string>> {
  const { code } = await hub.call.lan.offerCode({ kind: 'kitchen' });
  const paired = await ask(port, '/pair', { method: 'POST', body: { code, name: 'Tableta freidora' } });
  expect(paired.status).toBe(200);
  return { cookie: paired.cookie?.split(';')[0] ?? '' };
}
const BOARD = `/rpc/kitchen.board?input=${encodeURIComponent(JSON.stringify({ stationIds: [] }))}`;

test('S12 LAN: a browser that was given the code sees the board and bumps, with the cloud off', async () => {
  const { hub, port } = await aHub();
  const headers = await aScreen(hub, port);
  await sell(hub);
  const board = JSON.parse((await ask(port, BOARD, { headers })).body).result.data;
  expect(board.cards).toMatchObject([{ orderNumber: 'A-001', stationId: 'fry' }]);
  const [{ ticketId }] = board.cards;
  const bumped = await ask(port, '/rpc/kitchen.bump', { method: 'POST', headers, body: { ticketId } });
  expect(bumped.status).toBe(200);
  expect((await hub.call.kitchen.board({ stationIds: [] })).cards).toEqual([]);
  expect((await hub.call.lan.status())?.peers).toMatchObject([{}, { kind: 'screen', name: 'Tableta freidora' }]);
});

test('threat 9: without a cookie, with a made-up one, or from a page of another origin there is nothing', async () => {
  const { hub, port } = await aHub();
  const headers = await aScreen(hub, port);
  expect((await ask(port, BOARD)).status).toBe(401);
  expect((await ask(port, BOARD, { headers: { cookie: '__Host-fastops-kitchen=made-up' } })).status).toBe(401);
  expect((await ask(port, BOARD, { headers: { ...headers, origin: 'https://elsewhere.example' } })).status).toBe(401);
  expect((await ask(port, BOARD, { headers: { ...headers, 'sec-fetch-site': 'cross-site' } })).status).toBe(401);
  expect((await ask(port, BOARD, { headers })).status).toBe(200);
});

test('threat 9: a paired browser reads and works in the kitchen and can do nothing else', async () => {
  const { hub, port } = await aHub();
  const headers = await aScreen(hub, port);
  for (const path of ['orders.ringUp', 'peer.push', 'identity.login', 'lan.takeRole', 'terminal.enrol', 'cash.close', 'pairing.prove'])
    expect((await ask(port, `/rpc/${path}`, { method: 'POST', headers, body: {} })).status).toBe(404);
  for (const path of ['/index.html', '/assets/../branch.js', '/assets/%2e%2e/index.html', '/../package.json'])
    expect((await ask(port, path)).status).toBe(404);
});

test('threat 9: a code pairs once, five wrong ones end it, and a key that was taken back is hung up on', async () => {
  const { hub, port } = await aHub();
  const pair = (code: string) => ask(port, '/pair', { method: 'POST', body: { code, name: 'Tableta' } });
  expect(JSON.parse((await pair('AAAA-AAAA')).body)).toEqual({ code: 'pairing.no-code' });
  const first = await hub.call.lan.offerCode({ kind: 'kitchen' });
  for (let tries = 0; tries < 5; tries += 1) expect(JSON.parse((await pair('AAAA-AAAA')).body)).toEqual({ code: 'pairing.wrong-code' });
  expect(JSON.parse((await pair(first.code)).body)).toEqual({ code: 'pairing.no-code' });
  const { code: forTills } = await hub.call.lan.offerCode({ kind: 'till' });
  expect((await pair(forTills)).status).toBe(403);
  const headers = await aScreen(hub, port);
  const listening = ask(port, '/rpc/kitchen.live', { headers: { ...headers, accept: 'text/event-stream' } });
  listening.catch(() => undefined);
  await until(async () => (await hub.call.lan.status())?.peers[1]?.isConnected === true);
  await hub.call.lan.unpair({ peerId: (await hub.call.lan.status())?.peers[1]?.peerId ?? '' });
  await expect(listening).rejects.toThrow();
  expect((await ask(port, BOARD, { headers })).status).toBe(401);
});

test('threat 9: a screen takes its key along to another till of the branch; nobody else is given one, or let in with a made-up one', async () => {
  const { hub, port } = await aHub();
  const headers = await aScreen(hub, port);
  const brought = JSON.parse((await ask(port, '/move', { headers })).body);
  expect(brought).toEqual({ key: headers['cookie']?.split('=')[1], places: [] });
  expect((await ask(port, '/move')).status).toBe(401);
  expect((await ask(port, '/move', { headers: { ...headers, origin: 'https://elsewhere.example' } })).status).toBe(405);
  const arrive = (key: string) => ask(port, '/move', { method: 'POST', body: { key } });
  expect((await arrive('x'.repeat(43))).status).toBe(401);
  const arrived = await arrive(brought.key);
  expect([arrived.status, arrived.cookie]).toEqual([200, expect.stringContaining('HttpOnly; SameSite=Strict')]);
  await hub.call.lan.unpair({ peerId: (await hub.call.lan.status())?.peers[1]?.peerId ?? '' });
  expect((await arrive(brought.key)).status).toBe(401);
});

test('every answer tells the browser to load and frame nothing from elsewhere', async () => {
  const { port } = await aHub();
  for (const path of ['/', '/rpc/kitchen.board', '/nowhere']) {
    expect((await ask(port, path)).csp).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
  }
});
