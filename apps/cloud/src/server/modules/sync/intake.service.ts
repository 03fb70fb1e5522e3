import { canonicalJson } from '@fastops/shared/base/canonical';
import type { Event } from '@fastops/shared/sync/event';
import { bodyFault } from '@fastops/shared/sync/event-types';
import type { TerminalActor } from '../../context.ts';
import type { TenantSql } from '../../db/tenant-scope.ts';
import { isFolded } from './projection.service.ts';
import { claimAggregates, insertEvents, insertQuarantined, insertRelogged, knownEvents, type SetAside } from './sync.store.ts';

export type Intake = { readonly sql: TenantSql; readonly actor: TerminalActor; readonly now: number };

/** A run of one log; `again`: its events were set aside by an earlier version, and are only read once more. */
export type Run = { readonly streamId: string; readonly events: readonly Event[]; readonly again?: boolean };
/** Those that are new facts, and those that were facts before. */
export type Taken = { readonly kept: Event[]; readonly known: Event[] };

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

/**
 * Keeps every event of a run exactly once and answers those that are new facts. Nothing is refused: what is not this
 * terminal's, can't be read, or takes an id that is taken, is set aside whole, and those behind it go on.
 */
export async function takeIn(call: Intake, { streamId, events, again = false }: Run): Promise<Taken> {
  const { sql, now } = call;
  // Locked and looked up in one go: the statements run in this order, the answers come together.
  const ids = events.map((event) => event.id);
  const [foreign, before] = await Promise.all([foreignEntities(call, events), knownEvents(sql, ids)]);
  const asides: SetAside[] = [];
  const sound: Event[] = [];
  for (const event of events) {
    const reason = faultOf(event, call.actor, foreign);
    if (reason === undefined) sound.push(event);
    else asides.push({ event, reason });
  }
  const { kept, repeated } = await keepOnce({ sql, now }, sound, before);
  const conflicts = repeated
    .filter(({ event, first }) => !isSameFact(event, first))
    .map(({ event }) => ({ event, reason: 'same id, other content' }));
  const relogged = repeated.filter(({ event, first }) => isSameFact(event, first)).map(({ event }) => event);
  // What was set aside before has its place in the log already.
  if (again) return { kept, known: relogged };
  await insertQuarantined(sql, [...asides, ...conflicts], { streamId, now });
  await insertRelogged(sql, relogged, { streamId, now });
  return { kept, known: relogged };
}

type Repeat = { readonly event: Event; readonly first: Event };

async function keepOnce(
  { sql, now }: Pick<Intake, 'sql' | 'now'>,
  events: readonly Event[],
  known: ReadonlyMap<string, Event>,
): Promise<{ kept: Event[]; repeated: Repeat[] }> {
  const firsts = new Map<string, Event>();
  for (const event of events) if (!known.has(event.id) && !firsts.has(event.id)) firsts.set(event.id, event);
  const inserted = await insertEvents(sql, [...firsts.values()], now);
  // Between the look and the write another terminal may have brought the same id: its event is the first.
  const late = await lateComers(sql, firsts, inserted);
  const kept = [...firsts.values()].filter((event) => inserted.has(event.id));
  const repeated = events.flatMap((event) => {
    const first = known.get(event.id) ?? late.get(event.id) ?? firsts.get(event.id);
    return first === undefined || first === event ? [] : [{ event, first }];
  });
  return { kept, repeated };
}

async function lateComers(sql: TenantSql, firsts: ReadonlyMap<string, Event>, inserted: ReadonlySet<string>): Promise<Map<string, Event>> {
  const missing = [...firsts.keys()].filter((id) => !inserted.has(id));
  return missing.length === 0 ? new Map() : knownEvents(sql, missing);
}

/** Entities of another branch that these events would reach into. */
async function foreignEntities({ sql, actor }: Intake, events: readonly Event[]): Promise<ReadonlySet<string>> {
  const ids = [...new Set(events.filter((event) => isFolded(event) && isOwn(event, actor)).map((event) => event.entityId))];
  const claimed = await claimAggregates(sql, actor.branchId, ids);
  return new Set(claimed.filter((aggregate) => aggregate.branchId !== actor.branchId).map((aggregate) => aggregate.id));
}

function faultOf(event: Event, actor: TerminalActor, foreign: ReadonlySet<string>): string | undefined {
  if (!isOwn(event, actor)) return 'not this terminal';
  if (isFolded(event) && foreign.has(event.entityId)) return 'entity of another branch';
  // The columns are JSON of PostgreSQL, which has no U+0000.
  return bodyFault(event) ?? (JSON.stringify(event.body).includes(String.raw`\u0000`) ? 'text with U+0000' : undefined);
}

function isOwn(event: Event, actor: TerminalActor): boolean {
  return event.companyId === actor.companyId && event.branchId === actor.branchId && event.terminalId === actor.terminalId;
}

/** Logged again after a new incarnation, an event has another place and other hashes; what it says is the same. */
function isSameFact(one: Event, other: Event): boolean {
  return contentOf(one) === contentOf(other);
}

function contentOf({ streamId: _stream, seq: _seq, prevHash: _prev, hash: _hash, ...content }: Event): string {
  return canonicalJson(content);
}
