import { done, refuse, type Refusal, type Result } from '@fastops/shared/base/result';
import type { Money } from '@fastops/shared/base/money';
import { money } from '@fastops/shared/base/money';
import { EXPORT_FORMAT, exportSum, readExport, type ExportHead } from '@fastops/shared/sync/export';
import type { Event } from '@fastops/shared/sync/event';
import type { Terminal } from '../../context.ts';
import type { Reader, Writer } from '../../db/access.ts';
import { eventsAfter, sha256 } from '../../db/event-log.ts';
import { readHeldBack, listUnsyncedRuns, saveExported, type UnsyncedRun } from './export.store.ts';
import type { ExportPort } from './sync.port.ts';
import { withinBytes } from './sync.service.ts';

export type { UnsyncedRun } from './export.store.ts';

const PAGE = 500;

/** What would be lost: shown to whoever wants to log the till out, update, reset or remove it. */
export type UnsyncedRefusal = { readonly code: 'sync.unsynced'; readonly count: number; readonly value: Money; readonly oldestAt: number };
export type ExportRefusal = Refusal<'export.no-access' | 'export.damaged'>;
/** A proved export. */
export type Exported = { readonly path: string; readonly count: number; readonly runs: readonly UnsyncedRun[] };

/** Whether the till may let go of its file: everything is in the cloud, or in a proved export. */
export function unsyncedGuard(db: Reader, companyId: string): Result<null, UnsyncedRefusal> {
  const { count, value, oldestAt } = readHeldBack(db, companyId);
  return count === 0 || oldestAt === null ? done(null) : refuse({ code: 'sync.unsynced', count, value: money(value), oldestAt });
}

/** Everything that the cloud hasn't acknowledged, as lines of an export; the last one sums up the others. */
export function* exportLines(db: Reader, terminal: Terminal, at: number): Generator<string> {
  const { companyId, branchId, terminalId } = terminal;
  const runs = listUnsyncedRuns(db, companyId);
  const count = runs.reduce((sum, run) => sum + run.toSeq - run.afterSeq, 0);
  const head: ExportHead = { kind: 'head', format: EXPORT_FORMAT, companyId, branchId, terminalId, at, count };
  let sum = '';
  const line = (value: object) => {
    const json = JSON.stringify(value);
    sum = exportSum(sum, json, sha256);
    return json;
  };
  yield line(head);
  for (const run of runs) for (const event of eventsOfRun(db, companyId, run)) yield line({ kind: 'event', event });
  yield JSON.stringify({ kind: 'end', sha256: sum });
}

/** Writes what is unsynced to a file, reads it back and proves it. */
export function exportUnsynced(
  db: Reader,
  terminal: Terminal,
  { port, at, folder }: { port: ExportPort; at: number; folder?: string | undefined },
): Result<Exported, ExportRefusal> {
  const runs = listUnsyncedRuns(db, terminal.companyId);
  const path = port.save(`fastops-${terminal.terminalId}-${at}.ndjson`, exportLines(db, terminal, at), folder);
  if (path === undefined) return refuse({ code: 'export.no-access' });
  const proof = readExport(port.read(path), sha256);
  return 'fault' in proof ? refuse({ code: 'export.damaged' }) : done({ path, count: proof.events.length, runs });
}

/** What a proved export holds no longer holds the till back; what is sold after it does. */
export function noteExported(db: Writer, companyId: string, { runs }: Exported): void {
  for (const run of runs) saveExported(db, companyId, run);
}

/** What only this till has, log by log. */
export function unsyncedRuns(db: Reader, companyId: string): UnsyncedRun[] {
  return listUnsyncedRuns(db, companyId);
}

/** A run cut into pieces that travel in one call each. */
export function* piecesOfRun(db: Reader, companyId: string, { streamId, afterSeq, toSeq }: UnsyncedRun): Generator<Event[]> {
  for (let seq = afterSeq; seq < toSeq;) {
    const events = withinBytes(eventsAfter(db, { companyId, streamId, seq }, Math.min(PAGE, toSeq - seq)));
    yield events;
    seq = events.at(-1)?.seq ?? toSeq;
  }
}

function* eventsOfRun(db: Reader, companyId: string, { streamId, afterSeq, toSeq }: UnsyncedRun): Generator<Event> {
  for (let seq = afterSeq; seq < toSeq;) {
    const events = eventsAfter(db, { companyId, streamId, seq }, Math.min(PAGE, toSeq - seq));
    yield* events;
    seq = events.at(-1)?.seq ?? toSeq;
  }
}
