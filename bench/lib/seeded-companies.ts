import type { Look, Place } from './servers.ts';
import type { Sql } from '@fastops/cloud/server/db/sql';

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

const PRODUCTS = 60;
const CATEGORIES = 6;
const STAFF = 6;

/** Ids follow from names, so that a bench knows them without asking. */
const SQL_ID = `CREATE OR REPLACE FUNCTION pg_temp.id(text) RETURNS uuid IMMUTABLE LANGUAGE sql AS $$
  SELECT (overlay(overlay(md5($1) placing '7' from 13) placing '8' from 17))::uuid $$`;
/** An id of its time, as tills mint them, of a kind of thing and a counter. */
const SQL_ID_AT = `CREATE OR REPLACE FUNCTION pg_temp.id_at(at bigint, kind int, n bigint) RETURNS uuid IMMUTABLE LANGUAGE sql AS $$
  SELECT (lpad(to_hex(at), 12, '0') || '7' || lpad(kind::text, 3, '0') || '8' || lpad(to_hex(n), 15, '0'))::uuid $$`;
/** A number below the first that looks like chance: of the seed, of what it is for, and of a counter. */
const SQL_CHANCE = `CREATE OR REPLACE FUNCTION pg_temp.chance(below bigint, what bigint, n bigint) RETURNS bigint IMMUTABLE LANGUAGE sql AS $$
  SELECT (hashint8extended(n, what) & 1073741823) * below / 1073741824 $$`;

/** The password of every owner. */
export const OWNER_PASSWORD = 'salchipapa con queso';
export const ownerEmail = (owner: number) => `owner-${owner}@bench.example`;
/** So many that a crowd has an account each: the n-th owns the company n modulo the companies. */
export const LEAST_OWNERS = 64;

/** Two at once where the engine can: making rows is what one process of the server is busy with. */
const WORKERS = { postgres: 2, pglite: 1 } as const;
const ORDERS_A_PIECE = 100_000;

/** Fills an empty, migrated database. `passwordHash` is one for all owners: making it is what a log-in is slow for. */
export async function loadCompanies(
  place: Place,
  size: Size,
  facts: { readonly passwordHash: string; readonly now: number; readonly say?: (what: string) => void },
): Promise<void> {
  const today = new Date(facts.now - 5 * 3_600_000).toISOString().slice(0, 10);
  const looks = await Promise.all(Array.from({ length: WORKERS[place.kind] }, () => place.open()));
  const [first] = looks;
  if (!first) throw new Error('nobody loads');
  await loading(first, async (sql) => {
    for (const text of places(size)) await sql.query(text);
    await sql.query(PEOPLE, [size.companies, facts.passwordHash, Math.max(size.companies, LEAST_OWNERS)]);
    for (const text of menus(size)) await sql.query(text);
  });
  const pieces = piecesOf(size, today);
  facts.say?.(`${size.orders} orders in ${pieces.length} pieces`);
  await Promise.all(looks.map((look) => loading(look, (sql) => loadPieces(sql, { size, pieces, say: facts.say }))));
  await loading(first, async (sql) => {
    for (const text of SUMS) await sql.query(text);
    for (const text of [...shifts(size, today), ...TIMES, ...stock(size, today)]) await sql.query(text);
  });
  await loading(first, (sql) => sql.query('ANALYZE'));
  await Promise.all(looks.map((look) => look.close()));
}

/** Rows are whole by their making; asking each foreign key again would cost more than the rows. */
function loading<T>(look: Look, run: (sql: Sql) => Promise<T>): Promise<T> {
  return look.transaction(async (sql) => {
    await sql.query('SET LOCAL statement_timeout = 0');
    await sql.query('SET LOCAL session_replication_role = replica');
    await sql.query('SET LOCAL synchronous_commit = off');
    await sql.query("SET LOCAL work_mem = '256MB'");
    await sql.query(SQL_ID);
    await sql.query(SQL_ID_AT);
    await sql.query(SQL_CHANCE);
    return run(sql);
  });
}

type Piece = { readonly from: number; readonly to: number; readonly today: string };

