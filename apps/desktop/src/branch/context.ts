import type { EventBody, KnownEventType } from '@fastops/shared/sync/event-types';
import type { Event, Fact } from '@fastops/shared/sync/event';
import type { Limits } from '@fastops/shared/identity/limits';
import type { PermissionSet } from '@fastops/shared/identity/permissions';
import type { BranchProfile } from '@fastops/shared/tenancy/branch';
import type { Reader, Writer } from './db/access.ts';

/** What changed, so that screens ask again and workers wake up. */
export type Topic =
  | 'orders'
  | 'cash'
  | 'catalog'
  | 'printing'
  | 'sync'
  | 'identity'
  | 'lan'
  | 'backups'
  | 'customers'
  | 'kitchen'
  | 'stock'
  | 'updates';

/** What facts of other terminals may change. */
export const FACT_TOPICS: readonly Topic[] = ['orders', 'cash', 'customers', 'kitchen', 'stock'];

/** What facts of other tills change: the catalogue is asked for again only when a fact speaks of it, since it is large. */
export function foreignTopics(events: readonly Pick<Event, 'type'>[]): readonly Topic[] {
  return events.some(({ type }) => type.startsWith('catalog.')) ? [...FACT_TOPICS, 'catalog'] : FACT_TOPICS;
}

/** The person at the terminal, as the cloud's grant describes them. */
export type Actor = {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly permissions: PermissionSet;
  /** What the company changed of their role's limits is in them; absent: the role's defaults. */
  readonly limits?: Limits;
};

/** A fact that a service wants to append; the log adds stream, order, clock and chain. */
export type Draft<T extends KnownEventType = KnownEventType> = {
  readonly type: T;
  /** Version of the body, when it is said in an older one so that tills that were not updated can read it. */
  readonly v?: number;
  readonly entityId: string;
  readonly businessDay: string;
  readonly body: EventBody<T>;
};

/** Who this terminal is, from its enrolment. */
export type Terminal = { readonly companyId: string; readonly branchId: string; readonly terminalId: string };

/** What a query may use. */
export type ReadContext = Terminal & {
  readonly db: Reader;
  readonly actor: Actor;
  readonly branch: BranchProfile;
  /** What people call this till: `Caja A`. */
  readonly terminalName: string;
  /** Until when another shift may be opened; null while nothing is owed. */
  readonly worksUntil: number | null;
  /** The name of somebody who works here, or worked here when the grant was made; a dash for others. */
  staffName(staffId: string): string;
  readonly now: number;
};

/** What a command may use: one transaction, one clock reading, ids, and the log. */
export type WriteContext = Omit<ReadContext, 'db'> & {
  readonly db: Writer;
  /** A supervisor who allowed just this command at the till; every fact it appends names them beside the actor. */
  readonly approver: Actor | undefined;
  newId(): string;
  /** Appends a fact to this terminal's stream, inside the command's transaction. */
  append<T extends KnownEventType>(draft: Draft<T>): Event;
  /** The facts of one aggregate, with what this command has appended. */
  factsOf(entityId: string): readonly Fact[];
  /** Says that something beside the log changed (a printer, a job), so that screens ask again. */
  touch(topic: Topic): void;
};
