// What an owner waits for: today's page, a quarter by branch and product, every report, the way down to a ticket; over one company of
// 50 branches. Floor: the same sums by the bare driver. `--lines 10000000` is the full size; `--small` is measured first, for the growth.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { passwords } from '@fastops/cloud/server/adapters/passwords';
import { startCloud, type Cloud } from '@fastops/cloud/server/compose';
import { readEnv } from '@fastops/cloud/server/env';
import { checkSums } from '@fastops/cloud/server/modules/reports/rollup.service';
import { dayAfter } from '@fastops/shared/reports/days';
import { SALES_BY } from '@fastops/shared/reports/report';
import { openingMillis } from './lib/morning-page.ts';
import { percentile, report, type BenchRow } from './lib/report.ts';
import { loadCompanies, OWNER_PASSWORD, ownerEmail } from './lib/seeded-companies.ts';
import { postgresGround, type Ground, type Look, type Place } from './lib/servers.ts';

const { values: flags } = parseArgs({
  options: {
    json: { type: 'string' },
    lines: { type: 'string', default: '100000' },
    small: { type: 'string' },
    branches: { type: 'string', default: '50' },
    runs: { type: 'string', default: '20' },
  },
});
const DAYS = 330;
const TODAY = new Date(Date.now() - 5 * 3_600_000).toISOString().slice(0, 10);
const QUARTER = { from: dayAfter(TODAY, -89), to: TODAY };
const GOALS: Readonly<Record<string, string>> = {
  "today's page": '≤ 100',
  "the morning's comparison and flags": '≤ 100',
  'quarter by branch and product': '≤ 200',
  'tickets of the product sold most': '≤ 100',
  'tickets of the product sold least': '≤ 100',
  'tickets of an hour in a quarter': '≤ 100',
  'a ticket': '≤ 100',
  'morning page in Chromium: figures there': '≤ 1500',
  'morning page in Chromium: a click answered': '≤ 1500',
};

const branches = Number(flags.branches);
const runs = Number(flags.runs);
const folder = mkdtempSync(join(tmpdir(), 'reports-bench-'));
const rows: BenchRow[] = [];
const notes: string[] = [];

type Measured = ReadonlyMap<string, { readonly p50: number; readonly p95: number }>;

const ground = await postgresGround(folder);
try {
  const lines = Number(flags.lines);
  const [little, much] = [await loaded(ground, Number(flags.small ?? Math.round(lines / 10))), await loaded(ground, lines)];
  say('measuring');
  const small = await measured(little);
  const large = await measured(much);
  const growth: number[] = [];
  for (const [name, { p50, p95 }] of large.asked) {
    const before = small.asked.get(name)?.p50 ?? Number.NaN;
    growth.push(p50 / before);
    rows.push({
      name,
      'p50 ms': p50,
      'p95 ms': p95,
      'p50 ms, tenth': before,
      growth: rounded(p50 / before),
      goal: GOALS[name] ?? '≤ 1000',
    });
  }
  report({
    bench: 'reports',
    versions: { PostgreSQL: '18.4' },
    rows,
    ratioToFloor: (large.asked.get('quarter by branch and product')?.p50 ?? Number.NaN) / large.floor,
    notes: [
      ...notes,
      `floor: the quarter's sums by the bare driver ${rounded(large.floor)} ms; the same from orders and lines ${rounded(large.fromLines)} ms`,
    ],
  });
} finally {
  await ground.stop();
  rmSync(folder, { recursive: true, force: true });
}

function rounded(value: number): number {
  return value >= 100 ? Math.round(value) : Math.round(value * 100) / 100;
}

/** Where a long run has got to. */
function say(what: string): void {
  process.stderr.write(`${new Date().toISOString()} ${what}\n`);
}

async function loaded(on: Ground, lines: number): Promise<Place> {
  const place = await on.fresh();
  const began = performance.now();
  const orders = Math.round(lines / 2);
  const size = { companies: 1, branches, orders, days: DAYS };
  await loadCompanies(place, size, { passwordHash: await passwords.hash(OWNER_PASSWORD), now: Date.now(), say });
  await place.settle();
  notes.push(`${lines} lines of ${orders} orders loaded in ${rounded((performance.now() - began) / 1000)} s`);
  return place;
}

async function measured(place: Place): Promise<{ asked: Measured; floor: number; fromLines: number }> {
  const look = await place.open();
  const cloud = await startCloud(readEnv({ FASTOPS_PORT: '0', FASTOPS_LOG: 'error', FASTOPS_HTTPS: '0', ...place.env }));
  try {
    await expectSameSums(cloud, look);
    const asked = new Map([...(await askAll(cloud)), ...(await opened(cloud))]);
    return { asked, floor: await floorOf(look), fromLines: await fromLines(look) };
  } finally {
    await cloud.close();
    await look.close();
  }
}

/** The sums that the loader left are those that the orders make: the last week, every branch. */
async function expectSameSums({ services }: Cloud, look: Look): Promise<void> {
  const [company] = await look.transaction((sql) => sql.query<{ id: string }>('SELECT company_id AS id FROM companies'));
  const check = await checkSums(services.db, { companyId: company?.id ?? '', now: Date.now(), since: dayAfter(TODAY, -6) });
  if (check.differences !== 0 || check.branchDays === 0) throw new Error(`the loader adds up otherwise: ${JSON.stringify(check)}`);
  notes.push(`re-check of a week: ${check.branchDays} branch-days, ${check.differences} differences`);
}

