import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { noSeriousFault } from './support/accessibility.ts';
import { DemoCloud } from './support/demo-cloud.ts';
import { logIn, openShift, openTill, tapProduct, type TillWindow } from './support/till-window.ts';

test.describe.configure({ mode: 'serial' });

let folder: string;
let cloud: DemoCloud;
let till: TillWindow;
let display: Page;

/** One black dot: a picture is a picture. */
const DOT = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'display-'));
  cloud = await DemoCloud.in(join(folder, 'cloud'));
  const demo = await cloud.start();
  till = await openTill({ folder, cloudUrl: cloud.url, code: demo.codes['Norte'] ?? '', size: { width: 1024, height: 768 } });
  await logIn(till.page, 'Marta', '4321');
  await openShift(till.page);
});
test.afterAll(async () => {
  await till?.close();
  await cloud?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('the customer’s screen is turned on, follows the order, and shows the number and the change', async () => {
  const { page, app } = till;
  await page.getByTestId('user-menu').click();
  await page.getByRole('menuitem', { name: 'Pantalla del cliente' }).click();
  await page.getByTestId('display-qr-file').setInputFiles({ name: 'qr.png', mimeType: 'image/png', buffer: DOT });
  const opened = app.waitForEvent('window');
  await page.getByRole('radio', { name: 'Encendida' }).click();
  display = await opened;
  await till.screenshot('1024-display-settings');
  await noSeriousFault(page, 'display-settings');
  await page.keyboard.press('Escape');
  await expect(display.getByTestId('customer-display')).toContainText('Salchipapas El Parche');
  await tapProduct(page, { product: 'Perro sencillo', category: 'Perros' });
  await tapProduct(page, { product: 'Limonada de coco', category: 'Bebidas' });
  await expect(display.getByTestId('display-line')).toHaveCount(2);
  await page.getByTestId('pay-button').click();
  await expect(display.getByRole('img', { name: 'QR del negocio' })).toBeVisible();
  await lookAtDisplay('display-order');
  for (const digit of '50000') await page.keyboard.press(digit);
  await page.keyboard.press('Enter');
  await expect(display.getByTestId('display-number')).toContainText('A-001');
  await expect(display.getByTestId('display-change')).toBeVisible();
  await lookAtDisplay('display-paid');
});

test('it has no bridge, no line to the branch server, and closes when it is turned off', async () => {
  expect(await display.evaluate(() => ['fastops', 'require', 'process'].filter((name) => name in window))).toEqual([]);
  expect(await display.evaluate(() => window.opener === null)).toBe(true);
  const preload = await till.app.evaluate(({ BrowserWindow }) => {
    const shown = BrowserWindow.getAllWindows().find((each) => each.webContents.getURL().endsWith('display.html'));
    const contents = shown?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> } | undefined;
    const preferences = contents?.getLastWebPreferences() ?? {};
    return [preferences['preload'] ?? null, preferences['contextIsolation'], preferences['sandbox'], preferences['nodeIntegration']];
  });
  expect(preload).toEqual([null, true, true, false]);
  const closed = display.waitForEvent('close');
  await till.page.getByTestId('user-menu').click();
  await till.page.getByRole('menuitem', { name: 'Pantalla del cliente' }).click();
  await till.page.getByRole('radio', { name: 'Apagada' }).click();
  await closed;
});

async function lookAtDisplay(name: string): Promise<void> {
  await noSeriousFault(display, name, async (theme) => {
    await display.screenshot({ path: join(import.meta.dirname, `../../../screenshots/till/${name}-${theme}.png`) });
  });
}
