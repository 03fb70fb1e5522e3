import type { BranchFile, UpdateChannel } from '@fastops/shared/releases/branch-file';
import { done, refuse, type Refusal, type Result } from '@fastops/shared/base/result';
import { DEFAULT_WINDOW, isInStage, type UpdateWindow } from '@fastops/shared/releases/install-time';
import { compareVersions, type SignedManifest } from '@fastops/shared/releases/manifest';
import type { TerminalActor, UserActor } from '../../context.ts';
import type { TenantSql } from '../../db/tenant-scope.ts';
import { audit, type AuditCall } from '../audit/audit.service.ts';
import { branchProfile } from '../tenancy/tenancy.service.ts';
import type { PlanRefusal } from '../subscriptions/subscriptions.service.ts';
import { createCode } from '../terminals/terminals.service.ts';
import type { DevicePort } from '../terminals/terminals.port.ts';
import type { ReleaseShelf } from './releases.port.ts';
import { findWindow, listVersions, saveVersion, upsertWindow, type VersionRow } from './releases.store.ts';

export type { VersionRow } from './releases.store.ts';
export type ReleaseAsk = {
  readonly version: string;
  readonly platform: string;
  readonly channel: UpdateChannel;
  readonly result: { readonly code: string; readonly version: string | null; readonly at: number } | null;
};

/** A till that runs something older than what is offered to it for so long is red. */
export const RED_AFTER_MS = 14 * 86_400_000;
/** An installer that is prepared today is used when somebody is at the shop. */
const FILE_CODE_MINUTES = 7 * 24 * 60;

/** Notes what a till runs, and offers it what its company's stage of the roll-out has come to. */
export async function checkRelease(
  sql: TenantSql,
  { actor, shelf, now }: { actor: TerminalActor; shelf: ReleaseShelf; now: number },
  ask: ReleaseAsk,
): Promise<{ signed: SignedManifest | null; window: UpdateWindow }> {
  const signed = await offerFor(actor.companyId, shelf, ask);
  const offered = signed?.manifest.version ?? null;
  const isBehind = offered !== null && compareVersions(offered, ask.version) > 0;
  const { terminalId, branchId } = actor;
  await saveVersion(sql, { terminalId, version: ask.version, platform: ask.platform, now, offered, isBehind, result: ask.result });
  return { signed: signed ?? null, window: await windowOf(sql, branchId) };
}

async function offerFor(companyId: string, shelf: ReleaseShelf, { channel, platform }: ReleaseAsk): Promise<SignedManifest | undefined> {
  const signed = await shelf.on(channel, platform);
  if (!signed) return undefined;
  const { version } = signed.manifest;
  const { percent, companies } = await shelf.stageOf(version);
  return companies.includes(companyId) || isInStage(shelf.draw(version, companyId), percent) ? signed : undefined;
}

export async function windowOf(sql: TenantSql, branchId: string): Promise<UpdateWindow> {
  return (await findWindow(sql, branchId)) ?? DEFAULT_WINDOW;
}

export type VersionView = VersionRow & { readonly isRed: boolean };

export async function versionsOf(sql: TenantSql, now: number): Promise<VersionView[]> {
  const rows = await listVersions(sql);
  return rows.map((row) => ({ ...row, isRed: row.behindSince !== null && now - row.behindSince > RED_AFTER_MS }));
}

export type ReleaseCall = AuditCall & { readonly sql: TenantSql; readonly actor: UserActor };

/** When a branch wants to be updated. */
export async function saveWindow(call: ReleaseCall, input: { branchId: string; window: UpdateWindow }): Promise<Result<null, NotFound>> {
  const branch = await branchProfile(call.sql, input.branchId);
  if (!branch) return refuse({ code: 'branch.not-found' });
  const before = await windowOf(call.sql, input.branchId);
  await upsertWindow(call.sql, input.branchId, input.window);
  await audit(call, {
    action: 'installer.hours-set',
    subject: input.branchId,
    subjectName: branch.branchName,
    branchId: input.branchId,
    before,
    after: input.window,
  });
  return done(null);
}

type NotFound = Refusal<'branch.not-found' | 'terminal.not-found'>;
export type FileWish = Pick<BranchFile, 'terminalName' | 'role' | 'channel' | 'printers' | 'brand'> & {
  readonly branchId: string;
  readonly withCode: boolean;
};

/** One branch's file for the packer; with a one-use code that holds for a week, when wished. */
export async function branchFileFor(
  call: ReleaseCall & { readonly devices: DevicePort; readonly cloudUrl: string; readonly now: number },
  { branchId, withCode, ...wish }: FileWish,
): Promise<Result<BranchFile, NotFound | PlanRefusal>> {
  const branch = await branchProfile(call.sql, branchId);
  if (!branch) return refuse({ code: 'branch.not-found' });
  const file: BranchFile = {
    format: 1,
    company: { name: branch.companyName },
    branch: { name: branch.branchName },
    cloudUrl: call.cloudUrl,
    language: branch.language,
    countryPack: 'co',
    ...wish,
  };
  await audit(call, { action: 'installer.prepared', subject: branchId, subjectName: branch.branchName, branchId });
  if (!withCode) return done(file);
  const code = { branchId, createdBy: call.actor.userId, now: call.now, minutes: FILE_CODE_MINUTES };
  const made = await createCode(call.sql, call.devices, code);
  return made.ok ? done({ ...file, enrolmentCode: made.value.code }) : made;
}
