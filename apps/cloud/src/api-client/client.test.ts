import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { restDocument } from '../server/http/rest-document.ts';
import { httpServer } from '../server/http/server.ts';
import { noMetrics, openCloud, type CloudUnderTest } from '../server/testing/cloud-under-test.ts';
import { furnish, type Target } from '../server/testing/matrix-questions.ts';
import { apiToken } from '../server/testing/api-token.ts';
import { DAY } from '../server/testing/shop.ts';
import { ApiProblem, apiClient } from './client.ts';
import { GENERATED, generated } from './generate.ts';

let cloud: CloudUnderTest;
let door: FastifyInstance;
let url: string;
let target: Target;
let token: string;
beforeAll(async () => {
  cloud = await openCloud('pglite');
  const mine = await furnish(cloud, 'El Parche');
  target = mine.target;
  const log = pino({ level: 'silent' });
  const { services } = cloud;
  door = await httpServer({ services, log, staticDir: 'none', trustProxy: 0, metrics: noMetrics(cloud), ready: async () => [] });
  url = await door.listen({ port: 0, host: '127.0.0.1' });
  token = await apiToken(door, mine.company.owner);
});
afterAll(async () => {
  await door.close();
  await cloud.close();
});

/** Without what a formatter puts in. */
const bare = (text: string) => text.replaceAll(/[\s;,|()'"]/g, '');

test('the types of the client are those of the document: else run `node apps/cloud/src/api-client/generate.ts`', () => {
  expect(bare(readFileSync(GENERATED, 'utf8'))).toBe(bare(generated(restDocument())));
});

test('a program reads and changes the menu through the generated client', async () => {
  const api = apiClient({ url, token: () => token });
  const category = await api.call('POST /categories', { body: { name: 'Papas', hue: 28, sort: 1 } });
  const body = {
    categoryId: category.id,
    name: 'Salchipapa de la API',
    kind: 'single',
    price: 14_500,
    sizes: [],
    groupIds: [],
    tax: { code: 'INC', rateBp: 800 },
    stations: [],
    soldOut: false,
    sort: 99,
  } as const;
  const made = await api.call('POST /products', { body, idempotencyKey: 'make-it' });
  expect(await api.call('POST /products', { body, idempotencyKey: 'make-it' })).toEqual(made);
  const named = await api.call('GET /products', { query: { q: 'de la api' } });
  expect(named.items).toEqual([made]);

  for (let n = 1; n <= 4; n += 1) await api.call('POST /products', { body: { ...body, name: `Papa ${n}`, sort: n } });
  const all = [];
  for await (const product of api.every('GET /products', { query: { limit: 2 } })) all.push(product);
  expect(all).toEqual((await api.call('GET /products', { query: { limit: 200 } })).items);
  expect(all).toHaveLength(6);
  const inside = await api.call('GET /products', { query: { categoryId: category.id } });
  expect(inside.items).toEqual(all.filter(({ categoryId }) => categoryId === category.id));

  const dearer = await api.call('PUT /products/{id}', { path: { id: made.id }, body: { ...body, price: 15_000, version: made.version } });
  expect(dearer).toMatchObject({ price: 15_000, version: made.version + 1 });
  const late = api.call('PUT /products/{id}', { path: { id: made.id }, body: { ...body, price: 1, version: made.version } });
  await expect(late).rejects.toMatchObject({ status: 409, code: 'catalog.changed-meanwhile' });
  await api.call('DELETE /products/{id}', { path: { id: made.id } });
  await expect(api.call('GET /products/{id}', { path: { id: made.id } })).rejects.toBeInstanceOf(ApiProblem);
});

test('and pages through orders, reads the stock, its movements, a drawer and a report', async () => {
  const api = apiClient({ url, token: () => token });
  const { branchId, orderId } = target;
  for (let n = 0; n < 5; n += 1) target.till.sell(10_000 + n);
  await target.till.push(target.till.log.length - 24);
  const period = { from: DAY, to: DAY };
  const orders = [];
  for await (const order of api.every('GET /orders', { query: { ...period, branchId, limit: 2 } })) orders.push(order);
  const whole = await api.call('GET /orders', { query: { ...period, limit: 200 } });
  expect(orders).toEqual(whole.items);
  expect(orders.length).toBeGreaterThanOrEqual(7);
  const cancelled = await api.call('GET /orders', { query: { ...period, state: 'cancelled' } });
  expect(cancelled.items.map(({ id }) => id)).toEqual(orders.flatMap(({ id, state }) => (state === 'cancelled' ? [id] : [])));
  expect(await api.call('GET /orders/{id}', { path: { id: orderId } })).toMatchObject({ id: orderId, order: { id: orderId } });

  const ingredient = await api.call('POST /ingredients', {
    body: {
      name: 'Papa',
      unit: 'g',
      packs: [],
      price: { amount: 3_200, quantity: 1_000_000 },
      prepYieldBp: 8_000,
      cookYieldBp: 9_000,
      critical: true,
    },
  });
  const lines = [{ ingredientId: ingredient.id, quantity: 500_000 }];
  const id = cloud.services.machine.newId();
  await api.call('POST /inventory/papers', { body: { id, branchId, paper: { type: 'stock.wasted', body: { reason: 'burnt', lines } } } });
  const stock = await api.call('GET /inventory/stock', { query: { branchId } });
  expect(stock.items).toMatchObject([{ id: ingredient.id, onHand: -500_000 }]);
  const today = new Date(cloud.services.machine.now() - 24 * 3_600_000).toISOString().slice(0, 10);
  const tomorrow = new Date(cloud.services.machine.now() + 24 * 3_600_000).toISOString().slice(0, 10);
  const moved = await api.call('GET /inventory/movements', { query: { branchId, from: today, to: tomorrow } });
  expect(moved.items).toMatchObject([{ ingredientId: ingredient.id, kind: 'waste', quantity: -500_000 }]);

  const drawers = await api.call('GET /cash-sessions', { query: { branchId } });
  expect(drawers.items).toMatchObject([{ zHash: target.zHash }]);
  const sales = await api.call('GET /reports/sales', { query: { ...period, by: 'channel', branchIds: [branchId] } });
  expect(sales.rows.reduce((sum, row) => sum + row.sales, 0)).toBeGreaterThan(50_000);
  await expect(api.call('GET /orders', { query: { from: '2026-02-30', to: DAY } })).rejects.toMatchObject({ status: 400 });
});