/** Whole branches, so that no sum is made in two places; few enough that no statement holds much at once. */
function piecesOf({ branches, orders }: Size, today: string): Piece[] {
  const step = Math.max(1, Math.floor(ORDERS_A_PIECE / Math.ceil(orders / branches)));
  return Array.from({ length: Math.ceil(branches / step) }, (_, index) => {
    return { from: index * step, to: Math.min(branches, (index + 1) * step), today };
  });
}

/** Takes pieces that nobody has taken yet. */
async function loadPieces(
  sql: Sql,
  { size, pieces, say }: { size: Size; pieces: Piece[]; say: ((what: string) => void) | undefined },
): Promise<void> {
  for (const text of people(size)) await sql.query(text);
  for (let piece = pieces.shift(); piece; piece = pieces.shift()) {
    for (const text of orders(size, piece)) await sql.query(text);
    say?.(`branches up to ${piece.to} are there, ${pieces.length} pieces left`);
  }
  for (const table of ['shops', 'dishes', 'waiters']) await sql.query(`DROP TABLE ${table}`);
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

/** What is known by a number, as a piece's orders need it. */
function people({ companies, branches }: Size): string[] {
  const each = Math.round(branches / companies);
  return [
    `CREATE TEMP TABLE shops AS SELECT g, g / ${each} AS c, pg_temp.id('company ' || g / ${each}) AS company_id,
       pg_temp.id('branch ' || g / ${each} || ' ' || g % ${each}) AS branch_id,
       pg_temp.id('terminal ' || pg_temp.id('branch ' || g / ${each} || ' ' || g % ${each})) AS terminal_id FROM generate_series(0, ${branches - 1}) g`,
    `CREATE TEMP TABLE dishes AS SELECT c, p, pg_temp.id('product ' || c || ' ' || p) AS product_id,
       pg_temp.id('category ' || c || ' ' || p % ${CATEGORIES}) AS category_id FROM generate_series(0, ${companies - 1}) c, generate_series(0, ${PRODUCTS - 1}) p`,
    `CREATE TEMP TABLE waiters AS SELECT c, s, pg_temp.id('staff ' || c || ' ' || s) AS staff_id
     FROM generate_series(0, ${companies - 1}) c, generate_series(0, ${STAFF - 1}) s`,
    'ANALYZE shops, dishes, waiters',
  ];
}

/** The orders of some branches; `n` counts all orders of the load, so that no two have the same chances. */
function orders({ branches, orders: all, days }: Size, { from, to, today }: Piece): string[] {
  const perBranch = Math.ceil(all / branches);
  const chance = (below: number, what: number) => `pg_temp.chance(${below}, ${what}, n)`;
  // Squared, so that a few products sell most.
  const product = (what: number) => `(${chance(1_000, what)} * ${chance(1_000, what)} * ${PRODUCTS} / 1000000)`;
  return [
    `CREATE TEMP TABLE made ON COMMIT DROP AS
     SELECT n, g, ${chance(STAFF, 1)} AS s, '${today}'::date - (${days - 1} - (i::bigint * ${days} / ${perBranch})::int) AS business_day,
       (11 + ${chance(12, 2)})::int AS hour, ${chance(60, 3)} AS minute, i % 999 + 1 AS sequence,
       (ARRAY['counter', 'counter', 'takeaway', 'dine_in', 'delivery'])[1 + ${chance(5, 4)}] AS type,
       (ARRAY['cash', 'cash', 'card', 'nequi', 'bank_transfer'])[1 + ${chance(5, 5)}] AS method,
       ${product(6)} AS p1, 1 + ${chance(3, 7)} AS q1, ${product(8)} AS p2, 1 + ${chance(2, 9)} AS q2,
       CASE WHEN ${chance(10, 10)} = 0 THEN 1000 ELSE 0 END AS discount, CASE WHEN ${chance(12, 11)} = 0 THEN 2000 ELSE 0 END AS tip,
       CASE WHEN ${chance(100, 12)} = 0 THEN 4000 ELSE 0 END AS refund
     FROM (SELECT g, i, g::bigint * ${perBranch} + i AS n FROM generate_series(${from}, ${to - 1}) g, generate_series(0, ${perBranch - 1}) i) AS counted`,
    `CREATE TEMP TABLE priced ON COMMIT DROP AS
     SELECT m.*, shops.company_id, shops.branch_id, shops.terminal_id, waiters.staff_id, one.product_id AS product1, one.category_id AS category1,
       two.product_id AS product2, two.category_id AS category2, pg_temp.id_at(at, 1, n) AS id, pg_temp.id_at(at, 2, n) AS line1,
       pg_temp.id_at(at, 3, n) AS line2, pg_temp.id_at(at, 4, n) AS payment_id, pg_temp.id_at(at, 5, n) AS discount_id, pg_temp.id_at(at, 6, n) AS refund_id,
       gross1 + gross2 AS gross, gross1 + gross2 - discount AS total, round((gross1 - discount) * 2500 / 27.0)::bigint + round(gross2 * 2500 / 27.0)::bigint AS base
     FROM (SELECT made.*, (extract(epoch FROM business_day) * 1000)::bigint + (hour + 5) * 3600000::bigint + minute * 60000 AS at,
         (4000 + 500 * p1) * q1 AS gross1, (4000 + 500 * p2) * q2 AS gross2 FROM made) AS m
       JOIN shops USING (g) JOIN waiters USING (c, s) JOIN dishes one ON one.c = shops.c AND one.p = p1 JOIN dishes two ON two.c = shops.c AND two.p = p2
     ORDER BY business_day, g, at`,
    `INSERT INTO orders (company_id, id, branch_id, terminal_id, business_day, hour, type, state, number, total, paid, balance, needs_review,
       opened_at, opened_by_id, placed_at, settled_at, methods, awaits_transfer, doc)
     SELECT company_id, id, branch_id, terminal_id, business_day, hour, type, 'closed', 'A-' || lpad(sequence::text, 3, '0'),
       total, total + tip, 0, '', at, staff_id, at, at, method, ${STATUS} = 'unverified', ${ORDER_DOC} FROM priced`,
    `INSERT INTO order_lines (company_id, order_id, position, product_id, name, quantity, total)
     SELECT company_id, id, position, CASE position WHEN 0 THEN product1 ELSE product2 END, 'Producto ' || CASE position WHEN 0 THEN p1 ELSE p2 END,
       CASE position WHEN 0 THEN q1 ELSE q2 END, CASE position WHEN 0 THEN gross1 - discount ELSE gross2 END FROM priced, generate_series(0, 1) position`,
    `INSERT INTO payments (company_id, order_id, id, method, amount, rounding, third_party, status)
     SELECT company_id, id, payment_id, method, total + tip, 0, tip, ${STATUS} FROM priced`,
    `INSERT INTO refunds (company_id, order_id, id, method, amount) SELECT company_id, id, refund_id, 'cash', refund FROM priced WHERE refund > 0`,
    `INSERT INTO order_acts (company_id, order_id, kind, id, branch_id, business_day, by_id, at, amount, reason)
     SELECT company_id, id, 'discount', discount_id, branch_id, business_day, staff_id, at, discount, 'Cliente' FROM priced WHERE discount > 0
     UNION ALL SELECT company_id, id, 'refund', refund_id, branch_id, business_day, staff_id, at, refund, 'Frío' FROM priced WHERE refund > 0`,
    `INSERT INTO sales_hours (company_id, branch_id, business_day, hour, channel, tickets, gross, discount, sales, tips, third_party)
     SELECT company_id, branch_id, business_day, hour, type, count(*), sum(gross), sum(discount), sum(total), sum(tip), 0 FROM priced
     GROUP BY 1, 2, 3, 4, 5 ORDER BY business_day, branch_id`,
    `INSERT INTO sales_sums (company_id, kind, branch_id, business_day, key, count, amount, part)
     SELECT company_id, 'staff', branch_id, business_day, staff_id::text, count(*), sum(total), sum(tip) FROM priced GROUP BY 1, 3, 4, 5
     UNION ALL SELECT company_id, 'method', branch_id, business_day, method, count(*), sum(total + tip), 0 FROM priced GROUP BY 1, 3, 4, 5
     UNION ALL SELECT company_id, 'tax', branch_id, business_day, 'INC 800', count(*), sum(total), sum(total * 100 - base) FROM priced GROUP BY 1, 3, 4, 5
     ORDER BY 4, 3`,
    `INSERT INTO sales_products (company_id, branch_id, business_day, product_id, category_id, quantity, gross, discount, sales)
     SELECT company_id, branch_id, business_day, product_id, category_id, sum(q), sum(gross), sum(discount), sum(gross - discount)
     FROM (SELECT company_id, branch_id, business_day, product1 AS product_id, category1 AS category_id, q1 AS q, gross1 AS gross, discount FROM priced
       UNION ALL SELECT company_id, branch_id, business_day, product2, category2, q2, gross2, 0 FROM priced) AS l
     GROUP BY 1, 2, 3, 4, 5 ORDER BY business_day, branch_id, product_id`,
    'DROP TABLE made',
    'DROP TABLE priced',
  ];
}

const STATUS = `CASE WHEN method IN ('cash', 'card') THEN 'taken' WHEN pg_temp.chance(200, 13, n) = 0 THEN 'unverified' ELSE 'verified' END`;
const LINE = (index: 1 | 2) => `'{"id":"', line${index}, '","productId":"', product${index}, '","categoryId":"', category${index},
  '","name":"Producto ', p${index}, '","quantity":', q${index}, ',"unitPrice":', 4000 + 500 * p${index},
  ',"choices":[],"tax":{"code":"INC","rateBp":800},"stations":[]}'`;
/** What the fold of such an order is. As text that is read once: pieces of jsonb put into each other are copied each time. */
const ORDER_DOC = `concat('{"id":"', id, '","branchId":"', branch_id, '","terminalId":"', terminal_id, '","type":"', type,
  '","state":"closed","number":{"series":"A","sequence":', sequence, '},"printedNumber":{"series":"A","sequence":', sequence, '},"businessDay":"', business_day,
  '","openedAt":', at, ',"openedById":"', staff_id, '","placedAt":', at, ',"settledAt":', at, ',"lines":[', ${LINE(1)}, ',', ${LINE(2)},
  '],"voided":[],"unsent":[],"overMoved":0,"charges":[],"discounts":[', CASE WHEN discount > 0 THEN
    concat('{"id":"', discount_id, '","kind":"amount","value":', discount, ',"lineId":"', line1, '","reason":"Cliente"}') END,
  '],"totals":{"gross":', gross, ',"discount":', discount, ',"total":', total, ',"tip":', tip, ',"thirdParty":0,"due":', total + tip,
  ',"taxes":[{"code":"INC","rateBp":800,"gross":', total, ',"base":', base, ',"tax":', total * 100 - base,
  '}]},"payments":[{"id":"', payment_id, '","method":"', method, '","amount":', total + tip, ',"tendered":', total + tip,
  ',"change":0,"rounding":0,"status":"', ${STATUS}, '"}],"refunds":[', CASE WHEN refund > 0 THEN
    concat('{"id":"', refund_id, '","method":"cash","amount":', refund, ',"lines":[],"reason":"Frío"}') END,
  '],"paid":', total + tip, ',"refunded":', refund, ',"balance":0,"needsReview":[],"rev":6}')::jsonb`;

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
  `INSERT INTO act_days SELECT company_id, branch_id, business_day, by_id, kind, count(*), sum(amount), count(approved_by_id)
   FROM order_acts GROUP BY 1, 2, 3, 4, 5`,
  `INSERT INTO act_weeks SELECT company_id, branch_id, date_trunc('week', business_day::timestamp)::date, by_id, kind, sum(count), sum(amount),
     sum(approved) FROM act_days GROUP BY 1, 2, 3, 4, 5`,
];

