import { done, refuse, type Result } from '@fastops/shared/base/result';
import { reaches, type Reach } from '@fastops/shared/identity/access';
import type { EnrolInput, EnrolReply } from '@fastops/shared/sync/protocol';
import type { Services, UserActor } from '../../context.ts';
import type { OpenSql, TenantSql } from '../../db/tenant-scope.ts';
import { renewAccess } from '../access/access.service.ts';
import { audit, auditAs, type AuditCall } from '../audit/audit.service.ts';
import type { PlanRefusal } from '../subscriptions/subscriptions.service.ts';
import { createCode, enrol, type EnrolRefusal, type NotFound } from './terminals.service.ts';
import { findDevice, saveName, saveRevoked, type DeviceRow } from './terminals.store.ts';

/** Puts a terminal away without anybody who did it: the demo's own. */
export const retireTerminal = saveRevoked;

/** What terminals are managed with: what somebody does to one is written down in the same transaction. */
type CodeCall = AuditCall & { readonly sql: TenantSql; readonly devices: Services['devices'] };
export type ManageCall = AuditCall &
  Pick<Services, 'fanout' | 'devices'> & { readonly sql: TenantSql; readonly actor: UserActor & { readonly reach: Reach } };

/** A code for a new terminal, or for one that goes on as itself. */
export async function askForCode(
  call: CodeCall,
  input: { branchId: string; terminalId?: string | undefined },
): Promise<Result<{ code: string; expiresAt: number }, NotFound | PlanRefusal>> {
  const { sql, devices, actor, machine } = call;
  const made = await createCode(sql, devices, { ...input, createdBy: actor.userId, now: machine.now() });
  if (!made.ok) return made;
  const again = input.terminalId === undefined ? undefined : await findDevice(sql, input.terminalId);
  await audit(call, {
    action: again ? 'terminal.code-again' : 'terminal.code-made',
    subject: input.terminalId ?? input.branchId,
    subjectName: again?.name ?? '',
    branchId: input.branchId,
  });
  return made;
}

type EnrolCall = Pick<Services, 'devices' | 'machine'> & { readonly sql: OpenSql; readonly address: string; readonly agent: string };

/** A terminal comes in with a code, or comes back with another key; the company's log says from where. */
export async function enrolTerminal(call: EnrolCall, input: EnrolInput): Promise<Result<EnrolReply, EnrolRefusal | PlanRefusal>> {
  const { sql, devices, machine, address, agent } = call;
  const now = machine.now();
  const enrolled = await enrol(sql, devices, { ...input, now });
  if (!enrolled.ok) return enrolled;
  const { companyId, branchId, terminalId } = enrolled.value;
  const tenant = await sql.enter(companyId);
  const name = (await findDevice(tenant, terminalId))?.name ?? input.terminalName;
  const by = { kind: 'terminal', id: terminalId, name, address, device: agent, now, sha256: devices.sha256 } as const;
  await auditAs(tenant, by, {
    action: 'terminal.enrolled',
    subject: terminalId,
    subjectName: name,
    branchId,
    after: { series: enrolled.value.series },
  });
  return enrolled;
}

/** Another name for a terminal; it hears of it with its next grant, which it asks for at once. */
export async function renameTerminal(call: ManageCall, input: { terminalId: string; name: string }): Promise<Result<null, NotFound>> {
  const device = await findReached(call, input.terminalId);
  if (!device) return refuse({ code: 'terminal.not-found' });
  await saveName(call.sql, input.terminalId, input.name);
  await renewAccess(call);
  await audit(call, {
    action: 'terminal.renamed',
    subject: input.terminalId,
    subjectName: input.name,
    branchId: device.branchId,
    before: { name: device.name },
    after: { name: input.name },
  });
  return done(null);
}

/** From the next request on the terminal is nobody; what it sold stays. */
export async function revokeTerminal(call: ManageCall, terminalId: string): Promise<Result<null, NotFound>> {
  const device = await findReached(call, terminalId);
  if (!device || !(await saveRevoked(call.sql, terminalId, call.machine.now()))) return refuse({ code: 'terminal.not-found' });
  if (!device.revoked)
    await audit(call, { action: 'terminal.revoked', subject: terminalId, subjectName: device.name, branchId: device.branchId });
  return done(null);
}

/** A terminal of a branch that the person reaches. */
export async function findReached({ sql, actor }: Pick<ManageCall, 'sql' | 'actor'>, terminalId: string): Promise<DeviceRow | undefined> {
  const device = await findDevice(sql, terminalId);
  return device && reaches(actor.reach, device.branchId) ? device : undefined;
}
