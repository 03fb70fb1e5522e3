import type { Money } from '@fastops/shared/base/money';
import type { OrderState } from '@fastops/shared/orders/order.fold';
import type { OrderType } from '@fastops/shared/orders/order.events';
import type { TenantSql } from '../../db/tenant-scope.ts';
import type { Asked } from './sales.store.ts';

/** An order behind a figure. */
export type TicketRow = {
  readonly id: string;
  readonly branchId: string;
  readonly number: string | null;
  readonly businessDay: string;
  readonly at: number;
  readonly type: OrderType;
  readonly state: OrderState;
  readonly total: Money;
  readonly methods: string;
  readonly staffName: string;
};

/** What the orders behind a figure have in common. */
export type Drill = {
  readonly hour?: number | undefined;
  readonly weekday?: number | undefined;
  readonly channel?: string | undefined;
  readonly staffId?: string | undefined;
  readonly method?: string | undefined;
  readonly productId?: string | undefined;
  readonly categoryId?: string | undefined;
};

export type TicketsAsked = Asked & {
  readonly drill: Drill;
  readonly inCombos: boolean;
  readonly before: { day: string; id: string } | undefined;
  readonly limit: number;
};

/** The newest first, those of a page behind a cursor (its day and id). */
export async function listTickets(sql: TenantSql, asked: TicketsAsked): Promise<TicketRow[]> {
  const sold = SOLD.filter((name) => asked.drill[name] !== undefined);
  if (sold.length === 0) return ticketsOfPlaces(sql, asked, placesOf(asked));
  const isAlone = chosen(asked.drill).length === sold.length;
  const places = await placesSold(sql, asked, { isAlone });
  const newest = places.filter(({ to }) => to === places[0]?.to).reduce((sum, { most }) => sum + most, 0);
  // What sells all the time is soon met on the way back through all orders; what doesn't is looked for where it was sold.
  return isAlone && newest >= OFTEN * asked.limit ? ticketsBack(sql, asked) : ticketsOfPlaces(sql, asked, places);
}

const OFTEN = 3;

/** Days of a branch to look through, and how many orders there can be at most. */
type Place = { readonly branchId: string; readonly from: string; readonly to: string; readonly most: number };

function placesOf({ branchIds, from, to, limit }: TicketsAsked): Place[] {
  return branchIds.map((branchId) => ({ branchId, from, to, most: limit }));
}

const FIELDS = `x.id, x.branch_id AS "branchId", x.number, x.business_day::text AS "businessDay", coalesce(x.settled_at, x.opened_at)::float8 AS at,
  x.type, x.state, x.total::float8 AS total, x.methods, coalesce(s.name, '') AS "staffName"`;
const TAKEN_BY = 'LEFT JOIN staff s ON s.company_id = x.company_id AND s.id = x.opened_by_id';
/** Columns of a row of {@link FIELDS} without the order's document. */
const COLUMNS =
  'o.company_id, o.id, o.branch_id, o.number, o.business_day, o.settled_at, o.opened_at, o.type, o.state, o.total, o.methods, o.opened_by_id';
const COUNTS = "o.settled_at IS NOT NULL AND o.state <> 'cancelled'";
const newestOf = (table: 'o' | 'x') => `${table}.business_day DESC, ${table}.id DESC`;

/** Each place's own are read no further than a page needs. */
function ticketsOfPlaces(sql: TenantSql, { drill, inCombos, before, limit }: TicketsAsked, places: readonly Place[]): Promise<TicketRow[]> {
  return sql.query<TicketRow>(
    `SELECT ${FIELDS} FROM unnest($2::uuid[], $3::text[], $4::text[], $5::bigint[]) AS d(branch_id, first, last, most) CROSS JOIN LATERAL (
       SELECT ${COLUMNS} FROM orders o WHERE o.company_id = $1 AND o.branch_id = d.branch_id AND o.business_day BETWEEN d.first::date AND d.last::date
         AND ${COUNTS} ${conditions(drill, { inCombos, first: 9 })}
         AND ($6::text IS NULL OR (o.business_day, o.id) < ($6::text::date, $7::uuid)) ORDER BY ${newestOf('o')} LIMIT least(d.most, $8::bigint)) AS x
     ${TAKEN_BY} ORDER BY ${newestOf('x')} LIMIT $8::bigint`,
    [
      sql.companyId,
      places.map(({ branchId }) => branchId),
      places.map(({ from }) => from),
      places.map(({ to }) => to),
      places.map(({ most }) => most),
      before?.day ?? null,
      before?.id ?? null,
      limit,
      ...drilled(drill),
    ],
  );
}

