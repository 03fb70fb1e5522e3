import { done, refuse, type Result } from '@fastops/shared/base/result';
import { categorySchema, modifierGroupSchema, productSchema, type Menu, type ModifierGroup } from '@fastops/shared/catalog/product';
import { priceLine, type Selection, type SelectionRefusal } from '@fastops/shared/catalog/pricing';
import type { OrderLine } from '@fastops/shared/orders/order.events';
import type { Master } from '@fastops/shared/sync/protocol';
import type { ReadContext } from '../../context.ts';
import type { Writer } from '../../db/access.ts';
import { dropMasters, findDoc, listDocs, saveMaster } from './catalog.store.ts';

export type LineRefusal = SelectionRefusal | { readonly code: 'line.unknown-product'; readonly productId: string };

/** The whole menu, in the order that the shop set. A document this version can't read is left out, not fatal. */
export function menu(ctx: ReadContext): Menu {
  const read = <T>(kind: 'category' | 'product' | 'modifier-group', schema: { safeParse(doc: unknown): { success: boolean; data?: T } }): T[] =>
    listDocs(ctx.db, ctx.companyId, kind).flatMap((doc) => schema.safeParse(doc).data ?? []);
  return {
    categories: read('category', categorySchema).sort((a, b) => a.sort - b.sort),
    products: read('product', productSchema).sort((a, b) => a.sort - b.sort),
    groups: read('modifier-group', modifierGroupSchema),
  };
}

/** Prices what the cashier picked, from the catalogue this till has. */
export function lineFor(ctx: ReadContext, selection: Selection): Result<OrderLine, LineRefusal> {
  const product = productSchema.safeParse(findDoc(ctx.db, ctx.companyId, { kind: 'product', id: selection.productId })).data;
  if (!product) return refuse({ code: 'line.unknown-product', productId: selection.productId });
  const groups: ModifierGroup[] = product.groupIds.flatMap(
    (id) => modifierGroupSchema.safeParse(findDoc(ctx.db, ctx.companyId, { kind: 'modifier-group', id })).data ?? [],
  );
  const priced = priceLine(product, groups, selection);
  return priced.ok ? done(priced.value) : priced;
}

export function applyMaster(db: Writer, companyId: string, master: Master): void {
  saveMaster(db, companyId, master);
}

export function forgetMasters(db: Writer, companyId: string): void {
  dropMasters(db, companyId);
}
