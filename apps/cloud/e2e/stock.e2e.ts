import { readFileSync } from 'node:fs';
import { expect as soon, test, type Page } from '@playwright/test';

import { startCloud, type CloudUnderTest } from './support/cloud.ts';
import { logIn, openBrowser, picture, seriousFaults, sidewaysScroll } from './support/dashboard.ts';
import { startHeadlessTill, type HeadlessTill } from './support/headless-till.ts';
import { newId } from './support/till.ts';

// However busy the machine is: what is waited for comes.
const expect = soon.configure({ timeout: 30_000 });

test.describe.configure({ mode: 'serial' });

let cloud: CloudUnderTest;
let page: Page;
const tills: HeadlessTill[] = [];

test.beforeAll(async ({ browser }) => {
  cloud = await startCloud(process.env, { past: true });
  page = await openBrowser(browser, { language: 'es' });
  await logIn(page, cloud.demo);
});
test.afterAll(async () => {
  await Promise.all(tills.map((till) => till.remove()));
  await page?.context().close();
  await cloud?.remove();
});

async function keep(name: string): Promise<void> {
  expect.soft(await sidewaysScroll(page), `${name} scrolls sideways`).toBe(0);
  expect.soft(await seriousFaults(page), `${name} has faults`).toEqual([]);
  await picture(page, name);
}

async function choose(label: string, option: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).click();
  await page.getByRole('option', { name: option }).click();
}

const level = (name: string) => page.getByRole('row').filter({ hasText: name });

test('the owner finds what leaks in the demo: which branch, which ingredient, whose shift, how many pesos', async () => {
  await page.goto(`${cloud.demo.cloudUrl}/inventario?ver=variance`);
  await choose('Sucursal', 'Norte');
  await expect(page.getByRole('list', { name: 'Por turno' }).getByRole('button').first()).toBeVisible();
  await expect(page.getByText(/faltan .* sin explicación/)).toHaveCount(0);
  await choose('Sucursal', 'Centro');
  await expect(page.getByText(/Salchicha: faltan .*\d\d\.\d{3} sin explicación/)).toBeVisible();
  const shifts = page.getByRole('list', { name: 'Por turno' }).getByRole('button');
  await expect(shifts.filter({ hasText: 'Luis' }).first()).toContainText('12.600');
  for (const shift of await shifts.filter({ hasText: 'Ana' }).all()) await expect(shift).not.toContainText('12.600');
  await keep('stock-leak');
  await shifts.filter({ hasText: 'Luis' }).first().click();
  await expect(level('Salchicha')).toContainText('900 g');
  await keep('stock-leak-shift');
  await page.setViewportSize({ width: 390, height: 844 });
  await keep('stock-leak-phone');
  await page.setViewportSize({ width: 1366, height: 768 });
});

