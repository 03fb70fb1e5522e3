import { expect, test, type Page } from '@playwright/test';

import { startCloud, type CloudUnderTest } from './support/cloud.ts';
import { logIn, openBrowser, picture, seriousFaults, sidewaysScroll } from './support/dashboard.ts';

let cloud: CloudUnderTest;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  cloud = await startCloud(process.env);
});
test.afterEach(async ({ browser }) => {
  await Promise.all(browser.contexts().map((context) => context.close()));
});
test.afterAll(async () => {
  await cloud?.remove();
});

test('the owner makes a role that inherits, and cannot give up the company', async ({ browser }) => {
  const page = await openBrowser(browser);
  await logIn(page, cloud.demo, '/personas');
  await page.getByRole('tab', { name: 'Roles' }).click();
  await keep(page, 'roles');
  await page.getByRole('button', { name: 'Crear un rol' }).click();
  await page.getByRole('button', { name: 'Guardar el rol' }).click();
  await expect(page.getByText('Ponle un nombre al rol.')).toBeVisible();
  await page.getByLabel('Nombre').fill('Líder de turno de la plazoleta principal');
  await page.getByRole('button', { name: 'Caja', exact: true }).click();
  await page.getByRole('button', { name: 'Anular lo que ya fue a cocina' }).click();
  await expect(page.getByRole('button', { name: /Recibir pagos \(heredado\)/ })).toBeDisabled();
  await keep(page, 'role-editor');
  await page.getByRole('button', { name: 'Guardar el rol' }).click();
  const row = page.getByRole('listitem').filter({ hasText: 'Líder de turno de la plazoleta principal' });
  await expect(row.getByText(/\d+ permisos/)).toBeVisible();

  await page.getByRole('tab', { name: 'Personas' }).click();
  await page
    .getByRole('main')
    .getByRole('button', { name: /Lucía Restrepo/ })
    .click();
  const sheet = page.getByRole('dialog');
  await expect(sheet.getByText('Por Dueña o dueño (Toda la empresa)').first()).toBeVisible();
  await keep(page, 'person');
  await sheet.getByRole('button', { name: 'Quitar Dueña o dueño en Toda la empresa' }).click();
  await expect(sheet.getByRole('alert')).toContainText('Alguien tiene que poder administrar la empresa');
  await sheet.getByLabel('Rol', { exact: true }).click();
  await page.getByRole('option', { name: 'Líder de turno' }).click();
  await sheet.getByLabel('Dónde').click();
  await page.getByRole('option', { name: 'Norte' }).click();
  await sheet.getByRole('button', { name: 'Dar este rol' }).click();
  await expect(sheet.getByRole('listitem').filter({ hasText: 'en Norte' })).toBeVisible();
});

test('each change is in the log, and its chain is whole', async ({ browser }) => {
  const page = await openBrowser(browser, { theme: 'dark', size: { width: 390, height: 844 } });
  await logIn(page, cloud.demo, '/personas?ver=audit');
  const log = page.getByRole('list', { name: 'Registro de seguridad' });
  await expect(log.getByRole('listitem')).toHaveText([/Le dio un rol a Lucía Restrepo/, /Creó el rol Líder de turno/]);
  await page.getByRole('button', { name: 'Verificar la cadena' }).click();
  await expect(page.getByText('La cadena está entera: 2 líneas.')).toBeVisible();
  await keep(page, 'audit-phone-dark');
});

async function keep(page: Page, name: string): Promise<void> {
  await picture(page, name);
  expect(await seriousFaults(page)).toEqual([]);
  expect(await sidewaysScroll(page)).toBe(0);
}
