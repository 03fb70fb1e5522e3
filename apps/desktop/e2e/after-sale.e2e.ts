import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { VirtualPrinter } from '../src/branch/testing/virtual-printer/virtual-printer.ts';
import { DemoCloud, type DemoReady } from './support/demo-cloud.ts';
import { logIn, openShift, openTill, tapProduct, type TillWindow } from './support/till-window.ts';
import { someId, startYesterday } from './support/yesterday.ts';

test.describe.configure({ mode: 'serial' });

let folder: string;
let cloud: DemoCloud;
let demo: DemoReady;
let till: TillWindow;
/** Off yesterday, on today. */
const kitchen = new VirtualPrinter();
/** The order of yesterday: 30,000 by card and 2,000 in cash. */
let oldOrderId: string;

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'after-sale-'));
  cloud = await DemoCloud.in(join(folder, 'cloud'));
  demo = await cloud.start();
  await kitchen.powerOn();
  await kitchen.powerOff();
  oldOrderId = await sellYesterday(demo.codes['Norte'] ?? '');
  await kitchen.powerOn();
  // From here on there is no network.
  await cloud.stop();
  till = await openTill({ folder, cloudUrl: cloud.url, size: { width: 1024, height: 768 } });
  await logIn(till.page, 'Ana', '1234');
  await openShift(till.page);
});
test.afterAll(async () => {
  await till?.close();
  await cloud?.stop();
  await kitchen.powerOff();
  rmSync(folder, { recursive: true, force: true });
});

type Order = { value: { refunded: number; balance: number; state: string; payments: { status: string }[]; voided: unknown[] } };
type History = { value: { kind: string; actorId: string; approvedById?: string }[] };

test('Story 4: refund next day offline: found by its day, given back in parts, with the supervisor’s PIN', async () => {
  const { page } = till;
  await page.keyboard.press('F8');
  await page.getByRole('combobox', { name: 'Día' }).click();
  await page.getByRole('option', { name: 'Todos los días' }).click();
  await page.getByTestId('order-search').fill('A-001');
  await page.getByTestId('order-row').first().click();
  await expect(page.getByTestId('order-payments')).toContainText('004512');
  await look('orders-detail');
  await page.getByTestId('order-refund').click();
  await page.getByRole('radio', { name: 'Por producto' }).click();
  await page.getByTestId('refund-line').first().getByRole('button', { name: /Más/ }).click();
  await page.getByTestId('refund-means').filter({ hasText: 'Efectivo' }).click();
  await page.getByTestId('reason').filter({ hasText: 'Salió frío' }).click();
  await expect(page.getByTestId('refund-total')).toContainText('10.000');
  await look('refund');
  await page.getByTestId('refund-confirm').click();
  await expect(page.getByTestId('approval-what')).toContainText('A-001');
  await approve();
  await expect(page.getByTestId('refund-confirm')).toBeHidden();
  await expect(page.getByTestId('order-payments')).toContainText('Salió frío');
  await look('orders-refunded');
  const order = await till.call<Order>('query', 'orders.find', { orderId: oldOrderId });
  expect(order.value).toMatchObject({ refunded: 10_000, balance: 0 });
  const [signed] = (await history(oldOrderId)).filter(({ kind }) => kind === 'order.refunded');
  expect(signed?.approvedById).toBeDefined();
  expect(signed?.approvedById).not.toBe(signed?.actorId);
  // What is left of each payment is the ceiling: 30,000 by card less 8,000, nothing in cash.
  const again = await till.call<{ refusal?: { code: string } }>('mutation', 'orders.refund', {
    orderId: oldOrderId,
    refunds: [{ id: someId(), paymentId: someId(), amount: 1_000, lines: [], reason: 'otra vez' }],
  });
  expect(again.refusal?.code).toBe('approval.needed');
  await page.keyboard.press('Escape');
});

