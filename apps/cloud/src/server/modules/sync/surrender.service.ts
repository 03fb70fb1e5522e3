import { assert } from '@fastops/shared/base/assert';
import { done, refuse, type Result } from '@fastops/shared/base/result';
import { CHAIN_START, findChainBreak } from '@fastops/shared/sync/chain';
import type { SurrenderInput, SurrenderReply } from '@fastops/shared/sync/farewell';
import type { Services } from '../../context.ts';
import type { OpenSql, TenantSql } from '../../db/tenant-scope.ts';
import { departedBy, type Departed, type Unproven } from '../terminals/farewell.service.ts';
import { knowLog } from '../terminals/streams.service.ts';
import { SURRENDERED } from './surrender.store.ts';
import { hashAt, insertQuarantined, lockStream, saveHead, type StreamRow } from './sync.store.ts';

type SurrenderCall = Pick<Services, 'devices' | 'machine'> & { readonly sql: OpenSql };
/** A run of a terminal's log, from itself or from a file that it left. */
export type LeftRun = Omit<SurrenderInput, 'terminalId' | 'nonce' | 'signature' | 'series'> & {
  /** A file doesn't say it: then the cloud has to know the log. */
  readonly series?: string | undefined;
};
type Place = Pick<Departed, 'terminalId' | 'branchId'> & { readonly sql: TenantSql; readonly now: number; sha256(text: string): string };

const REFUSED: SurrenderReply = { outcome: 'refused', ackSeq: 0 };

/** What a terminal that was put away hands in before it forgets its keys. */
export async function surrender(call: SurrenderCall, input: SurrenderInput): Promise<Result<SurrenderReply, Unproven>> {
  const { devices, machine } = call;
  const last = input.events.at(-1);
  const departed = await departedBy(call, input, `fastops-surrender:${input.terminalId}:${input.nonce}:${last?.hash ?? ''}`);
  if (!departed) return refuse({ code: 'terminal.unproven' });
  return done(await keepAside({ ...departed, now: machine.now(), sha256: devices.sha256 }, input));
}

/**
 * Keeps a run in quarantine, whole and in its place, as a push would have been kept: nothing of it counts until a person of the company
 * says that it is theirs. Whoever took the till can write into its log, but not say that.
 */
export async function keepAside(place: Place, run: LeftRun): Promise<SurrenderReply> {
  const { sql, terminalId, branchId, now } = place;
  const { streamId, series, firstSeq, prevHash, events } = run;
  const isTheirs = events.every((event) => event.companyId === sql.companyId && event.branchId === branchId);
  const isWhole = findChainBreak(events, { streamId, seq: firstSeq - 1, hash: prevHash }, place.sha256) === undefined;
  if (!isTheirs || !isWhole) return REFUSED;
  const stream =
    (await lockStream(sql, streamId)) ??
    (series === undefined ? undefined : await newlyKnown(place, { id: streamId, terminalId, branchId, series, openedAt: now }));
  if (!stream || stream.terminalId !== terminalId) return REFUSED;
  if (firstSeq > stream.lastSeq + 1) return { outcome: 'rewind', ackSeq: stream.lastSeq };
  if (!(await continues(sql, run, stream))) return REFUSED;
  const fresh = events.filter(({ seq }) => seq > stream.lastSeq);
  const last = fresh.at(-1);
  if (!last) return { outcome: 'kept', ackSeq: stream.lastSeq };
  await insertQuarantined(
    sql,
    fresh.map((event) => ({ event, reason: SURRENDERED })),
    { streamId, now },
  );
  await saveHead(sql, streamId, last);
  return { outcome: 'kept', ackSeq: last.seq };
}

/** A log that the till began by itself and never could tell us of. */
async function newlyKnown(
  { sql }: Place,
  stream: { id: string; terminalId: string; branchId: string; series: string; openedAt: number },
): Promise<StreamRow | undefined> {
  return (await knowLog(sql, { ...stream, lastHash: CHAIN_START })) ? lockStream(sql, stream.id) : undefined;
}

/** Whether the run is the same history: it joins at our head, or what overlaps has our hash. */
async function continues(sql: TenantSql, run: LeftRun, stream: StreamRow): Promise<boolean> {
  if (run.firstSeq === stream.lastSeq + 1) return run.prevHash === stream.lastHash;
  const overlap = Math.min(run.firstSeq + run.events.length - 1, stream.lastSeq);
  const ours = run.events[overlap - run.firstSeq];
  assert(ours, `run ${run.firstSeq} overlaps at ${overlap}`);
  return (await hashAt(sql, run.streamId, overlap)) === ours.hash;
}
