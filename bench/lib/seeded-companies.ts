import type { Look } from './servers.ts';

/**
 * Companies with branches, people, a menu and orders, made inside the database from a seed: the same size gives the same rows. Orders
 * come with their lines, payments, refunds and acts, and with the sums that a push would have left; the bench asks the sums of some
 * companies against their orders, so a loader that adds up otherwise than the product fails. What no page reads is not made: the log.
 */
export type Size = {
  readonly companies: number;
  readonly branches: number;
  readonly orders: number;
  /** Over how many days up to today they are spread. */
  readonly days: number;
};

export const PRODUCTS = 60;
const CATEGORIES = 6;
const STAFF = 6;

/** Ids follow from names, so that a bench knows them without asking. */
const SQL_ID = `CREATE FUNCTION pg_temp.id(text) RETURNS uuid IMMUTABLE LANGUAGE sql AS $$
  SELECT (overlay(overlay(md5($1) placing '7' from 13) placing '8' from 17))::uuid $$`;
/** A number below the first that looks like chance: of the seed, of what it is for, and of a counter. */
const SQL_CHANCE = `CREATE FUNCTION pg_temp.chance(below bigint, what bigint, n bigint) RETURNS bigint IMMUTABLE LANGUAGE sql AS $$
  SELECT (hashint8extended(n, what) & 1073741823) * below / 1073741824 $$`;

/** The password of every owner. */
export const OWNER_PASSWORD = 'salchipapa con queso';
export const ownerEmail = (owner: number) => `owner-${owner}@bench.example`;
/** So many that a crowd has an account each: the n-th owns the company n modulo the companies. */
export const LEAST_OWNERS = 64;

/** Fills an empty, migrated database. `passwordHash` is one for all owners: making it is what a log-in is slow for. */
export async function loadCompanies(look: Look, size: Size, facts: { readonly passwordHash: string; readonly now: number }): Promise<void> {
  const today = new Date(facts.now - 5 * 3_600_000).toISOString().slice(0, 10);
  await look.transaction(async (sql) => {
    // Rows are whole by their making; asking each foreign key again would cost more than the rows.
    await sql.query('SET LOCAL statement_timeout = 0');
    await sql.query('SET LOCAL session_replication_role = replica');
    await sql.query('SET LOCAL synchronous_commit = off');
    await sql.query(SQL_ID);
    await sql.query(SQL_CHANCE);
    await sql.query(`CREATE TEMP TABLE sold_lines (company_id uuid, branch_id uuid, business_day date, c int, p bigint, q bigint, gross bigint,
      discount bigint) ON COMMIT DROP`);
    for (const text of places(size)) await sql.query(text);
    await sql.query(PEOPLE, [size.companies, facts.passwordHash, Math.max(size.companies, LEAST_OWNERS)]);
    for (const text of menus(size)) await sql.query(text);
    // In pieces, so that no statement holds more than a few companies at once.
    const step = Math.max(1, Math.floor(200_000 / Math.max(1, size.orders / size.companies)));
    for (let from = 0; from < size.companies; from += step)
      for (const text of orders(size, { from, to: Math.min(size.companies, from + step), today })) await sql.query(text);
    for (const text of SUMS) await sql.query(text);
    for (const text of shifts(size, today)) await sql.query(text);
  });
  await look.transaction(async (sql) => {
    await sql.query('SET LOCAL statement_timeout = 0');
    await sql.query('ANALYZE');
  });
}