test('goods come in, waste has its picture, and what goes to another branch is received there, short', async () => {
  await page.goto(`${cloud.demo.cloudUrl}/inventario`);
  await choose('Sucursal', 'Centro');
  await expect(page.getByText(/Papa \+12/)).toBeVisible();
  const before = (await level('Cebolla').textContent()) ?? '';
  await page.getByRole('button', { name: 'Recibir compra' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('Insumo', { exact: true }).click();
  await page.getByRole('option', { name: 'Cebolla' }).click();
  await form.getByLabel('Cantidad').fill('2000');
  await form.getByLabel('Costo total').fill('9000');
  await keep('stock-receive');
  await form.getByTestId('save-paper').click();
  await expect(form).toHaveCount(0);
  await expect(level('Cebolla')).not.toHaveText(before);

  await page.getByRole('button', { name: 'Anotar merma' }).click();
  await form.getByLabel('Insumo', { exact: true }).click();
  await page.getByRole('option', { name: 'Cebolla' }).click();
  await form.getByLabel('Cantidad').fill('500');
  await form.locator('input[type="file"]').setInputFiles({ name: 'merma.png', mimeType: 'image/png', buffer: PNG });
  await expect(form.getByRole('img', { name: 'Agregar foto' })).toBeVisible();
  await form.getByTestId('save-paper').click();
  await expect(form).toHaveCount(0);

  await page.getByRole('button', { name: 'Trasladar' }).click();
  await form.getByLabel('Insumo', { exact: true }).click();
  await page.getByRole('option', { name: 'Cebolla' }).click();
  await form.getByLabel('Cantidad').fill('1000');
  await form.getByTestId('save-paper').click();
  await expect(form).toHaveCount(0);
  await choose('Sucursal', 'Norte');
  await expect(page.getByText('Viene de Centro')).toBeVisible();
  await page.getByRole('button', { name: 'Recibir', exact: true }).click();
  await form.getByLabel('Cebolla').fill('900');
  await form.getByTestId('save-paper').click();
  await expect(page.getByText('Viene de Centro')).toHaveCount(0);
  await choose('Sucursal', 'Centro');
  await page.getByRole('tab', { name: 'Movimientos' }).click();
  const papers = page.getByRole('list', { name: 'Movimientos' });
  await expect(papers.getByText('Traslado enviado')).toBeVisible();
  await papers.getByRole('button', { name: 'Ver foto' }).first().click();
  await expect(page.getByRole('dialog').getByRole('img', { name: 'Ver foto' })).toBeVisible();
  await page.keyboard.press('Escape');
  await keep('stock-papers');
});

test('a blind count on a phone shows no figure, and what it finds is the stock', async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${cloud.demo.cloudUrl}/inventario`);
  await choose('Sucursal', 'Centro');
  await page.getByTestId('count').click();
  const form = page.getByRole('dialog');
  await expect(form.getByLabel('Papa')).toBeEmpty();
  await form.getByLabel('Papa').fill('40000');
  await keep('stock-count-phone');
  await form.getByTestId('save-paper').click();
  await expect(form).toHaveCount(0);
  await expect(page.getByRole('list', { name: 'Existencias' }).getByRole('listitem').filter({ hasText: 'Papa' }).first()).toContainText(
    '40 kg',
  );
  await page.setViewportSize({ width: 1366, height: 768 });
});

test('the menu goes out as Excel and comes back; each bad row is named and only the good ones are saved', async () => {
  await page.goto(`${cloud.demo.cloudUrl}/menu`);
  await page.getByRole('button', { name: 'Exportar' }).click();
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: 'Excel (XLSX)' }).click()]);
  expect(file.suggestedFilename()).toBe('menu.xlsx');
  const bytes = readFileSync(await file.path());
  await page.getByRole('button', { name: 'Importar' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByTestId('import-file').setInputFiles({ name: 'menu.xlsx', mimeType: 'application/zip', buffer: bytes });
  await expect(dialog.getByText('Igual').first()).toBeVisible();
  await expect(dialog.getByText('No sirve')).toHaveCount(0);
  const table = 'categoria;producto;precio\r\nAdiciones;Yuca frita;7.900\r\nPostres;Flan;5.000\r\nAdiciones;Arepa;caro\r\n';
  await dialog.getByTestId('import-file').setInputFiles({ name: 'menu.csv', mimeType: 'text/csv', buffer: Buffer.from(table) });
  await expect(dialog.getByRole('row').filter({ hasText: 'Flan' })).toContainText('esa categoría no existe');
  await expect(dialog.getByRole('row').filter({ hasText: 'Arepa' })).toContainText('el precio no es un número entero');
  await keep('menu-import');
  await dialog.getByTestId('import-file').setInputFiles({ name: 'roto.xlsx', mimeType: 'application/zip', buffer: bytes.subarray(0, 900) });
  await expect(dialog.getByText('Ese archivo no se puede leer', { exact: false })).toBeVisible();
  await dialog.getByTestId('import-file').setInputFiles({ name: 'menu.csv', mimeType: 'text/csv', buffer: Buffer.from(table) });
  await dialog.getByTestId('save-import').click();
  await expect(dialog).toHaveCount(0);
  await page.getByPlaceholder('Buscar').fill('yuca');
  await expect(page.getByRole('list', { name: 'Productos' })).toContainText('7.900');
});

test('a branch has its own price for each size', async () => {
  await page.goto(`${cloud.demo.cloudUrl}/menu`);
  await page.getByPlaceholder('Buscar').fill('sencilla');
  await page
    .getByRole('list', { name: 'Productos' })
    .getByRole('button', { name: /^Sencilla/ })
    .first()
    .click();
  const editor = page.getByRole('dialog');
  await editor.getByLabel('Centro · Familiar').fill('34500');
  await keep('menu-branch-sizes');
  await editor.getByTestId('save-product').click();
  await expect(editor).toHaveCount(0);
  await page.reload();
  await page.getByPlaceholder('Buscar').fill('sencilla');
  await page
    .getByRole('list', { name: 'Productos' })
    .getByRole('button', { name: /^Sencilla/ })
    .first()
    .click();
  await expect(editor.getByLabel('Centro · Familiar')).toHaveValue('34500');
  await expect(editor.getByLabel('Norte · Familiar')).toHaveValue('');
});

test('a combo with its recipe is built here, sold at two tills, and stands in stock, cost and report', async () => {
  await page.goto(`${cloud.demo.cloudUrl}/menu`);
  await choose('Categoría', 'Combos');
  await page.getByTestId('new-product').click();
  const form = page.getByRole('dialog');
  await form.getByLabel('Nombre').first().fill('Combo estudiante');
  await form.getByLabel('Precio', { exact: true }).fill('16.000');
  await form.getByLabel('Tipo', { exact: true }).click();
  await page.getByRole('option', { name: 'Combo', exact: true }).click();
  await form.getByRole('button', { name: 'Bebida (3)' }).click();
  await form.getByTestId('save-product').click();
  await expect(form).toHaveCount(0);
  await page.getByRole('button', { name: 'Más de Combo estudiante' }).click();
  await page.getByRole('menuitem', { name: 'Receta' }).click();
  await form.getByTestId('add-item').click();
  await form.getByLabel('Insumo o preparación').click();
  await page.getByRole('option', { name: 'Salchicha', exact: true }).click();
  await form.getByLabel('Cantidad útil (g)').fill('98');
  await expect(form.getByText('$ 1.400').first()).toBeVisible();
  await keep('menu-combo-recipe');
  await form.getByTestId('save-recipe').click();
  await expect(form).toHaveCount(0);

  const sausages = () => onHand('Norte', 'Salchicha');
  const before = await sausages();
  for (const name of ['Caja 1', 'Caja 2']) tills.push(await tillAtNorte(name));
  for (const [index, till] of tills.entries()) await sellCombo(till, index + 1);
  // 98 g of what can be used are 100 g of the packet; three were sold.
  await expect.poll(sausages, { timeout: 40_000, intervals: [1_000] }).toBeCloseTo(before - 0.3, 1);
  const there = async (till: HeadlessTill) =>
    (await till.ask<{ name: string; onHand: number }[]>('stock.levels')).find(({ name }) => name === 'Salchicha')?.onHand ?? 0;
  const [one, two] = tills;
  if (!one || !two) throw new Error('two tills sell');
  await expect.poll(async () => (await there(one)) - (await there(two)), { timeout: 40_000 }).toBe(0);
  expect((await there(one)) / 1_000_000).toBeCloseTo(before - 0.3, 1);
  await page.goto(`${cloud.demo.cloudUrl}/informes?informe=mix&periodo=today`);
  // A report spreads a combo over the products inside it.
  await expect(page.getByText(/Combo estudiante|Agua 600 ml/).first()).toBeVisible();
  await keep('report-combo');
});

/** Kilos of an ingredient as the screen of the branch says. */
async function onHand(branch: string, name: string): Promise<number> {
  await page.goto(`${cloud.demo.cloudUrl}/inventario`);
  await choose('Sucursal', branch);
  const text = await level(name).getByRole('cell').nth(1).textContent();
  return Number(
    /(-?[\d.,]+)\s*kg/
      .exec(text ?? '')?.[1]
      ?.replace('.', '')
      .replace(',', '.'),
  );
}

/** A real till without its window, on shift. */
async function tillAtNorte(terminalName: string): Promise<HeadlessTill> {
  const { cloudUrl, staff } = cloud.demo;
  await page.goto(`${cloudUrl}/sucursales`);
  await page.getByRole('region', { name: 'Norte' }).getByRole('button', { name: 'Agregar caja' }).click();
  const code = await page.getByLabel('Código de la caja').textContent();
  const till = await startHeadlessTill(process.env);
  expect(await till.tell('terminal.enrol', { cloudUrl, code, terminalName })).toMatchObject({ ok: true });
  const marta = staff.find(({ role }) => role === 'manager');
  await expect
    .poll(async () => (await till.ask<{ id: string }[]>('identity.staff')).some(({ id }) => id === marta?.id), { timeout: 40_000 })
    .toBe(true);
  expect(await till.tell('identity.login', { staffId: marta?.id, pin: '4321' })).toMatchObject({ ok: true });
  await expect
    .poll(async () => (await till.ask<{ products: { name: string }[] }>('catalog.menu')).products.map(({ name }) => name), {
      timeout: 40_000,
    })
    .toContain('Combo estudiante');
  expect(await till.tell('cash.open', { sessionId: newId(Date.now()), openingFloat: 100_000 })).toMatchObject({ ok: true });
  return till;
}

type Menu = {
  products: { id: string; name: string; groupIds: string[] }[];
  groups: { id: string; options: { id: string; name: string; sizes?: { sizeId: string }[] }[] }[];
};

async function sellCombo(till: HeadlessTill, quantity: number): Promise<void> {
  const menu = await till.ask<Menu>('catalog.menu');
  const combo = menu.products.find(({ name }) => name === 'Combo estudiante');
  const group = menu.groups.find(({ id }) => id === combo?.groupIds[0]);
  const water = group?.options.find(({ name }) => name === 'Agua 600 ml');
  const now = Date.now();
  const components = [{ groupId: group?.id, optionId: water?.id, choices: [] }];
  const selections = [{ lineId: newId(now), productId: combo?.id, quantity, choices: [], components }];
  const order = { orderId: newId(now), paymentId: newId(now), orderType: 'counter', selections, tendered: 100_000 };
  expect(await till.tell('orders.ringUp', order)).toMatchObject({ ok: true });
}

test('in English, in the dark: where it went, the stock, and the menu with what dishes cost', async ({ browser }) => {
  await page.context().close();
  page = await openBrowser(browser, { language: 'en', theme: 'dark' });
  await logIn(page, cloud.demo);
  await page.goto(`${cloud.demo.cloudUrl}/inventario?ver=variance`);
  await expect(page.getByRole('list', { name: 'By shift' }).getByRole('button').first()).toBeVisible();
  await keep('stock-leak-en-dark');
  await page.goto(`${cloud.demo.cloudUrl}/menu`);
  await expect(page.getByText('23.2').or(page.getByText('23,2')).first()).toBeVisible();
  await keep('menu-en-dark');
});

/** One orange pixel. */
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==', 'base64');
