import { createServer } from 'node:https';
import type { Duplex } from 'node:stream';
import { TLSSocket } from 'node:tls';
import type { IncomingMessage } from 'node:http';
import { applyWSSHandler } from '@trpc/server/adapters/ws';
import { WebSocketServer, type WebSocket } from 'ws';
import type { LanPeer } from '@fastops/shared/lan/lan.events';
import { compilePermissions } from '@fastops/shared/identity/permissions';
import type { Connection, Services } from '../rpc/procedures.ts';
import { listenAt } from '../rpc/listen.ts';
import { lanRouters } from '../rpc/lan-routers.ts';
import { toPem, type LanCredential } from './certificate.ts';

/** More than the tills and screens of any shop; a flood of handshakes costs no more than these. */
const MOST_CONNECTIONS = 64;
const MOST_BYTES = 2_000_000;
/** How long a key that nobody pinned may stay: enough to type nothing and prove a code. */
const STRANGER_MS = 20_000;
/** What a screen in the kitchen may do, whoever stands before it. */
export const KITCHEN = compilePermissions(['orders.read', 'catalog.read', 'kitchen.read', 'kitchen.work', 'catalog.sold-out']);

/** Who comes in over mutual TLS; browsers have a door of their own. */
type DoorKind = Exclude<keyof typeof lanRouters, 'screen'>;

/** An open door. `address` is where it really listens. */
export type LanDoor = {
  readonly port: number;
  /** Keys that are connected now. */
  connected(): readonly string[];
  /** Hangs up on keys that are no longer paired; strangers leave by their own clock. */
  recheck(): void;
  close(): Promise<void>;
};

export type LanDoorParts = {
  /** Read at each call: the services are complete only after the door's own port exists. */
  readonly services: () => Services;
  readonly credential: LanCredential;
  readonly peerOf: (certificate: string) => LanPeer | undefined;
  /** Whether a code is shown right now; without one a stranger isn't listened to. */
  readonly isPairing: () => boolean;
  readonly onPeers: () => void;
};

/** Opens the door: TLS with both certificates, and one WebSocket server per kind of key. */
export async function openLanDoor(parts: LanDoorParts, at: { host: string; port: number }): Promise<LanDoor> {
  const lines = new Map<WebSocket, { readonly certificate: string; readonly kind: DoorKind }>();
  const serve = {
    stranger: webSocketServer(parts, 'stranger'),
    till: webSocketServer(parts, 'till'),
    kitchen: webSocketServer(parts, 'kitchen'),
  };
  const server = createServer(
    {
      key: parts.credential.privateKey,
      cert: toPem(parts.credential.certificate),
      minVersion: 'TLSv1.3',
      requestCert: true,
      // No authority signs peers' certificates; the key that was proven is looked up among the pinned ones below.
      rejectUnauthorized: false,
      handshakeTimeout: 5_000,
    },
    (_, response) => response.writeHead(404).end(),
  );
  server.maxConnections = MOST_CONNECTIONS;
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const certificate = certificateOf(request);
    const kind = certificate === undefined ? undefined : (parts.peerOf(certificate)?.kind ?? (parts.isPairing() ? 'stranger' : undefined));
    if (certificate === undefined || kind === undefined) return void socket.destroy();
    serve[kind].handleUpgrade(request, socket, head, (line) => {
      lines.set(line, { certificate, kind });
      line.on('close', () => {
        lines.delete(line);
        parts.onPeers();
      });
      if (kind === 'stranger') setTimeout(() => line.close(), STRANGER_MS).unref();
      serve[kind].emit('connection', line, request);
      parts.onPeers();
    });
  });
  server.on('tlsClientError', (_, socket) => socket.destroy());
  const port = await listenAt(server, at);
  return {
    port,
    connected: () => [...new Set([...lines.values()].filter(({ kind }) => kind !== 'stranger').map(({ certificate }) => certificate))],
    recheck: () => {
      for (const [line, { certificate, kind }] of lines) if (kind !== 'stranger' && !parts.peerOf(certificate)) line.terminate();
    },
    close: () =>
      new Promise((resolve) => {
        for (const line of lines.keys()) line.terminate();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function webSocketServer(parts: LanDoorParts, kind: DoorKind): WebSocketServer {
  const wss = new WebSocketServer({ noServer: true, maxPayload: MOST_BYTES });
  applyWSSHandler({
    wss,
    router: lanRouters[kind],
    createContext: ({ req }) => ({ ...parts.services(), connection: connectionOf(parts, req) }),
    keepAlive: { enabled: true, pingMs: 10_000, pongWaitMs: 5_000 },
  });
  return wss;
}

function connectionOf(parts: LanDoorParts, request: IncomingMessage): Connection {
  const certificate = certificateOf(request) ?? '';
  const peer = parts.peerOf(certificate);
  const lan = { certificate, address: request.socket.remoteAddress ?? '', peer: () => parts.peerOf(certificate) };
  // A screen in the kitchen is a device, not a person: it reads, whoever stands before it.
  const actor = peer?.kind === 'kitchen' ? { id: peer.peerId, name: peer.name, role: 'kitchen', permissions: KITCHEN } : undefined;
  return { actor, lan };
}

function certificateOf(request: IncomingMessage): string | undefined {
  const { socket } = request;
  if (!(socket instanceof TLSSocket)) return undefined;
  // A peer without a certificate gives an empty object here, whatever the type says.
  const raw: Buffer | undefined = socket.getPeerCertificate().raw;
  return raw?.toString('base64');
}
