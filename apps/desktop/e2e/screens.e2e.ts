import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { noSeriousFault } from './support/accessibility.ts';
import { DemoCloud } from './support/demo-cloud.ts';
import { logIn, openShift, openTill, payExactly, tapProduct, type TillWindow } from './support/till-window.ts';

test.describe.configure({ mode: 'serial' });

let folder: string;
let cloud: DemoCloud;
let till: TillWindow;

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'screens-'));
  cloud = await DemoCloud.in(join(folder, 'cloud'));
  const demo = await cloud.start();
  till = await openTill({ folder, cloudUrl: cloud.url, code: demo.codes['Norte'] ?? '', size: { width: 1024, height: 768 } });
});
test.afterAll(async () => {
  await till?.close();
  await cloud?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('every screen of a first sale is accessible and fits 1024 × 768', async () => {
  const { page } = till;
  await expect(page.getByTestId('staff-tile')).toHaveCount(4);
  await look('1024-login');
  await logIn(page, 'Ana', '1234');
  await expect(page.getByTestId('open-shift')).toBeVisible();
  await look('1024-shift');
  await openShift(page);
  await page.getByTestId('product-tile').filter({ hasText: 'Trifásica' }).click();
  await expect(page.getByTestId('sheet-confirm')).toBeVisible();
  await look('1024-sheet');
  await page.getByTestId('sheet-confirm').click();
  await expect(page.getByTestId('order-line')).toHaveCount(1);
  for (let n = 0; n < 12; n += 1) await tapProduct(page, { product: 'Perra con tocineta', category: 'Perros' });
  await look('1024-sell');
  await page.getByTestId('pay-button').click();
  await expect(page.getByTestId('pay-confirm')).toBeVisible();
  await look('1024-pay');
  await page.keyboard.press('Escape');
  await payExactly(till);
  await look('1024-sold');
  expect(till.violations()).toEqual([]);
});

test('the same screens in the dark and with high contrast', async () => {
  for (const theme of ['dark', 'contrast'] as const) {
    await till.page.evaluate((name) => {
      document.documentElement.dataset['theme'] = name;
    }, theme);
    await tapProduct(till.page, { product: 'Limonada de coco', category: 'Bebidas' });
    await look(`1024-sell-${theme}`);
  }
});

test('a page reached any other way has no bridge to the branch, and no permission', async () => {
  const { page } = till;
  expect(await page.evaluate(() => Object.keys((window as unknown as { fastops: object }).fastops).sort())).toEqual(['call', 'subscribe']);
  expect(
    await page.evaluate(() => [typeof (globalThis as { require?: unknown }).require, typeof (globalThis as { process?: unknown }).process]),
  ).toEqual(['undefined', 'undefined']);
  const preferences = await till.app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> };
    const { contextIsolation, sandbox, nodeIntegration, webSecurity } = contents.getLastWebPreferences();
    return { contextIsolation, sandbox, nodeIntegration, webSecurity };
  });
  expect(preferences).toEqual({ contextIsolation: true, sandbox: true, nodeIntegration: false, webSecurity: true });
  for (const url of ['https://evil.test/?app://', 'app://pos.evil/', 'file:///etc/passwd', 'javascript:alert(1)']) {
    await page.evaluate((address) => void (window.location.href = address), url);
    await page.waitForTimeout(200);
    expect(page.url()).toBe('app://pos/');
  }
  const status = await page
    .evaluate(async () => (await fetch('app://pos/../../package.json')).status.toString().concat(`|${location.origin}`))
    .catch(() => 'blocked');
  expect(['blocked', '403|app://pos', '404|app://pos']).toContain(status);
});

async function look(name: string): Promise<void> {
  await till.screenshot(name);
  await noSeriousFault(till.page, name);
}