/** Of a busy kitchen. */
const TIMES = [
  `INSERT INTO kitchen_days SELECT company_id, branch_id, business_day, station_id, v.seconds, sum(v.fired), sum(v.seen), sum(v.made)
   FROM kitchen_tickets, LATERAL (VALUES (0, 1, 0, 0), (kitchen_seconds(acked_at - fired_at), 0, 1, 0), (kitchen_seconds(done_at - fired_at), 0, 0, 1))
     AS v(seconds, fired, seen, made) WHERE v.seconds IS NOT NULL GROUP BY 1, 2, 3, 4, 5`,
  `INSERT INTO kitchen_weeks SELECT company_id, branch_id, date_trunc('week', business_day::timestamp)::date, station_id, seconds, sum(fired),
     sum(seen), sum(made) FROM kitchen_days GROUP BY 1, 2, 3, 4, 5`,
];

const INGREDIENTS = 25;

/** What recipes said that sales cost, what kitchens threw away, and what was bought of each ingredient twice a week. */
function stock({ companies, days }: Size, today: string): string[] {
  const ingredient = (c: string) => `pg_temp.id('ingredient ' || ${c} || ' ' || k)`;
  return [
    `INSERT INTO masters (company_id, kind, id, version, doc)
     SELECT pg_temp.id('company ' || c), 'ingredient', ${ingredient('c')}, 1, jsonb_build_object('id', ${ingredient('c')}, 'name', 'Insumo ' || k, 'unit', 'g',
       'packs', '[]'::jsonb, 'price', jsonb_build_object('amount', 3000 + 100 * k, 'quantity', 1000000), 'prepYieldBp', 10000, 'cookYieldBp', 10000,
       'critical', false) FROM generate_series(0, ${companies - 1}) c, generate_series(0, ${INGREDIENTS - 1}) k`,
    `INSERT INTO product_costs SELECT company_id, branch_id, business_day, product_id, quantity, quantity * 250000 FROM sales_products`,
    `INSERT INTO product_cost_weeks SELECT company_id, branch_id, date_trunc('week', business_day::timestamp)::date, product_id, sum(quantity),
       sum(cost_cents) FROM product_costs GROUP BY 1, 2, 3, 4`,
    `INSERT INTO stock_days (company_id, branch_id, business_day, ingredient_id, kind, quantity, cost_cents)
     SELECT d.company_id, d.branch_id, d.business_day, i.id, how, CASE how WHEN 'sale' THEN -d.sales / 10 ELSE -5000 END,
       CASE how WHEN 'sale' THEN d.sales ELSE 0 END
     FROM (SELECT company_id, branch_id, business_day, sum(sales)::bigint AS sales FROM sales_days GROUP BY 1, 2, 3) AS d
       JOIN masters i ON i.company_id = d.company_id AND i.kind = 'ingredient'
       CROSS JOIN (VALUES ('sale'), ('waste')) AS k(how)
     WHERE how = 'sale' OR (hashtext(i.id::text) + extract(doy FROM d.business_day)::int) % 7 = 0`,
    `INSERT INTO stock_papers (company_id, branch_id, id, type, source, business_day, at, actor_id, body)
     SELECT b.company_id, b.id, pg_temp.id('goods ' || b.id || d), 'stock.received', 'office', '${today}'::date - d, 0, pg_temp.id('nobody'),
       jsonb_build_object('lines', (SELECT jsonb_agg(jsonb_build_object('ingredientId', i.id, 'quantity', 3000000,
         'cost', 8000 + pg_temp.chance(2000, 16, hashtext(i.id::text || b.id || d)::bigint))) FROM masters i WHERE i.company_id = b.company_id AND i.kind = 'ingredient'))
     FROM branches b, generate_series(0, ${days - 1}) d WHERE d % 7 IN (1, 4)`,
    `INSERT INTO stock_days (company_id, branch_id, business_day, ingredient_id, kind, quantity, cost_cents)
     SELECT company_id, branch_id, business_day, (line->>'ingredientId')::uuid, 'purchase', (line->>'quantity')::bigint, (line->>'cost')::bigint * 100
     FROM stock_papers, jsonb_array_elements(body->'lines') AS line`,
  ];
}

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
       settled_at + 60000 + pg_temp.chance(660000, 15, settled_at) FROM orders WHERE business_day > '${today}'::date - 90`,
  ];
}
