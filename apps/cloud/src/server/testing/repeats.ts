import { isDeepStrictEqual } from 'node:util';
import { eventBodies } from '@fastops/shared/sync/event-types';
import { sampleBody } from '@fastops/shared/testing/sample-body';
import type { CloudUnderTest } from './cloud-under-test.ts';
import { aLine, aPayment, type TestTill } from './shop.ts';

/** Everything that a push may change, as one text per table; two equal looks mean that nothing happened in between. */
export type Effects = Readonly<Record<string, string>>;

/** Tables that a repeated or contested fact must leave alone. Contacts are not among them: a till that calls was heard. */
const FACTS = [
  'events',
  'changes',
  'orders',
  'order_lines',
  'payments',
  'refunds',
  'cash_sessions',
  'z_reports',
  'branch_hours',
  'sales_hours',
  'sales_products',
  'sales_sums',
  'sales_days',
  'sales_hour_weeks',
  'sales_product_weeks',
  'sales_spreads',
  'sales_spread_weeks',
  'order_acts',
  'act_days',
  'act_weeks',
  'kitchen_days',
  'kitchen_weeks',
  'aggregates',
] as const;
/** What an event may become besides a fact. */
const ASIDE = ['quarantine', 'relogged_events', 'streams', 'scopes'] as const;

export async function factsIn(cloud: CloudUnderTest): Promise<Effects> {
  return looked(cloud, FACTS);
}

export async function effectsIn(cloud: CloudUnderTest): Promise<Effects> {
  return looked(cloud, [...FACTS, ...ASIDE]);
}

async function looked(cloud: CloudUnderTest, tables: readonly string[]): Promise<Effects> {
  const columns = tables.map(
    (table) => `(SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') FROM ${table} t) AS ${table}`,
  );
  const [row] = await cloud.look<Effects>(`SELECT ${columns.join(', ')}`);
  return row ?? {};
}

/** One fact of every type that this version knows, in the order in which a shop would make them. */
export function oneOfEach(
  till: TestTill,
  newId: () => string,
): { type: string; entityId: string; rev: number; body: Record<string, unknown> }[] {
  const order = newId();
  const session = newId();
  const line = aLine(newId, 9_000);
  const number = { series: till.identity.series, sequence: 1 };
  const samples: Record<string, Record<string, unknown>> = {
    'order.opened': { orderType: 'counter' },
    'order.type-changed': { orderType: 'takeaway' },
    'order.line-added': { line },
    'order.line-changed': { lineId: line.id, quantity: 2 },
    'order.line-removed': { lineId: newId() },
    'order.placed': { number },
    'order.renumbered': { number: { ...number, sequence: 2 }, previous: number },
    'order.payment-added': { payment: aPayment(newId(), 18_000) },
    'order.closed': {},
    'order.cancelled': { reason: 'se fue' },
    'cash-session.opened': { openingFloat: 100_000 },
    'cash-session.closed': { counted: 118_000 },
    'drawer.opened': { reason: 'sale-cash', orderId: order },
  };
  const entityOf = (type: string) => (type.startsWith('order.') ? order : type.startsWith('cash-session.') ? session : newId());
  return Object.entries(eventBodies).map(([type, schema], index) => ({
    type,
    entityId: entityOf(type),
    rev: index + 1,
    body: samples[type] ?? sampleBody(schema, newId),
  }));
}

const TEN = Array.from({ length: 10 });
const THIRTY_DAYS_MS = 30 * 86_400_000;

/** Every kind of fact, each sent ten times at once, and all again after thirty days. Answers what was said and what had another effect. */
export async function sayAllAgain(cloud: CloudUnderTest, till: TestTill): Promise<{ said: number; wrong: string[] }> {
  const facts = oneOfEach(till, () => cloud.services.machine.newId());
  const wrong: string[] = [];
  for (const fact of facts) {
    till.add(fact);
    wrong.push(...(await sayTenTimes(cloud, till)).map((what) => `${fact.type}: ${what}`));
  }
  return { said: facts.length, wrong: [...wrong, ...(await sayLater(cloud, till))] };
}

/** The last fact of a till's log, ten times at once. */
async function sayTenTimes(cloud: CloudUnderTest, till: TestTill): Promise<string[]> {
  const seq = till.log.length;
  const before = await placesTaken(cloud, till);
  const replies = await Promise.all(TEN.map(() => till.push(seq, seq)));
  const expected = { ...replies[0], outcome: 'stored', ackSeq: seq, ackHash: till.log.at(-1)?.hash };
  const answers = replies.every((reply) => isDeepStrictEqual(reply, expected)) ? [] : ['other answers'];
  return (await placesTaken(cloud, till)) - before === 1 ? answers : [...answers, 'not one effect'];
}

/** The whole log after thirty days, fact by fact and at once. */
async function sayLater(cloud: CloudUnderTest, till: TestTill): Promise<string[]> {
  const once = await effectsIn(cloud);
  cloud.passTime(THIRTY_DAYS_MS);
  for (let seq = 1; seq <= till.log.length; seq += 1) await till.push(seq, seq);
  const { outcome, ackSeq } = await till.push(1, till.log.length);
  const answers = outcome === 'stored' && ackSeq === till.log.length ? [] : ['another answer after thirty days'];
  return isDeepStrictEqual(await effectsIn(cloud), once) ? answers : [...answers, 'an effect after thirty days'];
}

/** How many numbers of the stream have become a fact or were set aside. */
async function placesTaken(cloud: CloudUnderTest, till: TestTill): Promise<number> {
  const of = `stream_id = '${till.identity.streamId}'`;
  const [row] = await cloud.look<{ taken: number }>(
    `SELECT count(*)::float8 AS taken FROM (SELECT seq FROM events WHERE ${of} UNION SELECT seq FROM quarantine WHERE ${of}) AS places`,
  );
  return row?.taken ?? Number.NaN;
}
