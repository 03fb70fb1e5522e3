import { done, refuse, type Result } from '@fastops/shared/base/result';
import { masterDocSchemas, type CatalogKind } from '@fastops/shared/catalog/product';
import type { AuditCall } from '../audit/audit.service.ts';
import type { Services } from '../../context.ts';
import type { TenantSql } from '../../db/tenant-scope.ts';
import { save, type CatalogRefusal } from './catalog.service.ts';
import { findMaster, lockMaster, pageOfKind, type KindPage } from './catalog.store.ts';

/** A document of the menu, as the public API shows it: what it says, and which version of it that is. */
export type Resource = { readonly id: string; readonly version: number } & Readonly<Record<string, unknown>>;
export type ResourceRefusal =
  | CatalogRefusal
  | { readonly code: 'catalog.not-found' }
  | { readonly code: 'catalog.changed-meanwhile'; readonly version: number };

const FIRST_ID = '00000000-0000-0000-0000-000000000000';

type Asked = Omit<KindPage, 'after' | 'kind'> & { readonly kind: CatalogKind; readonly cursor: string | undefined };

/** A page of one kind; a document that this version can't read is passed over. */
export async function resourcePage(sql: TenantSql, { cursor, ...asked }: Asked): Promise<{ items: Resource[]; next: string | null }> {
  const rows = await pageOfKind(sql, { ...asked, after: cursor ?? FIRST_ID, limit: asked.limit + 1 });
  const page = rows.slice(0, asked.limit);
  const items = page.flatMap((row) => resourceOf(asked.kind, row) ?? []);
  return { items, next: rows.length > asked.limit ? (page.at(-1)?.id ?? null) : null };
}

type Key = { readonly kind: CatalogKind; readonly id: string };

export async function oneResource(sql: TenantSql, key: Key): Promise<Result<Resource, ResourceRefusal>> {
  const row = await findMaster(sql, key);
  const found = row && resourceOf(key.kind, row);
  return found ? done(found) : refuse({ code: 'catalog.not-found' });
}

type Call = AuditCall & Pick<Services, 'fanout'>;

/** Writes a document whole. With the version it was made from, only if nobody changed it since. */
export async function putResource(
  call: Call,
  { kind, id, version, doc }: Key & { readonly version: number | undefined; readonly doc: Readonly<Record<string, unknown>> },
): Promise<Result<Resource, ResourceRefusal>> {
  const before = await lockMaster(call.sql, { kind, id });
  if (version !== undefined && version !== (before?.version ?? 0))
    return refuse({ code: 'catalog.changed-meanwhile', version: before?.version ?? 0 });
  const saved = await save(call, [{ kind, id, deleted: false, doc: { ...doc, id } }]);
  return saved.ok ? oneResource(call.sql, { kind, id }) : saved;
}

/** Takes a document off the menu. */
export async function removeResource(call: Call, { kind, id }: Key): Promise<Result<{ id: string }, ResourceRefusal>> {
  const before = await lockMaster(call.sql, { kind, id });
  if (!before) return refuse({ code: 'catalog.not-found' });
  const saved = await save(call, [{ kind, id, deleted: true, doc: { ...Object(before.doc) } }]);
  return saved.ok ? done({ id }) : saved;
}

function resourceOf(kind: CatalogKind, { version, doc }: { version: number; doc: unknown }): Resource | undefined {
  const read = masterDocSchemas[kind].safeParse(doc).data;
  return read && { ...read, version };
}
