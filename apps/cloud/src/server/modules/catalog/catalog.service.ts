import { done, refuse, type Result } from '@fastops/shared/base/result';
import {
  masterDocSchemas,
  modifierGroupSchema,
  productSchema,
  type CatalogDoc,
  type CatalogKind,
  type Product,
} from '@fastops/shared/catalog/product';
import { pictureSchema, type Picture } from '@fastops/shared/catalog/picture';
import { recipeFault, recipeSchema } from '@fastops/shared/recipes/recipe';
import { audit, type AuditCall, type AuditFact } from '../audit/audit.service.ts';
import type { Services } from '../../context.ts';
import type { TenantSql } from '../../db/tenant-scope.ts';
import {
  docsById,
  findMaster,
  listDocs,
  listHistory,
  listSoldOut,
  listVersions,
  lockMaster,
  saveMasters,
  takeMasterPositions,
} from './catalog.store.ts';
import { priceChanges } from './price-changes.ts';

/** Tells the tills that masters changed, once committed. */
export type Notify = (sql: TenantSql, news: { scope: string; head: number; at: number }) => void;

/** Saves documents and gives each changed one a position in the company's scope. */
export async function saveCatalog(
  sql: TenantSql,
  docs: readonly CatalogDoc[],
  news: { notify: Notify; now: number; by?: string },
): Promise<number> {
  const changed = await saveMasters(sql, docs, { name: news.by ?? '-', now: news.now });
  if (changed.length === 0) return 0;
  const head = await takeMasterPositions(sql, changed);
  news.notify(sql, { scope: 'company', head, at: news.now });
  return changed.length;
}

export type CatalogRefusal =
  | { readonly code: 'catalog.unreadable'; readonly kind: CatalogKind; readonly id: string; readonly fault: string }
  | { readonly code: 'recipe.circle'; readonly path: string };

/** Saves what somebody changed in the menu: all of it or nothing. A document that a till couldn't read is refused here. */
export async function save(
  call: AuditCall & Pick<Services, 'fanout'>,
  docs: readonly CatalogDoc[],
): Promise<Result<{ changed: number }, CatalogRefusal>> {
  for (const { kind, id, deleted, doc } of docs) {
    const fault = deleted ? undefined : docFault(kind, id, doc);
    if (fault !== undefined) return refuse({ code: 'catalog.unreadable', kind, id, fault });
  }
  const circle = await circleIn(call.sql, docs);
  if (circle !== undefined) return refuse({ code: 'recipe.circle', path: circle });
  const before = await docsNow(call.sql, docs);
  const changed = await saveCatalog(call.sql, docs, { notify: call.fanout.notify, now: call.machine.now(), by: call.actor.name });
  const saved: AuditFact = {
    action: 'catalog.saved',
    subject: docs
      .map(({ id }) => id)
      .join(' ')
      .slice(0, 200),
    subjectName: namesOf(docs),
    after: docs.map((each) => (each.kind === 'picture' ? { kind: each.kind, id: each.id } : each)),
  };
  const names = docs.some(({ kind }) => kind === 'price-list') ? await pricedNames(call.sql) : new Map<string, string>();
  const prices = priceChanges(docs, { docs: before, names }).map(({ id, name, ...moved }): AuditFact => ({
    action: 'price.changed',
    subject: id,
    subjectName: name,
    ...moved,
  }));
  await audit(call, saved, ...prices);
  return done({ changed });
}

/** The documents that these will replace, by id. */
async function docsNow(sql: TenantSql, docs: readonly CatalogDoc[]): Promise<ReadonlyMap<string, unknown>> {
  const rows = await docsById(
    sql,
    docs.map(({ id }) => id),
  );
  return new Map(rows.map(({ id, doc }) => [id, doc]));
}

