import type { Result } from '@fastops/shared/base/result';
import type { OpenStreamInput, OpenStreamReply } from '@fastops/shared/sync/protocol';
import type { Services, TerminalActor, UserActor } from '../../context.ts';
import type { TenantSql } from '../../db/tenant-scope.ts';
import { audit, auditAs, type AuditCall } from '../audit/audit.service.ts';
import { noteLook, registerStream } from './streams.service.ts';
import { findDevice, hasStream } from './terminals.store.ts';

type TillCall = Pick<Services, 'devices' | 'machine'> & {
  readonly sql: TenantSql;
  readonly actor: TerminalActor;
  readonly address: string;
  readonly agent: string;
};

/** Takes in a log that a terminal began anew, and says so in the company's log, once: a clone or a restore is somebody's doing. */
export async function openLog(call: TillCall, input: OpenStreamInput): Promise<OpenStreamReply> {
  const { sql, actor, machine, devices, address, agent } = call;
  const now = machine.now();
  const isKnown = await hasStream(sql, input.streamId);
  const reply = await registerStream(sql, actor, { ...input, now });
  if (reply.outcome !== 'opened' || isKnown) return reply;
  const name = (await findDevice(sql, actor.terminalId))?.name ?? '';
  const by = { kind: 'terminal', id: actor.terminalId, name, address, device: agent, now, sha256: devices.sha256 } as const;
  await auditAs(sql, by, {
    action: 'terminal.log-began-anew',
    subject: input.streamId,
    subjectName: name,
    branchId: actor.branchId,
    before: { streamId: input.previous.streamId, lastSeq: input.previous.lastSeq },
    after: { reason: input.reason, series: input.series },
  });
  return reply;
}

/** Somebody looked at a log that began anew and knows why. */
export async function acknowledgeFork(
  call: AuditCall & { readonly sql: TenantSql; readonly actor: UserActor; readonly machine: Services['machine'] },
  streamId: string,
): Promise<Result<null, { code: 'fork.not-found' }>> {
  const { sql, actor, machine } = call;
  const noted = await noteLook(sql, { id: machine.newId(), streamId, userId: actor.userId, at: machine.now() });
  if (noted.ok) await audit(call, { action: 'terminal.fork-seen', subject: streamId, subjectName: '' });
  return noted;
}
