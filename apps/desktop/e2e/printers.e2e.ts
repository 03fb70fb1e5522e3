import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { VirtualPrinter } from '../src/branch/testing/virtual-printer/virtual-printer.ts';
import { DemoCloud } from './support/demo-cloud.ts';
import { logIn, openShift, openTill, payExactly, tapProduct, type TillWindow } from './support/till-window.ts';

test.describe.configure({ mode: 'serial' });

let folder: string;
let cloud: DemoCloud;
let till: TillWindow;
let printer: VirtualPrinter;

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'printers-'));
  printer = new VirtualPrinter({ answersStatus: true });
  await printer.powerOn();
  cloud = await DemoCloud.in(join(folder, 'cloud'));
  const demo = await cloud.start();
  till = await openTill({ folder, cloudUrl: cloud.url, code: demo.codes['Norte'] ?? '', size: { width: 1024, height: 768 } });
  await logIn(till.page, 'Marta', '4321');
  await openShift(till.page);
});
test.afterAll(async () => {
  await till?.close();
  await cloud?.stop();
  await printer?.powerOff();
  rmSync(folder, { recursive: true, force: true });
});

test('an installer adds a printer from the keyboard, reads its test sheet and ticks it', async () => {
  const { page } = till;
  await openPrinting();
  await page.getByRole('tab', { name: 'Impresoras' }).click();
  await look('printers-none');
  await page.getByTestId('printer-add').focus();
  await page.keyboard.press('Enter');
  await page.getByTestId('printer-name').fill('Caja');
  await page.getByTestId('printer-place').fill('127.0.0.1');
  await page.getByTestId('printer-port').fill(String(printer.port));
  await look('printers-form');
  await page.getByTestId('printer-save').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('test-sheet')).toBeVisible();
  await expect.poll(() => printer.tickets.length).toBe(1);
  await look('printers-sheet');
  await page.getByRole('radio', { name: '42' }).click();
  await page.getByTestId('sheet-beep').click();
  await page.getByTestId('sheet-save').click();
  await expect(page.getByTestId('printer-row')).toHaveCount(1);
  await look('printers-list');
  const [saved] = await till.call<{ tweaks: object }[]>('query', 'printing.printers');
  expect(saved?.tweaks).toMatchObject({ columns: 42, hasBuzzer: false });
});

test('a Star is refused with a sentence, before anything is saved', async () => {
  const { page } = till;
  await page.getByTestId('printer-add').click();
  await page.getByRole('combobox', { name: 'Modelo' }).click();
  await page.getByRole('option', { name: /Star/ }).click();
  await expect(page.getByText(/StarPRNT/).first()).toBeVisible();
  await look('printers-star');
  await page.getByRole('button', { name: 'Volver' }).click();
});

test('a sale is in the history, and its copy comes out as COPIA 1', async () => {
  const { page } = till;
  await page.keyboard.press('Escape');
  await tapProduct(page, { product: 'Limonada de coco', category: 'Bebidas' });
  await payExactly(till);
  await expect.poll(() => printer.tickets.length).toBeGreaterThanOrEqual(3);
  await openPrinting();
  await page.getByRole('tab', { name: 'Historial' }).click();
  await look('printers-history');
  await page.getByTestId('print-job').filter({ hasText: 'Recibo' }).getByRole('button', { name: 'Imprimir copia' }).click();
  await expect(page.getByTestId('print-job').filter({ hasText: 'copia 1' })).toBeVisible();
});

test('the same screens in the dark', async () => {
  const { page } = till;
  await page.evaluate(() => void (document.documentElement.dataset['theme'] = 'dark'));
  await look('printers-history-dark');
  await page.getByRole('tab', { name: 'Impresoras' }).click();
  await look('printers-list-dark');
  await page.getByTestId('printer-row').getByRole('button', { name: 'Configurar' }).click();
  await look('printers-form-dark');
});

async function openPrinting(): Promise<void> {
  await till.page.getByTestId('user-menu').click();
  await till.page.getByRole('menuitem', { name: 'Impresión' }).click();
}

async function look(name: string): Promise<void> {
  await till.screenshot(name);
  const { violations } = await new AxeBuilder({ page: till.page }).setLegacyMode().analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
}