function places({ companies, branches }: Size): string[] {
  const each = Math.round(branches / companies);
  const company = `pg_temp.id('company ' || c)`;
  return [
    `INSERT INTO companies (company_id, name, legal_name, nit)
     SELECT ${company}, 'Empresa ' || c, 'Empresa ' || c || ' S.A.S.', '900123456-8' FROM generate_series(0, ${companies - 1}) c`,
    `INSERT INTO scopes (company_id, scope, epoch) SELECT ${company}, 'company', 'bench' FROM generate_series(0, ${companies - 1}) c`,
    `INSERT INTO branches (company_id, id, name, address, phone, utc_offset_hours, day_start_hour, tax_code, tax_rate_bp, receipt_footer, language)
     SELECT ${company}, pg_temp.id('branch ' || c || ' ' || b), 'Sucursal ' || b, 'Calle ' || b, '601', -5, 5, 'INC', 800, 'Gracias', 'es'
     FROM generate_series(0, ${companies - 1}) c, generate_series(0, ${each - 1}) b`,
    `INSERT INTO scopes (company_id, scope, epoch) SELECT company_id, 'branch:' || id, 'bench' FROM branches`,
    `INSERT INTO terminals (company_id, id, branch_id, name, public_key, enrolled_at, last_contact_at)
     SELECT company_id, pg_temp.id('terminal ' || id), id, 'Caja', '', 0, (extract(epoch FROM now()) * 1000)::bigint FROM branches`,
    `INSERT INTO staff (company_id, id, name, role, pin_hash)
     SELECT ${company}, pg_temp.id('staff ' || c || ' ' || s), 'Persona ' || s, 'cashier', 'none'
     FROM generate_series(0, ${companies - 1}) c, generate_series(0, ${STAFF - 1}) s`,
  ];
}

const PEOPLE = `WITH made AS (INSERT INTO users (id, email, name, password_hash)
    SELECT pg_temp.id('owner ' || c), 'owner-' || c || '@bench.example', 'Dueña ' || c, $2 FROM generate_series(0, $3::int - 1) c RETURNING 1),
  seated AS (INSERT INTO memberships (user_id, owner_company, role)
    SELECT pg_temp.id('owner ' || c), pg_temp.id('company ' || c % $1::int), 'owner' FROM generate_series(0, $3::int - 1) c RETURNING 1)
  INSERT INTO role_assignments (company_id, user_id, role, branch_id)
    SELECT pg_temp.id('company ' || c % $1::int), pg_temp.id('owner ' || c), 'owner', NULL FROM generate_series(0, $3::int - 1) c`;

function menus({ companies }: Size): string[] {
  const series = `generate_series(0, ${companies - 1}) c`;
  const product = `pg_temp.id('product ' || c || ' ' || p)`;
  return [
    `INSERT INTO masters (company_id, kind, id, version, doc)
     SELECT pg_temp.id('company ' || c), 'category', pg_temp.id('category ' || c || ' ' || k), 1, jsonb_build_object('id',
       pg_temp.id('category ' || c || ' ' || k), 'name', 'Categoría ' || k, 'hue', k * 40, 'sort', k) FROM ${series}, generate_series(0, ${CATEGORIES - 1}) k`,
    `INSERT INTO masters (company_id, kind, id, version, doc)
     SELECT pg_temp.id('company ' || c), 'product', ${product}, 1, jsonb_build_object('id', ${product}, 'categoryId',
       pg_temp.id('category ' || c || ' ' || p % ${CATEGORIES}), 'name', 'Producto ' || p, 'kind', 'single', 'price', 4000 + 500 * p, 'sizes', '[]'::jsonb,
       'groupIds', '[]'::jsonb, 'tax', jsonb_build_object('code', 'INC', 'rateBp', 800), 'stations', '[]'::jsonb, 'soldOut', false, 'sort', p)
     FROM ${series}, generate_series(0, ${PRODUCTS - 1}) p`,
    `INSERT INTO sold_names (company_id, id, name)
     SELECT pg_temp.id('company ' || c), ${product}, 'Producto ' || p FROM ${series}, generate_series(0, ${PRODUCTS - 1}) p`,
  ];
}

type Piece = { readonly from: number; readonly to: number; readonly today: string };

