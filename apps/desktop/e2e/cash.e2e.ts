import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { ticketLines } from '../src/branch/testing/virtual-printer/ticket.ts';
import { VirtualPrinter } from '../src/branch/testing/virtual-printer/virtual-printer.ts';
import { noSeriousFault } from './support/accessibility.ts';
import { openDashboard } from './support/dashboard.ts';
import { DemoCloud } from './support/demo-cloud.ts';
import { logIn, openShift, openTill, payExactly, tapProduct, type TillWindow } from './support/till-window.ts';

test.describe.configure({ mode: 'serial' });

let folder: string;
let cloud: DemoCloud;
let till: TillWindow;
const printer = new VirtualPrinter();

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cash-'));
  await printer.powerOn();
  cloud = await DemoCloud.in(join(folder, 'cloud'));
  const demo = await cloud.start();
  till = await openTill({ folder, cloudUrl: cloud.url, code: demo.codes['Norte'] ?? '', size: { width: 1024, height: 768 } });
  await logIn(till.page, 'Marta', '4321');
  await expect(till.page.getByTestId('open-shift')).toBeVisible();
  const transport = { kind: 'tcp', host: '127.0.0.1', port: printer.port };
  await till.call('mutation', 'printing.add', {
    id: crypto.randomUUID(),
    name: 'Caja',
    role: 'receipt',
    profileId: 'generic-80',
    transport,
  });
  await till.page.getByTestId('user-menu').click();
  await till.page.getByRole('menuitem', { name: 'Cambiar de usuario' }).click();
  await logIn(till.page, 'Ana', '1234');
  await till.page.getByRole('button', { name: '$ 100.000' }).click();
  await openShift(till.page);
  // From here on nobody needs the cloud: a drawer is opened, counted and closed without it.
  await cloud.stop();
});
test.afterAll(async () => {
  await till?.close();
  await cloud?.stop();
  await printer.powerOff();
  rmSync(folder, { recursive: true, force: true });
});

/** Sold: 3,500 + 6,000 + 10,000 in cash; 7,350 out for ice. */
const EXPECTED = 100_000 + 19_500 - 7_350;

test('Story 5: a handover and a blind close with a difference', async () => {
  const { page } = till;
  const sold = [
    ['Agua 600 ml', 'Bebidas'],
    ['Limonada natural', 'Bebidas'],
    ['Perro sencillo', 'Perros'],
  ] as const;
  for (const [product, category] of sold) {
    await tapProduct(page, { product, category });
    await payExactly(till);
  }
  await openCash(page, 'movement');
  await page.getByRole('button', { name: 'Hielo' }).click();
  for (const digit of '7350') await page.getByRole('button', { name: digit, exact: true }).click();
  await look('cash-movement');
  await page.getByTestId('add-movement').click();
  await page.getByTestId('user-menu').click();
  await page.getByRole('menuitem', { name: 'Caja', exact: true }).click();
  await look('cash-desk');
  await page.getByTestId('cash-handover').click();
  await page.getByTestId('open-to-count').click();
  await page.getByTestId('pile-50000').fill('2');
  await page.getByTestId('pile-10000').fill('1');
  await page.getByTestId('pile-2000').fill('1');
  await look('handover-count');
  expect(await memoryHolds(page, EXPECTED)).toBe(false);
  expect(logsHold(EXPECTED)).toBe(false);
  expect(printer.tickets.flatMap(ticketLines).filter((line) => figure(EXPECTED).test(line))).toEqual([]);
  await page.getByTestId('seal-count').click();
  await expect(page.getByTestId('difference')).toContainText('150');
  // The search would have found it: it is there now.
  expect(await memoryHolds(page, EXPECTED)).toBe(true);
  await page.getByTestId('taker').filter({ hasText: 'Luis' }).click();
  await look('handover-taker');
  await page.keyboard.type('2345');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('user-menu')).toContainText('Luis');

  await tapProduct(page, { product: 'Malta', category: 'Bebidas' });
  await payExactly(till);
  await openCash(page, 'close');
  // The malt was paid by transfer and charged as cash.
  for (const pile of [100_000, 10_000, 2_000, 100, 50]) await page.getByTestId(`pile-${pile}`).fill('1');
  await page.getByTestId('seal-count').click();
  await expect(page.getByTestId('expected')).toContainText('116.650');
  await expect(page.getByTestId('explanations')).toBeVisible();
  await look('close-explained');
  await page.getByTestId('suspect').first().click();
  await expect(page.getByTestId('ticket')).toBeVisible();
  await look('close-suspect');
  await page.keyboard.press('Escape');
  await page.getByTestId('count-again').click();
  await page.getByTestId('pile-100000').fill('1');
  await page.getByTestId('pile-10000').fill('1');
  await page.getByTestId('pile-5000').fill('1');
  await page.getByTestId('pile-1000').fill('1');
  await page.getByTestId('seal-count').click();
  await expect(page.getByTestId('first-count')).toContainText('112.150');
  await page.getByTestId('difference-reason').fill('Se perdió una moneda');
  await page.getByTestId('float-left').fill('60000');
  await look('close-second-count');
  await page.getByTestId('close-shift').click();
  await expect(page.getByTestId('paper')).toContainText('CORTE Z 0001');
  await look('closed-z');
  await page.getByTestId('reprint-z').click();
  await expect.poll(() => papers('CORTE Z 0001').length).toBe(2);
  const [original = [], copy = []] = papers('CORTE Z 0001');
  expect(copy.slice(1)).toEqual(original);
  expect(original.join('\n')).toMatch(/Ana Gómez > Luis Ñáñez/);
  expect(original.join('\n')).toMatch(/FALTANTE\s+-\$ 650/);
  await page.getByTestId('closed-done').click();
  await expect(page.getByTestId('opening-float')).toContainText('60.000');
});

