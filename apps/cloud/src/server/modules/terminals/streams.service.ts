import { done, refuse, type Result } from '@fastops/shared/base/result';
import { CHAIN_START } from '@fastops/shared/sync/chain';
import type { OpenStreamInput, OpenStreamReply } from '@fastops/shared/sync/protocol';
import type { TerminalActor } from '../../context.ts';
import type { TenantSql } from '../../db/tenant-scope.ts';
import {
  findIncarnation,
  findStream,
  insertIncarnation,
  insertLook,
  listIncarnations,
  seriesOfTerminal,
  tryInsertStream,
  type IncarnationRow,
  type NewStream,
} from './streams.store.ts';

export type { IncarnationRow } from './streams.store.ts';

/**
 * Takes in a log that a terminal began by itself. Saying it again changes nothing; `taken` when a clone was first with
 * this id or series. The letters of a series are the branch's to give, so another terminal's are never free.
 */
export async function registerStream(
  sql: TenantSql,
  actor: TerminalActor,
  input: OpenStreamInput & { now: number },
): Promise<OpenStreamReply> {
  const before = await standing(sql, actor, input);
  if (before) return before;
  if (!(await hasOwnLetters(sql, actor, input.series))) return { outcome: 'taken' };
  const { terminalId, branchId } = actor;
  const stream = { id: input.streamId, terminalId, branchId, series: input.series, lastHash: CHAIN_START, openedAt: input.now };
  // Between the look and the write the same call may have arrived a second time: then it is its own.
  if (!(await tryInsertStream(sql, stream))) return (await standing(sql, actor, input)) ?? { outcome: 'taken' };
  const previous = await findStream(sql, input.previous.streamId);
  const held = previous?.terminalId === terminalId ? previous : undefined;
  await insertIncarnation(sql, {
    streamId: input.streamId,
    terminalId,
    branchId,
    reason: input.reason,
    previousStreamId: input.previous.streamId,
    toldSeq: input.previous.lastSeq,
    toldHash: input.previous.lastHash,
    cloudSeq: held?.lastSeq ?? 0,
    cloudHash: held?.lastHash ?? CHAIN_START,
    openedAt: input.now,
  });
  return { outcome: 'opened' };
}

/** The same for a log of a terminal that is gone and only left it behind; false when its letters or its id are another's. */
export async function knowLog(sql: TenantSql, stream: NewStream): Promise<boolean> {
  return (await hasOwnLetters(sql, stream, stream.series)) && tryInsertStream(sql, stream);
}

/** Logs that began anew, latest first: clones and restores that somebody should look at. */
export async function incarnationsOf(sql: TenantSql): Promise<IncarnationRow[]> {
  return listIncarnations(sql);
}

/** Somebody looked at a log that began anew and knows why: with a name and a moment, for ever. */
export async function noteLook(
  sql: TenantSql,
  look: { id: string; streamId: string; userId: string; at: number },
): Promise<Result<null, { code: 'fork.not-found' }>> {
  if (!(await findIncarnation(sql, look.streamId))) return refuse({ code: 'fork.not-found' });
  await insertLook(sql, look);
  return done(null);
}

/** What a stream that is there already means for whoever asks for it. */
async function standing(
  sql: TenantSql,
  actor: TerminalActor,
  asked: { streamId: string; series: string },
): Promise<OpenStreamReply | undefined> {
  const known = await findStream(sql, asked.streamId);
  return known && { outcome: known.terminalId === actor.terminalId && known.series === asked.series ? 'opened' : 'taken' };
}

async function hasOwnLetters(sql: TenantSql, actor: { terminalId: string }, series: string): Promise<boolean> {
  const letters = (text: string) => text.replace(/\d+$/, '');
  const own = await seriesOfTerminal(sql, actor.terminalId);
  return own.some((each) => letters(each) === letters(series));
}
