import { CHAIN_START } from '@fastops/shared/sync/chain';
import type { LanHub } from '@fastops/shared/lan/lan.events';
import type { Event } from '@fastops/shared/sync/event';
import type { Reader, Writer } from '../../db/access.ts';

/** What this terminal keeps of its own part in the local network. */
export type LanSelf = {
  readonly isHub: boolean;
  readonly term: number;
  readonly epoch: string;
  readonly heardHub: LanHub | undefined;
  readonly fencedAt: number | null;
};

const NOBODY: LanSelf = { isHub: false, term: 0, epoch: '', heardHub: undefined, fencedAt: null };

export function readSelf(db: Reader, companyId: string): LanSelf {
  const row = db.get<{ isHub: number; term: number; epoch: string; heardHub: string | null; fencedAt: number | null }>(
    `SELECT is_hub AS isHub, term, epoch, heard_hub AS heardHub, fenced_at AS fencedAt FROM lan_self WHERE company_id = ?`,
    companyId,
  );
  return row ? { ...row, isHub: row.isHub === 1, heardHub: row.heardHub === null ? undefined : JSON.parse(row.heardHub) } : NOBODY;
}

export function saveSelf(db: Writer, companyId: string, self: LanSelf): void {
  db.run(
    `INSERT INTO lan_self (company_id, is_hub, term, epoch, heard_hub, fenced_at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (company_id) DO UPDATE SET is_hub = excluded.is_hub, term = excluded.term, epoch = excluded.epoch,
       heard_hub = excluded.heard_hub, fenced_at = excluded.fenced_at`,
    companyId,
    self.isHub ? 1 : 0,
    self.term,
    self.epoch,
    self.heardHub ? JSON.stringify(self.heardHub) : null,
    self.fencedAt,
  );
}

export function readLanCursor(db: Reader, companyId: string, epoch: string): number {
  return (
    db.get<{ position: number }>('SELECT position FROM lan_cursors WHERE company_id = ? AND epoch = ?', companyId, epoch)?.position ?? 0
  );
}

export function saveLanCursor(db: Writer, companyId: string, at: { epoch: string; position: number }): void {
  db.run(
    `INSERT INTO lan_cursors (company_id, epoch, position) VALUES (?, ?, ?)
     ON CONFLICT (company_id, epoch) DO UPDATE SET position = excluded.position`,
    companyId,
    at.epoch,
    at.position,
  );
}

/** Where a stream stands in this file; the start of a stream that was never seen. `terminalId` is undefined then. */
export type KnownHead = { readonly lastSeq: number; readonly lastHash: string; readonly terminalId: string | undefined };

export function headOf(db: Reader, companyId: string, streamId: string): KnownHead {
  const row = db.get<{ lastSeq: number; lastHash: string; terminalId: string }>(
    'SELECT last_seq AS lastSeq, last_hash AS lastHash, terminal_id AS terminalId FROM streams WHERE company_id = ? AND stream_id = ?',
    companyId,
    streamId,
  );
  return row ?? { lastSeq: 0, lastHash: CHAIN_START, terminalId: undefined };
}

/** Own streams, the closed ones first: their events are older. What is after `sendTo` was logged again in another one. */
export type OwnStream = { readonly streamId: string; readonly lastSeq: number; readonly lastHash: string; readonly sendTo: number };

export function ownStreams(db: Reader, companyId: string): OwnStream[] {
  return db.all(
    `SELECT stream_id AS streamId, last_seq AS lastSeq, last_hash AS lastHash, coalesce(send_to, last_seq) AS sendTo FROM streams
     WHERE company_id = ? AND own = 1 AND coalesce(send_to, last_seq) > 0 ORDER BY is_open, stream_id`,
    companyId,
  );
}

export function noteTaken(db: Writer, last: Event): void {
  db.run(
    `INSERT INTO lan_relay (company_id, stream_id, taken_seq, cloud_seq) VALUES (?, ?, ?, 0)
     ON CONFLICT (company_id, stream_id) DO UPDATE SET taken_seq = max(taken_seq, excluded.taken_seq)`,
    last.companyId,
    last.streamId,
    last.seq,
  );
}

/** Streams of others of which the cloud isn't known to have everything. */
export function pendingRelays(
  db: Reader,
  companyId: string,
): { readonly streamId: string; readonly takenSeq: number; readonly cloudSeq: number }[] {
  return db.all(
    `SELECT stream_id AS streamId, taken_seq AS takenSeq, cloud_seq AS cloudSeq FROM lan_relay
     WHERE company_id = ? AND cloud_seq < taken_seq ORDER BY stream_id`,
    companyId,
  );
}

/** Of nothing is it known any more whether the cloud has it. */
export function forgetRelayed(db: Writer, companyId: string): void {
  db.run('UPDATE lan_relay SET cloud_seq = 0 WHERE company_id = ?', companyId);
}

export function saveRelayed(db: Writer, companyId: string, at: { streamId: string; cloudSeq: number }): void {
  db.run('UPDATE lan_relay SET cloud_seq = ? WHERE company_id = ? AND stream_id = ?', at.cloudSeq, companyId, at.streamId);
}

/** Facts that were logged again in a log of this file. */
export function ownPlaces(db: Reader, companyId: string): ReadonlySet<string> {
  const rows = db.all<{ id: string }>(
    `SELECT p.event_id AS id FROM event_places p JOIN streams s ON s.company_id = p.company_id AND s.stream_id = p.stream_id
     WHERE p.company_id = ? AND s.own = 1`,
    companyId,
  );
  return new Set(rows.map(({ id }) => id));
}
