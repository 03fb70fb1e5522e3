import { afterEach, beforeEach, expect, test } from 'vitest';
import { money } from '@fastops/shared/base/money';
import { modifierGroupSchema } from '@fastops/shared/catalog/product';
import type { PriceList } from '@fastops/shared/catalog/price-list';
import type { PriceRule } from '@fastops/shared/catalog/price-rule';
import type { Order } from '@fastops/shared/orders/order.fold';
import { rebuildProjections } from '../sync/projections.service.ts';
import { applyMaster } from './catalog.service.ts';
import { aProduct, COMPANY, demolish, idOf, onShift, openTill, SALCHIPAPA, TERMINAL, type Till } from '../../testing/branch-fixture.ts';

let till: Till;
beforeEach(async () => {
  till = await onShift(openTill());
});
afterEach(() => demolish(till));

const facts = (type: string) => till.core.db.all<{ v: number }>('SELECT v FROM events WHERE type = ?', type);
const GROUP = idOf(700);
const ONION = idOf(701);

function master(kind: string, doc: { id: string }): void {
  till.core.transaction((db) => applyMaster(db, COMPANY, { kind, id: doc.id, version: 5, deleted: false, doc }), []);
}

const happyHour: PriceRule = {
  id: idOf(710),
  name: 'Hora feliz',
  active: true,
  productIds: [SALCHIPAPA],
  categoryIds: [],
  branchIds: [],
  schedule: { weekdays: [], from: 0, to: 1440 },
  effect: { kind: 'percent', offBp: 2_000 },
};
const add = (more: object = {}) => {
  const selection = { lineId: idOf(720), productId: SALCHIPAPA, quantity: 1, choices: [], ...more };
  return till.call.orders.addLine({ orderId: idOf(721), orderType: 'counter', selection });
};

test('a product marked as sold out is out on the menu and refused at the door, until it is back', async () => {
  expect(await till.call.catalog.setSoldOut({ target: 'product', targetId: SALCHIPAPA, soldOut: true })).toEqual({
    ok: true,
    value: { soldOut: true },
  });
  const menu = await till.call.catalog.menu();
  expect(menu.products.find(({ id }) => id === SALCHIPAPA)).toMatchObject({ soldOut: true });
  expect(await add()).toMatchObject({ refusal: { code: 'line.sold-out', name: 'Salchipapa ñoña' } });
  await till.call.catalog.setSoldOut({ target: 'product', targetId: SALCHIPAPA, soldOut: false });
  expect(await add()).toMatchObject({ ok: true });
  expect(await till.call.catalog.soldOut()).toEqual([]);
});

test('marking twice is one fact; an unknown product and a person without the permission are refused', async () => {
  for (let n = 0; n < 2; n += 1) await till.call.catalog.setSoldOut({ target: 'product', targetId: SALCHIPAPA, soldOut: true });
  expect(facts('catalog.sold-out-set')).toHaveLength(1);
  expect(await till.call.catalog.setSoldOut({ target: 'option', targetId: SALCHIPAPA, soldOut: true })).toMatchObject({
    refusal: { code: 'catalog.unknown-target' },
  });
  till.connection.actor = { id: idOf(9), name: 'Nadie', role: 'cook', permissions: 0n };
  await expect(till.call.catalog.setSoldOut({ target: 'product', targetId: SALCHIPAPA, soldOut: true })).rejects.toThrow(
    'catalog.sold-out',
  );
});

test('an option that is out is out in every product that offers it, and a rebuild says the same', async () => {
  const option = { id: ONION, name: 'Queso', price: 0, soldOut: false };
  master(
    'modifier-group',
    modifierGroupSchema.parse({ id: GROUP, name: 'Extras', kind: 'extra', min: 0, max: 3, freeCount: 0, options: [option] }),
  );
  master('product', aProduct({ groupIds: [GROUP] }));
  await till.call.catalog.setSoldOut({ target: 'option', targetId: ONION, soldOut: true });
  till.core.transaction((db) => rebuildProjections(db, TERMINAL), []);
  expect((await till.call.catalog.menu()).groups[0]?.options).toMatchObject([{ name: 'Queso', soldOut: true }]);
  expect(await add({ choices: [{ groupId: GROUP, optionId: ONION, quantity: 1 }] })).toMatchObject({
    refusal: { code: 'line.sold-out', name: 'Queso' },
  });
});

test('a rule that holds now makes the price, the line copies it, and the fact is of version 2', async () => {
  master('price-rule', happyHour);
  const added = (await add()) as { value: Order };
  expect(added.value.lines).toMatchObject([{ unitPrice: 20_000, priceRule: { name: 'Hora feliz', listPrice: 25_000 } }]);
  expect(facts('order.line-added')).toEqual([{ v: 2 }]);
});

test('a plain line stays a fact of version 1, which every till can read', async () => {
  await add();
  expect(facts('order.line-added')).toEqual([{ v: 1 }]);
});

test('a branch with its own price sells at it; another branch’s price is not ours', async () => {
  const price = { id: idOf(730), branchId: TERMINAL.branchId, productId: SALCHIPAPA, price: money(22_000) };
  master('branch-price', { ...price, id: idOf(731), branchId: idOf(999), price: money(1) } as never);
  expect((await till.call.catalog.menu()).products.find(({ id }) => id === SALCHIPAPA)?.price).toBe(25_000);
  master('branch-price', price);
  expect(await add()).toMatchObject({ value: { lines: [{ unitPrice: 22_000 }] } });
});

