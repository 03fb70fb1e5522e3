import { statSync } from 'node:fs';
import { join } from 'node:path';
import { done, refuse, type Result } from '@fastops/shared/base/result';
import {
  backupName,
  choosePlace,
  chosenPlace,
  faultOf,
  freeBytes,
  listBackups,
  ownPlace,
  placeFault,
  placeRow,
  shelve,
} from '../adapters/backup-shelf.ts';
import { pluggedIn } from '../adapters/removable-places.ts';
import type { SnapshotAnswer, SnapshotOrder } from '../adapters/snapshot-thread.ts';
import type { Topic } from '../context.ts';
import type { BranchCore } from '../core.ts';
import type { DriverChoice } from '../db/driver.ts';
import { orderRestore } from '../db/restore.ts';
import type { BackupFault, BackupPort, BackupRow, BackupStatus, RestoreRefusal } from '../modules/backups/backups.port.ts';

export type BackupParts = {
  readonly core: BranchCore;
  readonly dataDir: string;
  readonly driver: DriverChoice;
  /** The newest schema that this app reads. */
  readonly schema: number;
  run(order: SnapshotOrder): Promise<SnapshotAnswer>;
  /** Ends this process so that the next one opens the file anew. */
  restart(): void;
  log(message: string, facts: object): void;
  readonly intervalMs?: number;
};
export type Backups = BackupPort & { stop(): Promise<void> };
type Answer = Result<BackupRow, { readonly code: BackupFault }>;

const INTERVAL_MS = 15 * 60_000;
/** A copy may take one fiftieth of the time: a large file on a slow stick is copied less often. */
const SHARE = 50;
/** What the till's own disk keeps free for selling. */
const OWN_RESERVE_BYTES = 256 * 1024 * 1024;
const NO_TROUBLE = { fault: null, faultAt: null };
/** What never makes a copy worthwhile by itself. */
const IDLE: ReadonlySet<Topic> = new Set<Topic>(['sync', 'printing', 'backups']);

/** Takes a copy every quarter of an hour when something changed, at the close of a shift, when asked, and at the end. */
export function startBackups(parts: BackupParts): Backups {
  const { core, dataDir, log } = parts;
  let changed = true;
  let notBefore = 0;
  let restoring = false;
  let running: Promise<Answer> | undefined;
  let trouble: Pick<BackupStatus, 'fault' | 'faultAt'> = NO_TROUBLE;
  const take = (): Promise<Answer> => {
    running ??= once().finally(() => {
      running = undefined;
      core.announce(['backups']);
    });
    return running;
  };
  const once = async (): Promise<Answer> => {
    const started = performance.now();
    changed = false;
    core.announce(['backups']);
    const answer = await takeCopy(parts);
    if (!answer.ok) {
      changed = true;
      log('a copy was not taken', answer.refusal);
    }
    trouble = answer.ok ? NO_TROUBLE : { fault: answer.refusal.code, faultAt: core.machine.now() };
    notBefore = performance.now() + (performance.now() - started) * SHARE;
    return answer;
  };
  const takeIfDue = () => {
    if (changed && !restoring && core.enrolment() && performance.now() >= notBefore) void take();
  };
  const timer = setInterval(takeIfDue, parts.intervalMs ?? INTERVAL_MS);
  timer.unref();
  const deaf = core.onChange((topics, events) => {
    if (topics.some((topic) => !IDLE.has(topic)) || events.length > 0) changed = true;
    if (events.some(({ type }) => type === 'cash-session.closed')) setImmediate(() => void take());
  });
  return {
    status: () => ({ ...standing(dataDir), ...trouble, busy: running !== undefined }),
    places: () => [ownPlace(dataDir), ...pluggedIn()].map((folder) => placeRow(dataDir, folder)),
    setPlace: (folder) => setPlace(parts, folder),
    list: () => allBackups(dataDir),
    takeNow: async () => {
      // A copy that began before the question may lack what happened since.
      await running;
      return take();
    },
    restore: async (copy) => {
      await running;
      const answer = await orderCopy({ ...parts, now: () => core.machine.now() }, copy);
      if (!answer.ok) return answer;
      // One more copy at the end could push the chosen one out of the rotation; the present file stays anyway.
      restoring = true;
      // The answer reaches the screen before the line breaks.
      setImmediate(parts.restart);
      return answer;
    },
    stop: async () => {
      clearInterval(timer);
      deaf();
      await running;
      if (changed && !restoring && core.enrolment()) await take();
    },
  };
}