test('yesterday’s kitchen tickets ask before they are printed, and come out when somebody says so', async () => {
  const { page } = till;
  await page.getByTestId('user-menu').click();
  await page.getByRole('menuitem', { name: 'Impresión' }).click();
  // One for each station that makes it.
  const stale = page.getByTestId('print-job').filter({ hasText: 'Esperó demasiado para salir sola' });
  await expect(stale).toHaveCount(2, { timeout: 20_000 });
  expect(kitchen.tickets).toEqual([]);
  await look('print-stale');
  for (const left of [1, 0]) {
    await stale.first().getByRole('button', { name: 'Reimprimir' }).click();
    await expect(stale).toHaveCount(left, { timeout: 20_000 });
  }
  await expect.poll(() => kitchen.tickets.length, { timeout: 20_000 }).toBe(2);
  await page.keyboard.press('Escape');
});

test('Story 10: transfer por verificar: rejected, the order owes again', async () => {
  const { page } = till;
  await tapProduct(page, { product: 'Perro sencillo', category: 'Perros' });
  await page.getByTestId('pay-button').click();
  await page.getByRole('radio', { name: 'Nequi' }).click();
  await page.getByTestId('pay-reference').fill('M12345');
  await page.getByTestId('pay-confirm').click();
  await expect(page.getByTestId('waiting-open')).toContainText('1');
  await page.getByTestId('waiting-open').click();
  await expect(page.getByTestId('waiting-payment')).toContainText('M12345');
  await look('waiting');
  await page.getByTestId('reject').click();
  await page.getByTestId('reason').filter({ hasText: 'Nunca llegó' }).click();
  await look('waiting-reject');
  await page.getByTestId('reject-confirm').click();
  await approve();
  await expect(page.getByTestId('waiting-payment')).toHaveCount(0);
  await page.keyboard.press('Escape');
  const [row] = await till.call<{ id: string }[]>('query', 'orders.recent', { limit: 1 });
  const order = await till.call<Order>('query', 'orders.find', { orderId: row?.id });
  expect(order.value).toMatchObject({ balance: 10_000, payments: [{ status: 'rejected' }] });
  await page.keyboard.press('F8');
  await page.getByTestId('order-row').filter({ hasText: 'Por cobrar' }).click();
  await page.getByTestId('order-charge').click();
  await expect(page.getByTestId('pay-due')).toContainText('10.000');
  await page.getByTestId('pay-confirm').click();
  await expect(page.getByTestId('pay-confirm')).toBeHidden();
});

test('a void over the limit asks for the supervisor’s PIN and names both', async () => {
  const { page } = till;
  for (let n = 0; n < 3; n += 1) await tapProduct(page, { product: 'Perro sencillo', category: 'Perros' });
  await page.getByRole('button', { name: 'Enviar' }).click();
  await page.keyboard.press('F8');
  await page.getByTestId('order-row').filter({ hasText: 'Por cobrar' }).click();
  await page.getByTestId('line-void').click();
  await page.getByTestId('reason').filter({ hasText: 'Cambió de idea' }).click();
  await look('void');
  await page.getByTestId('void-confirm').click();
  await expect(page.getByTestId('approval-what')).toContainText('Anular 3 × Perro sencillo ($ 30.000)');
  await approve();
  await expect(page.getByTestId('void-confirm')).toBeHidden();
  await expect(page.getByTestId('order-history')).toContainText('autorizó Marta Ruiz');
  await look('orders-voided');
  const [row] = await till.call<{ id: string }[]>('query', 'orders.recent', { limit: 1 });
  const signed = (await history(row?.id ?? '')).find(({ kind }) => kind === 'order.line-voided');
  const names = new Map(demo.staff.map(({ id, name }) => [id, name]));
  expect([names.get(signed?.actorId ?? ''), names.get(signed?.approvedById ?? '')]).toEqual(['Ana Gómez', 'Marta Ruiz']);
  await page.keyboard.press('Escape');
});

