import { done, refuse, type Result } from '@fastops/shared/base/result';
import { mayAnywhere, reachOf, type Reach } from '@fastops/shared/identity/access';
import { dayAfter } from '@fastops/shared/reports/days';
import { daysBefore, nextSendAt, presetDays, viewQuery, type Days, type SavedView } from '@fastops/shared/reports/view';
import type { Services, UserActor } from '../../context.ts';
import type { TenantSql } from '../../db/tenant-scope.ts';
import { actorOf } from '../identity/identity.service.ts';
import { firstDayOf } from '../subscriptions/subscriptions.service.ts';
import { branchesOf, nameOfCompany } from '../tenancy/tenancy.service.ts';
import { reportLetter, type Told } from './letters.ts';
import { sales } from './reports.service.ts';
import { bringTurnForward, deleteView, dueViews, listViews, lockDueView, setNextAt, upsertView } from './views.store.ts';

/** Colombia, where all branches are so far. */
const OFFSET_HOURS = -5;
const MOST_VIEWS = 30;
const MOST_PRODUCTS = 5;

export type ViewRefusal = { readonly code: 'reports.views-full'; readonly most: number };

export const viewsOf = (sql: TenantSql, { userId }: { userId: string }): Promise<SavedView[]> => listViews(sql, userId);

/** Keeps a view of the person's own, and when its next letter goes out. */
export async function saveView(
  sql: TenantSql,
  { view, userId, now }: { view: SavedView; userId: string; now: number },
): Promise<Result<{ nextAt: number | null }, ViewRefusal>> {
  const mine = await listViews(sql, userId);
  if (mine.length >= MOST_VIEWS && !mine.some(({ id }) => id === view.id)) return refuse({ code: 'reports.views-full', most: MOST_VIEWS });
  const nextAt = nextSendAt(view.send, now, OFFSET_HOURS);
  await upsertView(sql, view, { userId, nextAt });
  if (nextAt !== undefined) await bringTurnForward(sql, nextAt);
  return done({ nextAt: nextAt ?? null });
}

/** One that is gone already is gone. */
export async function removeView(sql: TenantSql, of: { id: string; userId: string }): Promise<Result<{ id: string }>> {
  await deleteView(sql, of);
  return done({ id: of.id });
}

type Sending = Pick<Services, 'db' | 'accessOf' | 'machine' | 'mail' | 'publicUrl'>;

/** Writes the letters of a company that are due, each to who still belongs there and about what they may still see. */
export async function sendDueLetters(services: Sending, companyId: string): Promise<number> {
  const { db, accessOf, machine } = services;
  const due = await db.inCompany(companyId, (sql) => dueViews(sql, machine.now()));
  let sent = 0;
  for (const { id, userId } of due) {
    const actor = await actorOf(db, accessOf, { userId, sessionId: '', chosenCompany: companyId });
    const isTheirs = actor?.companyId === companyId && mayAnywhere(actor.access, 'reports.view');
    sent += await db.inCompany(companyId, (sql) => sendOne(services, sql, { id, userId, actor: isTheirs ? actor : undefined }));
  }
  return sent;
}

async function sendOne(
  { machine, mail, publicUrl }: Sending,
  sql: TenantSql,
  { id, userId, actor }: { id: string; userId: string; actor: UserActor | undefined },
): Promise<number> {
  const now = machine.now();
  const saved = await lockDueView(sql, { id, userId, now });
  if (!saved) return 0;
  await setNextAt(sql, { id, userId, nextAt: actor && nextSendAt(saved.send, now, OFFSET_HOURS) });
  if (!actor) return 0;
  const told = await toldOf(sql, { saved, reach: reachOf(actor.access, 'reports.view'), now });
  const link = `${publicUrl()}/informes?${viewQuery(saved.view)}`;
  await mail.queue(sql, { to: actor.email, ...reportLetter(saved.language, { ...told, link }) });
  return 1;
}

/** What the view shows as of yesterday: in the morning the day that began has sold nothing yet. */
async function toldOf(sql: TenantSql, { saved, reach, now }: { saved: SavedView; reach: Reach; now: number }): Promise<Omit<Told, 'link'>> {
  const { view } = saved;
  const yesterday = dayAfter(new Date(now + OFFSET_HOURS * 3_600_000).toISOString().slice(0, 10), -1);
  const asIs: Days =
    view.preset === 'custom' && view.from !== undefined && view.to !== undefined
      ? { from: view.from, to: view.to }
      : presetDays(view.preset === 'yesterday' ? 'today' : view.preset, yesterday);
  // A view that was saved on a larger plan shows what this one does.
  const first = await firstDayOf(sql, now);
  const days = { from: asIs.from < first ? first : asIs.from, to: asIs.to < first ? first : asIs.to };
  const asked = { ...days, branchIds: view.branchIds, reach };
  const byDay = await sales(sql, { ...asked, by: 'day' });
  const before = await sales(sql, { ...asked, ...daysBefore(days), by: 'day' });
  const products = await sales(sql, { ...asked, by: 'product' });
  const branches = await branchesOf(sql);
  const total = (rows: readonly { sales: number; count: number }[]) => ({
    sales: rows.reduce((sum, row) => sum + row.sales, 0),
    tickets: rows.reduce((sum, row) => sum + row.count, 0),
  });
  const byProduct = [...Map.groupBy(products.rows, ({ key }) => key)].map(([key, rows]) => {
    const { sales: amount, tickets: quantity } = total(rows);
    return { name: products.names[key] ?? '', sales: amount, quantity };
  });
  return {
    view: saved.name,
    company: await nameOfCompany(sql),
    days,
    ...total(byDay.rows),
    salesBefore: total(before.rows).sales,
    branches: [...Map.groupBy(byDay.rows, ({ branchId }) => branchId)].map(([branchId, rows]) => ({
      name: branches.find(({ id }) => id === branchId)?.name ?? '',
      ...total(rows),
    })),
    products: byProduct.sort((a, b) => b.sales - a.sales).slice(0, MOST_PRODUCTS),
  };
}
