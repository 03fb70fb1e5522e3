import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seatUser } from '../identity/identity.service.ts';
import { DEFAULT_FLAG_LIMITS } from '@fastops/shared/reports/red-flags';
import { answerCode } from '../../testing/answer-code.ts';
import { ENGINES, openCloud, type CloudUnderTest } from '../../testing/cloud-under-test.ts';
import { aCompany, aLine, aPayment, asOwner, aTill, DAY, type TestCompany, type TestTill } from '../../testing/shop.ts';

const WEEK_BEFORE = '2026-11-17';
const NOON = Date.UTC(2026, 10, 24, 17);

describe.each(ENGINES)('reports on %s', (kind) => {
  let cloud: CloudUnderTest;
  let company: TestCompany;
  let north: TestTill;
  let south: TestTill;
  const product = { productId: crypto.randomUUID(), categoryId: crypto.randomUUID() };
  const newId = () => cloud.services.machine.newId();

  beforeAll(async () => {
    cloud = await openCloud(kind);
    cloud.passTime(NOON - Date.now());
    company = await aCompany(cloud, 'El Parche');
    north = await aTill(cloud, company, company.branches[0]);
    south = await aTill(cloud, company, company.branches[1]);
    sale(north, { price: 10_000, businessDay: DAY, hour: 11 });
    const voided = sale(north, { price: 20_000, businessDay: DAY, hour: 12, method: 'nequi', type: 'delivery' });
    north.add({
      type: 'order.refunded',
      entityId: voided,
      rev: 9,
      body: { refund: { id: newId(), method: 'cash', amount: 5_000, lines: [], reason: 'frío' } },
      approvedById: newId(),
    });
    sale(north, { price: 7_000, businessDay: WEEK_BEFORE, hour: 11 });
    sale(south, { price: 3_000, businessDay: DAY, hour: 11 });
    const session = newId();
    south.add({ type: 'cash-session.opened', entityId: session, rev: 1, body: { openingFloat: 0 }, businessDay: DAY, at: NOON });
    for (let index = 0; index < 2; index += 1)
      south.add({ type: 'drawer.opened', entityId: newId(), rev: 1, body: { reason: 'no-sale' }, businessDay: DAY });
    await north.push();
    await south.push();
  });
  afterAll(() => cloud.close());

  type Sale = {
    readonly price: number;
    readonly businessDay: string;
    readonly hour: number;
    readonly method?: string;
    readonly type?: string;
  };

  function sale(till: TestTill, { price, businessDay, hour, method = 'cash', type = 'counter' }: Sale): string {
    const entityId = newId();
    const at = Date.parse(`${businessDay}T00:00:00Z`) + (hour + 5) * 3_600_000;
    const say = (rev: number, of: string, body: Record<string, unknown>) => till.add({ type: of, entityId, rev, body, businessDay, at });
    say(1, 'order.opened', { orderType: type });
    say(2, 'order.line-added', { line: { ...aLine(newId, price), ...product } });
    say(3, 'order.placed', { number: { series: till.identity.series, sequence: till.log.length } });
    say(4, 'order.payment-added', { payment: { ...aPayment(newId(), price), method } });
    return entityId;
  }

  const period = { from: WEEK_BEFORE, to: DAY };
  const owner = () => asOwner(cloud, company);
  const summed = (rows: readonly { key: string; sales: number }[]) => {
    const sums: Record<string, number> = {};
    for (const { key, sales } of rows) sums[key] = (sums[key] ?? 0) + sales;
    return sums;
  };

  test('sales are told apart by whatever is asked', async () => {
    const by = async (what: Parameters<ReturnType<typeof owner>['reports']['sales']>[0]['by']) =>
      summed((await owner().reports.sales({ ...period, by: what })).rows);
    expect(await by('day')).toEqual({ [WEEK_BEFORE]: 7_000, [DAY]: 33_000 });
    expect(await by('hour')).toEqual({ 11: 20_000, 12: 20_000 });
    expect(await by('weekday')).toEqual({ 2: 40_000 });
    expect(await by('channel')).toEqual({ counter: 20_000, delivery: 20_000 });
    expect(await by('method')).toEqual({ cash: 20_000, nequi: 20_000 });
    expect(await by('tax')).toEqual({ 'INC 800': 40_000 });
    expect(await by('product')).toEqual({ [product.productId]: 40_000 });
    expect(await by('category')).toEqual({ [product.categoryId]: 40_000 });
    expect(Object.values(await by('staff')).reduce((sum, sales) => sum + sales, 0)).toBe(40_000);
  });

  test('one branch alone, branches side by side, and names of what was sold', async () => {
    const alone = await owner().reports.sales({ ...period, by: 'product', branchIds: [company.branches[1]] });
    expect(alone.rows).toMatchObject([{ branchId: company.branches[1], sales: 3_000, count: 1 }]);
    const { rows, names } = await owner().reports.mix(period);
    expect(rows.map(({ sales }) => sales).sort((a, b) => a - b)).toEqual([3_000, 37_000]);
    expect([names[product.productId], rows[0]?.categoryId]).toEqual(['Salchipapa', product.categoryId]);
  });

  test('the mix knows what recipes said it cost, and what is left without the tax; food cost stands beside net sales', async () => {
    const branchId = company.branches[0];
    await cloud.look(
      `INSERT INTO product_costs VALUES ('${company.companyId}', '${branchId}', '${DAY}', '${product.productId}', 2, 600000)`,
    );
    await cloud.look(
      `INSERT INTO stock_days VALUES ('${company.companyId}', '${branchId}', '${DAY}', '${newId()}', 'sale', -500000, 600000)`,
    );
    const { rows } = await owner().reports.mix({ from: DAY, to: DAY });
    expect(rows.find((row) => row.branchId === branchId)).toMatchObject({ sales: 30_000, net: 27_778, costed: 2, costCents: 600_000 });
    const [row] = await owner().reports.foodCost({ from: DAY, to: DAY });
    expect(row).toMatchObject({ branchId, net: 27_778, costCents: 600_000, wasteCents: 0 });
  });

  test('refunds stand under who made them, on their day, with who allowed it', async () => {
    const { rows } = await owner().reports.people(period);
    expect(rows).toMatchObject([{ kind: 'refund', amount: 5_000, count: 1, approved: 1, branchId: company.branches[0] }]);
    const acts = await owner().reports.acts({ ...period, kind: 'refund' });
    expect(acts.rows).toMatchObject([{ reason: 'frío', businessDay: DAY }]);
    expect((await owner().reports.acts({ ...period, kind: 'void' })).rows).toEqual([]);
  });

  test('each figure leads to its tickets, page by page', async () => {
    const first = await owner().reports.tickets({ ...period, limit: 3 });
    const second = await owner().reports.tickets({ ...period, limit: 3, cursor: first.next ?? { day: DAY, id: newId() } });
    expect([first.tickets.length, second.tickets.length, second.next]).toEqual([3, 1, null]);
    expect(new Set([...first.tickets, ...second.tickets].map(({ id }) => id)).size).toBe(4);
    const drilled = async (drill: NonNullable<Parameters<ReturnType<typeof owner>['reports']['tickets']>[0]['drill']>) =>
      (await owner().reports.tickets({ ...period, drill })).tickets.map(({ total }) => total).sort((a, b) => a - b);
    expect(await drilled({ hour: 12 })).toEqual([20_000]);
    expect(await drilled({ method: 'nequi', channel: 'delivery' })).toEqual([20_000]);
    expect(await drilled({ weekday: 1 })).toEqual([]);
    expect(await drilled({ productId: product.productId })).toEqual([3_000, 7_000, 10_000, 20_000]);
    expect(await drilled({ categoryId: product.categoryId, hour: 12 })).toEqual([20_000]);
  });

  test('drawers, transfers that nobody saw, and a kitchen without tickets', async () => {
    expect(await owner().reports.drawers(period)).toMatchObject([{ branchId: company.branches[1], closedAt: null }]);
    expect(await owner().reports.transfers(period)).toMatchObject([{ method: 'nequi', amount: 20_000 }]);
    expect(await owner().reports.kitchen(period)).toEqual([]);
  });

  test('the morning stands beside the same weekday, and says what is off', async () => {
    const { branches, flags } = await owner().reports.morning();
    const [first, second] = company.branches.map((id) => branches.find(({ branchId }) => branchId === id));
    // It is noon: what was sold at eleven a week ago counts.
    expect(first).toMatchObject({ sales: 30_000, lastWeek: { sales: 7_000 }, average: { sales: 7_000, days: 1 } });
    expect(second?.average).toBeUndefined();
    expect(flags).toMatchObject([{ kind: 'no-sale', branchId: company.branches[1], value: 2 }]);
    cloud.passTime(31 * 60_000);
    expect((await owner().reports.morning()).flags.map((flag) => flag.kind)).toEqual(['silent', 'no-sale']);
  });

  test('a combo is spread over what is in it, with what it cost, down to its ticket', async () => {
    const till = await aTill(cloud, company, company.branches[0]);
    const combo = { productId: newId(), categoryId: newId() };
    const [fries, soda] = [12_000, 4_000].map((listPrice, index) => ({
      kind: 'component',
      productId: newId(),
      categoryId: product.categoryId,
      name: index === 0 ? 'Papas' : 'Gaseosa',
      listPrice,
      surcharge: 0,
      choices: [],
      stations: [],
    }));
    const entityId = newId();
    const businessDay = '2026-11-10';
    const line = { ...aLine(newId, 14_000), ...combo, name: 'Combo', parts: [fries, soda] };
    till.add({ type: 'order.opened', entityId, rev: 1, body: { orderType: 'counter' }, businessDay });
    till.add({ type: 'order.line-added', v: 2, entityId, rev: 2, body: { line }, businessDay });
    till.add({ type: 'order.placed', entityId, rev: 3, body: { number: { series: till.identity.series, sequence: 1 } }, businessDay });
    till.add({ type: 'order.payment-added', entityId, rev: 4, body: { payment: aPayment(newId(), 14_000) }, businessDay });
    await till.push();
    await cloud.look(
      `INSERT INTO product_costs VALUES ('${company.companyId}', '${company.branches[0]}', '${businessDay}', '${combo.productId}', 1, 400000)`,
    );
    const day = { from: businessDay, to: businessDay };
    const spread = await owner().reports.mix({ ...day, combos: 'spread' });
    const told = [...spread.rows].sort((a, b) => a.sales - b.sales);
    expect(told.map(({ key, sales, count, costCents }) => [spread.names[key], sales, count, costCents])).toEqual([
      ['Gaseosa', 3_500, 1, 100_000],
      ['Papas', 10_500, 1, 300_000],
    ]);
    expect(spread.rows.map(({ categoryId }) => categoryId)).toEqual([product.categoryId, product.categoryId]);
    const sold = await owner().reports.mix({ ...day, combos: 'sold' });
    expect(sold.rows).toMatchObject([{ key: combo.productId, sales: 14_000, count: 1, costCents: 400_000 }]);
    const behind = await owner().reports.tickets({ ...day, drill: { productId: soda?.productId } });
    expect(behind.tickets.map(({ id }) => id)).toEqual([entityId]);
  });

  test('the owner sets from where on the morning tells, and what counts as late; a manager may look, not set', async () => {
    const { reports } = owner();
    expect(await reports.limits()).toEqual(DEFAULT_FLAG_LIMITS);
    await reports.saveLimits({ ...DEFAULT_FLAG_LIMITS, silentMinutes: 60, voidCount: 1, voidBp: 10 });
    expect((await reports.morning()).flags.map((flag) => flag.kind)).not.toContain('silent');
    expect(await owner().reports.limits()).toMatchObject({ silentMinutes: 60 });
    const { entries } = await owner().audit.list({});
    expect(entries[0]).toMatchObject({ action: 'reports.limits-saved' });
    expect(await answerCode(reports.saveLimits({ ...DEFAULT_FLAG_LIMITS, latePercent: 0 }))).not.toBe('done');
    await reports.saveLimits(DEFAULT_FLAG_LIMITS);
    expect((await reports.morning()).flags.map((flag) => flag.kind)).toContain('silent');
  });

  test('a manager sees the branch that is theirs and nothing of another, whatever they name', async () => {
    const userId = newId();
    await cloud.services.db.beforeCompany((sql) =>
      seatUser(sql, {
        id: userId,
        email: `luis-${kind}@x.co`,
        name: 'Luis',
        passwordHash: 'none',
        companyId: company.companyId,
        role: 'cook',
      }),
    );
    await owner().access.assign({ userId, roleId: 'manager', branchId: company.branches[1] });
    const luis = cloud.call({ bearer: (await cloud.services.sessions.create(userId)).token });
    const { reports } = luis;
    const wide = { ...period, branchIds: [...company.branches] };
    const answers: { readonly branchId: string }[][] = [
      [...(await reports.sales({ ...wide, by: 'day' })).rows],
      [...(await reports.sales({ ...period, by: 'method' })).rows],
      [...(await reports.mix(wide)).rows],
      [...(await reports.people(wide)).rows],
      await reports.foodCost(wide),
      [...(await reports.acts(wide)).rows],
      await reports.drawers(wide),
      await reports.transfers(wide),
      await reports.kitchen(wide),
      [...(await reports.tickets(wide)).tickets],
      [...(await reports.morning()).branches],
      [...(await reports.morning()).flags],
    ];
    expect(answers[0]).toHaveLength(1);
    expect([...new Set(answers.flat().map(({ branchId }) => branchId))]).toEqual([company.branches[1]]);
    expect((await reports.sales({ ...period, by: 'day', branchIds: [company.branches[0]] })).rows).toEqual([]);
    expect(await answerCode(luis.reports.sales({ from: DAY, to: WEEK_BEFORE, by: 'day' }))).not.toBe('done');
    expect(await answerCode(luis.reports.saveLimits(DEFAULT_FLAG_LIMITS))).not.toBe('done');
    expect(await reports.limits()).toEqual(DEFAULT_FLAG_LIMITS);
  });
});