test('Story 6: another person takes over in two taps, and the open order stays with the till', async () => {
  const { page } = till;
  await tapProduct(page, { product: 'Perro sencillo', category: 'Perros' });
  await page.getByTestId('lock').click();
  await logIn(page, 'Luis', '2345');
  await expect(page.getByTestId('order-line')).toHaveCount(1);
  await tapProduct(page, { product: 'Limonada de coco', category: 'Bebidas' });
  const order = await till.call<{ id: string }>('query', 'orders.current');
  await expect.poll(async () => (await history(order.id)).length).toBe(3);
  const actors = (await history(order.id)).map(({ actorId }) => demo.staff.find(({ id }) => id === actorId)?.name);
  expect(actors).toEqual(['Ana Gómez', 'Ana Gómez', 'Luis Ñáñez']);
});

test('left alone, the till locks by itself and keeps the order', async () => {
  const { page } = till;
  await page.clock.install();
  await page.getByTestId('user-menu').click();
  await page.getByRole('menuitemradio', { name: '1 min' }).click();
  await page.keyboard.press('Escape');
  await page.clock.fastForward(59_000);
  await expect(page.getByTestId('order-line')).toHaveCount(2);
  await page.clock.fastForward(2_000);
  await expect(page.getByTestId('staff-tile').first()).toBeVisible();
  expect(await till.call('query', 'identity.me')).toBeNull();
});

async function sellYesterday(code: string): Promise<string> {
  const yesterday = await startYesterday({ folder, cloudUrl: cloud.url, code });
  const marta = demo.staff.find(({ name }) => name.startsWith('Marta'));
  await yesterday.tell('identity.login', { staffId: marta?.id, pin: marta?.pin });
  const transport = { kind: 'tcp', host: '127.0.0.1', port: kitchen.port };
  await yesterday.tell('printing.add', { id: someId(), name: 'Cocina', role: 'kitchen', profileId: 'generic-80', transport });
  const ana = demo.staff.find(({ name }) => name.startsWith('Ana'));
  await yesterday.tell('identity.login', { staffId: ana?.id, pin: ana?.pin });
  await yesterday.tell('cash.open', { sessionId: someId(), openingFloat: 100_000 });
  const menu = await yesterday.ask<{ products: { id: string; name: string }[] }>('catalog.menu');
  const productId = menu.products.find(({ name }) => name === 'Perro sencillo')?.id;
  const orderId = someId();
  const selection = { lineId: someId(), productId, quantity: 3, choices: [] };
  await yesterday.tell('orders.addLine', { orderId, orderType: 'counter', selection });
  await yesterday.tell('orders.pay', { orderId, paymentId: someId(), method: 'card', amount: 28_000, reference: '004512' });
  await yesterday.tell('orders.pay', { orderId, paymentId: someId(), method: 'cash', tendered: 2_000 });
  const countId = someId();
  await yesterday.tell('cash.count', { id: countId, purpose: 'close', piles: [], total: 102_000 });
  expect(await yesterday.tell('cash.close', { countId, floatLeft: 100_000 })).toMatchObject({ ok: true });
  await yesterday.stop();
  return orderId;
}

async function history(orderId: string): Promise<History['value']> {
  return (await till.call<History>('query', 'orders.history', { orderId })).value;
}

async function approve(): Promise<void> {
  const { page } = till;
  await page.getByTestId('approver').filter({ hasText: 'Marta' }).click();
  await page.keyboard.type('4321');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('approval')).toBeHidden();
}

async function look(name: string): Promise<void> {
  await till.page.waitForTimeout(200);
  for (const theme of ['dark', 'light']) {
    await till.page.evaluate((value) => void (document.documentElement.dataset['theme'] = value), theme);
    await till.screenshot(`1024-${name}-${theme}`);
    const { violations } = await new AxeBuilder({ page: till.page }).setLegacyMode().analyze();
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
  }
}
