import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { expect, test, type Page } from '@playwright/test';

import { startCloud, type CloudUnderTest } from './support/cloud.ts';
import { logIn, openBrowser, picture, seriousFaults, sidewaysScroll } from './support/dashboard.ts';

const OPERATOR = fileURLToPath(new URL('../src/server/operator.ts', import.meta.url));
const PASSWORD = 'mango biche con sal y limon';

let cloud: CloudUnderTest;

test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  cloud = await startCloud(process.env);
});
test.afterEach(async ({ browser }) => {
  await Promise.all(browser.contexts().map((context) => context.close()));
});
test.afterAll(() => cloud?.remove());

/** Makes a key on the page of the settings; answers it as it was shown, once. */
async function aKey(page: Page, keep: (name: string) => Promise<void>) {
  await page.goto(`${cloud.demo.cloudUrl}/configuracion/api`);
  await expect(page.getByText('Todavía no hay llaves')).toBeVisible();
  await keep('api-empty');
  await page.getByRole('button', { name: 'Crear una llave' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Crear la llave' }).click();
  await expect(dialog.getByText('Marca al menos una cosa.')).toBeVisible();
  await dialog.getByLabel('Para qué programa').fill('Contabilidad');
  await dialog.getByRole('button', { name: 'Ver las sucursales' }).click();
  await keep('api-form');
  await dialog.getByRole('button', { name: 'Crear la llave' }).click();
  const shown = dialog.getByLabel('Llave', { exact: true });
  await expect(shown).toHaveValue(/^fok_/);
  await keep('api-made');
  const key = await shown.inputValue();
  await dialog.getByRole('button', { name: 'Ya la guardé' }).click();
  return { key, dialog };
}

test('the owner makes a branch, takes the data along, and asks the log', async ({ browser }) => {
  const page = await openBrowser(browser);
  const keep = async (name: string) => {
    await picture(page, `tenancy-${name}`);
    expect(await seriousFaults(page), name).toEqual([]);
    expect(await sidewaysScroll(page), name).toBe(0);
  };
  await logIn(page, cloud.demo, '/sucursales');
  await page.getByRole('button', { name: 'Crear una sucursal' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('Nombre de la sucursal').fill('Sur');
  await form.getByLabel('Dirección').fill('Carrera 30 # 1-20');
  await form.getByLabel('Ciudad').fill('Bogotá');
  await form.getByLabel('Teléfono').fill('601 555 0199');
  await keep('branch-form');
  await form.getByRole('button', { name: 'Guardar' }).click();
  await expect(page.getByRole('heading', { name: 'Sur', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Cambiar Sur' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Archivar' }).click();
  await expect(page.getByRole('heading', { name: 'Archivadas' })).toBeVisible();
  await keep('branches');

  await page.goto(`${cloud.demo.cloudUrl}/configuracion/empresa`);
  await page.getByRole('button', { name: 'Preparar el archivo' }).click();
  const link = page.getByRole('link', { name: 'Descargar' });
  await expect(link).toBeVisible({ timeout: 30_000 });
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  const bytes = readFileSync(await download.path());
  expect(bytes.subarray(0, 4).toString('latin1')).toBe('PK\u0003\u0004');
  await keep('company');
  await page.getByRole('button', { name: 'Cerrar la empresa…' }).click();
  await page.getByRole('dialog').getByLabel('Escribe el nombre').fill('Otra');
  await page.getByRole('dialog').getByLabel('Tu contraseña').fill(cloud.demo.owner.password);
  await page.getByRole('dialog').getByRole('button', { name: 'Cerrar en treinta días' }).click();
  await expect(page.getByText('El nombre no es el de la empresa.')).toBeVisible();

  // What it owes from here on is what the operator sees below.
  await page.goto(`${cloud.demo.cloudUrl}/suscripcion`);
  await page.getByRole('button', { name: 'Pagar $ 349.000' }).click();
  await expect(page.getByText('Factura 1')).toBeVisible();

  const { key, dialog } = await aKey(page, keep);
  const call = () => fetch(`${cloud.demo.cloudUrl}/api/v1/branches`, { headers: { authorization: `Bearer ${key}` } });
  expect((await call()).status).toBe(200);
  expect((await fetch(`${cloud.demo.cloudUrl}/api/v1/products`, { headers: { authorization: `Bearer ${key}` } })).status).toBe(403);
  await page.reload();
  await expect(page.getByText('Activa')).toBeVisible();
  expect(await page.content()).not.toContain(key);
  await keep('api-keys');
  await page.getByRole('button', { name: 'Anular Contabilidad' }).click();
  await keep('api-revoke');
  await dialog.getByRole('button', { name: 'Anular la llave' }).click();
  await expect(page.getByText('Anulada', { exact: true })).toBeVisible();
  expect((await call()).status).toBe(401);

  await page.goto(`${cloud.demo.cloudUrl}/personas?ver=audit`);
  await expect(page.getByText('Descargó el archivo con todos los datos')).toBeVisible();
  await page.getByLabel('Qué', { exact: true }).click();
  await page.getByRole('option', { name: 'Entradas' }).click();
  await expect(page.getByText('Lucía Restrepo entró').first()).toBeVisible();
  await expect(page.getByText('Descargó el archivo con todos los datos')).toHaveCount(0);
  await page.getByRole('button', { name: 'Verificar la cadena' }).click();
  await expect(page.getByText(/La cadena está entera/)).toBeVisible();
  await keep('log');
});

test('the operator finds a company, changes its plan, sees its money come, looks inside in the open, and leaves', async ({ browser }) => {
  // The embedded database has one process: the first operator is made while the cloud is down.
  await cloud.stop();
  const made = spawnSync(process.execPath, [OPERATOR, 'sara@fastops.co', 'Sara', 'Soporte'], {
    env: { ...process.env, FASTOPS_CLOUD_DATA: cloud.folder },
    input: `${PASSWORD}\n`,
    encoding: 'utf8',
  });
  expect(made.stdout).toContain('sara@fastops.co');
  await cloud.restart();
  const page = await openBrowser(browser);
  await page.goto(`${cloud.demo.cloudUrl}/operador`);
  await page.getByLabel('Correo').fill('sara@fastops.co');
  await page.getByLabel('Contraseña', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Entrar' }).click();
  await expect(page.getByText('Salchipapas El Parche')).toBeVisible();
  const keep = async (name: string) => {
    await picture(page, `tenancy-${name}`);
    expect(await seriousFaults(page), name).toEqual([]);
    expect(await sidewaysScroll(page), name).toBe(0);
  };
  await expect(page.getByText('Debe $ 349.000')).toBeVisible();
  await keep('operator');
  await page.getByRole('button', { name: 'Plan y facturas' }).click();
  const billing = page.getByRole('dialog', { name: 'Plan y facturas de Salchipapas El Parche' });
  await billing.getByLabel('Plan desde ahora').click();
  await page.getByRole('option', { name: 'Puesto' }).click();
  await billing.getByLabel('Motivo').fill('Pidió el más barato');
  await billing.getByRole('button', { name: 'Cambiar el plan' }).click();
  await expect(billing.getByRole('alert')).toContainText('Sucursales: ese plan llega a 1');
  await keep('operator-billing');
  await billing.getByLabel('Plan desde ahora').click();
  await page.getByRole('option', { name: 'Local' }).click();
  await billing.getByRole('button', { name: 'Cambiar el plan' }).click();
  await expect(billing.getByText('Factura 2 · Local')).toBeVisible();
  await page.keyboard.press('Escape');

  await page.getByRole('tab', { name: 'Facturas' }).click();
  await page.getByRole('button', { name: 'Marcar pagada la factura 2 de Salchipapas El Parche' }).click();
  await page.getByRole('dialog').getByLabel('Dónde se vio el pago').fill('Consignación 8841');
  await keep('operator-paying');
  await page.getByRole('dialog').getByRole('button', { name: 'Marcar pagada' }).click();
  await expect(page.getByText('Ninguna factura es así.')).toBeVisible();
  await page.getByLabel('Estado').click();
  await page.getByRole('option', { name: 'Todas' }).click();
  await expect(page.getByRole('list', { name: 'Facturas de todas las empresas' }).getByText('Anulada')).toBeVisible();
  await keep('operator-invoices');
  await page.getByRole('tab', { name: 'Trabajos fallidos' }).click();
  await expect(page.getByText('Ningún trabajo ha fallado.')).toBeVisible();
  await page.getByRole('tab', { name: 'Empresas' }).click();
  await page.getByRole('button', { name: 'Entrar a mirar' }).click();
  await page.getByRole('dialog').getByLabel('Motivo').fill('No imprime la cocina');
  await page.getByRole('dialog').getByRole('button', { name: 'Entrar a mirar' }).click();
  await expect(page.getByText(/Sara Soporte, de FastOps, está mirando como tú/)).toBeVisible();
  await picture(page, 'tenancy-acting');
  expect(await seriousFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Salir', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Operación de FastOps' })).toBeVisible();
});
