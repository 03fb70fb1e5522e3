import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Ticket } from '../src/branch/testing/virtual-printer/ticket.ts';
import { VirtualPrinter } from '../src/branch/testing/virtual-printer/virtual-printer.ts';
import { DemoCloud, type DemoReady } from './support/demo-cloud.ts';
import { openDashboard } from './support/dashboard.ts';
import { logIn, openShift, openTill, tapProduct, payExactly, type TillWindow } from './support/till-window.ts';

test.describe.configure({ mode: 'serial' });

/** What each sale is, and what its receipt must say. */
const SALES = [
  { product: 'Agua 600 ml', category: 'Bebidas', total: 3500 },
  { product: 'Limonada natural', category: 'Bebidas', total: 6000 },
  { product: 'Perro sencillo', category: 'Perros', total: 10000 },
  { product: 'Malta', category: 'Bebidas', total: 4500 },
  { product: 'Salchicha adicional', category: 'Adiciones', total: 4000 },
] as const;
const TOTAL = SALES.reduce((sum, sale) => sum + sale.total, 0);

let folder: string;
let cloud: DemoCloud;
let demo: DemoReady;
let till: TillWindow;
const printer = new VirtualPrinter();

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'main-job-'));
  await printer.powerOn();
  cloud = await DemoCloud.in(join(folder, 'cloud'));
  demo = await cloud.start();
});
test.afterAll(async () => {
  await till?.close();
  await cloud?.stop();
  await printer.powerOff();
  rmSync(folder, { recursive: true, force: true });
});

test('a new till enrols, asks for a PIN and a float, and is ready to sell', async () => {
  till = await openTill({ folder, cloudUrl: cloud.url, code: demo.codes['Norte'] ?? '' });
  await expect(till.page.getByTestId('staff-tile')).toHaveCount(4);
  await till.screenshot('login');
  await logIn(till.page, 'Marta', '9999');
  await expect(till.page.getByRole('alert')).toContainText('PIN');
  await logIn(till.page, 'Marta', '4321');
  await expect(till.page.getByTestId('open-shift')).toBeVisible();
  await till.screenshot('shift');
  await openShift(till.page);
  await till.screenshot('sell-empty');
  await till.call('mutation', 'printing.add', printerAt('both'));
});

test('with the cloud gone five orders are sold, printed and counted as unsynced', async () => {
  await cloud.stop();
  for (const [index, sale] of SALES.entries()) {
    await tapProduct(till.page, sale);
    await expect(till.page.getByTestId('order-total')).toContainText(pesos(sale.total));
    if (index === 0) await till.screenshot('sell-one-line');
    await payExactly(till, index === 0 ? 'pay' : undefined);
    await expect(till.page.getByTestId('order-number')).toHaveText(`A-00${index + 1}`);
  }
  await till.screenshot('sell-after-five');
  const status = await till.call<{ unsynced: { count: number; value: number } }>('query', 'sync.status');
  expect(status.unsynced.value).toBe(TOTAL);
  await expect(till.page.getByTestId('sync-status')).toContainText(pesos(TOTAL));
  // A receipt each, and a kitchen ticket for each station: the hot dog goes to the griddle and to the assembly.
  await expect.poll(() => printer.tickets.length).toBe(11);
});

test('a restart without the cloud keeps every order and the open cart', async () => {
  await tapProduct(till.page, { product: 'Té helado', category: 'Bebidas' });
  await expect(till.page.getByTestId('order-line')).toHaveCount(1);
  await till.close();
  till = await openTill({ folder, cloudUrl: cloud.url });
  await logIn(till.page, 'Marta', '4321');
  await expect(till.page.getByTestId('order-line')).toHaveCount(1);
  await till.screenshot('sell-recovered');
  const status = await till.call<{ unsynced: { value: number } }>('query', 'sync.status');
  expect(status.unsynced.value).toBe(TOTAL);
});