/** The orders of some companies; `n` counts all orders of the load, so that no two have the same chances. */
function orders({ companies, branches, orders: all, days }: Size, { from, to, today }: Piece): string[] {
  const each = Math.round(branches / companies);
  const perBranch = Math.ceil(all / branches);
  const chance = (below: number, what: number) => `pg_temp.chance(${below}, ${what}, n)`;
  // Squared, so that a few products sell most.
  const product = (what: number) => `(${chance(1_000, what)} * ${chance(1_000, what)} * ${PRODUCTS} / 1000000)`;
  return [
    `CREATE TEMP TABLE made ON COMMIT DROP AS
     SELECT n, c, pg_temp.id('company ' || c) AS company_id, pg_temp.id('branch ' || c || ' ' || b) AS branch_id, pg_temp.id('order ' || n) AS id,
       pg_temp.id('staff ' || c || ' ' || ${chance(STAFF, 1)}) AS staff_id, '${today}'::date - (${days - 1} - (i::bigint * ${days} / ${perBranch})::int) AS business_day,
       (11 + ${chance(12, 2)})::int AS hour, ${chance(60, 3)} AS minute, i % 999 + 1 AS sequence,
       (ARRAY['counter', 'counter', 'takeaway', 'dine_in', 'delivery'])[1 + ${chance(5, 4)}] AS type,
       (ARRAY['cash', 'cash', 'card', 'nequi', 'bank_transfer'])[1 + ${chance(5, 5)}] AS method,
       ${product(6)} AS p1, 1 + ${chance(3, 7)} AS q1, ${product(8)} AS p2, 1 + ${chance(2, 9)} AS q2,
       CASE WHEN ${chance(10, 10)} = 0 THEN 1000 ELSE 0 END AS discount, CASE WHEN ${chance(12, 11)} = 0 THEN 2000 ELSE 0 END AS tip,
       CASE WHEN ${chance(100, 12)} = 0 THEN 4000 ELSE 0 END AS refund
     FROM (SELECT c, b, i, (c::bigint * ${each} + b) * ${perBranch} + i AS n FROM generate_series(${from}, ${to - 1}) c, generate_series(0, ${each - 1}) b,
       generate_series(0, ${perBranch - 1}) i) AS counted`,
    `CREATE TEMP TABLE priced ON COMMIT DROP AS
     SELECT m.*, (extract(epoch FROM business_day) * 1000)::bigint + (hour + 5) * 3600000::bigint + minute * 60000 AS at,
       (4000 + 500 * p1) * q1 AS gross1, (4000 + 500 * p2) * q2 AS gross2, (4000 + 500 * p1) * q1 + (4000 + 500 * p2) * q2 AS gross,
       (4000 + 500 * p1) * q1 + (4000 + 500 * p2) * q2 - discount AS total,
       round(((4000 + 500 * p1) * q1 - discount) * 2500 / 27.0)::bigint + round(((4000 + 500 * p2) * q2) * 2500 / 27.0)::bigint AS base FROM made m`,
    `INSERT INTO orders (company_id, id, branch_id, terminal_id, business_day, hour, type, state, number, total, paid, balance, needs_review,
       opened_at, opened_by_id, placed_at, settled_at, methods, doc)
     SELECT company_id, id, branch_id, pg_temp.id('terminal ' || branch_id), business_day, hour, type, 'closed', 'A-' || lpad(sequence::text, 3, '0'),
       total, total + tip, 0, '', at, staff_id, at, at, method, ${ORDER_DOC} FROM priced`,
    `INSERT INTO order_lines (company_id, order_id, position, product_id, name, quantity, total)
     SELECT company_id, id, 0, pg_temp.id('product ' || c || ' ' || p1), 'Producto ' || p1, q1, gross1 - discount FROM priced
     UNION ALL SELECT company_id, id, 1, pg_temp.id('product ' || c || ' ' || p2), 'Producto ' || p2, q2, gross2 FROM priced`,
    `INSERT INTO payments (company_id, order_id, id, method, amount, rounding, third_party, status)
     SELECT company_id, id, pg_temp.id('payment ' || n), method, total + tip, 0, tip, ${STATUS} FROM priced`,
    `INSERT INTO refunds (company_id, order_id, id, method, amount) SELECT company_id, id, pg_temp.id('refund ' || n), 'cash', refund FROM priced WHERE refund > 0`,
    `INSERT INTO order_acts (company_id, order_id, kind, id, branch_id, business_day, by_id, at, amount, reason)
     SELECT company_id, id, 'discount', pg_temp.id('discount ' || n), branch_id, business_day, staff_id, at, discount, 'Cliente' FROM priced WHERE discount > 0
     UNION ALL SELECT company_id, id, 'refund', pg_temp.id('refund ' || n), branch_id, business_day, staff_id, at, refund, 'Frío' FROM priced WHERE refund > 0`,
    'INSERT INTO sold_lines SELECT company_id, branch_id, business_day, c, p1, q1, gross1, discount FROM priced UNION ALL SELECT company_id, branch_id, business_day, c, p2, q2, gross2, 0 FROM priced',
    `INSERT INTO sales_hours (company_id, branch_id, business_day, hour, channel, tickets, gross, discount, sales, tips, third_party)
     SELECT company_id, branch_id, business_day, hour, type, count(*), sum(gross), sum(discount), sum(total), sum(tip), 0 FROM priced GROUP BY 1, 2, 3, 4, 5`,
    `INSERT INTO sales_sums (company_id, kind, branch_id, business_day, key, count, amount, part)
     SELECT company_id, 'staff', branch_id, business_day, staff_id::text, count(*), sum(total), sum(tip) FROM priced GROUP BY 1, 3, 4, 5
     UNION ALL SELECT company_id, 'method', branch_id, business_day, method, count(*), sum(total + tip), 0 FROM priced GROUP BY 1, 3, 4, 5
     UNION ALL SELECT company_id, 'tax', branch_id, business_day, 'INC 800', count(*), sum(total), sum(total * 100 - base) FROM priced GROUP BY 1, 3, 4, 5`,
    `INSERT INTO sales_products (company_id, branch_id, business_day, product_id, category_id, quantity, gross, discount, sales)
     SELECT company_id, branch_id, business_day, pg_temp.id('product ' || c || ' ' || p), pg_temp.id('category ' || c || ' ' || p % ${CATEGORIES}),
       sum(q), sum(gross), sum(discount), sum(gross - discount) FROM sold_lines GROUP BY company_id, branch_id, business_day, c, p`,
    'DROP TABLE made',
    'DROP TABLE priced',
    'TRUNCATE sold_lines',
  ];
}

