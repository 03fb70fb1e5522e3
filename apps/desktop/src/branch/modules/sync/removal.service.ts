import { money } from '@fastops/shared/base/money';
import { done, refuse, type Result } from '@fastops/shared/base/result';
import { NO_PIN_FAILURES, pinFailed, pinFailuresSeenAt, pinGate, type PinFailures } from '@fastops/shared/identity/pin-throttle';
import type { Reader, Writer } from '../../db/access.ts';
import type { Exported, UnsyncedRefusal } from './export.service.ts';
import { readHeldBack, saveRemovable } from './export.store.ts';
import type { RemovalRefusal } from './removal.port.ts';
import { readMeta, saveMeta } from './sync.store.ts';

const TRIES = 'removal-tries';
const USED_HOUR = 'removal-hour';
const CHECK = 'removal-check';

/** What the cloud signed, and when it came. */
export type KeptCheck = { readonly jws: string; readonly at: number };

/** Whether this computer's till may be uninstalled: everything is in the cloud, or the owner said so of what isn't. */
export function removalGuard(db: Reader, companyId: string): Result<null, UnsyncedRefusal> {
  const { count, value, oldestAt } = readHeldBack(db, companyId, 'removable_seq');
  return count === 0 || oldestAt === null ? done(null) : refuse({ code: 'sync.unsynced', count, value: money(value), oldestAt });
}

/** One try of a code, counted as a wrong one before it is looked at: pulling the plug gives nobody another. */
export function beginRemovalTry(db: Writer, now: number): Result<null, RemovalRefusal> {
  const tries = pinFailuresSeenAt(readTries(db), now);
  const gate = pinGate(tries, now);
  if (gate.kind === 'locked') return refuse({ code: 'removal.locked' });
  if (gate.kind === 'wait') return refuse({ code: 'removal.wait', waitMs: gate.ms });
  saveTries(db, pinFailed(tries, now));
  return done(null);
}

/** Whether a code of this hour or of a later one was taken before: one opens once. */
export function isHourUsed(db: Reader, hour: number): boolean {
  return Number(readMeta(db, USED_HOUR) ?? -1) >= hour;
}

/** The owner's word, of what is in the copy; what is sold after it holds this computer back again. */
export function noteOwnersWord(db: Writer, companyId: string, { hour, runs }: { hour: number } & Pick<Exported, 'runs'>): void {
  for (const run of runs) saveRemovable(db, companyId, run);
  saveMeta(db, USED_HOUR, String(hour));
  saveTries(db, NO_PIN_FAILURES);
}

export function readCheck(db: Reader): KeptCheck | undefined {
  const text = readMeta(db, CHECK);
  return text ? JSON.parse(text) : undefined;
}

/** A fresh check is a word with the cloud: whoever guessed before may try again. */
export function saveCheck(db: Writer, check: KeptCheck): void {
  saveMeta(db, CHECK, JSON.stringify(check));
  saveTries(db, NO_PIN_FAILURES);
}

function readTries(db: Reader): PinFailures {
  const text = readMeta(db, TRIES);
  return text === undefined ? NO_PIN_FAILURES : JSON.parse(text);
}

function saveTries(db: Writer, tries: PinFailures): void {
  saveMeta(db, TRIES, JSON.stringify(tries));
}
