import { money } from '@fastops/shared/base/money';
import { expect, test, type Page } from '@playwright/test';

import { startCloud, type CloudUnderTest } from './support/cloud.ts';
import { logIn, openBrowser, picture, seriousFaults, sidewaysScroll, type Look } from './support/dashboard.ts';
import { aLine, newId, TestTill } from './support/till.ts';

let cloud: CloudUnderTest;
let norte: TestTill;
let clone: TestTill;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  cloud = await startCloud(process.env);
  const { cloudUrl, codes, staff } = cloud.demo;
  const actorId = staff[0]?.id ?? '';
  norte = await TestTill.enrol(cloudUrl, { code: codes['Norte'] ?? '', name: 'Caja principal de la plazoleta, piso 2', actorId });
  clone = await TestTill.enrol(cloudUrl, { code: codes['Centro'] ?? '', name: 'Caja 1', actorId });
  await norte.sell([aSale(), aSale()]);
});
test.afterEach(async ({ browser }) => {
  await Promise.all(browser.contexts().map((context) => context.close()));
});
test.afterAll(async () => {
  await cloud?.remove();
});

test('a branch without trouble says so, and where its chain is verified', async ({ browser }) => {
  const page = await openCustody(await openBrowser(browser), 'Norte');
  await expect(tills(page)).toContainText('A-002');
  await expect(page.getByText('Nada por verificar')).toBeVisible();
  await expect(page.getByText('Ningún equipo repetido')).toBeVisible();
  await keep(page, 'custody-calm');
});

test('S7: what a till still holds, since when, and how far its clock is off', async ({ browser }) => {
  await norte.hello({ count: 1234, value: money(99_999_999), oldestAt: Date.now() - 26 * 3_600_000 }, 12.5 * 60_000);
  const page = await openCustody(await openBrowser(browser, { size: { width: 1920, height: 1080 } }), 'Norte');
  const row = page.getByRole('row').filter({ hasText: 'Caja principal' });
  await expect(row).toContainText('1.234');
  await expect(row).toContainText('$ 99.999.999');
  await expect(row).toContainText('12 min adelantado');
});

test('S8: a log that began anew is told with its reason, and its till can be retired or connected again', async ({ browser }) => {
  await clone.sell([aSale()]);
  await clone.beginAnew('fork');
  await clone.sell([aSale()]);
  await norte.beginAnew('restored');
  const page = await openCustody(await openBrowser(browser), 'Centro');
  const forks = page.getByRole('region', { name: 'Equipos clonados y restaurados' });
  await expect(forks).toContainText('Caja 1: hay dos equipos con la misma copia');
  await expect(forks).toContainText('Serie A2, antes A');
  await expect(tills(page)).toContainText('A2-001');
  await forks.getByRole('button', { name: 'Retirar esta caja' }).click();
  await expect(page.getByRole('dialog')).toContainText('¿Retirar Caja 1?');
  await page.keyboard.press('Escape');
  await forks.getByRole('button', { name: 'Volver a conectarla' }).click();
  await expect(page.getByRole('dialog')).toContainText('Volver a conectar Caja 1');
  await expect(page.locator('output')).toHaveText(/^[A-Z0-9]{4}-[A-Z0-9]{4}$/);
  await keep(page, 'custody-reenrol');
  await page.keyboard.press('Escape');
  await expect(forks).toContainText('Sin revisar');
  await forks.getByRole('button', { name: 'Marcar como revisado' }).click();
  await expect(forks).toContainText('Lo revisó');
  await expect(forks).not.toContainText('Sin revisar');
  await keep(page, 'custody-seen');
});