const STATUS = `CASE WHEN method IN ('cash', 'card') THEN 'taken' WHEN pg_temp.chance(200, 13, n) = 0 THEN 'unverified' ELSE 'verified' END`;
const LINE = (
  index: 1 | 2,
) => `jsonb_build_object('id', pg_temp.id('line ${index} ' || n), 'productId', pg_temp.id('product ' || c || ' ' || p${index}),
  'categoryId', pg_temp.id('category ' || c || ' ' || p${index} % ${CATEGORIES}), 'name', 'Producto ' || p${index}, 'quantity', q${index},
  'unitPrice', 4000 + 500 * p${index}, 'choices', '[]'::jsonb, 'tax', jsonb_build_object('code', 'INC', 'rateBp', 800), 'stations', '[]'::jsonb)`;
/** What the fold of such an order is. */
const ORDER_DOC = `jsonb_build_object('id', id, 'branchId', branch_id, 'terminalId', pg_temp.id('terminal ' || branch_id), 'type', type, 'state', 'closed',
  'number', jsonb_build_object('series', 'A', 'sequence', sequence), 'printedNumber', jsonb_build_object('series', 'A', 'sequence', sequence),
  'businessDay', business_day::text, 'openedAt', at, 'openedById', staff_id, 'placedAt', at, 'settledAt', at, 'lines', jsonb_build_array(${LINE(1)}, ${LINE(2)}),
  'voided', '[]'::jsonb, 'unsent', '[]'::jsonb, 'overMoved', 0, 'charges', '[]'::jsonb,
  'discounts', CASE WHEN discount = 0 THEN '[]'::jsonb ELSE jsonb_build_array(jsonb_build_object('id', pg_temp.id('discount ' || n), 'kind', 'amount',
    'value', discount, 'lineId', pg_temp.id('line 1 ' || n), 'reason', 'Cliente')) END,
  'totals', jsonb_build_object('gross', gross, 'discount', discount, 'total', total, 'tip', tip, 'thirdParty', 0, 'due', total + tip, 'taxes',
    jsonb_build_array(jsonb_build_object('code', 'INC', 'rateBp', 800, 'gross', total, 'base', base, 'tax', total * 100 - base))),
  'payments', jsonb_build_array(jsonb_build_object('id', pg_temp.id('payment ' || n), 'method', method, 'amount', total + tip, 'tendered', total + tip,
    'change', 0, 'rounding', 0, 'status', ${STATUS})),
  'refunds', CASE WHEN refund = 0 THEN '[]'::jsonb ELSE jsonb_build_array(jsonb_build_object('id', pg_temp.id('refund ' || n), 'method', 'cash',
    'amount', refund, 'lines', '[]'::jsonb, 'reason', 'Frío')) END,
  'paid', total + tip, 'refunded', refund, 'balance', 0, 'needsReview', '[]'::jsonb, 'rev', 6)`;

