import { refuse, type Result } from '@fastops/shared/base/result';
import {
  atBranchPrices,
  masterDocSchemas,
  type BranchPrice,
  type CatalogKind,
  type Category,
  type Menu,
  type ModifierGroup,
  type Product,
  type QuickNote,
} from '@fastops/shared/catalog/product';
import type { Picture } from '@fastops/shared/catalog/picture';
import { DEFAULT_SERVICE_SETTINGS, type ServiceSettings } from '@fastops/shared/delivery/service-settings';
import { DEFAULT_SELLING, type SellingSettings } from '@fastops/shared/selling/settings';
import type { KitchenSettings } from '@fastops/shared/kitchen/station';
import { priceLine } from '@fastops/shared/catalog/pricing';
import { groupAtLists, productAtLists } from '@fastops/shared/catalog/listed-menu';
import { isListOf, listBook, listsAt, type PriceList } from '@fastops/shared/catalog/price-list';
import type { PriceRule } from '@fastops/shared/catalog/price-rule';
import { taxAtBranch } from '@fastops/shared/catalog/tax-profile';
import type { Selection, SelectionRefusal } from '@fastops/shared/catalog/selection';
import type { ProductLookup } from '@fastops/shared/catalog/sellable';
import type { OrderLine, OrderType } from '@fastops/shared/orders/order.events';
import type { TicketLayout, TicketLogo } from '@fastops/shared/printing/ticket-layout';
import type { Master } from '@fastops/shared/sync/protocol';
import type { ReadContext } from '../../context.ts';
import type { Reader, Writer } from '../../db/access.ts';
import {
  dropMasters,
  findDoc,
  listBranchPrices,
  listDocs,
  listFaulty,
  listMasters,
  listRecentNotes,
  saveFault,
  saveMaster,
} from './catalog.store.ts';
import { forgetMoves, keepOfficePaper } from '../stock/ledger.service.ts';
import { soldOutHere } from './sold-out.service.ts';

const FACTS_LOOKED_AT = 4000;
const LONGEST_QUICK_NOTE = 40;
const MOST_QUICK_NOTES = 6;
const OFTEN = 3;

export type LineRefusal = SelectionRefusal | { readonly code: 'line.unknown-product'; readonly productId: string };

/** The whole menu in the order that the shop set, with the prices of this branch and what it is out of. */
export function menu(ctx: ReadContext): Menu {
  const out = soldOutIds(ctx);
  const prices = docsOf<BranchPrice>(ctx, 'branch-price').filter(({ branchId }) => branchId === ctx.branchId);
  return {
    categories: docsOf<Category>(ctx, 'category').sort(bySort),
    products: docsOf<Product>(ctx, 'product')
      .map((product) => taxedHere(ctx, here(product, prices, out)))
      .sort(bySort),
    groups: docsOf<ModifierGroup>(ctx, 'modifier-group').map((group) => groupHere(group, out)),
    rules: docsOf<PriceRule>(ctx, 'price-rule'),
    lists: docsOf<PriceList>(ctx, 'price-list').filter((list) => isListOf(list, ctx.branchId)),
    quickNotes: docsOf<QuickNote>(ctx, 'quick-note').sort(bySort),
    place: placeOf(ctx),
  };
}

/** Pictures of the menu, as they came with it; one that isn't here yet is left out. */
export function pictures(ctx: ReadContext, ids: readonly string[]): Picture[] {
  return ids.flatMap((id) => docOf<Picture>(ctx, { kind: 'picture', id }) ?? []);
}

/** What cashiers of this till keep writing: the notes of its last lines, most used first. */
export function frequentNotes(ctx: ReadContext): string[] {
  const uses = new Map<string, number>();
  const notes = listRecentNotes(ctx.db, ctx.companyId, FACTS_LOOKED_AT);
  for (const part of notes.flatMap((note) => note.split(',').map((each) => each.trim()))) {
    if (part !== '' && part.length <= LONGEST_QUICK_NOTE) uses.set(part, (uses.get(part) ?? 0) + 1);
  }
  const often = [...uses].filter(([, count]) => count >= OFTEN).sort((a, b) => b[1] - a[1]);
  return often.slice(0, MOST_QUICK_NOTES).map(([note]) => note);
}

type LinePricer = (selection: Selection) => Result<OrderLine, LineRefusal>;

/** The price lists that hold right now for orders of a type, the one that counts first. */
export function listsFor(ctx: ReadContext, orderType: OrderType): PriceList[] {
  return listsAt(docsOf<PriceList>(ctx, 'price-list'), { ...placeOf(ctx), atMs: ctx.now, orderType });
}

