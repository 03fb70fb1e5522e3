import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Event } from '@fastops/shared/sync/event';
import { SNAPSHOT_PATH, type SnapshotLine, type ThinLine } from '@fastops/shared/sync/snapshot';
import { thinned } from '@fastops/shared/sync/thin';
import type { Services, TerminalActor } from '../context.ts';
import { snapshot } from '../modules/sync/snapshot.service.ts';
import { agentOf, callContext, credentialsOf } from './context.ts';

/** The branch of a terminal as zipped lines. Only a terminal's own token opens it, and only to its own branch. */
export function mountSnapshot(app: FastifyInstance, services: Services): void {
  app.get(SNAPSHOT_PATH, { config: { rateLimit: { max: 30, timeWindow: '1 minute' } } }, async (request, reply) => {
    const actor = await terminalOf(services, request);
    if (!actor) return reply.code(401).send({ code: 'terminal.unproven', message: 'terminal.unproven', requestId: request.id });
    const spool = await openSpool();
    // Not awaited: the answer begins while the rest is still read. A failure cuts it short, and without its last line it counts for nothing.
    void fill(services, actor, spool).catch((error: unknown) => {
      request.log.error({ err: error }, 'snapshot failed');
      spool.fail();
    });
    reply.header('content-type', 'application/x-ndjson').header('content-encoding', 'gzip').header('cache-control', 'no-store');
    return reply.send(Readable.from(spool.chunks()));
  });
}

async function terminalOf(services: Services, request: FastifyRequest): Promise<TerminalActor | undefined> {
  const place = { requestId: request.id, address: request.ip, agent: agentOf(request.headers), setCookie: () => {} };
  const actor = await callContext(services, credentialsOf(request.headers), place).identify();
  return actor?.kind === 'terminal' ? actor : undefined;
}

async function fill(services: Services, actor: TerminalActor, spool: Spool): Promise<void> {
  const gzip = createGzip({ level: 6 });
  gzip.on('data', (chunk: Buffer) => spool.write(chunk));
  const now = services.machine.now();
  await services.db.inCompany(
    actor.companyId,
    async (sql) => {
      for await (const line of snapshotText(snapshot({ sql, actor, now }))) if (!gzip.write(line)) await once(gzip, 'drain');
    },
    { still: true },
  );
  gzip.end();
  await once(gzip, 'end');
  spool.end();
}

/** A snapshot as it travels, one line of text after the other. */
export function snapshotText(lines: AsyncIterable<SnapshotLine>): AsyncGenerator<string> {
  return summedUp(thinLines(lines));
}

/** Events that are looked at together for what follows from what: a run's hashes stay on this side. */
const EVENTS_AT_ONCE = 2_000;

async function* thinLines(lines: AsyncIterable<SnapshotLine>): AsyncGenerator<ThinLine> {
  let events: Event[] = [];
  for await (const line of lines) {
    if (line.kind === 'event') events.push(line.event);
    if (line.kind === 'event' && events.length < EVENTS_AT_ONCE) continue;
    yield* thinRun(events);
    events = [];
    if (line.kind !== 'event') yield line;
  }
  yield* thinRun(events);
}

function* thinRun(events: readonly Event[]): Generator<ThinLine> {
  const inRuns = events.toSorted((a, b) => (a.streamId < b.streamId ? -1 : a.streamId > b.streamId ? 1 : a.seq - b.seq));
  for (const event of thinned(inRuns)) yield { kind: 'event', event };
}

/** The lines as text, and behind them the one that says how much came before it. */
async function* summedUp(lines: AsyncIterable<ThinLine>): AsyncGenerator<string> {
  const sum = createHash('sha256');
  let count = 0;
  for await (const line of lines) {
    const text = `${JSON.stringify(line)}\n`;
    sum.update(text, 'utf8');
    count += 1;
    yield text;
  }
  const end: SnapshotLine = { kind: 'end', count, sha256: sum.digest('hex') };
  yield `${JSON.stringify(end)}\n`;
}

/**
 * A file between the database and a slow line: the transaction lasts as long as reading takes, however thin the shop's
 * connection is, and memory holds one piece.
 */
type Spool = { write(chunk: Buffer): void; end(): void; fail(): void; chunks(): AsyncGenerator<Buffer> };

const PIECE = 64 * 1024;

async function openSpool(): Promise<Spool> {
  const folder = mkdtempSync(join(tmpdir(), 'fastops-snapshot-'));
  const file = await open(join(folder, 'lines.gz'), 'w+');
  // On every system that lets go of an open file's name: nobody else can read it, and nothing is left behind.
  rmSync(folder, { recursive: true, force: true });
  let written = 0;
  let state: 'filling' | 'whole' | 'failed' = 'filling';
  let writing: Promise<unknown> = Promise.resolve();
  let closed = false;
  let wake = () => {};
  const tell = (next: typeof state) => {
    void writing.finally(() => {
      state = next;
      wake();
    });
  };
  return {
    write: (chunk) => {
      // Nobody reads on: what is still coming goes nowhere.
      if (closed) return;
      writing = writing
        .then(() => file.write(chunk))
        .then(() => {
          written += chunk.length;
          wake();
        })
        .catch(() => tell('failed'));
    },
    end: () => tell('whole'),
    fail: () => tell('failed'),
    chunks: async function* () {
      try {
        for (let read = 0; ;) {
          if (read < written) {
            const chunk = await readPiece(file, { from: read, upTo: written });
            read += chunk.length;
            yield chunk;
          } else if (state === 'failed') throw new Error('the snapshot could not be read to its end');
          else if (state === 'whole') return;
          else await new Promise<void>((resolve) => (wake = resolve));
        }
      } finally {
        closed = true;
        await writing;
        await file.close();
      }
    },
  };
}

async function readPiece(file: FileHandle, { from, upTo }: { from: number; upTo: number }): Promise<Buffer> {
  const piece = Buffer.alloc(Math.min(PIECE, upTo - from));
  const { bytesRead } = await file.read(piece, 0, piece.length, from);
  return piece.subarray(0, bytesRead);
}
