import { expect, test, type Page } from '@playwright/test';

import { startCloud, type CloudUnderTest } from './support/cloud.ts';
import { logIn, openBrowser, picture, seriousFaults, sidewaysScroll } from './support/dashboard.ts';

let cloud: CloudUnderTest;

test.beforeAll(async () => {
  cloud = await startCloud(process.env);
});
test.afterAll(async () => {
  await cloud?.remove();
});

test('the owner gives a branch another station and other times, and takes them back', async ({ browser }) => {
  const page = await openBrowser(browser);
  await logIn(page, cloud.demo, '/configuracion/cocina');
  await expect(page.getByRole('heading', { name: 'Estaciones' })).toBeVisible();
  await keep(page, 'kitchen-company');
  await page.getByLabel('Cocina de').click();
  await page.getByRole('option', { name: 'Norte' }).click();
  const follow = page.getByRole('button', { name: 'Volver a la de la empresa' });
  await page.getByRole('button', { name: 'Agregar estación' }).click();
  const fresh = page.getByRole('listitem', { name: 'Estación nueva' });
  await fresh.getByLabel('Nombre').fill('');
  await page.getByLabel('Suena en la caja').fill('5');
  await page.getByRole('button', { name: 'Guardar cocina' }).click();
  await expect(page.getByText('Ponle un nombre.')).toBeVisible();
  await expect(page.getByText('Cada paso va después del anterior.')).toBeVisible();
  const last = page.getByRole('listitem', { name: /^Estación \d+$/ });
  await last.getByLabel('Nombre').fill('Jugos y malteadas');
  await page.getByLabel('Suena en la caja').fill('45');
  await page.getByRole('button', { name: 'Guardar cocina' }).click();
  await expect(page.getByText('Cocina guardada')).toBeVisible();
  await page.reload();
  await expect(page.getByRole('listitem', { name: 'Jugos y malteadas' })).toBeVisible();
  await expect(page.getByLabel('Suena en la caja')).toHaveValue('45');
  await keep(page, 'kitchen-branch');
  await page.setViewportSize({ width: 390, height: 844 });
  await keep(page, 'kitchen-phone');
  await follow.click();
  await expect(page.getByText('Esta sucursal usa la cocina de la empresa.')).toBeVisible();
  await page.context().close();
});

async function keep(page: Page, name: string): Promise<void> {
  await picture(page, name);
  expect(await seriousFaults(page)).toEqual([]);
  expect(await sidewaysScroll(page)).toBe(0);
}
