import { assert } from '@fastops/shared/base/assert';
import { done, refuse, type Result } from '@fastops/shared/base/result';
import { removalCheckAt, removalCodeAt, removalCodeEnds, removalHour, type SecretChain } from '@fastops/shared/identity/removal-code';
import type { Services, TerminalActor } from '../../context.ts';
import type { TenantSql } from '../../db/tenant-scope.ts';
import { audit } from '../audit/audit.service.ts';
import { findReached, type ManageCall } from './managing.service.ts';
import type { DevicePort } from './terminals.port.ts';
import type { NotFound } from './terminals.service.ts';
import { findDevice } from './terminals.store.ts';

type CheckCall = Pick<Services, 'devices' | 'machine'> & { readonly sql: TenantSql; readonly actor: TerminalActor };

/** Signed, so that nobody at the till can put a chain of their own in its place. */
export async function removalCheck({ sql, devices, actor, machine }: CheckCall): Promise<{ check: string }> {
  const device = await findDevice(sql, actor.terminalId);
  assert(device, `terminal ${actor.terminalId} proved a key that it has not got`);
  const chain = chainOf(devices, { terminalId: actor.terminalId, publicKey: device.publicKey });
  return { check: await devices.signJws(removalCheckAt(chain, removalHour(machine.now()))) };
}

/** The code of this hour for one till; a till that was revoked may still hold sales, and gets one too. */
export async function askForRemovalCode(
  call: ManageCall,
  terminalId: string,
): Promise<Result<{ code: string; expiresAt: number }, NotFound>> {
  const device = await findReached(call, terminalId);
  if (!device) return refuse({ code: 'terminal.not-found' });
  const hour = removalHour(call.machine.now());
  const code = removalCodeAt(chainOf(call.devices, { terminalId, publicKey: device.publicKey }), hour);
  await audit(call, { action: 'terminal.removal-code', subject: terminalId, subjectName: device.name, branchId: device.branchId });
  return done({ code, expiresAt: removalCodeEnds(hour) });
}

/** Of one enrolment: a till that comes in again has another key, and with it other codes. */
function chainOf({ secretOf, sha256 }: DevicePort, { terminalId, publicKey }: { terminalId: string; publicKey: string }): SecretChain {
  return { terminalId, sha256, seedOf: (chain) => secretOf(`removal:${terminalId}:${publicKey}:${chain}`) };
}
