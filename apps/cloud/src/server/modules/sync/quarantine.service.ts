import { NO_MONEY, isMoney, type Money } from '@fastops/shared/base/money';
import { done, refuse, type Result } from '@fastops/shared/base/result';
import type { Event } from '@fastops/shared/sync/event';
import { bodyFault } from '@fastops/shared/sync/event-types';
import type { TenantSql } from '../../db/tenant-scope.ts';
import { takeIn } from './intake.service.ts';
import { foldTouched, saveFolded } from './projection.service.ts';
import { insertNote, isQuarantined, listQuarantine, listUntried, type QuarantineRow } from './quarantine.store.ts';
import type { SyncPort } from './sync.port.ts';
import { ownerOfStream, takePositions } from './sync.store.ts';
import { branchScope } from './scopes.ts';

/** A fact that was set aside, as a person looks at it: how much money it took, and whether it still waits. */
export type SetAsideFact = QuarantineRow & { readonly value: Money; readonly state: 'open' | 'resolved' | 'projected' };
export type RepairCall = { readonly sql: TenantSql; readonly now: number; readonly port: SyncPort };
export type RepairInput = { readonly streamId: string; readonly seq: number; readonly note: string; readonly userId: string };
type NotFound = { readonly code: 'quarantine.not-found' };

const MOST_LISTED = 500;
const MOST_TRIED_AT_ONCE = 200;

export async function setAsideFacts(sql: TenantSql, only: { open: boolean }): Promise<SetAsideFact[]> {
  const rows = await listQuarantine(sql, { ...only, limit: MOST_LISTED });
  return rows.map((row) => ({ ...row, value: valueOf(row.event), state: stateOf(row) }));
}

/** Says something about a fact that waits, or ends its wait: with a name, a moment and a reason, for ever. */
export async function annotate(call: RepairCall, kind: 'noted' | 'resolved', input: RepairInput): Promise<Result<null, NotFound>> {
  if (!(await isQuarantined(call.sql, input))) return refuse({ code: 'quarantine.not-found' });
  await insertNote(call.sql, { ...input, id: call.port.newId(), kind, at: call.now });
  return done(null);
}

/**
 * Reads again what an earlier version set aside; each fact once per version. What can be read now becomes a fact like any other.
 * It has its position since it came: who could read it before has it already. Those of a version that gave none get one here.
 */
export async function readAgain(call: RepairCall, version: string): Promise<number> {
  const { sql, now, port } = call;
  const waiting = await listUntried(sql, version, MOST_TRIED_AT_ONCE);
  const placed = new Map<string, string[]>();
  let read = 0;
  for (const { streamId, event } of waiting) {
    const { isRead, newIn } = await tryAgain(call, streamId, event);
    if (newIn !== undefined) placed.set(newIn, [...(placed.get(newIn) ?? []), event.id]);
    if (isRead) read += 1;
    const kind = isRead ? 'projected' : 'tried';
    await insertNote(sql, { id: port.newId(), streamId, seq: event.seq, kind, note: version, userId: null, at: now });
  }
  // Last of all, and always in the same order: see takePositions.
  for (const [branchId, ids] of [...placed].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const scope = branchScope(branchId);
    port.notify(sql, { scope, head: await takePositions(sql, scope, ids), at: now });
  }
  return read;
}

/** Whether it could be read, and the branch where it needs a position. */
type Tried = { readonly isRead: boolean; readonly newIn?: string };

async function tryAgain({ sql, now }: RepairCall, streamId: string, event: Event): Promise<Tried> {
  const owner = await ownerOfStream(sql, streamId);
  if (!owner) return { isRead: false };
  const actor = { kind: 'terminal', companyId: sql.companyId, ...owner } as const;
  const { kept, known, born } = await takeIn({ sql, actor, now }, { streamId, events: [event] });
  const place = kept.length > 0 ? { newIn: owner.branchId } : {};
  if (kept.length + known.length === 0 || bodyFault(event) !== undefined) return { isRead: false, ...place };
  const folded = await foldTouched(sql, { ...owner, events: [event], born });
  await saveFolded(sql, folded);
  return { isRead: folded.unfoldable.length === 0, ...place };
}

function stateOf({ notes }: QuarantineRow): SetAsideFact['state'] {
  if (notes.some(({ kind }) => kind === 'projected')) return 'projected';
  return notes.some(({ kind }) => kind === 'resolved') ? 'resolved' : 'open';
}

/** Money that the fact says it took; what was set aside may say anything. */
function valueOf({ type, body }: Event): Money {
  const payment: unknown = type === 'order.payment-added' ? Reflect.get(body, 'payment') : undefined;
  const amount: unknown = typeof payment === 'object' && payment !== null ? Reflect.get(payment, 'amount') : undefined;
  return typeof amount === 'number' && isMoney(amount) ? amount : NO_MONEY;
}
