import { productSchema, type CatalogKind, type Product } from '@fastops/shared/catalog/product';
import type { TenantSql } from '../../db/tenant-scope.ts';
import { listDocs, listSoldOut, saveMasters, takeMasterPositions } from './catalog.store.ts';

/** A document of the catalogue, as somebody with the right saved it. */
export type CatalogDoc = {
  readonly kind: CatalogKind;
  readonly id: string;
  readonly deleted: boolean;
  readonly doc: Record<string, unknown>;
};
/** Tells the tills that masters changed, once committed. */
export type Notify = (sql: TenantSql, news: { scope: string; head: number; at: number }) => void;

/** Saves documents and gives each changed one a position in the company's scope. */
export async function saveCatalog(sql: TenantSql, docs: readonly CatalogDoc[], news: { notify: Notify; now: number }): Promise<number> {
  const changed = await saveMasters(sql, docs);
  if (changed.length === 0) return 0;
  const head = await takeMasterPositions(sql, changed);
  news.notify(sql, { scope: 'company', head, at: news.now });
  return changed.length;
}

/** The products of the company, as they are now. */
export async function products(sql: TenantSql): Promise<Product[]> {
  const docs = await listDocs(sql, 'product');
  return docs.flatMap((doc) => productSchema.safeParse(doc).data ?? []).sort((a, b) => a.sort - b.sort);
}

/** What the branches are out of right now, as they said it themselves. */
export function soldOut(sql: TenantSql): ReturnType<typeof listSoldOut> {
  return listSoldOut(sql);
}
