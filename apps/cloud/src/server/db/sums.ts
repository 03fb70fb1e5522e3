import { wholeWeeks } from '@fastops/shared/reports/days';
import type { TenantSql } from './tenant-scope.ts';

/**
 * Tables of sums: rows under a key with figures that are added up, kept by the day and again by the week. A push moves them by the
 * differences it makes; a check makes them from what they sum up and moves them by what is missing.
 */

/** Sums of something finer: `of` is its table or query, `key` how each column of the key is made, `figures` what is added up. */
export type Sums = {
  readonly table: string;
  readonly of: string;
  readonly key: Readonly<Record<string, string>>;
  readonly figures: readonly string[];
};

/** By days: branch, day and more. */
export const SAME_DAY = { branch_id: 'branch_id', business_day: 'business_day' } as const;
/** By weeks, each named by its Monday. */
export const SAME_WEEK = { branch_id: 'branch_id', week: "date_trunc('week', business_day::timestamp)::date" } as const;

/** Adds rows to the sums of a table, always in the order of its key, so that two pushes can't lock each other out. */
export function moving(table: string, key: readonly string[], { figures, from }: { figures: readonly string[]; from: string }): string {
  const names = [...key, ...figures].join(', ');
  const added = figures.map((figure) => `${figure} = s.${figure} + excluded.${figure}`).join(', ');
  return `INSERT INTO ${table} AS s (company_id, ${names}) SELECT $1, ${names} FROM (${from}) AS f ORDER BY ${key.join(', ')}
    ON CONFLICT (company_id, ${key.join(', ')}) DO UPDATE SET ${added}`;
}

/** Moves sums by the finer rows `c` of the same statement. */
export function summedUp({ table, key, figures }: Sums): string {
  const columns = Object.entries(key).map(([name, made]) => `${made} AS ${name}`);
  const sums = figures.map((figure) => `sum(${figure}) AS ${figure}`);
  const grouped = Object.keys(key).map((_, index) => index + 1);
  const from = `SELECT ${[...columns, ...sums].join(', ')} FROM c GROUP BY ${grouped.join(', ')}`;
  return moving(table, Object.keys(key), { figures, from });
}

/**
 * Makes sums of a branch again from what they sum up, from the week of a day on; answers how many were off. Both are read in one
 * statement: what is pushed meanwhile is in neither of the two, and moves both by the same later.
 */
export async function checkSumsOf(sql: TenantSql, sums: Sums, at: { branchId: string; since: string }): Promise<number> {
  const [row] = await sql.query<{ count: number }>(difference(sums), [sql.companyId, at.branchId, at.since]);
  return row?.count ?? 0;
}

const SINCE = `date_trunc('week', $3::text::timestamp)::date`;

function difference({ table, of, key, figures }: Sums): string {
  const names = Object.keys(key);
  const sums = figures.map((figure) => `sum(${figure}) AS ${figure}`);
  const made = Object.entries(key).map(([name, how]) => `${how} AS ${name}`);
  const where = (column: string) => `WHERE company_id = $1 AND branch_id = $2 AND ${column} >= ${SINCE}`;
  const from = `SELECT ${[...names, ...sums].join(', ')} FROM (
      SELECT ${[...made, ...figures].join(', ')} FROM ${of} ${where('business_day')}
      UNION ALL SELECT ${[...names, ...figures.map((figure) => `-${figure}`)].join(', ')} FROM ${table} ${where('week' in key ? 'week' : 'business_day')}
    ) AS b GROUP BY ${names.join(', ')} HAVING ${figures.map((figure) => `sum(${figure}) <> 0`).join(' OR ')}`;
  return `WITH put AS (${moving(table, names, { figures, from })} RETURNING 1) SELECT count(*)::int AS count FROM put`;
}

/** Where sums of a period are read: by days alone, or by whole weeks with the days at both ends. */
export type Kept = { readonly days: string; readonly weeks?: string | undefined };
/** Days and branches of a question. */
export type Over = { readonly from: string; readonly to: string; readonly branchIds: readonly string[] };

/**
 * `columns` of a period's rows as a query to select from, with its parameters: the company, the branches, then days. `where` comes
 * before all other conditions, ending in AND.
 */
export function rowsOver(
  kept: Kept,
  { companyId, over, columns, where = '' }: { companyId: string; over: Over; columns: string; where?: string },
): { readonly from: string; readonly params: (string | readonly string[])[] } {
  const pieces = piecesOf(kept, over);
  const parts = pieces.map(({ table, day }, index) => {
    const [first, last] = [3 + 2 * index, 4 + 2 * index];
    return `SELECT ${columns} FROM ${table} WHERE ${where} company_id = $1 AND branch_id = ANY($2::uuid[])
      AND ${day} BETWEEN $${first}::text::date AND $${last}::text::date`;
  });
  return { from: `(${parts.join(' UNION ALL ')})`, params: [companyId, over.branchIds, ...pieces.flatMap(({ from, to }) => [from, to])] };
}

function piecesOf({ days: daily, weeks: weekly }: Kept, { from, to }: Over) {
  if (weekly === undefined) return [{ table: daily, day: 'business_day', from, to }];
  const { weeks, days } = wholeWeeks({ from, to });
  return [
    ...(weeks ? [{ table: weekly, day: 'week', ...weeks }] : []),
    ...days.map((piece) => ({ table: daily, day: 'business_day', ...piece })),
  ];
}
