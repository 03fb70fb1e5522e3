import { done, refuse, type Result } from '@fastops/shared/base/result';
import { businessDayAt } from '@fastops/shared/base/time';
import { ingredientSchema, type Ingredient } from '@fastops/shared/recipes/ingredient';
import { foldCost, worthCents, type StockCost } from '@fastops/shared/stock/average-cost';
import { lotsLeft, type DatedGoods } from '@fastops/shared/stock/lots';
import { purchaseOrderSchema, type PurchaseOrder } from '@fastops/shared/stock/purchase-order';
import type { Movement } from '@fastops/shared/stock/movement';
import { suggestOrder, type Suggestion } from '@fastops/shared/stock/reorder';
import type { StockPaper } from '@fastops/shared/stock/stock.events';
import { varianceOf, type Variance } from '@fastops/shared/stock/variance';
import type { Services } from '../../context.ts';
import type { TenantSql } from '../../db/tenant-scope.ts';
import { audit, type AuditCall } from '../audit/audit.service.ts';
import { docsOfKind, masterNow, saveCatalog } from '../catalog/catalog.service.ts';
import { branchProfile } from '../tenancy/tenancy.service.ts';
import { costsIn, costsOf } from './costs.service.ts';
import { keepStock } from './ledger.service.ts';
import {
  findPhoto,
  listDated,
  listIncoming,
  listMovements,
  listPapers,
  listUsage,
  lockStock,
  sumOnHand,
  sumPeriod,
  sumReceived,
  type MovementRow,
  type PaperLine,
  type TransferRow,
} from './stock.store.ts';

const HISTORY_DAYS = 28;
const DAY_MS = 86_400_000;

type Period = { readonly branchId: string; readonly from: string; readonly to: string };
type Call = AuditCall & Pick<Services, 'fanout'>;

/** An ingredient with what there is of it in a branch and what that is worth. */
export type Level = Ingredient & {
  readonly onHand: number;
  readonly cost: StockCost;
  readonly worthCents: number;
  /** What of it has a date, the first to expire first. */
  readonly lots: readonly DatedGoods[];
};

/** What there is in a branch. What was never bought is worth what its price says. */
export async function levels(sql: TenantSql, branchId: string): Promise<Level[]> {
  const [ingredients, sums, costs, dated] = await Promise.all([
    allIngredients(sql),
    sumOnHand(sql, branchId),
    costsIn(sql, branchId),
    listDated(sql, branchId),
  ]);
  const there = new Map(sums.map(({ ingredientId, quantity }) => [ingredientId, quantity]));
  const lots = Map.groupBy(lotsLeft(dated, there), ({ ingredientId }) => ingredientId);
  return ingredients.map((ingredient) => {
    const onHand = there.get(ingredient.id) ?? 0;
    const cost = costs.get(ingredient.id) ?? foldCost([]);
    return {
      ...ingredient,
      onHand,
      cost,
      worthCents: worthCents(onHand, cost.average ?? listed(ingredient)),
      lots: lots.get(ingredient.id) ?? [],
    };
  });
}

/** Per 1,000 base units, in hundredths of a peso, as the price of the ingredient says. */
function listed({ price }: Ingredient): number {
  return Math.round((price.amount * 100_000_000) / price.quantity);
}

async function allIngredients(sql: TenantSql): Promise<Ingredient[]> {
  const docs = await docsOfKind(sql, 'ingredient');
  const known = docs.flatMap((doc) => ingredientSchema.safeParse(doc).data ?? []);
  return known.sort((a, b) => a.name.localeCompare(b.name, 'es'));
}

export type NamedVariance = Variance & { readonly name: string; readonly unit: Ingredient['unit'] };

/** Where each ingredient went in a period, in pesos: what nobody can explain first. */
export async function variance(sql: TenantSql, { branchId, ...period }: Period): Promise<NamedVariance[]> {
  const branchIds = [branchId];
  const [moves, named] = await Promise.all([sumPeriod(sql, { ...period, branchIds }), varianceNamer(sql, branchIds)]);
  return named(branchId, moves);
}

type Branches = { readonly branchIds: readonly string[]; readonly from: string; readonly to: string };
/** What food cost in a branch: by the recipes of what was sold, those of refunds taken back, and what went without being sold. */
export type FoodCost = { readonly branchId: string; readonly costCents: number } & Pick<
  Variance['cents'],
  'waste' | 'voids' | 'unexplained'
>;

export async function foodCosts(sql: TenantSql, period: Branches): Promise<FoodCost[]> {
  const [moves, named] = await Promise.all([sumPeriod(sql, period), varianceNamer(sql, period.branchIds)]);
  return [...Map.groupBy(moves, ({ branchId }) => branchId)].map(([branchId, mine]) => {
    const gone = named(branchId, mine);
    const sum = (part: 'waste' | 'voids' | 'unexplained') => gone.reduce((total, { cents }) => total + cents[part], 0);
    const ofSales = mine.filter(({ kind }) => kind === 'sale' || kind === 'refund');
    const costCents = ofSales.reduce((total, each) => total + each.costCents, 0);
    return { branchId, costCents, waste: sum('waste'), voids: sum('voids'), unexplained: sum('unexplained') };
  });
}

