import { createServer } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createHTTPHandler } from '@trpc/server/adapters/standalone';
import { z } from 'zod';
import { textSchema } from '@fastops/shared/base/text';
import type { Result } from '@fastops/shared/base/result';
import type { LanScreen } from '@fastops/shared/lan/lan.events';
import { sha256 } from '../db/event-log.ts';
import type { ScreenRefusal } from '../modules/lan/lan.port.ts';
import { listenAt } from '../rpc/listen.ts';
import { lanRouters } from '../rpc/lan-routers.ts';
import type { Connection, Services } from '../rpc/procedures.ts';
import { toPem, type LanCredential } from './certificate.ts';
import { kitchenPages, type Page } from './kitchen-pages.ts';
import { KITCHEN } from './lan-door.ts';

const MOST_CONNECTIONS = 64;
const MOST_BODY_BYTES = 100_000;
const MOST_PAIR_BYTES = 1_000;
/** Its prefix makes browsers refuse it over plain HTTP, from another host, or from a path. */
const COOKIE = '__Host-fastops-kitchen';
const YEAR_SECONDS = 31_536_000;

const SAFE_HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
} as const;

/** The kitchen's pages, open to paired browsers of the shop's network. */
export type KitchenDoor = {
  readonly port: number;
  /** Hashes of the keys of the browsers that are listening now. */
  connected(): readonly string[];
  /** Hangs up on browsers that are no longer paired. */
  recheck(): void;
  close(): Promise<void>;
};

export type KitchenDoorParts = {
  readonly services: () => Services;
  readonly credential: LanCredential;
  readonly screenOf: (keyHash: string) => LanScreen | undefined;
  readonly admitScreen: (given: { code: string; name: string }) => Result<{ key: string }, ScreenRefusal>;
  /** The tills that may become hub, and where the kitchen would be then. */
  readonly places: () => readonly KitchenPlace[];
  readonly onScreens: () => void;
};

/** Where a till opens the kitchen for browsers when it is hub. */
export type KitchenPlace = { readonly name: string; readonly url: string };

type Desk = Pick<KitchenDoorParts, 'admitScreen' | 'screenOf' | 'places'>;