async function askAll(cloud: Cloud): Promise<Measured> {
  const token = await logIn(cloud);
  const ask = (path: string, input?: unknown) => () =>
    asked(`${cloud.url}/trpc/${path}${input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`}`, token);
  const [order] = ((await ask('reports.tickets', { ...QUARTER, limit: 1 })()) as { tickets: { id: string }[] }).tickets;
  const mix = (await ask('reports.mix', QUARTER)()) as { rows: { key: string; count: number }[] };
  const units = new Map<string, number>();
  for (const { key, count } of mix.rows) units.set(key, (units.get(key) ?? 0) + count);
  const [best, ...others] = [...units].sort(([, a], [, b]) => b - a).map(([key]) => key);
  const questions: [string, () => Promise<unknown>][] = [
    ["today's page", ask('dashboard.today')],
    ["the morning's comparison and flags", ask('reports.morning')],
    ['quarter by branch and product', ask('reports.sales', { ...QUARTER, by: 'product' })],
    ...SALES_BY.filter((by) => by !== 'product').map((by): [string, () => Promise<unknown>] => [
      `quarter by ${by}`,
      ask('reports.sales', { ...QUARTER, by }),
    ]),
    ['quarter: product mix', ask('reports.mix', QUARTER)],
    ['quarter: food cost', ask('reports.foodCost', QUARTER)],
    ['quarter: people', ask('reports.people', QUARTER)],
    ['quarter: drawers', ask('reports.drawers', QUARTER)],
    ['quarter: transfers', ask('reports.transfers', QUARTER)],
    ['quarter: kitchen', ask('reports.kitchen', QUARTER)],
    ['eleven months by product', ask('reports.sales', { from: dayAfter(TODAY, 1 - DAYS), to: TODAY, by: 'product' })],
    ['tickets of the product sold most', ask('reports.tickets', { ...QUARTER, drill: { productId: best } })],
    ['tickets of the product sold least', ask('reports.tickets', { ...QUARTER, drill: { productId: others.at(-1) } })],
    ['tickets of an hour in a quarter', ask('reports.tickets', { ...QUARTER, drill: { hour: 13 } })],
    ['a ticket', ask('dashboard.order', { id: order?.id })],
  ];
  const figures = new Map<string, { p50: number; p95: number }>();
  for (const [name, run] of questions) {
    const samples: number[] = [];
    for (let round = -3; round < runs; round += 1) {
      const start = performance.now();
      await run();
      if (round >= 0) samples.push(performance.now() - start);
    }
    say(`${name}: ${rounded(percentile(samples, 50))} ms`);
    figures.set(name, { p50: rounded(percentile(samples, 50)), p95: rounded(percentile(samples, 95)) });
  }
  return figures;
}

/** The morning page in the real browser, nothing kept from before. */
async function opened({ url }: Cloud): Promise<Measured> {
  const samples = await openingMillis(url, { email: ownerEmail(0), password: OWNER_PASSWORD }, Math.min(runs, 5));
  const of = (values: readonly number[]) => ({ p50: rounded(percentile(values, 50)), p95: rounded(percentile(values, 95)) });
  return new Map([
    ['morning page in Chromium: figures there', of(samples.map(({ figures }) => figures))],
    ['morning page in Chromium: a click answered', of(samples.map(({ answered }) => answered))],
  ]);
}

async function logIn({ url }: Cloud): Promise<string> {
  const body = JSON.stringify({ email: ownerEmail(0), password: OWNER_PASSWORD });
  const answer = await fetch(`${url}/trpc/auth.login`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  const { result } = (await answer.json()) as { result: { data: { token: string } } };
  return result.data.token;
}

async function asked(url: string, token: string): Promise<unknown> {
  const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  const said = (await answer.json()) as { result?: { data: unknown } };
  if (!answer.ok || !said.result) throw new Error(`${url}: ${answer.status} ${JSON.stringify(said).slice(0, 300)}`);
  return said.result.data;
}

/** The quarter's sums by the bare driver, as the owner, past every policy. */
function floorOf(look: Look): Promise<number> {
  return middle(
    look,
    'SELECT branch_id, product_id, sum(quantity), sum(sales) FROM sales_products WHERE business_day BETWEEN $1::text::date AND $2::text::date GROUP BY 1, 2',
  );
}

/** What it would cost without sums. */
function fromLines(look: Look): Promise<number> {
  return middle(
    look,
    `SELECT o.branch_id, l.product_id, sum(l.quantity), sum(l.total) FROM orders o JOIN order_lines l ON l.company_id = o.company_id AND l.order_id = o.id
     WHERE o.business_day BETWEEN $1::text::date AND $2::text::date GROUP BY 1, 2`,
  );
}

async function middle(look: Look, text: string): Promise<number> {
  const samples: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    const start = performance.now();
    await look.transaction(async (sql) => {
      await sql.query('SET LOCAL statement_timeout = 0');
      await sql.query(text, [QUARTER.from, QUARTER.to]);
    });
    samples.push(performance.now() - start);
  }
  return percentile(samples, 50);
}
