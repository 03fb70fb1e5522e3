import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { noSeriousFault } from './support/accessibility.ts';
import { DemoCloud } from './support/demo-cloud.ts';
import { logIn, openShift, openTill, payExactly, tapProduct, type TillWindow, openDialog } from './support/till-window.ts';

test.describe.configure({ mode: 'serial' });

const WATER = { product: 'Agua 600 ml', category: 'Bebidas' };

let folder: string;
let cloud: DemoCloud;
let till: TillWindow;
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'backups-'));
  cloud = await DemoCloud.in(join(folder, 'cloud'));
  const demo = await cloud.start();
  till = await openTill({ folder, cloudUrl: cloud.url, code: demo.codes['Norte'] ?? '' });
});
test.afterAll(async () => {
  await till?.close();
  await cloud?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('a copy is taken from the screen, and the till goes back to it', async () => {
  await logIn(till.page, 'Marta', '4321');
  await openShift(till.page);
  await tapProduct(till.page, WATER);
  await payExactly(till);
  await till.page.getByTestId('user-menu').click();
  await till.page.getByRole('menuitem', { name: 'Copias de seguridad' }).click();
  await till.page.getByRole('button', { name: 'Copiar ahora' }).click();
  await expect(till.page.getByText('Copia guardada y revisada')).toBeVisible();
  await expect(till.page.getByTestId('backup').first()).toContainText('1 pedido');
  await till.screenshot('backups');
  await till.page.getByTestId('backup').first().getByRole('button', { name: 'Restaurar' }).click();
  await expect(till.page.getByText('El archivo de ahora no se borra')).toBeVisible();
  await noSeriousFault(till.page, 'restore', () => till.screenshot('backups-restore'));
  await openDialog(till.page).last().getByRole('button', { name: 'Restaurar' }).click();
  await expect(till.page.getByTestId('staff-tile').first()).toBeVisible();
  expect(readdirSync(join(folder, 'till/aside')).length).toBe(1);
  await logIn(till.page, 'Marta', '4321');
  await expect(till.page.getByTestId('product-tile').first()).toBeVisible();
  const orders = await till.call<readonly { id: string }[]>('query', 'orders.recent', { limit: 10 });
  expect(orders).toHaveLength(1);
});

test('a damaged file is said at the start, and a copy brings the till back', async () => {
  const { page } = till;
  await till.close();
  writeFileSync(join(folder, 'till/branch.db'), 'not a database any more\n'.repeat(1000));
  till = await openTill({ folder, cloudUrl: cloud.url });
  expect(page).not.toBe(till.page);
  await expect(till.page.getByText('El archivo de ventas está dañado')).toBeVisible();
  await noSeriousFault(till.page, 'problem', () => till.screenshot('backups-rescue'));
  await till.page.getByTestId('backup').first().getByRole('button', { name: 'Restaurar' }).click();
  await openDialog(till.page).last().getByRole('button', { name: 'Restaurar' }).click();
  await logIn(till.page, 'Marta', '4321');
  await expect(till.page.getByTestId('product-tile').first()).toBeVisible();
});
