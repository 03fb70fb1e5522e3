import { canonicalJson } from '@fastops/shared/base/canonical';
import { done, refuse, type Result } from '@fastops/shared/base/result';
import { DEFAULT_KITCHEN, kitchenSettingsSchema, type KitchenSettings } from '@fastops/shared/kitchen/station';
import { categorySchema } from '@fastops/shared/catalog/product';
import type { Services } from '../../context.ts';
import type { TenantSql } from '../../db/tenant-scope.ts';
import { audit, type AuditCall } from '../audit/audit.service.ts';
import { docsOfKind, masterNow, products, saveCatalog } from '../catalog/catalog.service.ts';
import { branchProfile } from '../tenancy/tenancy.service.ts';

/** A kitchen without the name of its document. */
export type Kitchen = Omit<KitchenSettings, 'id'>;

/** Stations, thresholds and ladder of a place, and whose they are: where nobody set any, the usual ones. */
export type KitchenNow = {
  readonly kitchen: Kitchen;
  readonly from: 'branch' | 'company' | 'usual';
  /** Of the place's own document, 0 while it has none; a save names the version it was made from. */
  readonly version: number;
};

export type KitchenRefusal =
  | { readonly code: 'branch.not-found' }
  | { readonly code: 'kitchen.changed-meanwhile'; readonly version: number };

/** What a place is: a branch, or with null the company, whose kitchen counts where a branch has none of its own. */
type Place = { readonly branchId: string | null };
type Saving = AuditCall & Pick<Services, 'fanout'>;

/** What a station may be for: the menu's categories and products by name. */
export type KitchenMenu = { readonly categories: readonly Named[]; readonly products: readonly Named[] };
type Named = { readonly id: string; readonly name: string };

/** The kitchen of a place with the menu that its stations share out. */
export async function kitchenWithMenu(sql: TenantSql, place: Place): Promise<Result<KitchenNow & { menu: KitchenMenu }, KitchenRefusal>> {
  const now = await kitchenNow(sql, place);
  if (!now.ok) return now;
  const docs = await docsOfKind(sql, 'category');
  const categories = docs.flatMap((doc) => categorySchema.safeParse(doc).data ?? []).sort((a, b) => a.sort - b.sort);
  const named = ({ id, name }: Named) => ({ id, name });
  return done({ ...now.value, menu: { categories: categories.map(named), products: (await products(sql)).map(named) } });
}

/** The kitchen of a branch as its tills hear it, or the company's. */
export async function kitchenNow(sql: TenantSql, { branchId }: Place): Promise<Result<KitchenNow, KitchenRefusal>> {
  if (branchId !== null && !(await branchProfile(sql, branchId))) return refuse({ code: 'branch.not-found' });
  return done(await placeNow(sql, { branchId }, false));
}

/** Saves the kitchen of a place; its tills hear of it as of any master. Who began from an older one is told so. */
export function saveKitchen(
  call: Saving,
  { branchId, kitchen, version }: Place & { kitchen: Kitchen; version: number },
): Promise<Result<KitchenNow, KitchenRefusal>> {
  return change(call, { branchId, version, doc: kitchen });
}

/** Takes a branch's own kitchen away: from here on the company's counts. */
export function followCompany(call: Saving, { branchId }: { branchId: string }): Promise<Result<KitchenNow, KitchenRefusal>> {
  return change(call, { branchId, doc: null });
}

type Change = Place & { readonly version?: number; readonly doc: Kitchen | null };

async function change(call: Saving, { branchId, version, doc }: Change): Promise<Result<KitchenNow, KitchenRefusal>> {
  const { sql } = call;
  const known = await kitchenNow(sql, { branchId });
  if (!known.ok) return known;
  const before = await placeNow(sql, { branchId }, true);
  // Asked once more for what is so already: a tap that was repeated, not somebody else's work.
  if (isSo(before, { branchId, doc })) return done(before);
  if (version !== undefined && before.version !== version) return refuse({ code: 'kitchen.changed-meanwhile', version: before.version });
  const id = branchId ?? sql.companyId;
  const master = { kind: 'kitchen-settings', id, deleted: doc === null, doc: doc === null ? { id } : { id, ...doc } } as const;
  await saveCatalog(sql, [master], { notify: call.fanout.notify, now: call.machine.now() });
  const after = await placeNow(sql, { branchId }, false);
  await audit(call, { action: 'kitchen.settings-saved', subject: id, subjectName: '', before: before.kitchen, after: after.kitchen });
  return done(after);
}

function isSo(now: KitchenNow, { branchId, doc }: Pick<Change, 'branchId' | 'doc'>): boolean {
  const hasOwn = now.from === (branchId === null ? 'company' : 'branch');
  return doc === null ? !hasOwn : hasOwn && canonicalJson(now.kitchen) === canonicalJson(doc);
}

async function placeNow(sql: TenantSql, { branchId }: Place, lock: boolean): Promise<KitchenNow> {
  const own = branchId === null ? undefined : await docOf(sql, branchId, lock);
  if (own?.kitchen) return { kitchen: own.kitchen, from: 'branch', version: own.version };
  const company = await docOf(sql, sql.companyId, lock && branchId === null);
  const version = branchId === null ? company.version : 0;
  if (company.kitchen) return { kitchen: company.kitchen, from: 'company', version };
  return { kitchen: DEFAULT_KITCHEN, from: 'usual', version };
}

async function docOf(sql: TenantSql, id: string, lock: boolean): Promise<{ version: number; kitchen?: Kitchen }> {
  const row = await masterNow(sql, { kind: 'kitchen-settings', id, lock });
  const parsed = kitchenSettingsSchema.safeParse(row?.doc).data;
  if (!parsed) return { version: row?.version ?? 0 };
  const { id: _, ...kitchen } = parsed;
  return { version: row?.version ?? 0, kitchen };
}
