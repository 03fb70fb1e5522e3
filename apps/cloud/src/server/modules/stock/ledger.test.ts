import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENGINES, openCloud, type CloudUnderTest } from '../../testing/cloud-under-test.ts';
import { aCompany, aTill, asOwner, type TestCompany, type TestTill } from '../../testing/shop.ts';

const PAPA = '00000000-0000-7000-8000-0000000000a1';

describe.each(ENGINES)('the stock ledger on %s', (kind) => {
  let cloud: CloudUnderTest;
  let company: TestCompany;
  beforeAll(async () => {
    cloud = await openCloud(kind);
    company = await aCompany(cloud, 'El Parche');
  });
  afterAll(() => cloud.close());

  const newId = () => cloud.services.machine.newId();
  async function days(branchId: string) {
    const rows = await cloud.look(
      `SELECT kind, quantity::float8 AS quantity, cost_cents::float8 AS cost FROM stock_days WHERE branch_id = '${branchId}' ORDER BY kind`,
    );
    return Object.fromEntries(rows.map((row) => [String(row['kind']), [row['quantity'], row['cost']]]));
  }
  function noted(till: TestTill, orderId: string, rev: number) {
    const added = till.log.filter(({ entityId, type }) => entityId === orderId && type === 'order.line-added');
    const usage = [{ ingredientId: PAPA, quantity: 312_500, costCents: 100_000 }];
    const lines = added.map(({ body }) => {
      const line: unknown = body['line'];
      const lineId = String(typeof line === 'object' && line !== null ? Reflect.get(line, 'id') : '');
      return { lineId, recipes: [{ recipeId: newId(), version: 1 }], usage };
    });
    till.add({ type: 'order.recipe-noted', entityId: orderId, rev, body: { lines } });
    return lines;
  }

  test('adds up sales and papers, each once, however the facts are pushed', async () => {
    const till = await aTill(cloud, company);
    const orderId = till.sell(20_000);
    const lines = noted(till, orderId, 6);
    till.add({
      type: 'stock.received',
      entityId: newId(),
      rev: 1,
      body: { lines: [{ ingredientId: PAPA, quantity: 50_000_000, cost: 160_000 }] },
    });
    till.add({
      type: 'stock.wasted',
      entityId: newId(),
      rev: 1,
      body: { reason: 'burnt', lines: [{ ingredientId: PAPA, quantity: 1_000_000 }] },
    });
    await till.push();
    await till.push();
    const branchId = till.identity.branchId;
    const sold = -312_500 * lines.length;
    expect(await days(branchId)).toEqual({
      purchase: [50_000_000, 16_000_000],
      sale: [sold, 100_000 * lines.length],
      waste: [-1_000_000, 0],
    });
    const mark = till.log.length;
    const voided = { id: newId(), lineId: lines[0]?.lineId, quantity: 1, reason: 'error' };
    till.add({ type: 'order.line-voided', entityId: orderId, rev: 7, body: { voided } });
    await till.push(mark + 1);
    expect((await days(branchId))['void']).toEqual([-312_500, 100_000]);
    till.add({
      type: 'order.stock-returned',
      entityId: orderId,
      rev: 8,
      body: { returnId: newId(), lines: [{ lineId: lines[0]?.lineId, quantity: 1 }] },
    });
    await till.push(mark + 2);
    expect(await days(branchId)).toMatchObject({ void: [0, 0], sale: [sold + 312_500, 100_000 * (lines.length - 1)] });
    const [costs] = await cloud.look(`SELECT sum(cost_cents)::float8 AS cost FROM product_costs WHERE branch_id = '${branchId}'`);
    expect(costs?.['cost']).toBe(100_000 * (lines.length - 1));
  });

  test('each shift has its own theory, losses and gap, and together they are those of the days', async () => {
    const own = await aCompany(cloud, `Turnos ${kind}`);
    const [branchId] = own.branches;
    const owner = asOwner(cloud, own);
    const price = { amount: 3_200, quantity: 1_000_000 };
    const doc = { id: PAPA, name: 'Papa', unit: 'g', packs: [], price, prepYieldBp: 8_000, cookYieldBp: 10_000, critical: true };
    await owner.catalog.save({ docs: [{ kind: 'ingredient', id: PAPA, deleted: false, doc }] });
    const till = await aTill(cloud, own);
    const hour = (of: number) => Date.parse('2026-11-24T05:00:00Z') + of * 3_600_000;
    const paper = (type: string, at: number, body: Record<string, unknown>) => till.add({ type, entityId: newId(), rev: 1, at, body });
    const shift = async (from: number, to: number, sales: number) => {
      const id = newId();
      till.add({ type: 'cash-session.opened', entityId: id, rev: 1, at: hour(from), body: { openingFloat: 0 } });
      for (let sold = 0; sold < sales; sold += 1) {
        const mark = till.log.length;
        noted(till, till.sell(20_000), 6);
        for (const event of till.log.splice(mark)) {
          const { id: _, seq: _seq, hash: _hash, prevHash: _prev, ...fact } = event;
          till.add({ ...fact, at: hour(from + 1) });
        }
      }
      till.add({ type: 'cash-session.closed', entityId: id, rev: 2, at: hour(to), body: { counted: 0 } });
    };
    paper('stock.received', hour(6), { lines: [{ ingredientId: PAPA, quantity: 50_000_000, cost: 160_000 }] });
    await shift(8, 15, 2);
    const counted = (at: number, expected: number, found: number) =>
      paper('stock.counted', hour(at), { scope: 'full', blind: true, lines: [{ ingredientId: PAPA, counted: found, expected }] });
    counted(15.5, 48_750_000, 48_750_000);
    await shift(16, 23, 4);
    paper('stock.wasted', hour(20), { reason: 'burnt', lines: [{ ingredientId: PAPA, quantity: 1_000_000 }] });
    counted(23.5, 45_250_000, 42_250_000);
    await till.push();
    const period = { branchId, from: '2026-11-24', to: '2026-11-24' };
    const shifts = await owner.stock.shifts(period);
    expect(shifts.map(({ from, rows }) => [from, rows[0]?.theoretical, rows[0]?.waste, rows[0]?.cents.unexplained])).toEqual([
      [hour(16), 2_500_000, 1_000_000, 960_000],
      [hour(8), 1_250_000, 0, 0],
    ]);
    const [whole] = await owner.stock.variance(period);
    expect(whole?.theoretical).toBe(3_750_000);
    expect(whole?.cents.unexplained).toBe(960_000);
    await expect(owner.stock.shifts({ ...period, from: '2026-10-01' })).rejects.toThrow();
  });
});
