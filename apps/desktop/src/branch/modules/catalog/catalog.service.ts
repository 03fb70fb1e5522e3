import { refuse, type Result } from '@fastops/shared/base/result';
import {
  masterDocSchemas,
  type CatalogKind,
  type Category,
  type Menu,
  type ModifierGroup,
  type Product,
} from '@fastops/shared/catalog/product';
import { priceLine, type Selection, type SelectionRefusal } from '@fastops/shared/catalog/pricing';
import type { KitchenSettings } from '@fastops/shared/kitchen/station';
import type { OrderLine } from '@fastops/shared/orders/order.events';
import type { Master } from '@fastops/shared/sync/protocol';
import type { ReadContext } from '../../context.ts';
import type { Reader, Writer } from '../../db/access.ts';
import { dropMasters, findDoc, listDocs, listFaulty, listMasters, saveFault, saveMaster } from './catalog.store.ts';

export type LineRefusal = SelectionRefusal | { readonly code: 'line.unknown-product'; readonly productId: string };

/** The whole menu, in the order that the shop set. */
export function menu(ctx: ReadContext): Menu {
  return {
    categories: docsOf<Category>(ctx, 'category').sort((a, b) => a.sort - b.sort),
    products: docsOf<Product>(ctx, 'product').sort((a, b) => a.sort - b.sort),
    groups: docsOf<ModifierGroup>(ctx, 'modifier-group'),
  };
}

/** Prices what the cashier picked, from the catalogue this till has. */
export function lineFor(ctx: ReadContext, selection: Selection): Result<OrderLine, LineRefusal> {
  const product = docOf<Product>(ctx, { kind: 'product', id: selection.productId });
  if (!product) return refuse({ code: 'line.unknown-product', productId: selection.productId });
  const groups = product.groupIds.flatMap((id) => docOf<ModifierGroup>(ctx, { kind: 'modifier-group', id }) ?? []);
  return priceLine(product, groups, selection);
}

/** How the kitchen of a branch, or of the whole company, is set up. */
export function settingsDoc(ctx: ReadContext, id: string): KitchenSettings | undefined {
  return docOf<KitchenSettings>(ctx, { kind: 'kitchen-settings', id });
}

/** Keeps what the cloud sends. A document this version can't read is kept too, out of sight, with the reason. */
export function applyMaster(db: Writer, companyId: string, master: Master): void {
  saveMaster(db, companyId, { ...master, fault: docFault(master) });
}

/** What a hub hands on to a till that can't reach the cloud. */
export function mastersToHandOn(db: Reader, companyId: string): Master[] {
  return listMasters(db, companyId);
}

/** Looks again at what an older version of the app couldn't read. */
export function rereadMasters(db: Writer, companyId: string): void {
  for (const master of listFaulty(db, companyId)) saveFault(db, companyId, { ...master, fault: docFault(master) });
}

function docFault({ kind, doc, deleted }: Master): string | null {
  if (deleted) return null;
  if (!isCatalogKind(kind)) return `unknown kind ${kind}`;
  const parsed = masterDocSchemas[kind].safeParse(doc);
  return parsed.success ? null : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.code}`).join('; ');
}

function isCatalogKind(kind: string): kind is CatalogKind {
  return kind in masterDocSchemas;
}

// Documents were checked against their schema when they arrived; checking each tap again would cost the hot path twice.
function docsOf<T>(ctx: ReadContext, kind: CatalogKind): T[] {
  return listDocs(ctx.db, ctx.companyId, kind) as T[];
}

function docOf<T>(ctx: ReadContext, key: { kind: CatalogKind; id: string }): T | undefined {
  return findDoc(ctx.db, ctx.companyId, key) as T | undefined;
}

export function forgetMasters(db: Writer, companyId: string): void {
  dropMasters(db, companyId);
}
