import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { SNAPSHOT_FORMAT, snapshotLine, wholeLine, type SnapshotHead, type SnapshotLine } from '@fastops/shared/sync/snapshot';
import { thinReader, type ThinReader } from '@fastops/shared/sync/thin';
import { FACT_TOPICS, type Terminal } from '../context.ts';
import { sha256 } from '../db/event-log.ts';
import { applySnapshot, beginSnapshot, finishSnapshot } from '../modules/sync/snapshot.service.ts';
import type { SyncParts } from './sync-parts.ts';

/** So many lines a transaction: a sale in between waits a few milliseconds, not the whole history. */
const LINES_PER_STEP = 500;

/**
 * Takes a snapshot of the branch instead of its history, and sets the cursors to where it is true. Answers whether there was one.
 * The menu comes first, so the till sells while the rest arrives. Without a right end nothing of it counts, and the next try starts anew.
 */
export async function hydrate(parts: SyncParts, terminal: Terminal): Promise<boolean> {
  const { core, client, log } = parts;
  const linesPerStep = linesAtOnce(parts);
  const lines = await client.snapshot();
  if (!lines) return false;
  const sum = createHash('sha256');
  const reader = thinReader(sha256);
  let head: SnapshotHead | undefined;
  let count = 0;
  let batch: SnapshotLine[] = [];
  const flush = () => {
    const step = batch;
    batch = [];
    core.transaction((db) => applySnapshot(db, terminal, step), ['catalog', ...FACT_TOPICS]);
  };
  for await (const text of lines) {
    const line = readLine(text, reader);
    if (line?.kind === 'end') {
      flush();
      if (!head || line.count !== count || line.sha256 !== sum.digest('hex')) throw new Error('the snapshot is not whole');
      const whole = head;
      core.transaction((db) => finishSnapshot(db, terminal, whole), ['catalog', ...FACT_TOPICS, 'sync']);
      log('hydrated from a snapshot', { lines: count });
      return true;
    }
    sum.update(`${text}\n`);
    count += 1;
    if (line?.kind === 'head') {
      head = startOf(line);
      core.transaction((db) => beginSnapshot(db, terminal, line), ['catalog']);
    } else if (line) batch.push(line);
    if (batch.length < linesPerStep) continue;
    flush();
    await setImmediate();
  }
  throw new Error('the snapshot broke off');
}

function linesAtOnce({ hydration }: SyncParts): number {
  return hydration?.linesPerStep ?? LINES_PER_STEP;
}

function startOf(head: SnapshotHead): SnapshotHead {
  if (head.format !== SNAPSHOT_FORMAT) throw new Error(`a snapshot of format ${head.format}`);
  return head;
}

/** One line; undefined when its kind isn't known here. */
function readLine(text: string, reader: ThinReader): SnapshotLine | undefined {
  const value: unknown = JSON.parse(text);
  const parsed = snapshotLine.safeParse(value);
  if (parsed.success) return wholeLine(parsed.data, reader);
  const known = snapshotLine.options.some(({ shape }) => shape.kind.value === (value as { kind?: unknown }).kind);
  if (known) throw new Error(`a line of the snapshot is wrong: ${parsed.error.issues[0]?.path.join('.')}`);
  return undefined;
}