/** Prices what the cashier picked, from the catalogue this till has. For all selections of a command, what is out and what holds is read once. */
export function linePricer(ctx: ReadContext, orderType: OrderType): LinePricer {
  const out = soldOutIds(ctx);
  const book = listBook(listsFor(ctx, orderType));
  const rules = docsOf<PriceRule>(ctx, 'price-rule');
  const place = placeOf(ctx);
  const lookup: ProductLookup = (id) => {
    const product = docOf<Product>(ctx, { kind: 'product', id });
    if (!product) return undefined;
    const prices = listBranchPrices(ctx.db, ctx.companyId, { branchId: ctx.branchId, productId: id }) as BranchPrice[];
    const groups = product.groupIds.flatMap((groupId) => docOf<ModifierGroup>(ctx, { kind: 'modifier-group', id: groupId }) ?? []);
    return {
      product: taxedHere(ctx, productAtLists(here(product, prices, out), book)),
      groups: groups.map((group) => groupAtLists(groupHere(group, out), book)),
    };
  };
  return (selection) => {
    const found = lookup(selection.productId);
    if (!found) return refuse({ code: 'line.unknown-product', productId: selection.productId });
    return priceLine({ ...found, lookup, rules, place }, selection, ctx.now);
  };
}

function soldOutIds(ctx: ReadContext): ReadonlySet<string> {
  return new Set(soldOutHere(ctx).map(({ targetId }) => targetId));
}

/** With the tax that this branch charges: a line copies it when it is sold, and keeps it. */
function taxedHere({ branch }: ReadContext, product: Product): Product {
  return { ...product, tax: taxAtBranch(branch.tax, product.tax) };
}

/** The product as this branch sells it. What the menu says is out stays out whatever the branch says. */
function here(product: Product, prices: readonly BranchPrice[], out: ReadonlySet<string>): Product {
  const priced = atBranchPrices(product, prices);
  return out.has(product.id) ? { ...priced, soldOut: true } : priced;
}

function groupHere(group: ModifierGroup, out: ReadonlySet<string>): ModifierGroup {
  if (!group.options.some(({ id }) => out.has(id))) return group;
  return { ...group, options: group.options.map((option) => (out.has(option.id) ? { ...option, soldOut: true } : option)) };
}

function placeOf({ branch, branchId }: ReadContext): Menu['place'] {
  return { branchId, utcOffsetHours: branch.utcOffsetHours };
}

function bySort(a: { readonly sort: number }, b: { readonly sort: number }): number {
  return a.sort - b.sort;
}

/** How the kitchen of a branch, or of the whole company, is set up. */
export function settingsDoc(ctx: ReadContext, id: string): KitchenSettings | undefined {
  return docOf<KitchenSettings>(ctx, { kind: 'kitchen-settings', id });
}

/** How the owner likes this branch's tickets, or the whole company's; undefined until somebody changed them. */
export function ticketLayout(ctx: Pick<ReadContext, 'db' | 'companyId' | 'branchId'>): TicketLayout | undefined {
  const of = (id: string) => findDoc(ctx.db, ctx.companyId, { kind: 'ticket-layout', id }) as TicketLayout | undefined;
  return of(ctx.branchId) ?? of(ctx.companyId);
}

/** A picture that the owner chose for the tickets. */
export function ticketLogo(db: Reader, companyId: string, id: string): TicketLogo | undefined {
  return findDoc(db, companyId, { kind: 'ticket-logo', id }) as TicketLogo | undefined;
}

/** How this branch serves: tables, zones, packaging, staff meals. */
export function serviceSettings(ctx: ReadContext): Omit<ServiceSettings, 'id'> {
  return docOf<ServiceSettings>(ctx, { kind: 'service-settings', id: ctx.branchId }) ?? DEFAULT_SERVICE_SETTINGS;
}

/** What this branch offers at its tills: order types, means of payment, the tip that is suggested. */
export function sellingSettings(ctx: ReadContext): Omit<SellingSettings, 'id'> {
  return docOf<SellingSettings>(ctx, { kind: 'selling-settings', id: ctx.branchId }) ?? DEFAULT_SELLING;
}

/** Keeps what the cloud sends. A document this version can't read is kept too, out of sight, with the reason. */
export function applyMaster(db: Writer, companyId: string, master: Master): void {
  const fault = docFault(master);
  saveMaster(db, companyId, { ...master, fault });
  if (master.kind === 'stock-entry' && fault === null) keepOfficePaper(db, companyId, master);
}

/** What a hub hands on to a till that can't reach the cloud. */
export function mastersToHandOn(db: Reader, companyId: string): Master[] {
  return listMasters(db, companyId);
}

/** Looks again at what an older version of the app couldn't read. */
export function rereadMasters(db: Writer, companyId: string): void {
  for (const master of listFaulty(db, companyId)) {
    const fault = docFault(master);
    saveFault(db, companyId, { ...master, fault });
    if (master.kind === 'stock-entry' && fault === null) keepOfficePaper(db, companyId, master);
  }
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
  forgetMoves(db, companyId, 'office');
}
