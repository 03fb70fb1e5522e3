import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENGINES, openCloud, type CloudUnderTest } from '../../testing/cloud-under-test.ts';
import { aCompany, aTill, asOwner, type TestCompany } from '../../testing/shop.ts';

describe.each(ENGINES)('the stock on the web on %s', (kind) => {
  let cloud: CloudUnderTest;
  let company: TestCompany;
  let PAPA = '';
  beforeAll(async () => {
    cloud = await openCloud(kind);
    company = await aCompany(cloud, 'El Parche');
    PAPA = newId();
    const price = { amount: 3_200, quantity: 1_000_000 };
    const packs = [{ id: newId(), name: 'Bulto', quantity: 50_000_000 }];
    const doc = { id: PAPA, name: 'Papa', unit: 'g', packs, price, prepYieldBp: 8_000, cookYieldBp: 10_000, critical: true };
    await asOwner(cloud, company).catalog.save({ docs: [{ kind: 'ingredient', id: PAPA, deleted: false, doc }] });
  });
  afterAll(() => cloud.close());

  const newId = () => cloud.services.machine.newId();
  const goods = (kg: number, cost: number) => ({
    type: 'stock.received' as const,
    body: { lines: [{ ingredientId: PAPA, quantity: kg * 1_000_000, cost: cost as never }] },
  });

  test('goods of the office move the sum once, the till hears of them, and the average follows', async () => {
    const [branchId] = company.branches;
    const owner = asOwner(cloud, company);
    const till = await aTill(cloud, company);
    const first = { branchId, id: newId(), paper: goods(10, 30_000) };
    await owner.stock.write(first);
    await owner.stock.write(first);
    await owner.stock.write({ branchId, id: newId(), paper: goods(20, 72_000) });
    const [papa] = await owner.stock.levels({ branchId });
    expect(papa).toMatchObject({
      onHand: 30_000_000,
      worthCents: 30 * 340_000,
      cost: { average: 340_000, last: 360_000, previous: 300_000 },
    });
    const page = await (await till.api()).sync.pull({ scope: 'company', epoch: 'epoch-1', after: 0 });
    const entries = page.entries.flatMap((entry) => ('master' in entry && entry.master.kind === 'stock-entry' ? [entry.master.doc] : []));
    expect(entries.map((doc) => doc['branchId'])).toEqual([branchId, branchId]);
  });

  test('a count freezes what there is here, whatever the browser says; what is missing stands in pesos', async () => {
    const [branchId] = company.branches;
    const owner = asOwner(cloud, company);
    const lines = [{ ingredientId: PAPA, counted: 28_000_000, expected: 1 }];
    await owner.stock.write({ branchId, id: newId(), paper: { type: 'stock.counted', body: { scope: 'full', blind: true, lines } } });
    const [papa] = await owner.stock.levels({ branchId });
    expect(papa?.onHand).toBe(28_000_000);
    const papers = await owner.stock.papers({ branchId, from: '2020-01-01', to: '2099-01-01' });
    expect(papers.map(({ type }) => type).sort()).toEqual(['stock.counted', 'stock.received', 'stock.received']);
    const day = papers[0]?.businessDay ?? '';
    const [found] = await owner.stock.variance({ branchId, from: day, to: day });
    expect(found).toMatchObject({ name: 'Papa', unexplained: 2_000_000, cents: { unexplained: 680_000 } });
  });

  test('what one branch sends, the other receives; nobody receives it twice', async () => {
    const [norte, centro] = company.branches;
    const owner = asOwner(cloud, company);
    const transferId = newId();
    const line = { ingredientId: PAPA, quantity: 5_000_000 };
    await owner.stock.manage({
      branchId: norte,
      id: newId(),
      paper: { type: 'stock.transfer-sent', body: { transferId, toBranchId: centro ?? '', lines: [line] } },
    });
    expect(await owner.stock.incoming({ branchId: centro ?? '' })).toMatchObject([{ transferId, fromBranchId: norte, lines: [line] }]);
    await owner.stock.manage({
      branchId: centro ?? '',
      id: newId(),
      paper: { type: 'stock.transfer-received', body: { transferId, fromBranchId: norte, lines: [{ ...line, quantity: 4_800_000 }] } },
    });
    expect(await owner.stock.incoming({ branchId: centro ?? '' })).toEqual([]);
    const [there] = await owner.stock.levels({ branchId: centro ?? '' });
    expect(there?.onHand).toBe(4_800_000);
  });

  test('goods with a date are lots: the oldest is used first, and what expires first is said first', async () => {
    const own = await aCompany(cloud, `Lotes ${kind}`);
    const [branchId] = own.branches;
    const owner = asOwner(cloud, own);
    const id = newId();
    const price = { amount: 26_000, quantity: 1_000_000 };
    const doc = { id, name: 'Queso', unit: 'g', packs: [], price, prepYieldBp: 10_000, cookYieldBp: 10_000, critical: true };
    await owner.catalog.save({ docs: [{ kind: 'ingredient', id, deleted: false, doc }] });
    const lot = (expiresOn: string, kg: number) => ({
      ingredientId: id,
      quantity: kg * 1_000_000,
      cost: (kg * 26_000) as never,
      expiresOn,
    });
    const lines = [lot('2099-01-05', 2), lot('2099-01-02', 3)];
    await owner.stock.write({ branchId, id: newId(), paper: { type: 'stock.received', body: { lines } } });
    const wasted = { reason: 'dropped' as const, lines: [{ ingredientId: id, quantity: 2_000_000 }] };
    await owner.stock.write({ branchId, id: newId(), paper: { type: 'stock.wasted', body: wasted } });
    const [queso] = await owner.stock.levels({ branchId });
    expect(queso?.lots.map(({ expiresOn, quantity }) => [expiresOn, quantity])).toEqual([
      ['2099-01-02', 1_000_000],
      ['2099-01-05', 2_000_000],
    ]);
  });

  test('an order is awaited until it came, and the next suggestion counts it', async () => {
    const [branchId] = company.branches;
    const owner = asOwner(cloud, company);
    const id = newId();
    const order = { id, branchId, supplierId: newId(), number: 1, orderedOn: '2026-11-24', state: 'open' as const };
    const line = { ingredientId: PAPA, quantity: 50_000_000, cost: 160_000 as never };
    await owner.stock.saveOrder({ branchId, order: { ...order, lines: [line] } });
    const [before] = await owner.stock.suggestions({ branchId });
    expect(before).toMatchObject({ name: 'Papa', onOrder: 50_000_000 });
    const paper = goods(50, 160_000);
    await owner.stock.write({ branchId, id: newId(), paper: { ...paper, body: { ...paper.body, purchaseOrderId: id } } });
    const [after] = await owner.stock.suggestions({ branchId });
    expect(after?.onOrder).toBe(0);
    expect(await owner.stock.orders({ branchId })).toMatchObject([{ id, received: [{ ingredientId: PAPA, quantity: 50_000_000 }] }]);
  });

  test('a correction needs more than a receipt, and a recipe may not contain itself', async () => {
    const [branchId] = company.branches;
    const owner = asOwner(cloud, company);
    const adjusted = { type: 'stock.adjusted' as const, body: { reason: 'x', lines: [{ ingredientId: PAPA, quantity: -1 }] } };
    await expect(owner.stock.write({ branchId, id: newId(), paper: adjusted })).rejects.toThrow();
    await expect(owner.stock.manage({ branchId, id: newId(), paper: adjusted })).resolves.toBeDefined();
    const id = newId();
    const doc = { id, name: 'Salsa', target: { kind: 'preparation' }, makes: 1, items: [{ recipeId: id, quantity: 1, effect: 'add' }] };
    await expect(owner.catalog.save({ docs: [{ kind: 'recipe', id, deleted: false, doc }] })).rejects.toThrow('recipe.circle');
  });

  test('every version of a document is kept with who saved it', async () => {
    const owner = asOwner(cloud, company);
    const id = newId();
    const doc = { id, text: 'sin sal', categoryIds: [], sort: 1 };
    await owner.catalog.save({ docs: [{ kind: 'quick-note', id, deleted: false, doc }] });
    await owner.catalog.save({ docs: [{ kind: 'quick-note', id, deleted: false, doc: { ...doc, text: 'con sal' } }] });
    const versions = await owner.catalog.history({ id });
    expect(new Set(versions.map(({ version }) => version))).toEqual(new Set([1, 2]));
    expect(versions.find(({ version }) => version === 2)).toMatchObject({ before: { text: 'sin sal' }, doc: { text: 'con sal' } });
    expect(versions[0]?.savedBy).not.toBe('-');
  });
});