/** Says of movements in a branch where each ingredient went, at what it costs there now: the parts of a period add up to the whole. */
export async function varianceNamer(
  sql: TenantSql,
  branchIds: readonly string[],
): Promise<(branchId: string, moves: readonly Movement[]) => NamedVariance[]> {
  const [ingredients, costs] = await Promise.all([allIngredients(sql), costsOf(sql, branchIds)]);
  const byId = new Map(ingredients.map((each) => [each.id, each]));
  return (branchId, moves) => {
    const unitCost = (id: string) => {
      const ingredient = byId.get(id);
      return costs.get(branchId)?.get(id)?.average ?? (ingredient ? listed(ingredient) : null);
    };
    const all = varianceOf(moves, unitCost).flatMap((each) => {
      const ingredient = byId.get(each.ingredientId);
      return ingredient ? [{ ...each, name: ingredient.name, unit: ingredient.unit }] : [];
    });
    return all.sort((a, b) => Math.abs(b.cents.unexplained) - Math.abs(a.cents.unexplained));
  };
}

const FIRST_ID = '00000000-0000-0000-0000-000000000000';
type MovementCursor = { readonly day: string; readonly ingredientId: string; readonly kind: string };

/** What moved in a branch, page by page; `last` is where the next page begins, null at the end. */
export async function movements(
  sql: TenantSql,
  asked: Period & { readonly ingredientId: string | undefined; readonly cursor: MovementCursor | undefined; readonly limit: number },
): Promise<{ items: MovementRow[]; last: MovementCursor | null }> {
  const { cursor, ingredientId = null, limit, ...period } = asked;
  const after = cursor ?? { day: period.from, ingredientId: FIRST_ID, kind: '' };
  const rows = await listMovements(sql, { ...period, ingredientId, after, limit: limit + 1 });
  const items = rows.slice(0, limit);
  const end = items.at(-1);
  return { items, last: rows.length > limit && end ? { day: end.businessDay, ingredientId: end.ingredientId, kind: end.kind } : null };
}

export function papers(sql: TenantSql, period: Period): Promise<PaperLine[]> {
  return listPapers(sql, period);
}

export async function photo(sql: TenantSql, at: { branchId: string; id: string }): Promise<Result<{ photo: string }>> {
  const found = await findPhoto(sql, at);
  return found === undefined ? refuse({ code: 'stock.no-photo' }) : done({ photo: found });
}

export function incoming(sql: TenantSql, branchId: string): Promise<TransferRow[]> {
  return listIncoming(sql, branchId);
}

export type NamedSuggestion = Suggestion & Pick<Ingredient, 'id' | 'name' | 'unit' | 'supplierId' | 'price'>;

/** What to buy, with the arithmetic: what sales used on the last four weeks, what there is, what is on its way. */
export async function suggestions(sql: TenantSql, { branchId, now }: { branchId: string; now: number }): Promise<NamedSuggestion[]> {
  const profile = await branchProfile(sql, branchId);
  const dayOf = (at: number) => businessDayAt(at, profile?.utcOffsetHours ?? 0, profile?.dayStartHour ?? 0);
  const days = Array.from({ length: HISTORY_DAYS }, (_, index) => dayOf(now - (HISTORY_DAYS - index) * DAY_MS));
  const period = { branchId, from: days[0] ?? '', to: days.at(-1) ?? '' };
  const [ingredients, usage, sums, ordered] = await Promise.all([
    allIngredients(sql),
    listUsage(sql, period),
    sumOnHand(sql, branchId),
    awaited(sql, branchId),
  ]);
  const there = new Map(sums.map(({ ingredientId, quantity }) => [ingredientId, quantity]));
  const first = usage.map(({ businessDay }) => businessDay).sort()[0];
  const known = days.filter((day) => first !== undefined && day >= first);
  return ingredients.map((ingredient) => {
    const mine = new Map(usage.filter(({ ingredientId }) => ingredientId === ingredient.id).map((each) => [each.businessDay, each.used]));
    const { id, name, unit, supplierId, price } = ingredient;
    const onHand = there.get(id) ?? 0;
    const made = suggestOrder(ingredient, { usage: known.map((day) => mine.get(day) ?? 0), onHand, onOrder: ordered.get(id) ?? 0 });
    return { ...made, id, name, unit, price, ...(supplierId === undefined ? {} : { supplierId }) };
  });
}

export type OpenOrder = PurchaseOrder & { readonly received: readonly { readonly ingredientId: string; readonly quantity: number }[] };