/** What everything is called that a list may have a price for. */
async function pricedNames(sql: TenantSql): Promise<ReadonlyMap<string, string>> {
  const products = (await listDocs(sql, 'product')).flatMap((doc) => productSchema.safeParse(doc).data ?? []);
  const groups = (await listDocs(sql, 'modifier-group')).flatMap((doc) => modifierGroupSchema.safeParse(doc).data ?? []);
  const all = [...products, ...products.flatMap(({ sizes }) => sizes), ...groups.flatMap(({ options }) => options)];
  return new Map(all.map(({ id, name }) => [id, name]));
}

function namesOf(docs: readonly CatalogDoc[]): string {
  const names = docs.flatMap(({ doc }) => (typeof doc['name'] === 'string' ? [doc['name']] : []));
  return names.join(', ').slice(0, 80);
}

/** Documents that have a door of their own, with a permission of their own. */
const ELSEWHERE: ReadonlySet<CatalogKind> = new Set<CatalogKind>([
  'ticket-layout',
  'ticket-logo',
  'cash-settings',
  'kitchen-settings',
  'stock-entry',
  'purchase-order',
  'service-settings',
  'selling-settings',
]);

function docFault(kind: CatalogKind, id: string, doc: Record<string, unknown>): string | undefined {
  if (ELSEWHERE.has(kind)) return 'kind: saved elsewhere';
  const parsed = masterDocSchemas[kind].safeParse(doc);
  if (!parsed.success) return parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.code}`).join('; ');
  return doc['id'] === id ? undefined : 'id: another one';
}

/** The products of the company, as they are now. */
export async function products(sql: TenantSql): Promise<Product[]> {
  const docs = await listDocs(sql, 'product');
  return docs.flatMap((doc) => productSchema.safeParse(doc).data ?? []).sort((a, b) => a.sort - b.sort);
}

/** Every document of a kind that isn't deleted, as it was saved. */
export function docsOfKind(sql: TenantSql, kind: CatalogKind): Promise<unknown[]> {
  return listDocs(sql, kind);
}

/** What the editor of the menu works on: everything that is sold, what it is made of, and by which version. */
export const EDITED: readonly CatalogKind[] = [
  'category',
  'product',
  'modifier-group',
  'price-rule',
  'price-list',
  'branch-price',
  'ingredient',
  'supplier',
  'recipe',
];

export function menuDocs(sql: TenantSql): ReturnType<typeof listVersions> {
  return listVersions(sql, EDITED);
}

/** Who saved what of the menu and when, with what was there before. Settings are no part of it: they have pages of their own. */
export function history(sql: TenantSql, asked: { id: string | null; before: number; limit: number }): ReturnType<typeof listHistory> {
  return listHistory(sql, { ...asked, kinds: [...EDITED, 'quick-note'] });
}

/** A picture of the company's menu. */
export async function picture(sql: TenantSql, id: string): Promise<Picture | undefined> {
  const found = await findMaster(sql, { kind: 'picture', id });
  return pictureSchema.safeParse(found?.doc).data;
}

async function circleIn(sql: TenantSql, docs: readonly CatalogDoc[]): Promise<string | undefined> {
  const recipes = docs.flatMap(({ kind, deleted, doc }) => (kind === 'recipe' && !deleted ? (recipeSchema.safeParse(doc).data ?? []) : []));
  if (recipes.length === 0) return undefined;
  const kept = (await listDocs(sql, 'recipe')).flatMap((doc) => recipeSchema.safeParse(doc).data ?? []);
  const byId = new Map([...kept, ...recipes].map((recipe) => [recipe.id, recipe]));
  return recipes.flatMap((recipe) => recipeFault(recipe, (id) => byId.get(id))?.path.join(' → ') ?? [])[0];
}

/** What the branches are out of right now, as they said it themselves. */
export function soldOut(sql: TenantSql): ReturnType<typeof listSoldOut> {
  return listSoldOut(sql);
}

/** One document as it is now; locked, it stays so until the transaction ends. */
export function masterNow(
  sql: TenantSql,
  key: { kind: CatalogKind; id: string; lock: boolean },
): Promise<{ version: number; doc: unknown } | undefined> {
  return key.lock ? lockMaster(sql, key) : findMaster(sql, key);
}
