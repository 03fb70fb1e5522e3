import { expect, test, type Page } from '@playwright/test';

import { startCloud, type CloudUnderTest } from './support/cloud.ts';
import { logIn, openBrowser, picture, seriousFaults, sidewaysScroll } from './support/dashboard.ts';

let cloud: CloudUnderTest;

test.beforeAll(async () => {
  cloud = await startCloud({ ...process.env, FASTOPS_PAYMENT_INSTRUCTIONS: 'Consigna en Bancolombia, cuenta de ahorros 000-000000-00.' });
});
test.afterAll(async () => {
  await cloud?.remove();
});

async function keep(page: Page, name: string): Promise<void> {
  await picture(page, `subscription-${name}`);
  expect(await sidewaysScroll(page), name).toBe(0);
  expect(await seriousFaults(page), name).toEqual([]);
}

test('the owner sees the plan and what is used, pays, prints the invoice, changes the plan and thinks better of leaving', async ({
  browser,
}) => {
  const page = await openBrowser(browser);
  await logIn(page, cloud.demo, '/');
  await page.getByRole('link', { name: 'Configuración' }).click();
  await page.getByRole('link', { name: 'Suscripción' }).click();
  await expect(page.getByText('Pruebas todo hasta')).toBeVisible();
  await keep(page, 'trial');
  await page.getByRole('button', { name: 'Pagar $ 349.000' }).click();
  await expect(page.getByText('Consigna en Bancolombia')).toBeVisible();
  await expect(page.getByText('Factura 1')).toBeVisible();
  await keep(page, 'by-hand');

  await page.getByRole('button', { name: 'Cambiar a Puesto' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'Ese plan tiene' })).toContainText('sucursales');
  await page.getByRole('button', { name: 'Cambiar a Local' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Local' }).getByText('Tu plan')).toBeVisible();

  await page.getByRole('link', { name: 'Ver e imprimir la factura 2' }).click();
  await expect(page.getByRole('heading', { name: 'Factura 2' })).toBeVisible();
  await expect(page.getByText('FastOps, plan Local, un mes')).toBeVisible();
  await keep(page, 'invoice');
  await page.getByRole('link', { name: 'Volver' }).click();

  await page.getByRole('button', { name: 'Terminar la suscripción' }).click();
  await keep(page, 'leaving');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Terminar el/ })
    .click();
  await expect(page.getByText('Pediste terminar')).toBeVisible();
  await page.getByRole('button', { name: 'Seguir con FastOps' }).click();
  await expect(page.getByText('Pruebas todo hasta')).toBeVisible();
});

test('on a phone, at night and in English it is all there', async ({ browser }) => {
  const page = await openBrowser(browser, { language: 'en', theme: 'dark', size: { width: 390, height: 844 } });
  await logIn(page, cloud.demo, '/suscripcion');
  await expect(page.getByText('You try everything until')).toBeVisible();
  await keep(page, 'phone-dark');
});