/** Opens the door: pages for anybody, the code for whoever was given it, the board's procedures for paired browsers alone. */
export async function openKitchenDoor(parts: KitchenDoorParts, at: { host: string; port: number }): Promise<KitchenDoor> {
  const pages = kitchenPages();
  const open = new Map<ServerResponse, string>();
  const rpc = createHTTPHandler({
    router: lanRouters.screen,
    basePath: '/rpc/',
    createContext: ({ req }) => ({ ...parts.services(), connection: connectionOf(parts, req) }),
    maxBodySize: MOST_BODY_BYTES,
  });
  const server = createServer({ key: parts.credential.privateKey, cert: toPem(parts.credential.certificate) }, (request, response) => {
    for (const [name, value] of Object.entries(SAFE_HEADERS)) response.setHeader(name, value);
    const path = new URL(request.url ?? '/', 'https://kitchen').pathname;
    if (path === '/pair') return void pair(parts, request, response);
    if (path === '/move') return void move(parts, request, response);
    if (path === '/alive.svg') return sendAlive(response);
    if (!path.startsWith('/rpc/')) return sendPage(response, pages.find(path), parts.places());
    const keyHash = keyHashOf(request);
    if (keyHash === undefined || !parts.screenOf(keyHash) || isForeign(request)) return sendCode(response, 401, 'pairing-needed');
    open.set(response, keyHash);
    response.on('close', () => {
      open.delete(response);
      parts.onScreens();
    });
    rpc(request, response);
    parts.onScreens();
  });
  server.maxConnections = MOST_CONNECTIONS;
  server.on('tlsClientError', (_, socket) => socket.destroy());
  const port = await listenAt(server, at);
  return {
    port,
    connected: () => [...new Set(open.values())],
    recheck: () => {
      for (const [response, keyHash] of open) if (!parts.screenOf(keyHash)) response.destroy();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const pairInput = z.strictObject({ code: z.string().trim().min(8).max(12), name: textSchema(40) });

/** The code is said over TLS, once; the browser gets a key in a cookie that no script can read. */
async function pair({ admitScreen }: Desk, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'POST' || isForeign(request)) return sendCode(response, 405, 'not-allowed');
  const given = pairInput.safeParse(await smallJson(request).catch(() => undefined));
  if (!given.success) return sendCode(response, 400, 'pairing.wrong-code');
  const answer = admitScreen(given.data);
  if (!answer.ok) return sendCode(response, 403, answer.refusal.code);
  letIn(response, answer.value.key);
}

function letIn(response: ServerResponse, key: string): void {
  const attributes = `Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=${YEAR_SECONDS}`;
  response.setHeader('set-cookie', `${COOKIE}=${key}; ${attributes}`);
  sendCode(response, 200, 'paired');
}

const moveInput = z.strictObject({ key: z.string().min(20).max(100) });

/**
 * A cookie stays with its host, and another till that takes over is another host: a paired browser is told here what to take along and
 * where to, and shows it there. All tills of the branch know it by the log.
 */
async function move(desk: Desk, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (isForeign(request)) return sendCode(response, 405, 'not-allowed');
  const own = keyOf(request);
  if (request.method === 'GET') {
    if (own === undefined || !desk.screenOf(sha256(own))) return sendCode(response, 401, 'pairing-needed');
    return sendJson(response, 200, { key: own, places: desk.places() });
  }
  const brought = moveInput.safeParse(await smallJson(request).catch(() => undefined));
  if (request.method !== 'POST' || !brought.success || !desk.screenOf(sha256(brought.data.key)))
    return sendCode(response, 401, 'pairing-needed');
  letIn(response, brought.data.key);
}

const ALIVE = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>';

/** Only whoever is hub has this door open: a page of the hub before may ask by a picture, which is all that browsers let it load. */
function sendAlive(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'image/svg+xml', 'cache-control': 'no-store' }).end(ALIVE);
}

async function smallJson(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const part of request) {
    text += String(part);
    if (text.length > MOST_PAIR_BYTES) throw new Error('too long for a code and a name');
  }
  return JSON.parse(text);
}

/** A browser is a device, not a person: it shows the kitchen, whoever stands before it. */
function connectionOf({ screenOf }: Desk, request: IncomingMessage): Connection {
  const screen = screenOf(keyHashOf(request) ?? '');
  return { actor: screen && { id: screen.screenId, name: screen.name, role: 'kitchen', permissions: KITCHEN } };
}

function keyHashOf(request: IncomingMessage): string | undefined {
  const key = keyOf(request);
  return key ? sha256(key) : undefined;
}

function keyOf(request: IncomingMessage): string | undefined {
  const cookies = (request.headers.cookie ?? '').split(/;\s*/);
  return cookies.find((cookie) => cookie.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1);
}

/** Pages of another origin have no business here, cookie or not. */
function isForeign({ headers }: IncomingMessage): boolean {
  const { origin, host } = headers;
  const site = headers['sec-fetch-site'];
  return (origin !== undefined && origin !== `https://${host}`) || (site !== undefined && site !== 'same-origin' && site !== 'none');
}

function sendPage(response: ServerResponse, page: Page | undefined, places: readonly KitchenPlace[]): void {
  if (!page) return sendCode(response, 404, 'not-found');
  const pictures = ["img-src 'self' data:", ...places.map(({ url }) => url)].join(' ');
  response.setHeader('content-security-policy', SAFE_HEADERS['content-security-policy'].replace("img-src 'self' data:", pictures));
  const cache = page.isForever ? 'public, max-age=31536000, immutable' : 'no-store';
  response.writeHead(200, { 'content-type': page.type, 'cache-control': cache }).end(page.body);
}

function sendCode(response: ServerResponse, status: number, code: string): void {
  sendJson(response, status, { code });
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(JSON.stringify(body));
}
