import { assert } from '@fastops/shared/base/assert';
import { done, refuse, type Result } from '@fastops/shared/base/result';
import { CHAIN_START } from '@fastops/shared/sync/chain';
import { certificateSchema, type Certificate, type ReturnInput, type ReturnReply } from '@fastops/shared/sync/protocol';
import type { TerminalActor } from '../../context.ts';
import type { OpenSql, TenantSql } from '../../db/tenant-scope.ts';
import { branchesOf } from '../tenancy/tenancy.service.ts';
import { areTaken, findStream, insertIncarnation, seriesOfTerminal, tryInsertStream } from './streams.store.ts';
import type { DevicePort } from './terminals.port.ts';
import { firstStream } from './terminals.service.ts';
import { findDevice, insertTerminal } from './terminals.store.ts';

/** Told on the dashboard beside the reasons that tills give: nobody entered a code for it. */
const REASON = 'came-back';

/** What the terminal keeps for the day on which this database forgets it. */
export async function certify(sql: TenantSql, port: DevicePort, actor: TerminalActor): Promise<{ certificate: string }> {
  const { companyId, branchId, terminalId } = actor;
  const device = await findDevice(sql, terminalId);
  assert(device, `terminal ${terminalId} proved a key that it has not got`);
  const said: Certificate = { kind: 'terminal', companyId, branchId, terminalId, terminalName: device.name, publicKey: device.publicKey };
  return { certificate: await port.signJws(said) };
}

/**
 * Takes a terminal in again that this database doesn't know: it was restored from a backup older than the enrolment. The cloud's own
 * signature says who it is, its device key that it is nobody else. One that is known, and revoked or with another key, stays out.
 */
export async function comeBack(
  sql: OpenSql,
  port: DevicePort,
  input: ReturnInput & { now: number },
): Promise<Result<ReturnReply, { code: 'terminal.unproven' }>> {
  const proven = provenBy(port, input);
  if (!proven) return refuse({ code: 'terminal.unproven' });
  const tenant = await sql.enter(proven.companyId);
  const isThere = (await branchesOf(tenant)).some(({ id }) => id === proven.branchId);
  const known = await findDevice(tenant, proven.terminalId);
  if (!isThere || (known && (known.revoked || known.publicKey !== proven.publicKey))) return refuse({ code: 'terminal.unproven' });
  const { terminalId: id, branchId, terminalName: name, publicKey } = proven;
  if (!known) await insertTerminal(tenant, { id, branchId, name, publicKey, now: input.now });
  return done(await streamOf(tenant, port, { ...input, terminalId: id, branchId }));
}

type Coming = ReturnInput & { readonly terminalId: string; readonly branchId: string; readonly now: number };

/** Its own log under its own letters, or new ones where others have those by now. */
async function streamOf(sql: TenantSql, port: DevicePort, { stream, terminalId, branchId, now }: Coming): Promise<ReturnReply> {
  const { streamId, series, lastSeq, lastHash } = stream;
  const standing = await findStream(sql, streamId);
  if (standing?.terminalId === terminalId && standing.series === series) return { streamId, series };
  const letters = series.replace(/\d+$/, '');
  const own = (await seriesOfTerminal(sql, terminalId)).some((each) => each.replace(/\d+$/, '') === letters);
  const isFree = own || !(await areTaken(sql, branchId, letters));
  const again = { id: streamId, terminalId, branchId, series, lastHash: CHAIN_START, openedAt: now };
  const kept = !standing && isFree && (await tryInsertStream(sql, again));
  const opened = kept ? { streamId, series } : await firstStream(sql, port, { terminalId, branchId, now });
  await insertIncarnation(sql, {
    streamId: opened.streamId,
    terminalId,
    branchId,
    reason: REASON,
    previousStreamId: streamId,
    toldSeq: lastSeq,
    toldHash: lastHash,
    cloudSeq: 0,
    cloudHash: CHAIN_START,
    openedAt: now,
  });
  return opened;
}

function provenBy(port: DevicePort, { certificate, nonce, signature, now }: ReturnInput & { now: number }): Certificate | undefined {
  const said = certificateSchema.safeParse(port.readJws(certificate));
  if (!said.success || !port.isFresh(nonce, now)) return undefined;
  const { publicKey, terminalId } = said.data;
  return port.signedBy(publicKey, `fastops-return:${terminalId}:${nonce}`, signature) ? said.data : undefined;
}
