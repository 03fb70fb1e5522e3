import { expect, test } from '@playwright/test';

import { startCloud, type CloudUnderTest } from './support/cloud.ts';
import { openBrowser, picture, seriousFaults, sidewaysScroll } from './support/dashboard.ts';
import { startHeadlessTill, type HeadlessTill } from './support/headless-till.ts';
import { newId } from './support/till.ts';

let cloud: CloudUnderTest;
let till: HeadlessTill | undefined;

test.beforeAll(async () => {
  cloud = await startCloud(process.env);
});
test.afterAll(async () => {
  await till?.remove();
  await cloud?.remove();
});

test('somebody new goes from nothing to a till that sells', async ({ browser }) => {
  const page = await openBrowser(browser, { size: { width: 1024, height: 768 } });
  const keep = async (name: string) => {
    await picture(page, `signup-${name}`);
    expect(await seriousFaults(page), name).toEqual([]);
    expect(await sidewaysScroll(page), name).toBe(0);
  };
  await page.goto(cloud.demo.cloudUrl);
  await page.getByRole('link', { name: 'Crea tu negocio en FastOps' }).click();
  await page.getByLabel('Correo').fill('rosa@papasrosa.co');
  await page.getByRole('button', { name: 'Mandarme el enlace' }).click();
  await expect(page.getByText('Te mandamos un correo a rosa@papasrosa.co')).toBeVisible();
  await keep('sent');
  const link = `${cloud.demo.cloudUrl}/registro#${await cloud.letterToken('rosa@papasrosa.co')}`;

  await page.goto('about:blank');
  await page.goto(link);
  await page.getByRole('button', { name: 'Seguir' }).click();
  await expect(page.getByText('Escríbelo para seguir.')).toBeVisible();
  await page.getByLabel('Tu nombre y apellido').fill('Rosa Peña');
  await page.getByLabel('Contraseña', { exact: true }).fill('papa criolla nublada');
  await page.getByRole('button', { name: 'Seguir' }).click();
  await page.getByLabel('Cómo se llama tu negocio').fill('Papas Rosa');
  await page.getByLabel('Razón social').fill('Rosa Peña');
  await page.getByLabel('NIT o cédula').fill('900.123.456-1');
  await page.getByRole('button', { name: 'Seguir' }).click();
  await expect(page.getByText('dígito de verificación no coincide')).toBeVisible();
  await keep('company');
  await page.getByLabel('NIT o cédula').fill('900.123.456-8');
  await page.getByRole('button', { name: 'Seguir' }).click();
  await page.getByRole('radio', { name: 'No responsable' }).click();
  await keep('tax');
  await page.getByRole('button', { name: 'Seguir' }).click();
  await expect(page.getByLabel('Nombre de la sucursal')).toBeVisible();

  // Another device, later: only the password is asked again.
  const phone = await openBrowser(browser, { size: { width: 390, height: 844 }, theme: 'dark' });
  await phone.goto(link);
  await expect(phone.getByLabel('Tu nombre y apellido')).toHaveValue('Rosa Peña');
  await phone.getByLabel('Contraseña', { exact: true }).fill('papa criolla nublada');
  await phone.getByRole('button', { name: 'Seguir' }).click();
  await expect(phone.getByLabel('Cómo se llama tu negocio')).toHaveValue('Papas Rosa');
  await phone.getByRole('button', { name: 'Seguir' }).click();
  await phone.getByRole('button', { name: 'Seguir' }).click();
  await phone.getByLabel('Nombre de la sucursal').fill('Centro');
  await phone.getByLabel('Dirección').fill('Calle 10 # 5-20');
  await phone.getByLabel('Ciudad').fill('Cali');
  await phone.getByLabel('Teléfono').fill('602 555 0100');
  await picture(phone, 'signup-branch-phone');
  expect(await sidewaysScroll(phone)).toBe(0);
  await phone.getByRole('button', { name: 'Seguir' }).click();
  await phone.getByLabel('Su PIN').fill('4071');
  await phone.getByRole('button', { name: 'Crear mi negocio' }).click();
  await expect(phone.getByRole('heading', { name: '¡Papas Rosa ya existe!' })).toBeVisible();
  const code = await phone.getByLabel('Código', { exact: true }).innerText();
  await picture(phone, 'signup-code-phone');
  expect(await seriousFaults(phone)).toEqual([]);

  till = await startHeadlessTill(process.env);
  const cloudUrl = await phone.getByLabel('Dirección', { exact: true }).innerText();
  expect(await till.tell('terminal.enrol', { cloudUrl, code, terminalName: 'Caja A' })).toMatchObject({ ok: true });
  await expect(phone.getByText('Caja A quedó conectada y ya puede vender.')).toBeVisible();
  await sellOnce(till);
  await phone.getByRole('button', { name: 'Ir al tablero' }).click();
  await expect(phone.getByText('$ 4.000').first()).toBeVisible({ timeout: 30_000 });
  await picture(phone, 'signup-first-sale-phone');
});

type Menu = { products: { id: string; name: string; price: number }[] };

/** Rosa opens the drawer and sells a soft drink for cash. */
async function sellOnce(at: HeadlessTill): Promise<void> {
  const staff = await at.ask<{ id: string; name: string }[]>('identity.staff');
  const [rosa] = staff;
  expect(rosa?.name).toBe('Rosa Peña');
  expect(await at.tell('identity.login', { staffId: rosa?.id, pin: '4071' })).toMatchObject({ ok: true });
  const now = Date.now();
  expect(await at.tell('cash.open', { sessionId: newId(now), openingFloat: 50_000 })).toMatchObject({ ok: true });
  await expect.poll(async () => (await at.ask<Menu>('catalog.menu')).products.length, { timeout: 20_000 }).toBeGreaterThan(5);
  const soda = (await at.ask<Menu>('catalog.menu')).products.find(({ name }) => name === 'Gaseosa 400 ml');
  const selections = [{ lineId: newId(now), productId: soda?.id, quantity: 1, choices: [] }];
  const order = { orderId: newId(now), paymentId: newId(now), orderType: 'counter', selections, tendered: 5_000 };
  expect(await at.tell('orders.ringUp', order)).toMatchObject({ ok: true });
}
