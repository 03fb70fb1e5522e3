import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Menu } from '@fastops/shared/catalog/product';
import { DemoCloud } from './support/demo-cloud.ts';
import { kitchenBrowser, lookAt, showView, type KitchenBrowser } from './support/kitchen-browser.ts';
import { placeOrder } from './support/kitchen-orders.ts';
import { logIn, openShift, openTill, type TillWindow } from './support/till-window.ts';

test.describe.configure({ mode: 'serial' });

let folder: string;
let cloud: DemoCloud;
let till: TillWindow;
let kitchen: KitchenBrowser;
let menu: Menu;

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kitchen-'));
  cloud = await DemoCloud.in(join(folder, 'cloud'));
  const demo = await cloud.start();
  const code = demo.codes['Norte'] ?? '';
  till = await openTill({ folder, cloudUrl: cloud.url, code, lanPort: await freePort(), size: { width: 1024, height: 768 } });
  await logIn(till.page, 'Marta', '4321');
  await openShift(till.page);
  menu = await till.call<Menu>('query', 'catalog.menu');
  // From here on there is no internet.
  await cloud.stop();
  await till.call('mutation', 'lan.takeRole');
  await expect.poll(async () => (await till.call<{ kitchen: unknown }>('query', 'lan.status')).kitchen).not.toBeNull();
  kitchen = await kitchenBrowser(till);
});
test.afterAll(async () => {
  await kitchen?.browser.close();
  await till?.close();
  await cloud?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('S12 LAN: a browser in the kitchen pairs by code, sees the order at once and bumps it by a figure', async () => {
  const fryer = await kitchen.open('Tableta freidora', { atCode: (page) => lookAt(page, 'pair') });
  await showView(fryer, 'Freidora');
  await lookAt(fryer, 'board-empty');
  await placeOrder(till, menu, { wishes: [{ product: 'Ranchera', quantity: 2, without: true, extra: true, note: 'bien tostadas' }] });
  await expect(fryer.getByTestId('kitchen-card')).toHaveCount(1);
  const takeaway = [
    { product: 'Sencilla', size: 'Familiar' },
    { product: 'Papa francesa', quantity: 3 },
  ];
  await placeOrder(till, menu, { wishes: takeaway, orderType: 'takeaway' });
  await placeOrder(till, menu, {
    wishes: [{ product: 'Gaseosa' }, { product: 'Trifásica' }, { product: 'Perro especial' }],
    orderType: 'delivery',
  });
  await expect(fryer.getByTestId('kitchen-card')).toHaveCount(3);
  await lookAt(fryer, 'board-station');
  await fryer.keyboard.press('1');
  await expect(fryer.getByTestId('kitchen-card')).toHaveCount(2);
  await fryer.keyboard.press('u');
  await expect(fryer.getByTestId('kitchen-card')).toHaveCount(3);
  await fryer.getByTestId('kitchen-line').first().click();
  await showView(fryer, 'Todas');
  await lookAt(fryer, 'board-all');
  await fryer.getByTestId('kitchen-sold-out').click();
  await lookAt(fryer, 'kitchen-sold-out');
  await fryer.keyboard.press('Escape');
  await fryer.getByTestId('kitchen-recall').click();
  await lookAt(fryer, 'kitchen-recall');
  await fryer.keyboard.press('Escape');
  await showView(fryer, 'Empaque');
  await lookAt(fryer, 'board-expo');
  await fryer.setViewportSize({ width: 768, height: 1024 });
  await showView(fryer, 'Todas');
  await lookAt(fryer, 'board-portrait');
  await fryer.evaluate(() => localStorage.setItem('fastops.theme', 'dark'));
  await fryer.reload();
  await expect(fryer.getByTestId('kitchen-card').first()).toBeVisible();
  await lookAt(fryer, 'board-portrait-dark');
  await showView(fryer, 'Clientes');
  await lookAt(fryer, 'customers-dark');
  await fryer.close();
});

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
