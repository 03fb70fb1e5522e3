// Copies of the branch's file: taken with VACUUM INTO, never by copying a file that is in use (its last sales are in the
// log beside it, and closing a second handle of this process would drop the locks of the first).
import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { CHAIN_START, findChainBreak } from '@fastops/shared/sync/chain';
import { databaseOver, type Database, type Reader } from './access.ts';
import { openDriver, type DriverChoice } from './driver.ts';
import { flush } from './durable-file.ts';
import { eventsAfter, sha256 } from './event-log.ts';

/** What a whole copy holds: for the list that people choose from. */
export type SnapshotFacts = {
  readonly bytes: number;
  readonly schema: number;
  readonly companyId: string;
  readonly terminalId: string;
  readonly businessDay: string;
  readonly orders: number;
  readonly events: number;
};

/** Why a copy can't be trusted, in our words. */
export class SnapshotDamage extends Error {
  override readonly name = 'SnapshotDamage';
}

const CHAIN_PAGE = 2000;

/**
 * Copies the database into `target`, which appears whole and verified or not at all: it is written beside under another
 * name, flushed, checked and only then renamed. The source may be in use; its sales go on meanwhile.
 */
export function takeSnapshot(source: string, target: string, driver: DriverChoice): SnapshotFacts {
  const unfinished = `${target}.unfinished`;
  rmSync(unfinished, { force: true });
  try {
    copyInto(source, unfinished, driver);
    flush(unfinished);
    const facts = verifySnapshot(unfinished, driver);
    renameSync(unfinished, target);
    flush(dirname(target));
    return facts;
  } catch (error) {
    // A stick that was pulled out can't be cleaned either; the first trouble is the one to tell.
    try {
      rmSync(unfinished, { force: true });
    } catch {
      throw error;
    }
    throw error;
  }
}

/** Looks at a copy with every check there is; throws {@link SnapshotDamage} unless it is whole. */
export function verifySnapshot(file: string, driver: DriverChoice): SnapshotFacts {
  const opened = openDriver(file, driver, { readonly: true });
  try {
    const db = databaseOver(opened);
    refuseDamage(db);
    return { bytes: statSync(file).size, ...factsIn(db) };
  } catch (error) {
    throw error instanceof SnapshotDamage ? error : new SnapshotDamage(String(error));
  } finally {
    opened.close();
  }
}

function copyInto(source: string, target: string, driver: DriverChoice): void {
  if (!existsSync(source)) throw new SnapshotDamage('there is nothing to copy');
  const opened = openDriver(source, driver, { readonly: true });
  try {
    opened.prepare('VACUUM INTO ?').run(target);
  } finally {
    opened.close();
  }
}

function refuseDamage(db: Database): void {
  const integrity = db.pragma('integrity_check(1)');
  if (integrity !== 'ok') throw new SnapshotDamage(String(integrity));
  if (db.all('PRAGMA foreign_key_check').length > 0) throw new SnapshotDamage('a row points to nothing');
  // What an older version wrote is read by its own rules; its log is checked again once it has been brought forward.
  if (!db.get("SELECT 1 AS one FROM sqlite_schema WHERE name = 'event_places'")) return;
  const streams = db.all<{ company: string; stream: string; lastSeq: number; lastHash: string }>(
    'SELECT company_id AS company, stream_id AS stream, last_seq AS lastSeq, last_hash AS lastHash FROM streams WHERE own = 1',
  );
  for (const { company, stream, lastSeq, lastHash } of streams) refuseBrokenChain(db, { company, stream, lastSeq, lastHash });
}

function refuseBrokenChain(db: Reader, head: { company: string; stream: string; lastSeq: number; lastHash: string }): void {
  let at = { streamId: head.stream, seq: 0, hash: CHAIN_START };
  for (;;) {
    const events = eventsAfter(db, { companyId: head.company, streamId: head.stream, seq: at.seq }, CHAIN_PAGE);
    const last = events.at(-1);
    if (!last) break;
    const broken = findChainBreak(events, at, sha256);
    if (broken) throw new SnapshotDamage(`the log of ${head.stream} is broken at ${broken.seq} (${broken.reason})`);
    at = { streamId: head.stream, seq: last.seq, hash: last.hash };
  }
  if (at.seq !== head.lastSeq || at.hash !== head.lastHash) throw new SnapshotDamage(`the log of ${head.stream} ends at ${at.seq}`);
}

function factsIn(db: Database): Omit<SnapshotFacts, 'bytes'> {
  const count = (table: 'orders' | 'events') => db.get<{ n: number }>(`SELECT count(*) AS n FROM ${table}`)?.n ?? 0;
  const own = db.get<{ companyId: string; terminalId: string }>(
    'SELECT company_id AS companyId, terminal_id AS terminalId FROM streams WHERE own = 1 AND is_open = 1',
  );
  const day = db.get<{ day: string | null }>('SELECT max(business_day) AS day FROM cash_sessions')?.day;
  return {
    schema: Number(db.pragma('user_version')),
    companyId: own?.companyId ?? '',
    terminalId: own?.terminalId ?? '',
    businessDay: day ?? '',
    orders: count('orders'),
    events: count('events'),
  };
}
