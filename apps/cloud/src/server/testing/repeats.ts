import { eventBodies } from '@fastops/shared/sync/event-types';
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
  'order_acts',
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

/**
 * One fact of every type that this version knows, in the order in which a shop would make them. A type that has no
 * sample here is sent with an empty body: it is set aside, which must happen once as well.
 */
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
  return Object.keys(eventBodies).map((type, index) => ({ type, entityId: entityOf(type), rev: index + 1, body: samples[type] ?? {} }));
}