/** All orders of the branches from the newest on, until a page is full. */
function ticketsBack(sql: TenantSql, { drill, inCombos, before, limit, branchIds, from, to }: TicketsAsked): Promise<TicketRow[]> {
  return sql.query<TicketRow>(
    `SELECT ${FIELDS} FROM (SELECT ${COLUMNS} FROM orders o
       WHERE o.company_id = $1 AND o.branch_id = ANY($2::uuid[]) AND o.business_day BETWEEN $3::text::date AND $4::text::date
         AND ${COUNTS} ${conditions(drill, { inCombos, first: 8 })}
         AND ($5::text IS NULL OR (o.business_day, o.id) < ($5::text::date, $6::uuid)) ORDER BY ${newestOf('o')} LIMIT $7) AS x
     ${TAKEN_BY} ORDER BY ${newestOf('x')}`,
    [sql.companyId, branchIds, from, to, before?.day ?? null, before?.id ?? null, limit, ...drilled(drill)],
  );
}

/** What the sums know of where things were sold. */
const SOLD = ['productId', 'categoryId'] as const;
const COLUMN = { productId: 'product_id', categoryId: 'category_id' } as const;
const SOLD_OR_INSIDE =
  '(SELECT company_id, branch_id, business_day, product_id, category_id, quantity FROM sales_products UNION ALL ' +
  'SELECT company_id, branch_id, business_day, product_id, category_id, quantity FROM sales_spreads WHERE combo_id <> product_id) AS s';

/**
 * The newest days of branches that sold a product or a category: as many as could fill a page, with all of the last day, and all of the
 * cursor's day, of which any number was told already. When other conditions thin the orders out, all of them.
 */
async function placesSold(
  sql: TenantSql,
  { branchIds, from, to, before, limit, drill, inCombos }: TicketsAsked,
  { isAlone }: { isAlone: boolean },
): Promise<Place[]> {
  const names = SOLD.filter((name) => drill[name] !== undefined);
  const sold = names.map((name, index) => `AND ${COLUMN[name]} = $${6 + index}::text::uuid`).join(' ');
  const days = (
    which: string,
  ) => `SELECT branch_id AS "branchId", business_day::text AS "from", business_day::text AS "to", sum(quantity)::float8 AS most
    FROM ${inCombos ? SOLD_OR_INSIDE : 'sales_products'} WHERE company_id = $1 AND branch_id = ANY($2::uuid[])
      AND business_day BETWEEN $3::text::date AND $4::text::date AND ${which} ${sold} AND quantity > 0 GROUP BY branch_id, business_day`;
  const enough = isAlone ? `FETCH FIRST ${limit} ROWS WITH TIES` : '';
  return sql.query<Place>(
    `(${days('business_day = $5::text::date')}) UNION ALL
     (${days('($5::text IS NULL OR business_day < $5::text::date)')} ORDER BY business_day DESC ${enough})`,
    [sql.companyId, branchIds, from, to, before?.day ?? null, ...names.map((name) => String(drill[name]))],
  );
}

const CONDITIONS: Readonly<Record<keyof Drill, (at: string) => string>> = {
  hour: (at) => `o.hour = ${at}::int`,
  weekday: (at) => `extract(isodow FROM o.business_day) = ${at}::int`,
  channel: (at) => `o.type = ${at}`,
  staffId: (at) => `o.opened_by_id = ${at}::uuid`,
  method: (at) => `${at} = ANY(string_to_array(o.methods, ' '))`,
  productId: (at) =>
    `EXISTS (SELECT FROM order_lines l WHERE l.company_id = o.company_id AND l.order_id = o.id AND l.product_id = ${at}::uuid)`,
  categoryId: (at) => `EXISTS (SELECT FROM jsonb_array_elements(o.doc->'lines') AS l WHERE l->>'categoryId' = ${at})`,
};

function chosen(drill: Drill): (keyof Drill)[] {
  return (Object.keys(CONDITIONS) as (keyof Drill)[]).filter((name) => drill[name] !== undefined);
}

/** In a line of its own, or among the parts of one. */
const inPart = (at: string) =>
  `o.doc->'lines' @> jsonb_build_array(jsonb_build_object('parts', jsonb_build_array(jsonb_build_object('productId', ${at}::text))))`;

function conditions(drill: Drill, { inCombos, first }: { inCombos: boolean; first: number }): string {
  return chosen(drill)
    .map((name, index) => {
      const at = `$${first + index}`;
      return inCombos && name === 'productId' ? `AND (${CONDITIONS[name](at)} OR ${inPart(at)})` : `AND ${CONDITIONS[name](at)}`;
    })
    .join(' ');
}

function drilled(drill: Drill): string[] {
  return chosen(drill).map((name) => String(drill[name]));
}