test('C12: what a till that was put away left comes by its file too, and counts once the owner takes it in', async ({ browser }) => {
  const page = await openCustody(await openBrowser(browser), 'Centro');
  const forks = page.getByRole('region', { name: 'Equipos clonados y restaurados' });
  await forks.getByRole('button', { name: 'Retirar esta caja' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Retirar la caja' }).click();
  const left = page.getByRole('region', { name: 'Lo que dejaron las cajas retiradas' });
  await expect(left).toContainText('Ninguna caja retirada dejó ventas por recibir');
  const file = { name: 'fastops.ndjson', mimeType: 'application/x-ndjson', buffer: Buffer.from(clone.leaveFile([aSale(), aSale()])) };
  await page.getByTestId('left-file').setInputFiles(file);
  await expect(left.getByRole('listitem')).toContainText('2 ventas');
  await expect(left.getByRole('listitem')).toContainText('$ 46.000');
  await keep(page, 'custody-left');
  await left.getByRole('button', { name: 'No son nuestras' }).click();
  await keep(page, 'custody-left-refuse');
  await page.keyboard.press('Escape');
  await left.getByRole('button', { name: 'Recibir estas ventas' }).click();
  await expect(left.getByRole('listitem')).toHaveCount(0);
});

test('what could not be read waits with its reason and its money until somebody settles it, and stays', async ({ browser }) => {
  const at = Date.now();
  const body = { payment: { id: newId(at), method: 'concha-de-mar', amount: 46_000 } };
  await norte.push([
    { type: 'order.payment-added', body, entityId: newId(at), rev: 9, at },
    { type: 'order.gifted', body: { to: 'Doña Rosa' }, entityId: newId(at), rev: 1, at },
  ]);
  const page = await openBrowser(browser);
  await logIn(page, cloud.demo, '/sucursales');
  await expect(page.getByRole('region', { name: 'Norte' })).toContainText('3 por atender');
  await keep(page, 'custody-badge');
  await page.getByRole('link', { name: 'Ver la custodia de Norte' }).click();
  const waiting = page.getByRole('region', { name: 'Por verificar' });
  await expect(waiting.getByRole('listitem')).toHaveCount(2);
  await waiting.getByRole('button', { name: /El contenido no es el esperado/ }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('$ 46.000');
  await expect(dialog).toContainText('concha-de-mar');
  await keep(page, 'custody-event');
  await dialog.getByLabel('Anotación').fill('Lo cobró Ana; se revisó con el recibo.');
  await dialog.getByRole('button', { name: 'Anotar' }).click();
  await expect(dialog.getByRole('listitem')).toContainText('Lo cobró Ana');
  await dialog.getByLabel('Anotación').fill('Quedó sumado a mano en el arqueo.');
  await dialog.getByRole('button', { name: 'Marcar como resuelto' }).click();
  await expect(dialog.getByRole('listitem')).toHaveCount(2);
  await page.keyboard.press('Escape');
  await expect(waiting.getByRole('listitem')).toHaveCount(1);
  await waiting.getByRole('button', { name: 'Ver los resueltos' }).click();
  await expect(waiting.getByRole('listitem')).toHaveCount(2);
});

const LOOKS: readonly (Look & { readonly name: string })[] = [
  { name: 'phone-es-light', language: 'es', theme: 'light', size: { width: 390, height: 844 } },
  { name: 'phone-en-dark', language: 'en', theme: 'dark', size: { width: 390, height: 844 } },
  { name: 'tablet-es-dark', language: 'es', theme: 'dark', size: { width: 1024, height: 768 } },
  { name: 'laptop-en-light', language: 'en', theme: 'light', size: { width: 1366, height: 768 } },
  { name: 'desk-es-light', language: 'es', theme: 'light', size: { width: 1920, height: 1080 } },
];
for (const look of LOOKS) {
  test(`the page of a branch is whole and readable: ${look.name}`, async ({ browser }) => {
    const page = await openBrowser(browser, look);
    await logIn(page, cloud.demo, `/sucursales/${branchId('Norte')}`);
    await expect(page.getByText(/order\.gifted/)).toBeVisible();
    await keep(page, `custody-${look.name}`);
    await page.getByRole('button', { name: /order\.gifted/ }).click();
    await keep(page, `custody-event-${look.name}`);
  });
}

test('a link to a branch of somebody else says so', async ({ browser }) => {
  const page = await openBrowser(browser);
  await logIn(page, cloud.demo, '/sucursales');
  await page.goto(`${cloud.demo.cloudUrl}/sucursales/${newId(0)}`);
  await expect(page.getByText('Esa sucursal no existe')).toBeVisible();
});

const tills = (page: Page) => page.getByRole('region', { name: 'Cajas', exact: true });

function branchId(name: string): string {
  return cloud.demo.branches.find((branch) => branch.name === name)?.id ?? '';
}

async function openCustody(page: Page, branch: string): Promise<Page> {
  await logIn(page, cloud.demo, `/sucursales/${branchId(branch)}`);
  await expect(page.getByRole('heading', { name: `Custodia de ${branch}` })).toBeVisible();
  return page;
}

async function keep(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(250);
  await picture(page, name);
  expect.soft(await sidewaysScroll(page), `${name} scrolls sideways`).toBe(0);
  expect.soft(await seriousFaults(page), `${name} has faults`).toEqual([]);
}

function aSale() {
  return { at: Date.now(), lines: [aLine({ name: 'Salchipapa ranchera', unitPrice: money(23_000) })] };
}