test('with the cloud back the dashboard shows each order exactly once, and the totals are the printed ones', async () => {
  await cloud.start();
  const dashboard = await openDashboard(cloud.url, demo.owner);
  try {
    await expect.poll(async () => (await dashboard.today()).totals, { timeout: 90_000 }).toMatchObject({ sales: TOTAL, tickets: 5 });
    const { lastOrders, branches } = await dashboard.today();
    expect(lastOrders.map((order) => order.number).sort()).toEqual(['A-001', 'A-002', 'A-003', 'A-004', 'A-005']);
    expect(branches.find((branch) => branch.name === 'Norte')?.custody).toMatchObject({ count: 0, value: 0 });
    for (const order of lastOrders) expect(printedTotal(order.number)).toBe(pesos(order.total));
    for (const sale of lastOrders) await expect(dashboard.page.getByText(sale.number, { exact: true }).first()).toBeVisible();
    await dashboard.screenshot('today-after-five');
  } finally {
    await dashboard.close();
  }
});

test('a sale at the till shows on the open dashboard by itself', async () => {
  const dashboard = await openDashboard(cloud.url, demo.owner);
  try {
    await expect(dashboard.page.getByText('A-005', { exact: true }).first()).toBeVisible();
    await payExactly(till);
    const start = performance.now();
    await expect(dashboard.page.getByText('A-006', { exact: true }).first()).toBeVisible({ timeout: 5_000 });
    test.info().annotations.push({ type: 'till to dashboard', description: `${Math.round(performance.now() - start)} ms` });
    await dashboard.screenshot('today-live');
  } finally {
    await dashboard.close();
  }
});

test('a printer that is off leaves the sale completed and the ticket queued, visibly', async () => {
  await printer.powerOff();
  await tapProduct(till.page, { product: 'Malta', category: 'Bebidas' });
  await payExactly(till);
  await expect(till.page.getByTestId('order-number')).toHaveText('A-007');
  await expect(till.page.getByTestId('printer-trouble')).toBeVisible();
  await till.screenshot('printer-off');
  const before = printer.tickets.length;
  await printer.powerOn();
  await expect.poll(() => printer.tickets.length, { timeout: 40_000 }).toBe(before + 2);
  await expect(till.page.getByTestId('printer-trouble')).toBeHidden();
});

test('the shift is closed with what was counted, and the next one starts from it', async () => {
  const { page } = till;
  await page.getByTestId('user-menu').click();
  await page.getByRole('menuitem', { name: 'Entrada o salida' }).click();
  await page.getByTestId('movement-for-what').fill('Gas');
  for (const digit of '12500') await page.getByRole('button', { name: digit, exact: true }).click();
  await till.screenshot('cash-movement');
  await page.getByTestId('add-movement').click();
  await page.getByTestId('user-menu').click();
  await page.getByRole('menuitem', { name: 'Cerrar turno' }).click();
  await expect(page.getByTestId('counted')).toBeVisible();
  await page.getByTestId('pile-50000').fill('1');
  await expect(page.getByTestId('counted')).toContainText('50.000');
  await till.screenshot('close-shift-count');
  await page.getByTestId('seal-count').click();
  await expect(page.getByTestId('expected')).toBeVisible();
  await page.getByTestId('difference-reason').fill('Prueba de cierre');
  await page.getByTestId('float-left').fill('50000');
  await till.screenshot('close-shift-reckoning');
  await page.getByTestId('close-shift').click();
  await expect(page.getByTestId('paper')).toContainText('CORTE Z 0001');
  await page.getByTestId('closed-done').click();
  await expect(page.getByTestId('opening-float')).toContainText('50.000');
  await openShift(page);
});

function printerAt(role: 'both') {
  const transport = { kind: 'tcp', host: '127.0.0.1', port: printer.port };
  return { id: '00000000-0000-7000-8000-0000000000aa', name: 'Caja', role, profileId: 'generic-80', transport };
}

/** The total on the paper of an order: what the decoder of the virtual printer read. */
function printedTotal(number: string): string | undefined {
  const papers = printer.tickets.map(linesOf).filter((lines) => lines.some((line) => line.includes(number)));
  return papers
    .flat()
    .find((line) => line.startsWith('TOTAL'))
    ?.match(/\$ [\d.]+/)?.[0];
}

function linesOf(ticket: Ticket): string[] {
  return ticket.items.flatMap((item) =>
    item.type === 'line'
      ? [
          item.runs
            .map((run) => run.text)
            .join('')
            .trim(),
        ]
      : [],
  );
}

function pesos(amount: number): string {
  return `$ ${String(amount).replace(/\B(?=(\d{3})+(?!\d))/g, '.')}`;
}
