import { randomUUID } from 'node:crypto';
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { openDashboard, type Dashboard } from './support/dashboard.ts';
import { openShop, type ShopOnShift } from './support/shop-on-shift.ts';
import { logIn, tapProduct } from './support/till-window.ts';

test.describe.configure({ mode: 'serial' });

let shop: ShopOnShift;
let dashboard: Dashboard;
let owner: Page;

test.beforeAll(async () => {
  shop = await openShop('settings');
  dashboard = await openDashboard(shop.cloud.url, shop.owner);
  owner = dashboard.page;
});
test.afterAll(async () => {
  await dashboard?.close();
  await shop?.close();
});

test('who is hired on the dashboard logs in at the till, and who is blocked is out at once', async () => {
  const { page } = shop.till;
  await openSettings('personas-en-caja');
  await owner.getByRole('button', { name: 'Contratar' }).click();
  const sheet = owner.getByRole('dialog');
  await sheet.getByLabel('Nombre').fill('Yurani del Pilar');
  await sheet.getByLabel('PIN nuevo').fill('1234');
  await sheet.getByLabel('Repite el PIN').fill('1234');
  await sheet.getByRole('button', { name: 'Contratar' }).click();
  await expect(sheet.getByText('Es de los primeros que alguien probaría. Usa otro.')).toBeVisible();
  await look('settings-hire');
  await sheet.getByRole('button', { name: 'Norte' }).click();
  await sheet.getByLabel('PIN nuevo').fill('4071');
  await sheet.getByLabel('Repite el PIN').fill('4071');
  await sheet.getByRole('button', { name: 'Contratar' }).click();
  await expect(owner.getByRole('listitem').filter({ hasText: 'Yurani' })).toContainText('Caja');
  await look('settings-staff');

  await leaveTill();
  await logIn(page, 'Yurani', '4071');
  await expect(page.getByTestId('product-tile').first()).toBeVisible();

  await owner.getByRole('button', { name: /Yurani/ }).click();
  await look('settings-person');
  await owner.getByRole('dialog').getByRole('button', { name: 'Bloquear' }).click();
  await expect(owner.getByText('Yurani del Pilar quedó bloqueada en las cajas')).toBeVisible();
  await expect(page.getByTestId('staff-tile').first()).toBeVisible();
  await expect(page.getByTestId('staff-tile').filter({ hasText: 'Yurani' })).toHaveCount(0);
  await logIn(page, 'Ana', '1234');
});

test('a cashier’s limit lowered on the dashboard makes the till ask for a supervisor', async () => {
  const { page } = shop.till;
  const tryTenPercent = async () => {
    await page.getByTestId('pay-button').click();
    await page.getByTestId('discount-open').click();
    await page.getByTestId('discount-quick').filter({ hasText: '10 %' }).click();
    await page.getByTestId('reason').filter({ hasText: 'Demora' }).click();
    await page.getByTestId('discount-confirm').click();
  };
  await openSettings('limites');
  await look('settings-limits');
  await owner.getByRole('button', { name: /^Caja/ }).click();
  const sheet = owner.getByRole('dialog');
  await sheet.getByRole('radiogroup', { name: 'Descuento de un pedido, en porcentaje' }).getByRole('radio', { name: 'Hasta' }).click();
  await sheet.getByRole('textbox').fill('200');
  await sheet.getByRole('button', { name: 'Guardar los límites' }).click();
  await expect(sheet.getByText('Escribe un porcentaje de 0 a 100.')).toBeVisible();
  await look('settings-limits-role');
  await sheet.getByRole('textbox').fill('5');
  await sheet.getByRole('button', { name: 'Guardar los límites' }).click();
  await expect(owner.getByText('Los límites de Caja ya rigen en las cajas')).toBeVisible();
  await tapProduct(page, { product: 'Perro sencillo', category: 'Perros' });
  await tryTenPercent();
  await expect(page.getByTestId('approval-what')).toBeVisible();
  await page.keyboard.press('Escape');
});

