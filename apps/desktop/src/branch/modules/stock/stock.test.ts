import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Master } from '@fastops/shared/sync/protocol';
import { rebuildProjections } from '../sync/projections.service.ts';
import { applyPage } from '../sync/sync.service.ts';
import {
  aMenu,
  anOrder,
  COMPANY,
  demolish,
  idOf,
  menuPage,
  onShift,
  openTill,
  SALCHIPAPA,
  STAFF,
  TERMINAL,
  type Till,
} from '../../testing/branch-fixture.ts';

const PAPA = idOf(300);
const SALSA = idOf(301);
const RECIPE = idOf(310);

function master(kind: string, doc: { id: string } & Record<string, unknown>, version = 1): Master {
  return { kind, id: doc.id, version, deleted: false, doc };
}
function ingredient(id: string, name: string): Master {
  const price = { amount: 3_200, quantity: 1_000_000 };
  return master('ingredient', { id, name, unit: 'g', packs: [], price, prepYieldBp: 8_000, cookYieldBp: 10_000, critical: true });
}
function recipe(quantity: number, version = 1): Master {
  const target = { kind: 'product', productId: SALCHIPAPA };
  return master(
    'recipe',
    { id: RECIPE, name: 'Salchipapa', target, makes: 1_000, items: [{ ingredientId: PAPA, quantity, effect: 'add' }] },
    version,
  );
}
const batch = master('recipe', {
  id: idOf(311),
  name: 'Salsa',
  target: { kind: 'preparation', ingredientId: SALSA },
  makes: 1_000_000,
  items: [{ ingredientId: PAPA, quantity: 80_000, effect: 'add' }],
});

let till: Till;
beforeEach(async () => {
  till = openTill();
  const docs = [...aMenu(), ingredient(PAPA, 'Papa'), ingredient(SALSA, 'Salsa'), recipe(250_000), batch];
  till.core.transaction((tx) => applyPage(tx, TERMINAL, menuPage(docs, 'e2')), []);
  await onShift(till, 'laura');
});
afterEach(() => demolish(till));

const onHand = async (id = PAPA) => (await till.call.stock.levels()).find((each) => each.id === id)?.onHand;

test('a sale takes by the recipe of that moment, and a later recipe changes nothing of it', async () => {
  await till.call.orders.ringUp(anOrder(till, 2));
  expect(await onHand()).toBe(-625_000);
  till.core.transaction((tx) => applyPage(tx, TERMINAL, menuPage([...aMenu(), ingredient(PAPA, 'Papa'), recipe(80_000, 2)], 'e3')), []);
  expect(await onHand()).toBe(-625_000);
  await till.call.orders.ringUp(anOrder(till));
  expect(await onHand()).toBe(-725_000);
});

test('goods, waste, a blind count and a batch add up; each paper counts once', async () => {
  const paperId = till.newId();
  const goods = { paperId, lines: [{ ingredientId: PAPA, quantity: 50_000_000, cost: 160_000 as never }] };
  expect(await till.call.stock.receive(goods)).toMatchObject({ ok: true });
  expect(await till.call.stock.receive(goods)).toMatchObject({ ok: true });
  await till.call.stock.waste({ paperId: till.newId(), reason: 'burnt', lines: [{ ingredientId: PAPA, quantity: 1_000_000 }] });
  expect(await onHand()).toBe(49_000_000);
  await till.call.stock.produce({ paperId: till.newId(), recipeId: idOf(311), batches: 2 });
  expect([await onHand(), await onHand(SALSA)]).toEqual([48_800_000, 2_000_000]);
  await till.call.stock.count({
    paperId: till.newId(),
    scope: 'partial',
    blind: true,
    lines: [{ ingredientId: PAPA, counted: 47_000_000 }],
  });
  expect(await onHand()).toBe(47_000_000);
  expect((await till.call.stock.movements({ ingredientId: PAPA })).map(({ kind, quantity }) => [kind, quantity])).toEqual([
    ['count', -1_800_000],
    ['purchase', 50_000_000],
    ['used', -200_000],
    ['waste', -1_000_000],
  ]);
});

test('what is voided before it is made comes back, once', async () => {
  const lineId = till.newId();
  const orderId = till.newId();
  await till.call.orders.addLine({ orderId, orderType: 'dine_in', selection: { lineId, productId: SALCHIPAPA, quantity: 2, choices: [] } });
  expect(await onHand()).toBe(0);
  await till.call.orders.place({ orderId });
  expect(await onHand()).toBe(-625_000);
  const voided = { id: till.newId(), lineId, quantity: 1, reason: 'se equivocó' };
  await till.call.orders.voidLine({ orderId, voided });
  await till.call.orders.voidLine({ orderId, voided });
  expect(await onHand()).toBe(-312_500);
});

test('the tables made anew from the log say the same, papers of the office included', async () => {
  await till.call.orders.ringUp(anOrder(till, 3));
  await till.call.stock.waste({ paperId: till.newId(), reason: 'dropped', lines: [{ ingredientId: PAPA, quantity: 5_000 }] });
  const paper = { type: 'stock.received', body: { lines: [{ ingredientId: PAPA, quantity: 9_000_000, cost: 30_000 }] } };
  const entry = { id: idOf(400), branchId: TERMINAL.branchId, businessDay: '2026-11-20', at: 1, actorId: idOf(9), paper };
  const page = { scope: 'company', epoch: 'e2', head: 8, entries: [{ position: 8, master: master('stock-entry', entry) }] } as const;
  const after =
    till.core.db.get<{ position: number }>("SELECT position FROM cursors WHERE company_id = ? AND scope = 'company'", COMPANY)?.position ??
    0;
  till.core.transaction(
    (tx) => applyPage(tx, TERMINAL, { ...page, head: after + 1, entries: [{ ...page.entries[0], position: after + 1 }] }),
    [],
  );
  const rows = () => till.core.db.all('SELECT * FROM stock_days ORDER BY ingredient_id, business_day, kind');
  const before = rows();
  expect(await onHand()).toBe(9_000_000 - 937_500 - 5_000);
  till.core.transaction((tx) => tx.run('UPDATE stock_days SET quantity = 1'), []);
  till.core.transaction((tx) => rebuildProjections(tx, TERMINAL), []);
  expect(rows()).toEqual(before);
});

test('who counts is not told what there should be', async () => {
  await till.call.identity.login({ staffId: STAFF.pedro.id, pin: STAFF.pedro.pin });
  expect(JSON.stringify(await till.call.stock.room())).not.toContain('onHand');
  await expect(till.call.stock.levels()).rejects.toThrow();
  expect(
    await till.call.stock.count({ paperId: till.newId(), scope: 'full', blind: true, lines: [{ ingredientId: idOf(999), counted: 1 }] }),
  ).toMatchObject({
    refusal: { code: 'stock.unknown-ingredient' },
  });
});