/** The purchase orders of a branch with what came of each, open ones first. */
export async function purchaseOrders(sql: TenantSql, branchId: string): Promise<OpenOrder[]> {
  const [docs, came] = await Promise.all([docsOfKind(sql, 'purchase-order'), sumReceived(sql, branchId)]);
  const mine = docs.flatMap((doc) => purchaseOrderSchema.safeParse(doc).data ?? []).filter((order) => order.branchId === branchId);
  const withCame = mine.map((order) => ({ ...order, received: came.filter(({ purchaseOrderId }) => purchaseOrderId === order.id) }));
  return withCame.sort((a, b) => (a.state === b.state ? b.number - a.number : a.state === 'open' ? -1 : 1));
}

async function awaited(sql: TenantSql, branchId: string): Promise<ReadonlyMap<string, number>> {
  const open = (await purchaseOrders(sql, branchId)).filter(({ state }) => state === 'open');
  const sums = new Map<string, number>();
  for (const { lines, received } of open) {
    for (const { ingredientId, quantity } of lines) {
      const came = received.find((each) => each.ingredientId === ingredientId)?.quantity ?? 0;
      sums.set(ingredientId, (sums.get(ingredientId) ?? 0) + Math.max(0, quantity - came));
    }
  }
  return sums;
}

export type StockRefusal =
  | { readonly code: 'branch.not-found' }
  | { readonly code: 'stock.unknown-ingredient'; readonly ingredientId: string };

/**
 * Writes a paper of the office: it moves the stock here and travels to the tills of the branch as a document, which moves theirs. A count
 * freezes what should be there now, whatever the browser believed.
 */
export async function writePaper(
  call: Call,
  { branchId, id, paper }: { branchId: string; id: string; paper: StockPaper },
): Promise<Result<{ id: string }, StockRefusal>> {
  const { sql, actor } = call;
  const profile = await branchProfile(sql, branchId);
  if (!profile) return refuse({ code: 'branch.not-found' });
  const unknown = await unknownIngredient(sql, paper);
  if (unknown !== undefined) return refuse({ code: 'stock.unknown-ingredient', ingredientId: unknown });
  await lockStock(sql, branchId);
  // Sent again, it is the same paper, with what was frozen the first time.
  if (await masterNow(sql, { kind: 'stock-entry', id, lock: false })) return done({ id });
  const now = call.machine.now();
  const businessDay = businessDayAt(now, profile.utcOffsetHours, profile.dayStartHour);
  const kept = paper.type === 'stock.counted' ? await frozen(sql, branchId, paper) : paper;
  const row = { id, source: 'office' as const, businessDay, at: now, actorId: actor.userId, paper: kept };
  await keepStock(sql, { branchId, papers: [row], moves: [], costs: [] });
  const doc = { id, branchId, businessDay, at: now, actorId: actor.userId, paper: kept };
  await saveCatalog(sql, [{ kind: 'stock-entry', id, deleted: false, doc }], { notify: call.fanout.notify, now, by: actor.name });
  await audit(call, { action: 'stock.written', subject: id, subjectName: paper.type, branchId, after: withoutPhoto(kept) });
  return done({ id });
}

function withoutPhoto(paper: StockPaper): unknown {
  return paper.type === 'stock.wasted' ? { ...paper, body: { ...paper.body, photo: undefined } } : paper;
}

async function frozen(sql: TenantSql, branchId: string, paper: Extract<StockPaper, { type: 'stock.counted' }>): Promise<StockPaper> {
  const there = new Map((await sumOnHand(sql, branchId)).map(({ ingredientId, quantity }) => [ingredientId, quantity]));
  const lines = paper.body.lines.map((line) => ({ ...line, expected: there.get(line.ingredientId) ?? 0 }));
  return { ...paper, body: { ...paper.body, lines } };
}

async function unknownIngredient(sql: TenantSql, { body }: StockPaper): Promise<string | undefined> {
  const asked = 'lines' in body ? body.lines.map(({ ingredientId }) => ingredientId) : [];
  const known = new Set((await allIngredients(sql)).map(({ id }) => id));
  return asked.find((id) => !known.has(id));
}

/** Orders goods, or says that no more of them is awaited. */
export async function savePurchaseOrder(call: Call, { order }: { order: PurchaseOrder }): Promise<Result<{ id: string }, StockRefusal>> {
  if (!(await branchProfile(call.sql, order.branchId))) return refuse({ code: 'branch.not-found' });
  const doc = { kind: 'purchase-order' as const, id: order.id, deleted: false, doc: order };
  const changed = await saveCatalog(call.sql, [doc], { notify: call.fanout.notify, now: call.machine.now(), by: call.actor.name });
  if (changed > 0) {
    const subjectName = String(order.number);
    await audit(call, { action: 'stock.ordered', subject: order.id, subjectName, branchId: order.branchId, after: order });
  }
  return done({ id: order.id });
}
