import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import { money } from '@fastops/shared/base/money';
import { CHAIN_START, eventHash } from '@fastops/shared/sync/chain';
import type { Event } from '@fastops/shared/sync/event';
import { cloudClient, type CloudClient } from '@fastops/desktop/branch/adapters/cloud-client';
import { branchDay, idAt, productIdOf, seeded, type DayOrder } from './branch-day.ts';
import { percentile } from './report.ts';
import type { Account } from './sync-till.ts';

/** Many tills in one process; each has its own key, its own log in memory and its own address before the proxy. */
export type CrowdInput = {
  readonly accounts: readonly Account[];
  readonly ordersAPush: number;
  readonly rounds: number;
  /** 0: all push in the same instant, round after round. Else each till pushes once in so many ms, at a moment of its own. */
  readonly everyMs: number;
};
/** What the crowd saw. */
export type CrowdFigures = { p50: number; p95: number; p99: number; worst: number; perSecond: number; pushes: number; errors: number };

type CrowdTill = { readonly account: Account; readonly index: number; readonly client: CloudClient; readonly batches: Event[][] };

export async function crowd({ accounts, ordersAPush, rounds, everyMs }: CrowdInput): Promise<CrowdFigures> {
  sendFromManyAddresses();
  const tills = accounts.map((account, index): CrowdTill => {
    const client = cloudClient({ cloudUrl: account.url, terminalId: account.identity.terminalId, privateKey: account.privateKey });
    return { account, index, client, batches: batchesOf(account.identity, { orders: ordersAPush, rounds: rounds + 1, seed: index }) };
  });
  const samples: number[] = [];
  let errors = 0;
  const pushOne = (till: CrowdTill, round: number) =>
    address.run(`10.0.0.${till.index + 1}`, async () => {
      const start = performance.now();
      try {
        await send(till, round);
        if (round > 0) samples.push(performance.now() - start);
      } catch (error) {
        errors += 1;
        console.error(error instanceof Error ? error.message : error);
      }
    });
  // The first push of each proves its key and opens its line: a till does that once in ten minutes.
  for (const till of tills) await pushOne(till, 0);
  const start = performance.now();
  if (everyMs === 0) for (let round = 1; round <= rounds; round += 1) await Promise.all(tills.map((till) => pushOne(till, round)));
  else
    await Promise.all(
      tills.map((till) => inTurn(till, { start: start + (till.index * everyMs) / tills.length, everyMs, rounds, pushOne })),
    );
  const wall = performance.now() - start;
  for (const { client } of tills) client.close();
  const figures = { p50: percentile(samples, 50), p95: percentile(samples, 95), p99: percentile(samples, 99), worst: Math.max(...samples) };
  return { ...figures, perSecond: Math.round((samples.length / wall) * 1000), pushes: samples.length, errors };
}

type Turns = { start: number; everyMs: number; rounds: number; pushOne: (till: CrowdTill, round: number) => Promise<void> };

async function inTurn(till: CrowdTill, { start, everyMs, rounds, pushOne }: Turns): Promise<void> {
  for (let round = 1; round <= rounds; round += 1) {
    const rest = start + (round - 1) * everyMs - performance.now();
    if (rest > 0) await new Promise((resolve) => setTimeout(resolve, rest));
    await pushOne(till, round);
  }
}

const address = new AsyncLocalStorage<string>();

/** Each till is limited by its own address, as behind the proxy of a real cloud. */
function sendFromManyAddresses(): void {
  const send = globalThis.fetch;
  globalThis.fetch = (url, init) => {
    const headers = new Headers(init?.headers);
    headers.set('x-forwarded-for', address.getStore() ?? '10.0.1.1');
    return send(url, { ...init, headers });
  };
}

async function send({ account, client, batches }: CrowdTill, round: number): Promise<void> {
  const events = batches[round] ?? [];
  const [first] = events;
  const last = events.at(-1);
  if (!first || !last) throw new Error('an empty batch');
  const custody = { count: 0, value: money(0), oldestAt: null };
  const { streamId } = account.identity;
  const reply = await client.push({ streamId, firstSeq: first.seq, prevHash: first.prevHash, events, custody });
  if (reply.outcome !== 'stored' || reply.ackSeq !== last.seq) throw new Error(`${reply.outcome} at ${reply.ackSeq}`);
}

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

function batchesOf(identity: Account['identity'], { orders, rounds, seed }: { orders: number; rounds: number; seed: number }): Event[][] {
  const random = seeded(9_000 + seed);
  const { companyId, branchId, terminalId, streamId, series } = identity;
  let head = { seq: 0, hash: CHAIN_START };
  const sealed = (day: DayOrder, fact: Sale[number], rev: number): Event => {
    const place = { id: idAt(day.at, random), companyId, branchId, terminalId, streamId, seq: head.seq + 1, prevHash: head.hash };
    const said = { ...fact, v: 1, entityId: String(day.order['id']), rev, at: day.at, businessDay: '2026-11-02', actorId: terminalId };
    const event = { ...place, ...said };
    return (head = { ...event, hash: eventHash(event, sha256) }) as Event;
  };
  const events = [...branchDay(orders * rounds, 500 + seed)].map((day, index) =>
    saleOf(day, { series, sequence: index + 1 }).map((fact, rev) => sealed(day, fact, rev + 1)),
  );
  return Array.from({ length: rounds }, (_, round) => events.slice(round * orders, (round + 1) * orders).flat());
}

type Sale = { readonly type: string; readonly body: Record<string, unknown> }[];

/** An order of four lines, paid in cash: seven facts. */
function saleOf(day: DayOrder, number: { series: string; sequence: number }): Sale {
  const lines = day.lines.map((line) => {
    const product = { productId: productIdOf(Number.parseInt(String(line['product_id']).slice(4), 16)), name: line['name'] };
    const rest = { categoryId: productIdOf(0), quantity: line['qty'], unitPrice: line['unit_price_minor'], choices: [], stations: [] };
    return { type: 'order.line-added', body: { line: { id: line['id'], ...product, ...rest, tax: { code: 'INC', rateBp: 800 } } } };
  });
  const total = day.lines.reduce((sum, line) => sum + Number(line['total_minor']), 0);
  const payment = { id: day.payment['id'], method: 'cash', amount: total, tendered: total, change: 0, rounding: 0 };
  return [
    { type: 'order.opened', body: { orderType: 'counter' } },
    ...lines,
    { type: 'order.placed', body: { number } },
    { type: 'order.payment-added', body: { payment } },
  ];
}
