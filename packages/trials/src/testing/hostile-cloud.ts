import { connect, createServer, type Socket } from 'node:net';

/** What a till meets where its cloud should be. `through` is the cloud; in `silence` even lines that are open go dead, and are not cut. */
export type Mood = 'through' | 'refuse' | 'error-500' | 'hang' | 'silence' | 'slow-loris' | 'no-tls';

export type HostileCloud = {
  readonly port: number;
  /** Connections that came in, by mood. */
  readonly arrivals: Map<Mood, number>;
  /** Most connections that were open at once in a bad mood. */
  peak(): number;
  setMood(mood: Mood): void;
  /** Whether the till's line for news is up and goes through. */
  isListenedTo(): boolean;
  close(): Promise<void>;
};

const ERROR_500 = 'HTTP/1.1 500 Internal Server Error\r\nconnection: close\r\ncontent-length: 0\r\n\r\n';
const LORIS_MS = 15;

/** A door whose mood changes under a till that is running. What was open is cut at every change, but for silence. */
export async function hostileCloud(cloudPort: number): Promise<HostileCloud> {
  const arrivals = new Map<Mood, number>();
  const lines = new Set<Socket>();
  const muted = new Set<() => void>();
  const forNews = new Set<Socket>();
  let mood: Mood = 'through';
  let peak = 0;
  const server = createServer((line) => {
    lines.add(line);
    arrivals.set(mood, (arrivals.get(mood) ?? 0) + 1);
    if (mood !== 'through') peak = Math.max(peak, lines.size);
    line.on('close', () => [lines, forNews].map((set) => set.delete(line)));
    line.once('data', (first: Buffer) => {
      if (mood === 'through' && /^upgrade: *websocket/im.test(first.toString('latin1'))) forNews.add(line);
    });
    line.on('error', () => line.destroy());
    const mute = receive(line, mood, cloudPort);
    muted.add(mute);
    line.on('close', () => muted.delete(mute));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('the door has no address');
  const cutAll = () => {
    for (const line of lines) line.destroy();
  };
  return {
    port: address.port,
    arrivals,
    peak: () => peak,
    setMood: (next) => {
      mood = next;
      if (mood !== 'silence') return cutAll();
      for (const mute of muted) mute();
    },
    isListenedTo: () => forNews.size > 0,
    close: () => new Promise((resolve) => (cutAll(), server.close(() => resolve()))),
  };
}

/** Answers how to make the line go dead without cutting it. */
function receive(line: Socket, mood: Mood, cloudPort: number): () => void {
  if (mood === 'through') return connected(line, cloudPort);
  if (mood === 'refuse') line.resetAndDestroy();
  else if (mood === 'slow-loris') dripped(line);
  else if (mood === 'hang' || mood === 'silence') line.resume();
  else line.on('data', () => line.end(mood === 'no-tls' ? 'Bienvenido, inicie sesión\r\n' : ERROR_500));
  return () => {};
}

function connected(line: Socket, cloudPort: number): () => void {
  const upstream = connect(cloudPort, '127.0.0.1');
  upstream.on('error', () => upstream.destroy());
  upstream.on('close', () => line.destroy());
  line.on('close', () => upstream.destroy());
  line.pipe(upstream);
  upstream.pipe(line);
  return () => {
    upstream.removeAllListeners('close');
    for (const [from, to] of [
      [line, upstream],
      [upstream, line],
    ] as const)
      from.unpipe(to).resume();
  };
}

/** An answer that has begun, and goes on letter by letter for ever. */
function dripped(line: Socket): void {
  line.resume();
  line.write('HTTP/1.1 200 OK\r\n');
  const timer = setInterval(() => line.write('x-slow: 1\r\n'), LORIS_MS);
  line.on('close', () => clearInterval(timer));
}
