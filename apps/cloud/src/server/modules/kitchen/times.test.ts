import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { quantile } from '@fastops/shared/kitchen/times';
import { ENGINES, openCloud, type CloudUnderTest } from '../../testing/cloud-under-test.ts';
import { dice, pick, type Dice } from '../../testing/dice.ts';
import { aCompany, asOwner, aTill, type TestCompany, type TestTill } from '../../testing/shop.ts';
import { checkKitchenTimes } from './kitchen.service.ts';

const SEEDS = 3;
/** On both sides of where weeks begin. */
const DAYS = ['2026-11-08', '2026-11-11', '2026-11-16', '2026-11-22', '2026-11-23'] as const;
const NOON = Date.UTC(2026, 10, 24, 17);
const LATE_MINUTES = 10;

describe.each(ENGINES)('the times of kitchens on %s', (kind) => {
  let cloud: CloudUnderTest;
  let company: TestCompany;
  beforeAll(async () => {
    cloud = await openCloud(kind);
    company = await aCompany(cloud, 'El Parche');
  });
  afterAll(() => cloud.close());
  const newId = () => cloud.services.machine.newId();

  type Ticket = { readonly id: string; readonly lineId: string; readonly stationId: string; readonly businessDay: string };
  const tickets = (roll: Dice) =>
    Array.from({ length: 12 }, (): Ticket => {
      return { id: newId(), lineId: newId(), stationId: pick(roll, ['freidora', 'plancha']), businessDay: pick(roll, DAYS) };
    });

  /** Something that happened to a ticket, the ticket itself among it, in any order: seen at once, after hours, made, taken back. */
  function act(till: TestTill, { id, lineId, stationId, businessDay }: Ticket, roll: Dice): void {
    const line = { id: lineId, lineId, quantity: 1, name: 'Ranchera', modifiers: [], removals: [] };
    const fired = { orderId: newId(), stationId, number: { series: till.identity.series, sequence: 1 + roll(99) }, lines: [line] };
    const known = till.log.some(({ entityId, type }) => entityId === id && type === 'kitchen.ticket-fired');
    const fact = pick(roll, [
      known
        ? { type: 'kitchen.ticket-acknowledged', body: { by: 'screen' } }
        : { type: 'kitchen.ticket-fired', body: { ...fired, isAddOn: false, held: false, onPaper: false } },
      { type: 'kitchen.ticket-acknowledged', body: { by: 'screen' } },
      { type: 'kitchen.lines-bumped', body: { lineIds: [lineId] } },
      { type: 'kitchen.ticket-escalated', body: { to: 'dashboard' } },
    ]);
    const later = pick(roll, [0, 600_000, roll(200_000), roll(2_000_000), roll(40_000_000)]);
    till.add({ ...fact, entityId: id, rev: 1 + roll(9), at: NOON + later, businessDay });
  }

  async function tell(till: TestTill, from: number, roll: Dice): Promise<void> {
    for (let told = from; told < till.log.length;) {
      const first = roll(3) === 0 ? 1 + roll(told + 1) : told + 1;
      const to = Math.min(till.log.length, first + roll(9));
      expect(await till.push(first, to)).toMatchObject({ outcome: 'stored' });
      told = Math.max(told, to);
    }
  }

  test(`are those of its tickets over any period, whatever came late or twice: ${SEEDS} seeds`, async () => {
    const tills = await Promise.all([0, 1].map((branch) => aTill(cloud, company, company.branches[branch])));
    for (let seed = 0; seed < SEEDS; seed += 1) {
      const roll = dice(seed);
      for (const till of tills) {
        const already = till.log.length;
        const mine = tickets(roll);
        for (let step = 0; step < 40; step += 1) act(till, pick(roll, mine), roll);
        await tell(till, already, roll);
      }
      await expectTimes(`seed ${seed}`);
    }
    const [all] = await cloud.look<{ tickets: number; late: number }>(
      `SELECT count(*)::int AS tickets, count(*) FILTER (WHERE done_at - fired_at > ${LATE_MINUTES * 60_000})::int AS late FROM kitchen_tickets`,
    );
    expect(all?.tickets).toBeGreaterThan(20);
    expect(all?.late).toBeGreaterThan(3);
  });

  async function expectTimes(seed: string): Promise<void> {
    for (const branchId of company.branches) expect(await check(branchId), seed).toBe(0);
    const kept = await cloud.look<{ key: string; day: string; seen: number | null; made: number | null }>(
      `SELECT branch_id || ' ' || station_id AS key, business_day::text AS day, (acked_at - fired_at)::float8 AS seen,
         (done_at - fired_at)::float8 AS made FROM kitchen_tickets`,
    );
    for (const from of DAYS)
      for (const to of DAYS.filter((day) => day >= from)) {
        const byStation = Map.groupBy(
          kept.filter(({ day }) => day >= from && day <= to),
          ({ key }) => key,
        );
        const wanted = [...byStation].map(([key, rows]) => {
          const [seen, made] = [rows.flatMap(({ seen: ms }) => ms ?? []), rows.flatMap(({ made: ms }) => ms ?? [])];
          const late = made.filter((ms) => ms > LATE_MINUTES * 60_000).length;
          return { key, tickets: rows.length, late, seenP50: step(seen, 0.5), prepP50: step(made, 0.5), prepP95: step(made, 0.95) };
        });
        const told = (await asOwner(cloud, company).reports.kitchen({ from, to })).map(({ branchId, stationId, ...times }) => {
          return { key: `${branchId} ${stationId}`, ...times };
        });
        const byKey = (a: { key: string }, b: { key: string }) => (a.key < b.key ? -1 : 1);
        expect(told.sort(byKey), `${seed}: from ${from} to ${to}`).toEqual(wanted.sort(byKey));
      }
  }

  /** The end of the step that a quantile lies in, in seconds. */
  function step(times: readonly number[], part: number): number | null {
    const ms = quantile(times, part);
    if (ms === undefined) return null;
    const width = ms <= 120_000 ? 5 : ms <= 600_000 ? 15 : ms <= 1_800_000 ? 30 : ms <= 14_400_000 ? 60 : 3_600;
    return Math.max(1, Math.ceil(ms / 1000 / width)) * width;
  }

  const check = (branchId: string) =>
    cloud.services.db.inCompany(company.companyId, (sql) => checkKitchenTimes(sql, { branchId, since: '1970-01-01' }));

  test('a check finds each time that is off, and makes all of them anew', async () => {
    const [branchId] = company.branches;
    const sums = () =>
      cloud.look(
        `SELECT (SELECT json_agg(to_jsonb(d) ORDER BY d::text) FROM kitchen_days d WHERE fired <> 0 OR seen <> 0 OR made <> 0) AS days,
           (SELECT json_agg(to_jsonb(w) ORDER BY w::text) FROM kitchen_weeks w WHERE fired <> 0 OR seen <> 0 OR made <> 0) AS weeks`,
      );
    const before = await sums();
    await cloud.look(`UPDATE kitchen_days SET made = made + 1 WHERE branch_id = '${branchId}'`);
    await cloud.look(`DELETE FROM kitchen_weeks WHERE branch_id = '${branchId}'`);
    expect(await check(branchId)).toBeGreaterThan(0);
    expect(await sums()).toEqual(before);
    expect(await check(branchId)).toBe(0);
  });
});