function standing(dataDir: string): Omit<BackupStatus, 'fault' | 'faultAt' | 'busy'> {
  return {
    place: placeRow(dataDir, chosenPlace(dataDir)),
    lastGood: allBackups(dataDir).find(({ verified }) => verified) ?? null,
    freeBytes: freeBytes(dataDir),
  };
}

/** The copies in the chosen folder and in the till's own, newest first. */
export function allBackups(dataDir: string): BackupRow[] {
  const places = new Set([chosenPlace(dataDir), ownPlace(dataDir)]);
  return [...places].flatMap(listed).toSorted((a, b) => b.takenAt - a.takenAt);
}

/** Checks the copy once more and orders the restore; the caller ends the process. Also works when the file is damaged. */
export async function orderCopy(
  parts: Pick<BackupParts, 'dataDir' | 'driver' | 'schema' | 'run'> & { now(): number },
  copy: { name: string; place: string },
): Promise<Result<null, RestoreRefusal>> {
  // Only what the list offers: a name from outside never becomes a path.
  const known = allBackups(parts.dataDir).find(({ name, place }) => name === copy.name && place === copy.place);
  if (!known) return refuse({ code: 'backup.not-found' });
  const source = join(known.place, known.name);
  const answer = await parts.run({ source: undefined, target: source, driver: parts.driver });
  if (!answer.ok) return refuse({ code: 'backup.damaged' });
  if (answer.facts.schema > parts.schema) return refuse({ code: 'backup.newer' });
  orderRestore(parts.dataDir, source, parts.now());
  return done(null);
}

/** In the chosen folder; when that one fails, at least in the till's own, and the fault is told all the same. */
async function takeCopy(parts: BackupParts): Promise<Answer> {
  const chosen = chosenPlace(parts.dataDir);
  const answer = await takeCopyIn(parts, chosen);
  if (!answer.ok && chosen !== ownPlace(parts.dataDir)) await takeCopyIn(parts, ownPlace(parts.dataDir));
  return answer;
}

async function takeCopyIn({ core, dataDir, driver, run, log }: BackupParts, place: string): Promise<Answer> {
  const terminalId = core.enrolment()?.terminal.terminalId;
  if (terminalId === undefined) return refuse({ code: 'backup.failed' });
  const source = join(dataDir, 'branch.db');
  const fault = placeFault(dataDir, place) ?? spaceFault(source, place, place === ownPlace(dataDir));
  if (fault) return refuse({ code: fault });
  const takenAt = core.machine.now();
  const name = backupName(terminalId, takenAt);
  const answer = await run({ source, target: join(place, name), driver });
  if (!answer.ok) {
    log('a copy failed', answer);
    return refuse({ code: placeFault(dataDir, place) ?? answer.fault });
  }
  const { businessDay, orders, bytes } = answer.facts;
  try {
    return done(shelve(place, name, { terminalId, takenAt, businessDay, orders, bytes }));
  } catch (error) {
    return refuse({ code: faultOf(error) });
  }
}

function spaceFault(source: string, place: string, isOwn: boolean): BackupFault | undefined {
  const free = freeBytes(place);
  const needed = statSync(source).size * 1.1 + (isOwn ? OWN_RESERVE_BYTES : 0);
  return free !== null && free < needed ? 'backup.no-space' : undefined;
}

function setPlace({ core, dataDir }: BackupParts, folder: string): ReturnType<BackupPort['setPlace']> {
  try {
    choosePlace(dataDir, folder);
  } catch (error) {
    return refuse({ code: faultOf(error) === 'backup.no-access' ? 'backup.no-access' : 'backup.place-missing' });
  }
  core.announce(['backups']);
  return done(null);
}

/** A stick that is pulled out while it is read is a stick without copies. */
function listed(place: string): BackupRow[] {
  try {
    return listBackups(place);
  } catch {
    return [];
  }
}