/** Of the whole load at its end. */
const SUMS = [
  `INSERT INTO branch_hours (company_id, branch_id, business_day, hour, sales, tickets)
   SELECT company_id, branch_id, business_day, hour, sum(sales), sum(tickets) FROM sales_hours GROUP BY 1, 2, 3, 4`,
  `INSERT INTO sales_days SELECT company_id, branch_id, business_day, channel, sum(tickets), sum(gross), sum(discount), sum(sales), sum(tips), 0
   FROM sales_hours GROUP BY 1, 2, 3, 4`,
  `INSERT INTO sales_hour_weeks SELECT company_id, branch_id, date_trunc('week', business_day::timestamp)::date, hour, sum(tickets), sum(gross),
     sum(discount), sum(sales), sum(tips), 0 FROM sales_hours GROUP BY 1, 2, 3, 4`,
  `INSERT INTO sales_product_weeks SELECT company_id, branch_id, date_trunc('week', business_day::timestamp)::date, product_id, category_id,
     sum(quantity), sum(gross), sum(discount), sum(sales) FROM sales_products GROUP BY 1, 2, 3, 4, 5`,
];

/** A shift of each branch on each day, closed but for today's, and a busy kitchen on the last days. */
function shifts({ days }: Size, today: string): string[] {
  return [
    `INSERT INTO cash_sessions (company_id, id, branch_id, terminal_id, business_day, opened_at, opened_by_id, opening_float, closed_at, counted,
       expected, difference)
     SELECT b.company_id, pg_temp.id('session ' || b.id || d), b.id, pg_temp.id('terminal ' || b.id), '${today}'::date - d,
       (extract(epoch FROM '${today}'::date - d) * 1000)::bigint + 54000000, pg_temp.id('nobody'), 100000,
       CASE WHEN d > 0 THEN (extract(epoch FROM '${today}'::date - d) * 1000)::bigint + 97200000 END, CASE WHEN d > 0 THEN 500000 END,
       CASE WHEN d > 0 THEN 500000 END, CASE WHEN d > 0 THEN (pg_temp.chance(9, 14, hashtext(b.id::text || d)::bigint) - 4) * 1000 END
     FROM branches b, generate_series(0, ${days - 1}) d`,
    `INSERT INTO kitchen_tickets (company_id, id, branch_id, order_id, station_id, business_day, fired_at, acked_at, done_at)
     SELECT company_id, id, branch_id, id, CASE WHEN hour % 2 = 0 THEN 'freidora' ELSE 'plancha' END, business_day, settled_at, settled_at + 5000,
       settled_at + 60000 * (2 + pg_temp.chance(10, 15, settled_at)) FROM orders WHERE business_day > '${today}'::date - 90`,
  ];
}
