import { expect, test, type Page } from '@playwright/test';

import { Secret, TOTP } from 'otpauth';

import { startCloud, type CloudUnderTest } from './support/cloud.ts';
import { fillLogin, logIn, openBrowser, picture, seriousFaults, sidewaysScroll } from './support/dashboard.ts';

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
  await page.getByRole('button', { name: 'Agregar y retirar cajas' }).click();
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

test('somebody invited sets a password and comes in; a forgotten one is changed by the letter', async ({ browser }) => {
  const owner = await openBrowser(browser);
  await logIn(owner, cloud.demo, '/personas');
  await owner.getByRole('button', { name: 'Invitar' }).click();
  await owner.getByRole('dialog').getByLabel('Correo').fill('contadora@elparche.co');
  await owner.getByRole('button', { name: 'Crear la invitación' }).click();
  const link = await owner.getByLabel('Enlace de la invitación').inputValue();
  await keep(owner, 'invited');
  await owner.getByRole('button', { name: 'Listo' }).click();
  await expect(owner.getByText('contadora@elparche.co')).toBeVisible();

  const guest = await openBrowser(browser, { size: { width: 390, height: 844 } });
  await guest.goto(link);
  await guest.getByLabel('Tu nombre').fill('Gloria Peñaloza');
  await guest.getByLabel('Contraseña nueva').fill('contraseña1');
  await guest.getByRole('button', { name: 'Aceptar la invitación' }).click();
  await expect(guest.getByText('fácil de adivinar')).toBeVisible();
  await keep(guest, 'accept');
  await guest.getByLabel('Contraseña nueva').fill('papa criolla nublada');
  await guest.getByRole('button', { name: 'Aceptar la invitación' }).click();
  await expect(guest.getByRole('heading', { level: 1 })).toContainText('Hoy');
  await guest.getByRole('button', { name: 'Tu cuenta' }).click();
  await guest.getByRole('menuitem', { name: 'Mi cuenta' }).click();
  await expect(guest.getByText('Aquí', { exact: true })).toBeVisible();
  await keep(guest, 'my-account');

  const later = await openBrowser(browser);
  await later.goto(`${cloud.demo.cloudUrl}/olvido`);
  await later.getByLabel('Correo').fill('contadora@elparche.co');
  await later.getByRole('button', { name: 'Enviarme el enlace' }).click();
  await expect(later.getByText('el enlace ya va en camino')).toBeVisible();
  await keep(later, 'forgot');
  await later.goto(`${cloud.demo.cloudUrl}/clave#${await cloud.letterToken('contadora@elparche.co')}`);
  await later.getByLabel('Contraseña nueva').fill('mango biche con sal');
  await later.getByRole('button', { name: 'Guardar la contraseña' }).click();
  await expect(later.getByText('tu contraseña quedó cambiada')).toBeVisible();
});

test('a second step is turned on with the app’s first code, and asked for from then on', async ({ browser }) => {
  const page = await openBrowser(browser);
  await page.goto(cloud.demo.cloudUrl);
  await fillLogin(page, { email: 'contadora@elparche.co', password: 'mango biche con sal' });
  await page.getByRole('button', { name: 'Tu cuenta' }).click();
  await page.getByRole('menuitem', { name: 'Mi cuenta' }).click();
  await page.getByRole('button', { name: 'Encenderlo' }).click();
  const secret = (await page.getByLabel('O escribe esta clave en la app').inputValue()).replaceAll(' ', '');
  await keep(page, 'factor');
  const app = new TOTP({ secret: Secret.fromBase32(secret) });
  await page.getByLabel('Código de 6 números').fill(app.generate());
  await page.getByRole('button', { name: 'Confirmar' }).click();
  const codes = page
    .getByRole('dialog')
    .getByRole('listitem')
    .filter({ hasText: /^[a-z0-9]{5}-[a-z0-9]{5}$/ });
  await expect(codes).toHaveCount(8);
  const recovery = await codes.first().innerText();
  await keep(page, 'factor-codes');
  await page.getByRole('button', { name: 'Ya los guardé' }).click();
  await expect(page.getByText('Encendido: al entrar')).toBeVisible();

  const later = await openBrowser(browser);
  await later.goto(cloud.demo.cloudUrl);
  await fillLogin(later, { email: 'contadora@elparche.co', password: 'mango biche con sal' });
  await later.getByLabel('Código').fill('000000');
  await later.getByRole('button', { name: 'Entrar' }).click();
  await expect(later.getByText('Ese código no sirve')).toBeVisible();
  await keep(later, 'factor-asked');
  await later.getByLabel('Código').fill(recovery);
  await later.getByRole('button', { name: 'Entrar' }).click();
  await expect(later.getByRole('heading', { level: 1 })).toContainText('Hoy');
});

test('each change is in the log, and its chain is whole', async ({ browser }) => {
  const page = await openBrowser(browser, { theme: 'dark', size: { width: 390, height: 844 } });
  await logIn(page, cloud.demo, '/personas?ver=audit');
  const log = page.getByRole('list', { name: 'Registro de seguridad' });
  // Who came in and who could not is in it as well, as often as this file logs in.
  await expect(log.getByRole('listitem').filter({ hasNotText: / entró| intentó entrar/ })).toHaveText([
    /Gloria Peñaloza encendió el segundo paso/,
    /Gloria Peñaloza cambió su contraseña/,
    /Gloria Peñaloza aceptó la invitación/,
    /Invitó a contadora@elparche.co/,
    /Le dio un rol a Lucía Restrepo/,
    /Creó el rol Líder de turno/,
  ]);
  await page.getByRole('button', { name: 'Verificar la cadena' }).click();
  await expect(page.getByText(/La cadena está entera: \d+ líneas\./)).toBeVisible();
  await keep(page, 'audit-phone-dark');
});

async function keep(page: Page, name: string): Promise<void> {
  await picture(page, name);
  expect(await seriousFaults(page)).toEqual([]);
  expect(await sidewaysScroll(page)).toBe(0);
}
