import { deflateSync, crc32 } from 'node:zlib';
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { openDashboard, type Dashboard } from './support/dashboard.ts';
import { openShop, type ShopOnShift } from './support/shop-on-shift.ts';
import { openDialog, payExactly, tapProduct } from './support/till-window.ts';

test.describe.configure({ mode: 'serial' });

let shop: ShopOnShift;
let office: Dashboard;
let page: Page;

test.beforeAll(async () => {
  shop = await openShop('menu-and-stock');
  office = await openDashboard(shop.cloud.url, shop.owner);
  page = office.page;
});
test.afterAll(async () => {
  await office?.close();
  await shop?.close();
});

type Menu = { products: { id: string; name: string; price: number; picture?: string }[] };
const product = async (name: string) => (await shop.till.call<Menu>('query', 'catalog.menu')).products.find((each) => each.name === name);

/** A picture that a browser can read: 8 × 6, of one colour. */
function aPicture(): Buffer {
  const chunk = (name: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(name), data]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const head = Buffer.from([0, 0, 0, 8, 0, 0, 0, 6, 8, 2, 0, 0, 0]);
  const row = Buffer.concat([Buffer.from([0]), ...Array.from({ length: 8 }, () => Buffer.from([220, 140, 40]))]);
  const rows = deflateSync(Buffer.concat(Array.from({ length: 6 }, () => row)));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))]);
}

async function seriousFaults(): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  const bad = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  return bad.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}

