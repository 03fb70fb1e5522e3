import type { Refusal, Result } from '@fastops/shared/base/result';
import type { Event } from '@fastops/shared/sync/event';
import type { Grant } from '@fastops/shared/identity/grant';
import { assert } from '@fastops/shared/base/assert';
import type { Actor, Draft, ReadContext, Terminal, Topic, WriteContext } from './context.ts';
import { isDiskFull, type Database, type Writer } from './db/access.ts';
import { openCommandLog, type CommandLog } from './db/event-log.ts';

/** Clock and ids come from outside, so that tests hold them. */
export type Machine = { now(): number; newId(): string };

/** Room on the disk that is given back when it is full. False when there is none left. */
export type Reserve = { release(): boolean };

/** The enrolled terminal and what the cloud grants it; replaced when a new grant arrives. */
export type Enrolment = { readonly terminal: Terminal; readonly grant: Grant };

/** Transactions, contexts and the news of what was committed: what every procedure and worker stands on. */
export type BranchCore = {
  readonly db: Database;
  readonly machine: Machine;
  readonly reserve: Reserve;
  enrolment(): Enrolment | undefined;
  setEnrolment(enrolment: Enrolment | undefined): void;
  readContext(actor: Actor): ReadContext;
  /** Runs one command in one transaction; a refusal rolls it back, a full disk is one (`disk.full`). */
  execute<R extends Result<unknown>>(actor: Actor, run: (ctx: WriteContext) => R, approver?: Actor): R;
  /** A transaction of a worker or of local bookkeeping: no actor, no facts. */
  transaction<T>(run: (db: Writer) => T, changed: readonly Topic[]): T;
  /** Hears of every commit, after it. Returns how to stop listening. */
  onChange(listen: (topics: readonly Topic[], events: readonly Event[]) => void): () => void;
  /** Says that something changed that isn't in the database (a connection, a device). */
  announce(topics: readonly Topic[]): void;
};

/** What every command may refuse with. */
export const DISK_FULL = 'disk.full';

class Refused extends Error {
  readonly result: { readonly ok: false; readonly refusal: Refusal };
  constructor(result: { readonly ok: false; readonly refusal: Refusal }) {
    super(result.refusal.code);
    this.result = result;
  }
}

/** Makes the core over an open database. */
export function createCore(db: Database, machine: Machine, reserve: Reserve = { release: () => false }): BranchCore {
  let enrolment: Enrolment | undefined;
  const listeners = new Set<(topics: readonly Topic[], events: readonly Event[]) => void>();
  const announce = (topics: readonly Topic[], events: readonly Event[] = []) => {
    for (const listen of listeners) listen(topics, events);
  };
  const enrolled = (): Enrolment => {
    assert(enrolment, 'this terminal is not enrolled');
    return enrolment;
  };
  return {
    db,
    machine,
    reserve,
    enrolment: () => enrolment,
    setEnrolment: (next) => (enrolment = next),
    readContext: (actor) => ({ ...placeOf(enrolled()), db, actor, now: machine.now() }),
    execute: (actor, run, approver) => {
      const appended: Event[] = [];
      const touched = new Set<Topic>();
      const result = rolledBackWhenRefused(() =>
        db.transaction((tx) => {
          const log = openCommandLog(tx, enrolled().terminal);
          const answer = run(writeContext({ tx, log, actor, approver, machine, appended, touched, enrolment: enrolled() }));
          if (!answer.ok) throw new Refused(answer);
          log.close();
          return answer;
        }),
      );
      if (result.ok) announce([...touched, ...topicsOf(appended)], appended);
      return result;
    },
    transaction: (run, changed) => {
      const value = db.transaction(run);
      if (changed.length > 0) announce(changed);
      return value;
    },
    onChange: (listen) => (listeners.add(listen), () => void listeners.delete(listen)),
    announce: (topics) => announce(topics),
  };
}

function rolledBackWhenRefused<R extends Result<unknown>>(run: () => R): R {
  try {
    return run();
  } catch (error) {
    // The refusal left through a throw only so that the transaction rolls back; it is the command's own answer.
    if (error instanceof Refused) return error.result as R;
    // Nothing was written and nothing will be printed: whoever asked is told before the drawer opens.
    if (isDiskFull(error)) return { ok: false, refusal: { code: DISK_FULL } } as R;
    throw error;
  }
}

type WriteParts = {
  readonly tx: Writer;
  readonly log: CommandLog;
  readonly actor: Actor;
  readonly approver: Actor | undefined;
  readonly machine: Machine;
  readonly appended: Event[];
  readonly touched: Set<Topic>;
  readonly enrolment: Enrolment;
};

function writeContext({ tx, log, actor, approver, machine, appended, touched, enrolment }: WriteParts): WriteContext {
  const now = machine.now();
  const people = { actorId: actor.id, ...(approver ? { approvedById: approver.id } : {}) };
  return {
    ...placeOf(enrolment),
    db: tx,
    actor,
    approver,
    now,
    newId: machine.newId,
    append: (draft) => {
      const event = log.append({ ...(draft as Draft), id: machine.newId(), at: now, ...people });
      appended.push(event);
      return event;
    },
    factsOf: (entityId) => log.factsOf(entityId),
    touch: (topic) => void touched.add(topic),
  };
}

function placeOf({ terminal, grant }: Enrolment): Pick<ReadContext, 'branch' | 'terminalName' | 'worksUntil' | 'staffName'> & Terminal {
  const staffName = (staffId: string) => grant.staff.find(({ id }) => id === staffId)?.name ?? '-';
  return { ...terminal, branch: grant.branch, terminalName: grant.terminalName, worksUntil: grant.worksUntil ?? null, staffName };
}

const TOPIC_OF: Readonly<Record<string, Topic>> = {
  order: 'orders',
  customer: 'customers',
  kitchen: 'kitchen',
  catalog: 'catalog',
  stock: 'stock',
};

function topicsOf(events: readonly Event[]): Topic[] {
  const topics = new Set<Topic>(events.length > 0 ? ['sync'] : []);
  for (const event of events) {
    topics.add(topicOf(event));
  }
  return [...topics];
}

function topicOf({ type }: Event): Topic {
  return TOPIC_OF[type.slice(0, type.indexOf('.'))] ?? 'cash';
}
