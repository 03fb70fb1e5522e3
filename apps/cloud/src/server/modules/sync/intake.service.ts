import { canonicalJson } from '@fastops/shared/base/canonical';
import type { Event } from '@fastops/shared/sync/event';
import { bodyFault } from '@fastops/shared/sync/event-types';
import type { TerminalActor } from '../../context.ts';
import type { TenantSql } from '../../db/tenant-scope.ts';
import { terminalActor } from '../terminals/terminals.service.ts';
import { insertEvents, type NewEvents } from './events.store.ts';
import { isFolded } from './projection.service.ts';
import { knownEvents, type SetAside } from './sync.store.ts';

export type Intake = { readonly sql: TenantSql; readonly actor: TerminalActor; readonly now: number };

/** A run of one log. */
export type Run = { readonly streamId: string; readonly events: readonly Event[] };
/** What became of each event of a run. */
export type Taken = {
  /** New facts, in order: they get positions, also those that this version can't read, so that whoever can read them has them. */
  readonly kept: Event[];
  /** Those of them that are set aside with a reason until a version can read them. */
  readonly unread: SetAside[];
  /** Set aside for good: no fact of this branch, whatever the version. */
  readonly refused: SetAside[];
  /** Facts that were here before, under the same id and with the same content. */
  readonly known: Event[];
  /** Aggregates that had no facts before these. */
  readonly born: ReadonlySet<string>;
};

const DEEPEST_BODY = 32;

/**
 * Whether a body can be sealed at all: whole numbers, well-formed text, not too deep. What can't has no hash that
 * anybody could check, so no till ever made it.
 */
export function isSealable(value: unknown, depth = 0): boolean {
  if (depth > DEEPEST_BODY) return false;
  if (typeof value === 'number') return Number.isSafeInteger(value) && !Object.is(value, -0);
  if (typeof value === 'string') return value.isWellFormed();
  if (Array.isArray(value)) return value.every((each) => isSealable(each, depth + 1));
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, each]) => key.isWellFormed() && isSealable(each, depth + 1));
}

/** Keeps every event of a run exactly once. Nothing is refused into the void: what can't be applied is answered with its reason. */
export async function takeIn(call: Intake, { streamId, events }: Run): Promise<Taken> {
  const { actor } = call;
  const refused: SetAside[] = [];
  const writers = await writersOf(call, events);
  const sound = new Map<string, Event>();
  const repeated: Event[] = [];
  for (const event of events) {
    const reason = neverFault(event, actor, writers);
    if (reason !== undefined) refused.push({ event, reason });
    else if (sound.has(event.id)) repeated.push(event);
    else sound.set(event.id, event);
  }
  const fresh = [...sound.values()];
  const entities = [...new Set(fresh.filter(isFolded).map((event) => event.entityId))];
  const { born, missing } = await keep(call, { streamId, events: fresh, entities });
  // What was not new is known already, or another branch's.
  const before = missing.size === 0 ? new Map<string, Event>() : await knownEvents(call.sql, [...missing]);
  const known: Event[] = [];
  for (const event of [...fresh.filter(({ id }) => missing.has(id)), ...repeated]) {
    const first = before.get(event.id) ?? (missing.has(event.id) ? undefined : sound.get(event.id));
    if (!first) refused.push({ event, reason: 'entity of another branch' });
    else if (isSameFact(event, first)) known.push(event);
    else refused.push({ event, reason: 'same id, other content' });
  }
  const kept = fresh.filter(({ id }) => !missing.has(id));
  const unread = kept.flatMap((event) => {
    const reason = bodyFault(event);
    return reason === undefined ? [] : [{ event, reason }];
  });
  return { kept, unread, refused, known, born };
}

type Kept = { readonly born: ReadonlySet<string>; readonly missing: ReadonlySet<string> };

async function keep({ sql, actor, now }: Intake, events: Omit<NewEvents, 'owner' | 'receivedAt'>): Promise<Kept> {
  if (events.events.length === 0) return { born: new Set(), missing: new Set() };
  const { claims, missing } = await insertEvents(sql, { ...events, owner: actor, receivedAt: now });
  return {
    born: new Set(claims.filter(({ isNew }) => isNew).map(({ id }) => id)),
    missing: new Set(missing),
  };
}

/** Why no version will ever make a fact of it. */
function neverFault(event: Event, actor: TerminalActor, writers: ReadonlySet<string>): string | undefined {
  if (event.companyId !== actor.companyId || event.branchId !== actor.branchId) return 'not this branch';
  if (!writers.has(event.terminalId)) return 'not this terminal';
  // The columns are JSON of PostgreSQL, which has no U+0000.
  return JSON.stringify(event.body).includes(String.raw`\u0000`) ? 'text with U+0000' : undefined;
}

/**
 * The terminal itself, and others of its branch that aren't revoked: a hub logs what a till gave it and then forgot, since its file was
 * put back, in a log of its own. It says no more in their name than it may hand on for them.
 */
async function writersOf({ sql, actor }: Intake, events: readonly Event[]): Promise<ReadonlySet<string>> {
  const writers = new Set<string>();
  for (const terminalId of new Set(events.map((event) => event.terminalId))) {
    const other = terminalId === actor.terminalId ? actor : await terminalActor(sql, terminalId);
    if (other?.branchId === actor.branchId) writers.add(terminalId);
  }
  return writers;
}

/** Logged again after a new incarnation, an event has another place and other hashes; what it says is the same. */
function isSameFact(one: Event, other: Event): boolean {
  return contentOf(one) === contentOf(other);
}

function contentOf({ streamId: _stream, seq: _seq, prevHash: _prev, hash: _hash, ...content }: Event): string {
  return canonicalJson(content);
}
