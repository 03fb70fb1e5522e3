import { createSocket, type Socket } from 'node:dgram';
import { networkInterfaces } from 'node:os';
import { z } from 'zod';

const SAY_EVERY_MS = 2_000;
/** A hub that wasn't heard for so long is gone, or in another network. */
const FORGET_AFTER_MS = 10_000;
const MOST_HEARD = 32;
const LISTEN_AFTER_ASKED_MS = 30_000;

/** What a hub calls out in its own network: enough to be found, nothing to be let in with. */
const calloutSchema = z.strictObject({
  fastops: z.literal(1),
  /** Hash of company and branch: tills of other shops in the same building are passed over. */
  branch: z.string().regex(/^[0-9a-f]{32}$/),
  name: z.string().min(1).max(40),
  port: z.int().min(1).max(65_535),
  /** Fingerprint of the hub's certificate, shortened: tells two hubs apart. */
  key: z.string().regex(/^[0-9a-f]{16}$/),
});
/** See {@link calloutSchema}. */
export type Callout = z.infer<typeof calloutSchema>;

/** A hub that called out lately, and where the call came from. */
export type HeardHub = Omit<Callout, 'fastops' | 'branch'> & { readonly address: string };

export type Beacon = {
  heard(): readonly HeardHub[];
  /** Somebody wants to find a hub: listens for a while. */
  look(): void;
  stop(): void;
};

export type BeaconParts = {
  /** 0: nobody calls, nobody listens. */
  readonly port: number;
  readonly host: string;
  readonly clock: () => number;
  /** Whether this till is a hub or paired with one. */
  readonly isInNetwork: () => boolean;
  /** What to call out now; undefined while this till is no hub. */
  readonly callout: () => Callout | undefined;
  /** The branch whose hubs count. */
  readonly branch: () => string | undefined;
  /** A hub that wasn't known a moment ago. */
  readonly onNews: () => void;
  readonly log: (message: string, facts: object) => void;
};

/**
 * Calls out as a hub, and hears others: over UDP in the own network, so that nobody has to type an address. The port is open only
 * for a till that has to do with a local network, or while somebody looks for one.
 */
export function startBeacon(parts: BeaconParts): Beacon {
  if (parts.port === 0) return { heard: () => [], look: () => {}, stop: () => {} };
  const heard = new Map<string, HeardHub & { readonly at: number }>();
  const fresh = () => [...heard.values()].filter(({ at }) => parts.clock() - at < FORGET_AFTER_MS);
  const take = (bytes: Buffer, address: string) => {
    const callout = calloutOf(bytes);
    if (!callout || callout.branch !== parts.branch() || callout.key === parts.callout()?.key) return;
    const isNews = !fresh().some((each) => each.key === callout.key && each.address === address);
    if (heard.size >= MOST_HEARD) heard.clear();
    const { name, port, key } = callout;
    heard.set(`${key} ${address}`, { name, port, key, address, at: parts.clock() });
    if (isNews) parts.onNews();
  };
  let socket: Socket | undefined;
  let askedAt = Number.NEGATIVE_INFINITY;
  const keep = () => {
    if (!parts.isInNetwork() && parts.clock() - askedAt > LISTEN_AFTER_ASKED_MS) {
      socket?.close();
      socket = undefined;
      return;
    }
    socket ??= openSocket(parts, take);
    callOut(socket, parts);
  };
  const timer = setInterval(keep, SAY_EVERY_MS);
  return {
    heard: () => fresh().map(({ at: _, ...hub }) => hub),
    look: () => {
      askedAt = parts.clock();
      if (!socket) keep();
    },
    stop: () => {
      clearInterval(timer);
      socket?.close();
    },
  };
}

function openSocket({ port, log }: BeaconParts, take: (bytes: Buffer, address: string) => void): Socket {
  const socket = createSocket({ type: 'udp4', reuseAddr: true });
  // Another program has the port: tills are still found by the address that somebody types.
  socket.on('error', (error) => log('hubs can not be heard', { error: error.message }));
  socket.on('message', (bytes, { address }) => take(bytes, address));
  socket.bind(port, () => socket.setBroadcast(true));
  return socket;
}

function callOut(socket: Socket, { host, port, callout }: BeaconParts): void {
  const said = callout();
  if (!said) return;
  const bytes = Buffer.from(JSON.stringify(said));
  // A network that is down right now hears the next one.
  for (const address of broadcastAddresses(host)) socket.send(bytes, port, address, () => {});
}

function calloutOf(bytes: Buffer): Callout | undefined {
  if (bytes.length > 1_000) return undefined;
  try {
    return calloutSchema.safeParse(JSON.parse(bytes.toString('utf8'))).data;
  } catch {
    // Not ours: the port is anybody's.
    return undefined;
  }
}

/** The broadcast address of each network that this machine is in. */
function broadcastAddresses(host: string): string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, address, internal }) => family === 'IPv4' && (host === '0.0.0.0' ? !internal : address === host))
    .map(({ address, netmask }) => broadcastOf(address, netmask));
}

/** `192.168.1.20` in `255.255.255.0` → `192.168.1.255`. */
export function broadcastOf(address: string, netmask: string): string {
  const mask = netmask.split('.').map(Number);
  return address
    .split('.')
    .map((part, index) => Number(part) | (~(mask[index] ?? 255) & 255))
    .join('.');
}
