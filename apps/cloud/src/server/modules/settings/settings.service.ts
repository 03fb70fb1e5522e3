import { canonicalJson } from '@fastops/shared/base/canonical';
import { done, refuse, type Result } from '@fastops/shared/base/result';
import { DEFAULT_SERVICE_SETTINGS, serviceSettingsSchema, type ServiceSettings } from '@fastops/shared/delivery/service-settings';
import { DEFAULT_SELLING, sellingSettingsSchema, type SellingSettings } from '@fastops/shared/selling/settings';
import type { Services } from '../../context.ts';
import type { TenantSql } from '../../db/tenant-scope.ts';
import { audit, type AuditCall } from '../audit/audit.service.ts';
import { masterNow, saveCatalog } from '../catalog/catalog.service.ts';
import { branchProfile } from '../tenancy/tenancy.service.ts';

export type Service = Omit<ServiceSettings, 'id'>;
export type Selling = Omit<SellingSettings, 'id'>;
/** How a branch serves and what it offers. Each version is 0 until somebody saved one; a save names the version it was made from. */
export type BranchService = {
  readonly service: Service;
  readonly serviceVersion: number;
  readonly selling: Selling;
  readonly sellingVersion: number;
};
export type SettingsRefusal =
  | { readonly code: 'branch.not-found' }
  | { readonly code: 'settings.changed-meanwhile'; readonly version: number };
type Saving = AuditCall & Pick<Services, 'fanout'>;

export async function branchService(sql: TenantSql, branchId: string): Promise<Result<BranchService, SettingsRefusal>> {
  if (!(await branchProfile(sql, branchId))) return refuse({ code: 'branch.not-found' });
  const service = await serviceNow(sql, branchId, false);
  const selling = await sellingNow(sql, branchId, false);
  return done({ service: service.doc, serviceVersion: service.version, selling: selling.doc, sellingVersion: selling.version });
}

/** Saves how a branch serves; who began from an older version is told, and nothing is written over. */
export async function saveService(
  call: Saving,
  { branchId, service, version }: { branchId: string; service: Service; version: number },
): Promise<Result<{ version: number }, SettingsRefusal>> {
  if (!(await branchProfile(call.sql, branchId))) return refuse({ code: 'branch.not-found' });
  const before = await serviceNow(call.sql, branchId, true);
  // Asked once more for what is so already: a tap that was repeated, not somebody else's work.
  if (before.version > 0 && isSame(before.doc, service)) return done({ version: before.version });
  if (before.version !== version) return refuse({ code: 'settings.changed-meanwhile', version: before.version });
  await keep(call, { kind: 'service-settings', branchId, before: before.doc, after: service });
  return done({ version: (await serviceNow(call.sql, branchId, false)).version });
}

/** Saves what a branch offers; the same way. */
export async function saveSelling(
  call: Saving,
  { branchId, selling, version }: { branchId: string; selling: Selling; version: number },
): Promise<Result<{ version: number }, SettingsRefusal>> {
  if (!(await branchProfile(call.sql, branchId))) return refuse({ code: 'branch.not-found' });
  const before = await sellingNow(call.sql, branchId, true);
  // Asked once more for what is so already: a tap that was repeated, not somebody else's work.
  if (before.version > 0 && isSame(before.doc, selling)) return done({ version: before.version });
  if (before.version !== version) return refuse({ code: 'settings.changed-meanwhile', version: before.version });
  await keep(call, { kind: 'selling-settings', branchId, before: before.doc, after: selling });
  return done({ version: (await sellingNow(call.sql, branchId, false)).version });
}

function isSame(a: object, b: object): boolean {
  return canonicalJson(a) === canonicalJson(b);
}

type Change = {
  readonly kind: 'service-settings' | 'selling-settings';
  readonly branchId: string;
  readonly before: unknown;
  readonly after: object;
};

async function keep(call: Saving, { kind, branchId, before, after }: Change): Promise<void> {
  const master = { kind, id: branchId, deleted: false, doc: { id: branchId, ...after } };
  const changed = await saveCatalog(call.sql, [master], { notify: call.fanout.notify, now: call.machine.now() });
  if (changed === 0) return;
  const action = kind === 'service-settings' ? 'branch.service-saved' : 'branch.offer-saved';
  await audit(call, { action, subject: branchId, subjectName: '', branchId, before, after });
}

async function serviceNow(sql: TenantSql, id: string, lock: boolean): Promise<{ doc: Service; version: number }> {
  const row = await masterNow(sql, { kind: 'service-settings', id, lock });
  const parsed = serviceSettingsSchema.safeParse(row?.doc).data;
  return { doc: parsed ? withoutId(parsed) : DEFAULT_SERVICE_SETTINGS, version: row?.version ?? 0 };
}

async function sellingNow(sql: TenantSql, id: string, lock: boolean): Promise<{ doc: Selling; version: number }> {
  const row = await masterNow(sql, { kind: 'selling-settings', id, lock });
  const parsed = sellingSettingsSchema.safeParse(row?.doc).data;
  return { doc: parsed ? withoutId(parsed) : DEFAULT_SELLING, version: row?.version ?? 0 };
}

function withoutId<D extends { readonly id: string }>({ id: _, ...doc }: D): Omit<D, 'id'> {
  return doc;
}
