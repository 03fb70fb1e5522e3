import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { snapshotLine, SNAPSHOT_PATH, wholeLine, type SnapshotLine } from '@fastops/shared/sync/snapshot';
import { thinReader } from '@fastops/shared/sync/thin';
import { openCloud, ENGINES, type CloudUnderTest, type EngineKind } from '../testing/cloud-under-test.ts';
import { noMetrics } from '../testing/cloud-under-test.ts';
import { httpServer } from './server.ts';
import { aCompany, aTill, sha256, type TestCompany, type TestTill } from '../testing/shop.ts';

describe.each(ENGINES)('a snapshot on %s', (kind: EngineKind) => {
  let cloud: CloudUnderTest;
  let door: FastifyInstance;
  let url: string;
  let company: TestCompany;
  let till: TestTill;
  let token: string;

  beforeAll(async () => {
    cloud = await openCloud(kind);
    const log = pino({ level: 'silent' });
    door = await httpServer({
      services: cloud.services,
      log,
      staticDir: 'none',
      trustProxy: 0,
      metrics: noMetrics(cloud),
      ready: async () => [],
    });
    url = await door.listen({ host: '127.0.0.1', port: 0 });
    company = await aCompany(cloud, 'El Parche');
    const stranger = await aCompany(cloud, 'KANARIENVOGEL');
    till = await aTill(cloud, company);
    const theirs = await aTill(cloud, stranger);
    theirs.sell();
    await theirs.push();
    token = await till.token();
  });
  afterAll(async () => {
    await door.close();
    await cloud.close();
  });

  const ask = (headers: Record<string, string> = { authorization: `Bearer ${token}` }) => fetch(`${url}${SNAPSHOT_PATH}`, { headers });
  const read = (text: string): SnapshotLine[] => {
    const reader = thinReader(sha256);
    return text
      .trimEnd()
      .split('\n')
      .map((line) => wholeLine(snapshotLine.parse(JSON.parse(line)), reader));
  };

  test('carries old and settled orders as rows, young and unfinished ones as facts, and adds up', async () => {
    const days = ['2026-11-01', '2026-11-02', '2026-11-19', '2026-11-20'];
    for (const day of days) sellOn(day);
    const owing = sellOn('2026-11-01', { paid: false });
    await till.push();
    const text = await (await ask()).text();
    const lines = read(text);
    const kinds = lines.map(({ kind: each }) => each);
    expect([kinds[0], kinds.at(-1)]).toEqual(['head', 'end']);
    const rows = lines.flatMap((line) => (line.kind === 'order' ? [line.order] : []));
    expect(rows.map(({ businessDay }) => businessDay).toSorted()).toEqual(days.slice(0, 2));
    expect(rows[0]).toMatchObject({
      state: 'placed',
      balance: 0,
      lines: [{ total: 12_500 }, { total: 12_500 }],
      payments: [{ amount: 25_000 }],
    });
    const facts = lines.flatMap((line) => (line.kind === 'event' ? [line.event] : []));
    expect(facts.filter(({ entityId }) => entityId === owing)).toHaveLength(4);
    expect(new Set(facts.map(({ entityId }) => entityId)).size).toBe(3);
    const head = lines[0];
    expect(head?.kind === 'head' && head.cursors.branch.position).toBe(till.log.length);
    const end = lines.at(-1);
    const before = text.slice(0, text.lastIndexOf('{"kind":"end"'));
    expect(end).toEqual({ kind: 'end', count: lines.length - 1, sha256: sha256(before) });
    expect(text).not.toContain('KANARIENVOGEL');
  });

  test('the facts of an order that came as its row are answered to its branch alone', async () => {
    const [order] = await cloud.look<{ id: string }>(`SELECT id FROM orders WHERE business_day = '2026-11-01' AND balance = 0`);
    const entityId = order?.id ?? '';
    expect((await (await till.api()).sync.aggregate({ entityId })).events.map(({ rev }) => rev)).toEqual([1, 2, 3, 4, 5]);
    const sister = await aTill(cloud, company, company.branches[1]);
    expect(await (await sister.api()).sync.aggregate({ entityId })).toEqual({ events: [] });
  });

  test('is for an enrolled terminal only', async () => {
    for (const headers of [{}, { authorization: 'Bearer x.y.z' }, { authorization: `Bearer ${company.session}` }]) {
      const answer = await ask(headers);
      expect(answer.status).toBe(401);
    }
  });

  test('a reader that goes away in the middle leaves the cloud standing', async () => {
    const away = new AbortController();
    const answer = await fetch(`${url}${SNAPSHOT_PATH}`, { headers: { authorization: `Bearer ${token}` }, signal: away.signal });
    away.abort();
    await expect(answer.text()).rejects.toThrow();
    expect((await ask()).status).toBe(200);
  });

  /** One order of 25,000 on a day of its own, paid unless said otherwise. */
  function sellOn(businessDay: string, { paid } = { paid: true }): string {
    const from = till.log.length;
    const entityId = till.sell(25_000);
    const made = till.log.splice(from).slice(0, paid ? 5 : 4);
    for (const { type, rev, body } of made) till.add({ type, rev, body, entityId, businessDay });
    return entityId;
  }
});
