import { assert } from '@fastops/shared/base/assert';
import { isMoney, NO_MONEY, type Money } from '@fastops/shared/base/money';
import { orderNumberText } from '@fastops/shared/orders/order.events';
import { done, refuse, type Result } from '@fastops/shared/base/result';
import type { Event } from '@fastops/shared/sync/event';
import { audit, type AuditCall } from '../audit/audit.service.ts';
import { auditFacts } from '../audit/till-audit.service.ts';
import type { TenantSql } from '../../db/tenant-scope.ts';
import type { Services, UserActor } from '../../context.ts';
import { leftDevice } from '../terminals/terminals.service.ts';
import { takeIn } from './intake.service.ts';
import { foldTouched, saveFolded } from './projection.service.ts';
import { branchScope } from './scopes.ts';
import { insertDecisions, leftFacts, listLeftBehind, type LeftBehind, type LeftFact } from './surrender.store.ts';
import { keepAside, type LeftRun } from './surrender.service.ts';
import { ownerOfStream, takePositions } from './sync.store.ts';

export type { LeftBehind } from './surrender.store.ts';
type DecideCall = AuditCall & Pick<Services, 'syncPort'> & { readonly sql: TenantSql; readonly actor: UserActor };
type NotFound = { readonly code: 'left-behind.not-found' };

/** So many facts are taken in at once; a month of a shop takes a few turns. */
const MOST_AT_ONCE = 2_000;

/** What terminals that were put away left, and nobody has decided about. */
export async function leftBehind(sql: TenantSql): Promise<(LeftBehind & { readonly value: Money })[]> {
  return (await listLeftBehind(sql)).map((each) => ({ ...each, value: isMoney(each.value) ? each.value : NO_MONEY }));
}

/**
 * "These sales are ours": what a terminal left becomes facts like any others. Answers how many were taken in, and how many can't be,
 * which stay in quarantine with their reason; it is asked again until nothing is left.
 */
export async function admit(call: DecideCall, terminalId: string): Promise<Result<{ taken: number; refused: number }, NotFound>> {
  const { sql, actor, machine } = call;
  const facts = await leftFacts(sql, terminalId, MOST_AT_ONCE);
  const device = await leftDevice(sql, terminalId);
  if (facts.length === 0 || !device) return refuse({ code: 'left-behind.not-found' });
  const by = { note: '', userId: actor.userId, at: machine.now() };
  const placed: string[] = [];
  let taken = 0;
  for (const [streamId, run] of Map.groupBy(facts, (fact) => fact.streamId)) {
    const { ids, sound, out } = await takeRun(call, streamId, run);
    placed.push(...ids);
    taken += sound.length;
    await insertDecisions(sql, { ...by, kind: 'projected' }, sound);
    for (const [note, those] of Map.groupBy(run, ({ event }) => out.get(event.id)))
      if (note !== undefined) await insertDecisions(sql, { ...by, kind: 'tried', note }, those);
  }
  await audit(call, {
    action: 'terminal.left-admitted',
    subject: terminalId,
    subjectName: device.name,
    ...device,
    after: { facts: taken },
  });
  // Last of all: see takePositions.
  const scope = branchScope(device.branchId);
  const head = await takePositions(sql, scope, placed);
  if (placed.length > 0) call.syncPort.notify(sql, { scope, head, at: machine.now() });
  return done({ taken, refused: facts.length - taken });
}

/** "These are not": they stay where they are, with who said so and why, and count nowhere. */
export async function dismiss(call: DecideCall, input: { terminalId: string; note: string }): Promise<Result<null, NotFound>> {
  const { sql, actor, machine } = call;
  const device = await leftDevice(sql, input.terminalId);
  let facts = await leftFacts(sql, input.terminalId, MOST_AT_ONCE);
  if (facts.length === 0 || !device) return refuse({ code: 'left-behind.not-found' });
  for (; facts.length > 0; facts = await leftFacts(sql, input.terminalId, MOST_AT_ONCE))
    await insertDecisions(sql, { kind: 'resolved', note: input.note, userId: actor.userId, at: machine.now() }, facts);
  await audit(call, {
    action: 'terminal.left-dismissed',
    subject: input.terminalId,
    subjectName: device.name,
    branchId: device.branchId,
    after: { note: input.note },
  });
  return done(null);
}

/** A run from the file that a terminal wrote before it forgot its keys, brought by a person of the company. */
export async function bringFile(
  call: DecideCall,
  { terminalId, ...run }: LeftRun & { terminalId: string },
): Promise<Result<{ outcome: 'kept' | 'rewind' | 'refused'; ackSeq: number }, NotFound>> {
  const { sql, machine, devices } = call;
  const device = await leftDevice(sql, terminalId);
  if (!device?.isEnded) return refuse({ code: 'left-behind.not-found' });
  return done(await keepAside({ sql, terminalId, branchId: device.branchId, now: machine.now(), sha256: devices.sha256 }, run));
}

/** What got positions, what counts now, and why the rest doesn't. */
type Run = { readonly ids: readonly string[]; readonly sound: readonly LeftFact[]; readonly out: ReadonlyMap<string, string> };

async function takeRun(call: DecideCall, streamId: string, facts: readonly LeftFact[]): Promise<Run> {
  const { sql, machine, address, syncPort } = call;
  const owner = await ownerOfStream(sql, streamId);
  assert(owner, `stream ${streamId} was kept with its facts`);
  const now = machine.now();
  const actor = { kind: 'terminal', companyId: sql.companyId, ...owner } as const;
  const { kept, unread, refused, born } = await takeIn({ sql, actor, now }, { streamId, events: facts.map(({ event }) => event) });
  const blind = new Set<Event>(unread.map(({ event }) => event));
  const readable = kept.filter((event) => !blind.has(event));
  const folded = await foldTouched(sql, { ...owner, events: readable, born });
  const numbers = new Map(folded.sales.orders.map(({ order }) => [order.id, order.number && orderNumberText(order.number)]));
  await auditFacts({ sql, ...actor, address, now, sha256: syncPort.sha256, numberOf: (id) => numbers.get(id) }, readable);
  await saveFolded(sql, folded);
  const out = new Map([...refused, ...unread, ...folded.unfoldable].map(({ event, reason }) => [event.id, reason]));
  return { ids: kept.map(({ id }) => id), sound: facts.filter(({ event }) => !out.has(event.id)), out };
}