test('a close with open orders moves them to the next shift, and a transfer is acknowledged', async () => {
  const { page } = till;
  await openShift(page);
  await tapProduct(page, { product: 'Perro sencillo', category: 'Perros' });
  await page.getByTestId('pay-button').click();
  await page.getByRole('radio', { name: 'Nequi' }).click();
  await page.getByTestId('pay-confirm').click();
  await expect(page.getByTestId('pay-confirm')).toBeHidden();
  await tapProduct(page, { product: 'Malta', category: 'Bebidas' });
  await openCash(page, 'close');
  await expect(page.getByTestId('open-order')).toHaveCount(1);
  await expect(page.getByTestId('unverified')).toHaveCount(1);
  await look('close-review');
  await page.getByTestId('all-next').click();
  await page.getByTestId('transfers-seen').click();
  await page.getByTestId('review-done').click();
  await page.getByTestId('pile-50000').fill('1');
  await page.getByTestId('pile-10000').fill('1');
  await page.getByTestId('seal-count').click();
  await expect(page.getByText('Cuadra')).toBeVisible();
  await look('close-even');
  await page.getByTestId('close-shift').click();
  await expect(page.getByTestId('paper')).toContainText('siguiente turno');
  await expect(page.getByTestId('paper')).toContainText('TRANSFERENCIAS POR VERIFICAR');
  await page.getByTestId('closed-done').click();
  await openShift(page);
  await expect(page.getByTestId('order-line')).toHaveCount(1);
  await payExactly(till);
});