test('a barrio, a means of payment and an order type changed on the dashboard are what the till offers', async () => {
  const { page } = shop.till;
  await openSettings('servicio', 'Norte');
  await look('settings-service');
  const offer = owner.getByRole('region', { name: 'Lo que ofrece la caja' });
  await offer.getByRole('button', { name: 'Daviplata' }).click();
  await offer.getByRole('button', { name: 'Llevar' }).click();
  await offer.getByTestId('save-offer').click();
  await expect(owner.getByText('Guardado. Llega solo a las cajas.').first()).toBeVisible();
  const zones = owner.getByRole('region', { name: 'Barrios de domicilio' });
  await zones.getByRole('button', { name: 'Agregar un barrio' }).click();
  await owner.getByTestId('save-service').click();
  await expect(owner.getByRole('alert').filter({ hasText: 'A un barrio le falta' })).toBeVisible();
  await zones.getByLabel('Barrio', { exact: true }).last().fill('Quinta Paredes');
  await zones.getByLabel('Valor', { exact: true }).last().fill('6.500');
  await owner.getByTestId('save-service').click();
  await expect(owner.getByRole('alert')).toHaveCount(0);

  await closeDialogs(page);
  await expect(page.getByRole('radio', { name: 'Llevar' })).toHaveCount(0);
  await page.getByTestId('pay-button').click();
  await expect(page.getByRole('radio', { name: 'Nequi' })).toBeVisible();
  await expect(page.getByRole('radio', { name: 'Daviplata' })).toHaveCount(0);
  await closeDialogs(page);
  await page.getByRole('radio', { name: 'Domicilio' }).click();
  await page.getByLabel('Barrio').click();
  await page.getByRole('option', { name: /Quinta Paredes/ }).click();
  await closeDialogs(page);
});

test('a customer written down at the till is on the dashboard, with an account that moved nothing yet', async () => {
  await shop.till.call('mutation', 'customers.register', { customerId: randomUUID(), name: 'Rosa Ñáñez', phone: '310 555 0199' });
  await openSettings('clientes', 'Norte');
  await owner.getByLabel('Buscar por nombre o teléfono').fill('5550199');
  await owner.getByRole('button', { name: /Rosa Ñáñez/ }).click();
  await expect(owner.getByRole('dialog').getByText('Sin movimientos')).toBeVisible();
  await look('settings-customer');
});

async function closeDialogs(page: Page): Promise<void> {
  const open = page.locator('[role="dialog"]:not([data-type])');
  await expect(async () => {
    if ((await open.count()) > 0) await page.keyboard.press('Escape');
    await expect(open).toHaveCount(0, { timeout: 500 });
  }).toPass();
}

async function openSettings(page: string, branch?: string): Promise<void> {
  await owner.goto(`${shop.cloud.url}/configuracion/${page}`);
  await expect(owner.getByRole('heading', { level: 1 })).toBeVisible();
  if (branch === undefined) return;
  await owner.getByRole('combobox', { name: 'Sucursal' }).click();
  await owner.getByRole('option', { name: branch }).click();
  await expect(owner.locator('[aria-busy="true"]')).toHaveCount(0);
}

/** Ana goes away from the till; the tiles are there for the next one. */
async function leaveTill(): Promise<void> {
  await shop.till.page.getByTestId('lock').click();
  await expect(shop.till.page.getByTestId('staff-tile').first()).toBeVisible();
}

/** Pictures on a desk by day and on a phone by night, and what a screen reader would trip over in each. */
async function look(name: string): Promise<void> {
  await faultless(name);
  await owner.emulateMedia({ colorScheme: 'dark' });
  await owner.setViewportSize({ width: 390, height: 844 });
  await faultless(`${name}-phone`);
  await owner.emulateMedia({ colorScheme: 'light' });
  await owner.setViewportSize({ width: 1366, height: 768 });
}

async function faultless(name: string): Promise<void> {
  await dashboard.screenshot(name);
  const { violations } = await new AxeBuilder({ page: owner }).setLegacyMode().analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(serious.map(({ id, nodes }) => `${name} ${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
  expect(await owner.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
}
