import { CHAIN_START } from '@fastops/shared/sync/chain';
import type { OpenStreamInput, OpenStreamReply } from '@fastops/shared/sync/protocol';
import type { TerminalActor } from '../../context.ts';
import type { TenantSql } from '../../db/tenant-scope.ts';
import {
  findStream,
  insertIncarnation,
  listIncarnations,
  seriesOfTerminal,
  tryInsertStream,
  type IncarnationRow,
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
  const known = await findStream(sql, input.streamId);
  if (known) return { outcome: known.terminalId === actor.terminalId && known.series === input.series ? 'opened' : 'taken' };
  if (!(await hasOwnLetters(sql, actor, input.series))) return { outcome: 'taken' };
  const { terminalId, branchId } = actor;
  const stream = { id: input.streamId, terminalId, branchId, series: input.series, lastHash: CHAIN_START, openedAt: input.now };
  if (!(await tryInsertStream(sql, stream))) return { outcome: 'taken' };
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

/** Logs that began anew, latest first: clones and restores that somebody should look at. */
export async function incarnationsOf(sql: TenantSql): Promise<IncarnationRow[]> {
  return listIncarnations(sql);
}

async function hasOwnLetters(sql: TenantSql, actor: TerminalActor, series: string): Promise<boolean> {
  const letters = (text: string) => text.replace(/\d+$/, '');
  const own = await seriesOfTerminal(sql, actor.terminalId);
  return own.some((each) => letters(each) === letters(series));
}