test('a manager reads an X, opens the drawer without a sale, and finds the Z’s; the same in the dark', async () => {
  const { page } = till;
  await openCash(page, 'no-sale');
  await page.getByRole('button', { name: 'Dar sencillo' }).click();
  await look('no-sale');
  await page.getByTestId('open-drawer').click();
  // A cashier asks a supervisor, in place.
  await expect(page.getByTestId('approval')).toBeVisible();
  await look('no-sale-approval');
  await page.keyboard.type('4321');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('approval')).toBeHidden();
  await page.getByTestId('user-menu').click();
  await page.getByRole('menuitem', { name: 'Cambiar de usuario' }).click();
  await logIn(page, 'Marta', '4321');
  await openCash(page, 'reading');
  await expect(page.getByTestId('paper')).toContainText('CORTE X');
  await expect(page.getByTestId('paper')).toContainText('Sin venta');
  await look('reading-x');
  await page.keyboard.press('Escape');
  await page.evaluate(() => {
    document.documentElement.dataset['theme'] = 'dark';
  });
  await openCash(page, 'zs');
  await expect(page.getByTestId('z-row')).toHaveCount(2);
  await look('z-list-dark');
  await page.keyboard.press('Escape');
  await openCash(page, 'close');
  await look('close-count-dark');
});

test('with the cloud back the owner sees each close with its difference, and its Z as it was printed', async () => {
  const { owner, branches } = await cloud.start();
  const norte = branches.find(({ name }) => name === 'Norte')?.id ?? '';
  const dashboard = await openDashboard(cloud.url, owner);
  try {
    await dashboard.page.goto(`${cloud.url}/caja?sucursal=${norte}`);
    await expect(dashboard.page.getByText('Se perdió una moneda').first()).toBeVisible({ timeout: 90_000 });
    await expect(dashboard.page.getByText('Faltante').first()).toBeVisible();
    await expect(dashboard.page.getByText('1 transferencia por verificar')).toBeVisible();
    await dashboard.screenshot('cash');
    await expectAccessible(dashboard.page, 'dashboard cash');
    await dashboard.page.getByRole('button', { name: 'Ver el corte Z 0001' }).click();
    const [printed = []] = papers('CORTE Z 0001');
    const shown = await dashboard.page.getByTestId('z-paper').innerText();
    for (const line of printed.filter((each) => /\$/.test(each)))
      expect(shown.replaceAll(/\s+/g, ' ')).toContain(line.trim().replaceAll(/\s+/g, ' '));
    await dashboard.screenshot('cash-z');
    await dashboard.page.keyboard.press('Escape');
    await dashboard.page.setViewportSize({ width: 390, height: 844 });
    await dashboard.screenshot('cash-390');
    await expectAccessible(dashboard.page, 'dashboard cash 390');
  } finally {
    await dashboard.close();
  }
});

async function openCash(page: Page, room: string): Promise<void> {
  await page.getByTestId('user-menu').click();
  await page.getByRole('menuitem', { name: 'Caja', exact: true }).click();
  await page.getByTestId(`cash-${room}`).click();
}

/** A picture, and no serious violation on what it shows. */
async function look(name: string): Promise<void> {
  await till.screenshot(`cash-${name}`);
  await expectAccessible(till.page, name);
}

async function expectAccessible(page: Page, name: string): Promise<void> {
  await noSeriousFault(page, name);
}

/** Digits of a figure, however they are written; not inside an id or a hash. */
function figure(amount: number): RegExp {
  return new RegExp(`(?<![0-9a-f-])${String(amount).replace(/(\d)(?=(\d{3})+$)/g, '$1[.,]?')}(?![0-9a-f-])`, 'i');
}

/** Whether the page's own memory has the figure: every string and every number of its heap, as the garbage collector sees them. */
async function memoryHolds(page: Page, amount: number): Promise<boolean> {
  const devtools = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  devtools.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await devtools.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false, captureNumericValue: true });
  await devtools.detach();
  const { strings } = JSON.parse(chunks.join('')) as { strings: string[] };
  return strings.some((text) => figure(amount).test(text));
}

/** Whether anything that the till wrote beside its database has the figure. */
function logsHold(amount: number): boolean {
  return readdirSync(join(folder, 'till'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.db|snapshot|backup/.test(join(entry.parentPath, entry.name)))
    .some((entry) => figure(amount).test(readFileSync(join(entry.parentPath, entry.name), 'latin1')));
}

/** The printed papers that say something, line by line. */
function papers(words: string): string[][] {
  return printer.tickets.map(ticketLines).filter((lines) => lines.some((line) => line.includes(words)));
}