const CHEESE = idOf(702);
const lists: Record<'delivery' | 'airport' | 'later', PriceList> = {
  delivery: aList(740, {
    name: 'Domicilio',
    orderTypes: ['delivery'],
    prices: [at(27_000)],
    options: [{ optionId: CHEESE, price: money(3_500) }],
  }),
  airport: aList(741, { name: 'Aeropuerto', branchIds: [idOf(999)], prices: [at(40_000)] }),
  later: aList(742, { name: 'Enero', schedule: { weekdays: [], from: 0, to: 1440, firstDay: '2027-01-01' }, prices: [at(30_000)] }),
};
function at(price: number): PriceList['prices'][number] {
  return { productId: SALCHIPAPA, price: money(price) };
}
function aList(n: number, more: Partial<PriceList>): PriceList {
  const always = { weekdays: [], from: 0, to: 1440 };
  return {
    id: idOf(n),
    name: '',
    active: true,
    sort: n,
    branchIds: [],
    orderTypes: [],
    schedule: always,
    prices: [],
    options: [],
    ...more,
  };
}

test('a list prices orders of its type, at its branches, from its first day on; what it doesn’t name costs what the menu says', async () => {
  const option = { id: CHEESE, name: 'Queso', price: 3_000, soldOut: false };
  master(
    'modifier-group',
    modifierGroupSchema.parse({ id: GROUP, name: 'Extras', kind: 'extra', min: 0, max: 3, freeCount: 0, options: [option] }),
  );
  master('product', aProduct({ groupIds: [GROUP] }));
  for (const list of Object.values(lists)) master('price-list', list);
  expect((await till.call.catalog.menu()).lists.map(({ name }) => name)).toEqual(['Domicilio', 'Enero']);
  const choices = [{ groupId: GROUP, optionId: CHEESE, quantity: 1 }];
  expect(await add({ choices })).toMatchObject({ value: { lines: [{ unitPrice: 25_000, choices: [{ price: 3_000 }] }] } });
  const selection = { lineId: idOf(722), productId: SALCHIPAPA, quantity: 1, choices };
  const delivery = await till.call.orders.addLine({ orderId: idOf(723), orderType: 'delivery', selection });
  expect(delivery).toMatchObject({ value: { lines: [{ unitPrice: 27_000, choices: [{ price: 3_500 }] }] } });
});

test('an open order keeps its prices when a list changes, and takes those of another type when somebody makes it one', async () => {
  master('price-list', lists.delivery);
  const orderId = idOf(721);
  const prices = async () => (await till.call.orders.current())?.lines.map(({ unitPrice, quantity, note }) => [unitPrice, quantity, note]);
  await add({ quantity: 2, note: 'sin sal' });
  expect(await till.call.orders.changeType({ orderId, orderType: 'delivery' })).toMatchObject({ value: { totals: { total: 54_000 } } });
  expect(await prices()).toEqual([[27_000, 2, 'sin sal']]);
  till.core.transaction(
    (db) =>
      applyMaster(db, COMPANY, {
        kind: 'price-list',
        id: lists.delivery.id,
        version: 6,
        deleted: false,
        doc: { ...lists.delivery, prices: [at(29_000)] },
      }),
    [],
  );
  expect(await prices()).toEqual([[27_000, 2, 'sin sal']]);
  await add({ lineId: idOf(724) });
  expect(await prices()).toEqual([
    [27_000, 2, 'sin sal'],
    [29_000, 1, undefined],
  ]);
  await till.call.orders.changeType({ orderId, orderType: 'takeaway' });
  expect(await prices()).toEqual([
    [25_000, 2, 'sin sal'],
    [25_000, 1, undefined],
  ]);
  till.core.transaction((db) => rebuildProjections(db, TERMINAL), []);
  expect(await prices()).toEqual([
    [25_000, 2, 'sin sal'],
    [25_000, 1, undefined],
  ]);
});

test('a change of type without another list says nothing of prices, whatever the menu says by now', async () => {
  await add();
  master('product', aProduct({ price: money(19_900) }));
  await till.call.orders.changeType({ orderId: idOf(721), orderType: 'takeaway' });
  expect((await till.call.orders.current())?.lines.map(({ unitPrice }) => unitPrice)).toEqual([25_000]);
  expect(facts('order.lines-repriced')).toEqual([]);
});

test('what is often written in notes is offered, most used first, and what was written once is not', async () => {
  for (const [n, note] of ['sin sal', 'bien tostada, sin sal', 'sin sal', 'bien tostada', 'bien tostada, para Juan', 'sin sal'].entries()) {
    await add({ lineId: idOf(740 + n), note });
  }
  expect(await till.call.catalog.frequentNotes()).toEqual(['sin sal', 'bien tostada']);
});

test('a menu that arrives after hours without a line changes what is added from then on, never what is on an open order', async () => {
  const total = async () => (await till.call.orders.current())?.lines.map(({ unitPrice }) => unitPrice);
  await add();
  const before = await total();
  master('product', aProduct({ price: money(19_900) }));
  expect(await total()).toEqual(before);
  await add({ lineId: idOf(722) });
  expect(await total()).toEqual([...(before ?? []), 19_900]);
  till.core.transaction((db) => rebuildProjections(db, TERMINAL), []);
  expect(await total()).toEqual([...(before ?? []), 19_900]);
});
