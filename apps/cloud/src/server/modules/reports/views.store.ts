import type { SavedView } from '@fastops/shared/reports/view';
import type { Sql } from '../../db/sql.ts';
import type { TenantSql } from '../../db/tenant-scope.ts';

const VIEW = 'id, name, view, send, language';

export async function listViews(sql: TenantSql, userId: string): Promise<SavedView[]> {
  return sql.query<SavedView>(`SELECT ${VIEW} FROM report_views WHERE company_id = $1 AND user_id = $2 ORDER BY name, id`, [
    sql.companyId,
    userId,
  ]);
}

/** A view is its person's own, under their own id of it. */
export async function upsertView(
  sql: TenantSql,
  { id, name, view, send, language }: SavedView,
  of: { userId: string; nextAt: number | undefined },
): Promise<void> {
  await sql.query(
    `INSERT INTO report_views (company_id, id, user_id, name, view, send, language, next_at)
     VALUES ($1, $2, $3, $4, $5::text::jsonb, $6, $7, $8)
     ON CONFLICT (company_id, user_id, id) DO UPDATE SET name = excluded.name, view = excluded.view, send = excluded.send, language = excluded.language,
       next_at = excluded.next_at`,
    [sql.companyId, id, of.userId, name, JSON.stringify(view), send, language, of.nextAt ?? null],
  );
}

export async function deleteView(sql: TenantSql, of: DueView): Promise<void> {
  await sql.query('DELETE FROM report_views WHERE company_id = $1 AND id = $2 AND user_id = $3', [sql.companyId, of.id, of.userId]);
}

export type DueView = { readonly id: string; readonly userId: string };

export async function dueViews(sql: TenantSql, now: number): Promise<DueView[]> {
  return sql.query<DueView>(
    `SELECT id, user_id AS "userId" FROM report_views WHERE company_id = $1 AND next_at <= $2 ORDER BY next_at, id`,
    [sql.companyId, now],
  );
}

/** One view that is still due, its row held until the commit; undefined when another instance was there before. */
export async function lockDueView(sql: TenantSql, at: DueView & { readonly now: number }): Promise<SavedView | undefined> {
  const [row] = await sql.query<SavedView>(
    `SELECT ${VIEW} FROM report_views WHERE company_id = $1 AND id = $2 AND user_id = $3 AND next_at <= $4 FOR UPDATE`,
    [sql.companyId, at.id, at.userId, at.now],
  );
  return row;
}

export async function setNextAt(sql: TenantSql, of: DueView & { readonly nextAt: number | undefined }): Promise<void> {
  await sql.query('UPDATE report_views SET next_at = $4 WHERE company_id = $1 AND id = $2 AND user_id = $3', [
    sql.companyId,
    of.id,
    of.userId,
    of.nextAt ?? null,
  ]);
}

export async function earliestNextAt(sql: TenantSql): Promise<number | undefined> {
  const [row] = await sql.query<{ at: number | null }>('SELECT min(next_at)::float8 AS at FROM report_views WHERE company_id = $1', [
    sql.companyId,
  ]);
  return row?.at ?? undefined;
}

/** The turn of this company is not later than this. */
export async function bringTurnForward(sql: TenantSql, at: number): Promise<void> {
  await sql.query(
    'INSERT INTO report_turns AS t (reporter, due_at) VALUES ($1, $2) ON CONFLICT (reporter) DO UPDATE SET due_at = least(t.due_at, excluded.due_at)',
    [sql.companyId, at],
  );
}

export async function setTurn(sql: TenantSql, at: number): Promise<void> {
  await sql.query('UPDATE report_turns SET due_at = $2 WHERE reporter = $1', [sql.companyId, at]);
}

/** Takes the turns that are due, and puts them off so that no other round takes them while the work waits. */
export async function takeTurns(sql: Sql, at: { now: number; again: number; most: number }): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `UPDATE report_turns SET due_at = $2 WHERE reporter IN
       (SELECT reporter FROM report_turns WHERE due_at <= $1 ORDER BY due_at, reporter LIMIT $3 FOR UPDATE SKIP LOCKED)
     RETURNING reporter AS id`,
    [at.now, at.again, at.most],
  );
  return rows.map(({ id }) => id);
}
