import type { TLSSocket } from 'node:tls';
import { createTRPCUntypedClient, createWSClient, wsLink, type TRPCUntypedClient } from '@trpc/client';
import type { AnyRouter } from '@trpc/server';
import { WebSocket, type ClientOptions } from 'ws';
import { toPem, type LanCredential } from './certificate.ts';

/** Longest wait for an answer on the shop's own network. */
export const LAN_TIMEOUT_MS = 4_000;

/** A line to a hub: TLS in which it proved the key of `certificate`. */
export type LanLine = {
  readonly client: TRPCUntypedClient<AnyRouter>;
  readonly certificate: string;
  /** Resolves when the line is gone, from either side. */
  readonly closed: Promise<void>;
  close(): void;
};

export type LanAddress = { readonly address: string; readonly port: number };

/**
 * Connects to a hub. With `pinned` only a hub of one of these keys is spoken to; without, whoever answers is (while pairing:
 * there the code proves it). Throws when nobody answers in time.
 */
export async function openLine(at: LanAddress, me: LanCredential, pinned: readonly string[] | undefined): Promise<LanLine> {
  const proven = { certificate: '' };
  const line = { end: () => {} };
  const closed = new Promise<void>((resolve) => (line.end = resolve));
  let socket: ReturnType<typeof createWSClient> | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      socket = createWSClient({
        url: `wss://${at.address}:${at.port}`,
        WebSocket: pinnedSocket(optionsOf(me, pinned), proven) as unknown as typeof globalThis.WebSocket,
        keepAlive: { enabled: true, intervalMs: 5_000, pongTimeoutMs: 3_000 },
        // Lines are opened again by whoever holds them, to the hub of that moment; never by themselves.
        retryDelayMs: () => 3_600_000,
        onOpen: resolve,
        onError: () => reject(new Error(`nobody we know answers at ${at.address}:${at.port}`)),
        onClose: () => {
          reject(new Error('the hub hung up'));
          line.end();
          void socket?.close();
        },
      });
    });
  } catch (error) {
    void socket?.close();
    throw error;
  }
  const client = createTRPCUntypedClient({ links: [wsLink({ client: wanted(socket) })] });
  return { client, certificate: proven.certificate, closed, close: () => void socket?.close().finally(line.end) };
}

/** What every call over the line gets: an answer, or an error in time. */
export function lanDeadline(): { signal: AbortSignal } {
  return { signal: AbortSignal.timeout(LAN_TIMEOUT_MS) };
}

function optionsOf(me: LanCredential, pinned: readonly string[] | undefined): ClientOptions {
  return {
    key: me.privateKey,
    cert: toPem(me.certificate),
    minVersion: 'TLSv1.3',
    ...(pinned ? { ca: pinned.map(toPem) } : { rejectUnauthorized: false }),
    // The certificate is the identity; an address in a shop's network is nobody's name. False stands for "no objection".
    checkServerIdentity: () => false,
    handshakeTimeout: LAN_TIMEOUT_MS,
    maxPayload: 8_000_000,
  };
}

/** The class that the client makes its socket of; it notes the key that the other side proved. */
function pinnedSocket(options: ClientOptions, proven: { certificate: string }): new (url: string) => WebSocket {
  return class extends WebSocket {
    constructor(url: string) {
      super(url, options);
      this.once('upgrade', ({ socket }) => {
        proven.certificate = (socket as TLSSocket).getPeerCertificate().raw.toString('base64');
      });
    }
  };
}

function wanted<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the line was not opened');
  return value;
}
