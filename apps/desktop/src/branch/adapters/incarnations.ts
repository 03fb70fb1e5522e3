import { z } from 'zod';
import { hashSchema } from '@fastops/shared/sync/event';
import { idSchema } from '@fastops/shared/base/id';
import type { IncarnationReason } from '@fastops/shared/sync/protocol';
import type { BranchCore } from '../core.ts';
import type { Terminal } from '../context.ts';
import { hashAt, ownStream } from '../db/event-log.ts';
import { ownSeries, reincarnate } from '../modules/sync/incarnation.service.ts';
import { expectMark, isMarkExpected, readIdentity } from '../modules/sync/sync.service.ts';
import type { SecretPort } from '../ports.ts';

const MARK = 'stream-mark';
/** The mark may lag this far behind the file: writing it at each sale would cost the sale a second wait for the disk. */
const MARK_LAG_MS = 2_000;

/** What the keychain remembers of the log: a file that says otherwise was moved here, or is older than what this till has written. */
const markSchema = z.object({
  streamId: idSchema,
  seq: z.int().min(0),
  hash: hashSchema,
  /** The letters of the enrolment's series, and how many series were made of them. */
  base: z.string().regex(/^[A-Z]{1,3}$/),
  incarnation: z.int().min(1).max(999),
  /** A stream that is about to begin: said before the file says it, so that no series begins twice. */
  next: idSchema.optional(),
});
type Mark = z.infer<typeof markSchema>;

/** A stream that the cloud opened for this terminal. */
export type GivenStream = { readonly streamId: string; readonly series: string };

/** Watches that this file is this till's own and newest log, and begins a new one when it isn't. */
export type Incarnations = {
  /** Before the first sale: compares the file with the keychain. Answers why the log began anew, if it did. */
  start(): IncarnationReason | undefined;
  /**
   * Begins the log anew, because the cloud said something that only a clone or a lost tail explains. `given`: under letters that the
   * cloud gave this terminal just now.
   */
  begin(reason: IncarnationReason, given?: GivenStream): void;
  /** Brings the keychain's mark up to the file. */
  note(): void;
  /** Notes the mark for the last time. */
  stop(): void;
};

/** Makes the watch over a core and the system's keychain. */
export function createIncarnations(core: BranchCore, secrets: SecretPort, log: (message: string, facts: object) => void): Incarnations {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const note = () => {
    clearTimeout(timer);
    timer = undefined;
    const terminal = readIdentity(core.db);
    try {
      if (terminal) noteMark(core, secrets, terminal);
    } catch (error) {
      // A mark that lags is worth a warning, not a sale.
      log('the mark in the keychain was not kept', { message: String(error) });
    }
  };
  const begin = (reason: IncarnationReason, given?: GivenStream) => {
    const terminal = readIdentity(core.db);
    if (!terminal) throw new Error('a stream without an enrolment');
    const facts = beginStream(core, secrets, { terminal, reason, given });
    note();
    log('the log began anew', { reason, ...facts });
    core.announce(['sync', 'orders']);
  };
  const stopChanges = core.onChange((_, events) => {
    if (events.length > 0) timer ??= setTimeout(note, MARK_LAG_MS).unref();
  });
  return {
    start: () => {
      const terminal = readIdentity(core.db);
      const reason = terminal && whyNotOurs(core, secrets, terminal);
      if (reason) begin(reason);
      else note();
      return reason;
    },
    begin,
    note,
    stop: () => {
      stopChanges();
      note();
    },
  };
}

/** Why the file isn't what this till wrote last; undefined when it is. */
function whyNotOurs({ db }: BranchCore, secrets: SecretPort, { companyId }: Terminal): IncarnationReason | undefined {
  const mark = readMark(secrets);
  const { streamId, lastSeq } = ownStream(db, companyId);
  // A file that was marked, and a keychain without a mark: who knows how many numbers were given after it was copied.
  if (!mark) return isMarkExpected(db) ? 'moved' : undefined;
  if (mark.next === streamId) return undefined;
  if (mark.streamId !== streamId) return 'moved';
  const isOlder = mark.seq > lastSeq || hashAt(db, { companyId, streamId, seq: mark.seq }) !== mark.hash;
  return isOlder ? 'restored' : undefined;
}

/** The counter is safe in the keychain before a number of the new series is given: a crash in between skips one, and reuses none. */
function beginStream(
  core: BranchCore,
  secrets: SecretPort,
  { terminal, reason, given }: { terminal: Terminal; reason: IncarnationReason; given?: GivenStream | undefined },
): { series: string; relogged: number; renumbered: number } {
  const known = currentMark(core, secrets, terminal);
  const next = given?.streamId ?? core.machine.newId();
  const mark: Mark = given
    ? { ...known, base: given.series, incarnation: 1, next }
    : { ...known, incarnation: known.incarnation + 1, next };
  secrets.write(MARK, JSON.stringify(mark));
  const birth = { streamId: next, series: given?.series ?? `${mark.base}${mark.incarnation}`, reason, at: core.machine.now() };
  const done = core.transaction((db) => {
    expectMark(db);
    return reincarnate(db, terminal, { ...birth, newId: core.machine.newId });
  }, []);
  return { series: birth.series, ...done };
}

function noteMark(core: BranchCore, secrets: SecretPort, terminal: Terminal): void {
  const { streamId, lastSeq, lastHash } = ownStream(core.db, terminal.companyId);
  const known = readMark(secrets);
  if (known?.streamId === streamId && known.seq === lastSeq && known.next === undefined) return;
  const { next: _, ...mark } = currentMark(core, secrets, terminal);
  if (!isMarkExpected(core.db)) core.transaction(expectMark, []);
  secrets.write(MARK, JSON.stringify({ ...mark, streamId, seq: lastSeq, hash: lastHash }));
}

/** The keychain's mark; where it has none of this enrolment, what the file's own series say. */
function currentMark({ db }: BranchCore, secrets: SecretPort, { companyId }: Terminal): Mark {
  const { streamId, series, lastSeq, lastHash } = ownStream(db, companyId);
  const base = series.replace(/\d+$/, '');
  const counts = ownSeries(db, companyId).filter((each) => each.startsWith(base));
  const highest = Math.max(1, ...counts.map((each) => Number(each.slice(base.length)) || 1));
  const known = readMark(secrets);
  if (known?.base === base) return { ...known, incarnation: Math.max(known.incarnation, highest) };
  return { streamId, seq: lastSeq, hash: lastHash, base, incarnation: highest };
}

function readMark(secrets: SecretPort): Mark | undefined {
  const text = secrets.read(MARK);
  if (text === undefined) return undefined;
  const parsed = markSchema.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : undefined;
}