test('a price and a picture reach the open till; the order that was open keeps its price', async () => {
  await tapProduct(shop.till.page, { category: 'Adiciones', product: 'Porción de queso' });
  await page.getByRole('link', { name: 'Menú' }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Menú' })).toBeVisible();
  await page.getByPlaceholder('Buscar').fill('porción');
  await page
    .getByRole('button', { name: /Porción de queso/ })
    .first()
    .click();
  const editor = page.getByRole('dialog');
  await editor.getByTestId('picture-file').setInputFiles({ name: 'queso.png', mimeType: 'image/png', buffer: aPicture() });
  await expect(editor.getByRole('img', { name: 'Foto' })).toBeVisible();
  await editor.getByLabel('Precio', { exact: true }).fill('4.100');
  await office.screenshot('menu-product');
  const asked = Date.now();
  await editor.getByTestId('save-product').click();
  await expect(async () => expect((await product('Porción de queso'))?.price).toBe(4_100)).toPass({ timeout: 10_000 });
  console.log(`a price reached the till ${Date.now() - asked} ms after it was saved`);
  await expect(shop.till.page.getByTestId('product-tile').filter({ hasText: 'Porción de queso' }).locator('img')).toHaveAttribute(
    'src',
    /^data:image\/webp/,
  );
  await expect(shop.till.page.getByTestId('product-tile').filter({ hasText: 'Porción de queso' })).toContainText('4.100');
  await payExactly(shop.till);
  const [last] = await shop.till.call<{ total: number }[]>('query', 'orders.recent', { limit: 1 });
  expect(last?.total).toBe(3_500);
  await expect(page.locator('img[src^="/pictures/"]').first()).toBeVisible();
});

test('a list for deliveries is made; the open till sells by it, and by the menu at the counter', async () => {
  const till = shop.till.page;
  await page.getByRole('tab', { name: 'Precios y horarios' }).click();
  await page.getByTestId('new-list').click();
  const sheet = page.getByRole('dialog');
  await sheet.getByLabel('Nombre', { exact: true }).fill('Domicilio');
  await sheet.getByRole('button', { name: 'Domicilio' }).click();
  await sheet.getByLabel('Buscar producto o adición').fill('queso');
  await sheet.getByTestId('list-bulk').click();
  await expect(sheet.getByRole('listitem').filter({ hasText: 'Porción de queso' })).toContainText('+ $ 400');
  await office.screenshot('menu-list');
  expect(await seriousFaults()).toEqual([]);
  await sheet.getByTestId('save-list').click();
  await expect(page.getByRole('list', { name: 'Listas de precios' })).toContainText('Domicilio');
  const tile = till.getByTestId('product-tile').filter({ hasText: 'Porción de queso' });
  await tapProduct(till, { category: 'Adiciones', product: 'Porción de queso' });
  await expect(till.getByTestId('order-total')).toContainText('4.100');
  await expect
    .poll(async () => (await shop.till.call<{ lists: unknown[] }>('query', 'catalog.menu')).lists.length, { timeout: 20_000 })
    .toBe(1);
  await till.getByRole('radio', { name: 'Domicilio' }).click();
  await till.keyboard.press('Escape');
  await expect(till.getByTestId('price-list')).toContainText('Domicilio');
  await expect(tile).toContainText('4.500');
  // With the bag that a delivery is packed in.
  await expect(till.getByTestId('order-total')).toContainText('5.000');
  await shop.till.screenshot('sell-list');
  await till.getByRole('radio', { name: 'Mostrador' }).click();
  await expect(till.getByTestId('order-total')).toContainText('4.100');
  await expect(till.getByTestId('price-list')).toHaveCount(0);
  await payExactly(shop.till);
  await page.getByRole('tab', { name: 'Historial' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Lista de precios Domicilio' })).toContainText('Versión 1');
  await office.screenshot('menu-history');
  expect(await seriousFaults()).toEqual([]);
});

test('an ingredient and a recipe are made; the next sale takes it out of the stock', async () => {
  await page.getByRole('tab', { name: 'Insumos' }).click();
  await page.getByTestId('new-ingredient').click();
  const form = page.getByRole('dialog');
  await form.getByLabel('Nombre').first().fill('Queso');
  await form.getByLabel('Precio de compra por kg').fill('3200');
  await form.getByLabel('Rinde al alistar (%)').fill('80');
  await form.getByRole('button', { name: 'Se cuenta cada día' }).click();
  await form.getByTestId('save-ingredient').click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Queso' })).toBeVisible();
  await page.getByRole('tab', { name: 'Productos' }).click();
  await page.getByPlaceholder('Buscar').fill('porción');
  await page.getByRole('button', { name: 'Más de Porción de queso' }).click();
  await page.getByRole('menuitem', { name: 'Receta' }).click();
  const recipe = page.getByRole('dialog');
  await recipe.getByTestId('add-item').click();
  await recipe.getByLabel('Cantidad útil (g)').fill('250');
  await expect(recipe.getByText('se compran 312,5 g (rinde 80 %)')).toBeVisible();
  await expect(recipe.getByText('$ 1.000').first()).toBeVisible();
  await office.screenshot('menu-recipe');
  await recipe.getByTestId('save-recipe').click();
  await expect(page.getByText('26,3 %')).toBeVisible();
  await expect(async () => {
    expect((await shop.till.call<{ ingredients: unknown[] }>('query', 'stock.room')).ingredients).toHaveLength(1);
  }).toPass({ timeout: 10_000 });
  await office.screenshot('menu-products');
  expect(await seriousFaults()).toEqual([]);
});

test('goods are received at the till, a sale takes its part, and the owner sees both and counts blind', async () => {
  const till = shop.till.page;
  await till.getByTestId('user-menu').click();
  await till.getByRole('menuitem', { name: 'Inventario' }).click();
  const dialog = openDialog(till);
  await dialog.getByTestId('stock-count').fill('10000');
  await dialog.getByTestId('stock-cost').fill('32000');
  await dialog.getByTestId('stock-expires').fill('2030-01-15');
  await dialog.getByTestId('stock-add').click();
  await expect(dialog.getByRole('list').filter({ hasText: 'Queso' })).toContainText('Vence el 2030-01-15');
  await shop.till.screenshot('stock-receive');
  await dialog.getByTestId('stock-save').click();
  await expect(till.getByText('Quedó anotado').first()).toBeVisible();
  await dialog.getByRole('radio', { name: 'Contar' }).click();
  await shop.till.screenshot('stock-count');
  await till.keyboard.press('Escape');
  await tapProduct(till, { category: 'Adiciones', product: 'Porción de queso' });
  await payExactly(shop.till);
  await page.getByRole('link', { name: 'Inventario' }).first().click();
  await page.getByLabel('Sucursal').click();
  await page.getByRole('option', { name: 'Norte' }).click();
  await expect(page.getByRole('row').filter({ hasText: 'Queso' })).toContainText('9,69 kg', { timeout: 40_000 });
  await office.screenshot('stock-levels');
  expect(await seriousFaults()).toEqual([]);
  await page.getByTestId('count').click();
  const count = page.getByRole('dialog');
  await count.getByLabel('Queso').fill('9000');
  await office.screenshot('stock-count');
  await count.getByTestId('save-paper').click();
  await expect(page.getByRole('row').filter({ hasText: 'Queso' })).toContainText('9 kg');
  await page.getByRole('tab', { name: 'Teórico y real' }).click();
  await expect(page.getByRole('row').filter({ hasText: 'Queso' })).toContainText('$ 2.200');
  await office.screenshot('stock-variance');
  expect(await seriousFaults()).toEqual([]);
  await page.getByRole('tab', { name: 'Compras' }).click();
  await office.screenshot('stock-buy');
  expect(await seriousFaults()).toEqual([]);
});

test('a phone shows the stock and the menu without sideways scroll, in the dark too', async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: 'dark' });
  for (const [address, name] of [
    ['/inventario', 'stock-phone'],
    ['/inventario?ver=variance', 'stock-variance-phone'],
    ['/menu', 'menu-phone'],
    ['/menu?ver=prices', 'menu-lists-phone'],
  ] as const) {
    await page.goto(`${shop.cloud.url}${address}`);
    await expect(
      page.getByRole('list', { name: /Existencias|Productos|Listas de precios/ }).or(page.getByText('Nada se movió en estas fechas')),
    ).toBeVisible();
    await office.screenshot(name);
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect({ address, sideways }).toEqual({ address, sideways: 0 });
  }
  expect(await seriousFaults()).toEqual([]);
});
