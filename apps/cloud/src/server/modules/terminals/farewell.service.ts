import { assert } from '@fastops/shared/base/assert';
import { done, refuse, type Result } from '@fastops/shared/base/result';
import type { FarewellInput, Revocation } from '@fastops/shared/sync/farewell';
import type { Services } from '../../context.ts';
import type { OpenSql, TenantSql } from '../../db/tenant-scope.ts';
import { auditAs } from '../audit/audit.service.ts';
import type { DevicePort } from './terminals.port.ts';
import { endedKeysOf, findCompanyOfTerminal, findDevice, saveTold, type EndedKey } from './terminals.store.ts';

export type Unproven = { readonly code: 'terminal.unproven' };
type FarewellCall = Pick<Services, 'devices' | 'machine'> & { readonly sql: OpenSql; readonly address: string; readonly agent: string };
type Proof = { readonly terminalId: string; readonly nonce: string; readonly signature: string };

/** Who proved a device key that is nobody any more. */
export type Departed = {
  readonly sql: TenantSql;
  readonly terminalId: string;
  readonly branchId: string;
  readonly name: string;
  readonly key: EndedKey;
};

/**
 * Tells a terminal that was put away that it was, in words that nobody else can say: until it hears them, a till forgets nothing, however
 * often it is refused. The company's log says from where it asked: whoever has the machine is there.
 */
export async function sayFarewell(call: FarewellCall, input: FarewellInput): Promise<Result<{ word: string }, Unproven>> {
  const { devices, machine, address, agent } = call;
  const departed = await departedBy(call, input, `fastops-farewell:${input.terminalId}:${input.nonce}:${input.asked}`);
  if (!departed) return refuse({ code: 'terminal.unproven' });
  const { sql, terminalId, branchId, name, key } = departed;
  const now = machine.now();
  if (key.toldAt === null) {
    await saveTold(sql, terminalId, { ...key, now });
    const by = { kind: 'terminal', id: terminalId, name, address, device: agent, now, sha256: devices.sha256 } as const;
    await auditAs(sql, by, { action: 'terminal.told', subject: terminalId, subjectName: name, branchId });
  }
  const { publicKey, endedAt } = key;
  const said: Revocation = {
    kind: 'revoked',
    companyId: sql.companyId,
    terminalId,
    publicKey,
    asked: input.asked,
    endedAt: Math.round(endedAt),
    saidAt: now,
  };
  return done({ word: await devices.signJws(said) });
}

/** Who proves a key that was put away over our nonce; undefined for anybody else, a terminal that still is one too. */
export async function departedBy(
  { sql, devices, machine }: { readonly sql: OpenSql; readonly devices: DevicePort; readonly machine: Pick<Services['machine'], 'now'> },
  { terminalId, nonce, signature }: Proof,
  text: string,
): Promise<Departed | undefined> {
  if (!devices.isFresh(nonce, machine.now())) return undefined;
  const companyId = await findCompanyOfTerminal(await sql.holding(terminalId), terminalId);
  if (!companyId) return undefined;
  const tenant = await sql.enter(companyId);
  const key = (await endedKeysOf(tenant, terminalId)).find(({ publicKey }) => devices.signedBy(publicKey, text, signature));
  if (!key) return undefined;
  const device = await findDevice(tenant, terminalId);
  assert(device, `terminal ${terminalId} has keys and is not there`);
  return { sql: tenant, terminalId, branchId: device.branchId, name: device.name, key };
}
