import { money } from '@fastops/shared/base/money';
import type { OrderType, PaymentMethod } from '@fastops/shared/orders/order.events';
import { dayAfter } from '@fastops/shared/reports/days';
import { expect, test, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';

import { startCloud, type CloudUnderTest } from './support/cloud.ts';
import { logIn, openBrowser, picture, seriousFaults, sidewaysScroll } from './support/dashboard.ts';
import { aLine, newId, TestTill, type Sale } from './support/till.ts';

const PHONE = { width: 390, height: 844 };
const LAPTOP = { width: 1366, height: 768 };
const HOUR_MS = 3_600_000;
const TODAY = new Date(Date.now() - 5 * HOUR_MS).toISOString().slice(0, 10);
const MENU = [
  ['Salchipapa ranchera', 21_000, 9],
  ['Salchipapa sencilla', 14_000, 14],
  ['Hamburguesa doble', 26_000, 4],
  ['Perro caliente', 12_000, 7],
  ['Gaseosa 400 ml', 4_000, 18],
  ['Limonada de coco', 9_500, 3],
] as const;

let cloud: CloudUnderTest;

test.beforeAll(async () => {
  cloud = await startCloud(process.env);
  await sellTwoWeeks(cloud);
});
test.afterEach(async ({ browser }) => {
  await Promise.all(browser.contexts().map((context) => context.close()));
});
test.afterAll(async () => {
  await cloud?.remove();
});

test('from the morning page to a report, to its orders, to the ticket; and out as a file', async ({ browser }) => {
  const page = await openBrowser(browser, { language: 'es', size: LAPTOP });
  await logIn(page, cloud.demo);
  await expect(page.getByText('normal a esta hora').first()).toBeVisible();
  await expect(page.getByText(/el cajón se abrió 2 veces sin venta/)).toBeVisible();
  await keep(page, 'home-laptop-es-light');

  await page.getByRole('link', { name: 'Informes' }).first().click();
  await expect(page.locator('.recharts-bar-rectangle').first()).toBeVisible();
  await keep(page, 'report-sales-laptop-es-light');
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('navigation').first()).toBeHidden();
  await expect(page.getByRole('button', { name: 'CSV' })).toBeHidden();
  await picture(page, 'report-sales-paper');
  await page.emulateMedia({ media: 'screen' });
  await choose(page, 'Ver por', 'Producto');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'CSV' }).click();
  const csv = readFileSync(await (await download).path(), 'utf8');
  expect(csv.split('\r\n')[0]).toContain('Producto,Ventas,Unidades');
  expect(csv).toContain('Salchipapa ranchera');
  await page
    .getByRole('button', { name: 'Ver los pedidos de Salchipapa ranchera' })
    .or(page.getByTitle('Ver los pedidos de Salchipapa ranchera'))
    .first()
    .click();
  await page.getByRole('dialog').getByRole('listitem').first().getByRole('button').click();
  await expect(page.getByRole('dialog').getByText('Salchipapa ranchera').first()).toBeVisible();
  await page.keyboard.press('Escape');

  await page.getByLabel('Nombre de la vista').fill('Por producto');
  await page.getByRole('button', { name: 'Guardar esta vista' }).click();
  await page.getByLabel('Por correo: Por producto').selectOption({ label: 'Cada mañana' });
  await page.reload();
  await expect(page.getByLabel('Por correo: Por producto')).toHaveValue('daily');
  await expect(page.getByRole('link', { name: 'Por producto' })).toHaveAttribute('href', /por=product/);

  for (const [kind, name] of [
    ['Productos e ingeniería de menú', 'mix'],
    ['Descuentos y anulaciones', 'people'],
    ['Propinas por pagar', 'tips'],
    ['Impuestos', 'taxes'],
    ['Transferencias por verificar', 'transfers'],
  ] as const) {
    await choose(page, 'Informe', kind);
    // Nobody gave a tip in these days: that report says so.
    await expect(page.getByRole('table').or(page.getByText('No hay nada en estas fechas'))).toBeVisible();
    await keep(page, `report-${name}-laptop-es-light`);
  }
});

test('seven sections at most; the owner sets from where on the morning page tells', async ({ browser }) => {
  const page = await openBrowser(browser, { language: 'es', size: LAPTOP });
  await logIn(page, cloud.demo);
  const sections = page.getByRole('navigation', { name: 'Secciones' }).filter({ visible: true }).getByRole('link');
  await expect(sections).toHaveText(['Inicio', 'Informes', 'Sucursales', 'Menú', 'Inventario', 'Caja', 'Configuración']);
  await page.getByRole('link', { name: 'Configuración' }).click();
  await keep(page, 'settings-list-laptop-es-light');
  await page.getByRole('link', { name: 'Personas', exact: false }).first().click();
  await expect(page.getByRole('link', { name: 'Toda la configuración' })).toBeVisible();
  await page.getByRole('link', { name: 'Toda la configuración' }).click();
  await page.getByRole('link', { name: 'Alertas' }).click();
  await expect(page.getByLabel('Un tiquete va tarde a los')).toHaveValue('10');
  await page.getByLabel('Un tiquete va tarde a los').fill('0');
  await expect(page.getByText('Escribe un número posible.')).toBeVisible();
  await page.getByLabel('Un tiquete va tarde a los').fill('12');
  await keep(page, 'alerts-laptop-es-light');
  await page.getByRole('button', { name: 'Guardar límites' }).click();
  await page.reload();
  await expect(page.getByLabel('Un tiquete va tarde a los')).toHaveValue('12');
});

test('a phone in English, dark', async ({ browser }) => {
  const page = await openBrowser(browser, { language: 'en', theme: 'dark', size: PHONE });
  await logIn(page, cloud.demo);
  await expect(page.getByText(/Usual .* by now/).first()).toBeVisible();
  await keep(page, 'home-phone-en-dark');
  await page.goto(`${cloud.demo.cloudUrl}/informes?periodo=last28&por=channel`);
  await expect(page.locator('.recharts-bar-rectangle').first()).toBeVisible();
  await keep(page, 'report-sales-phone-en-dark');
});

test('the morning page comes with at most 200 KB of script', async ({ browser }) => {
  const page = await openBrowser(browser, { size: PHONE });
  await logIn(page, cloud.demo);
  const scripts = new Map<string, number>();
  page.on('response', async (response) => {
    if (!response.url().endsWith('.js')) return;
    scripts.set(response.url(), Number((await response.allHeaders())['content-length'] ?? Number.NaN));
  });
  const opened = await page.context().newCDPSession(page);
  await opened.send('Network.setCacheDisabled', { cacheDisabled: true });
  const began = Date.now();
  await page.reload();
  await expect(page.getByText('normal a esta hora').first()).toBeVisible();
  const took = Date.now() - began;
  await page.waitForLoadState('networkidle');
  const isChart = (url: string) => /chart|axis-marks|recharts/i.test(url);
  const kilobytes = (wanted: (url: string) => boolean) =>
    [...scripts].filter(([url]) => wanted(url)).reduce((sum, [, bytes]) => sum + bytes, 0) / 1024;
  const first = kilobytes((url) => !isChart(url));
  console.log(
    `morning page: ${first.toFixed(1)} KB of script gzipped, its chart ${kilobytes(isChart).toFixed(1)} KB later; figures after ${took} ms`,
  );
  expect(first).toBeGreaterThan(50);
  expect(first).toBeLessThanOrEqual(200);
});

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

/** Takes the picture, and holds the screen to what no picture may show: a page wider than its window, or axe's serious faults. */
async function keep(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(250);
  await picture(page, name);
  expect.soft(await sidewaysScroll(page), `${name} scrolls sideways`).toBe(0);
  expect.soft(await seriousFaults(page), `${name} has faults`).toEqual([]);
}

/** Today and each day of the last two weeks at two branches, with what goes wrong in a shop. */
async function sellTwoWeeks({ demo }: CloudUnderTest): Promise<void> {
  const products = MENU.map(([name, price, weight]) => ({
    name,
    price,
    weight,
    productId: newId(Date.now()),
    categoryId: newId(Date.now()),
  }));
  const pool = products.flatMap((product) => Array.from({ length: product.weight }, () => product));
  const actorId = demo.staff[0]?.id ?? '';
  for (const [index, branch] of demo.branches.entries()) {
    const till = await TestTill.enrol(demo.cloudUrl, {
      code: demo.codes[branch.id] ?? demo.codes[branch.name] ?? '',
      name: 'Caja A',
      actorId,
    });
    for (let back = 14; back >= 0; back -= 1) {
      const businessDay = dayAfter(TODAY, -back);
      const count = 14 - index * 5 + ((back * 5) % 6);
      await till.sell(Array.from({ length: count }, (_, step) => aSale(pool, { businessDay, back, step, count })));
    }
    const at = Date.now() - 60_000;
    if (index === 0)
      for (let opening = 0; opening < 2; opening += 1)
        await till.push([{ type: 'drawer.opened', entityId: newId(at), rev: 1, at, body: { reason: 'no-sale' } }]);
    await till.hello();
  }
}

const METHODS: readonly PaymentMethod[] = ['cash', 'nequi', 'card', 'cash', 'bank_transfer'];
const TYPES: readonly OrderType[] = ['counter', 'takeaway', 'dine_in', 'delivery'];
type Pool = readonly { readonly name: string; readonly price: number; readonly productId: string; readonly categoryId: string }[];

function aSale(pool: Pool, { businessDay, back, step, count }: { businessDay: string; back: number; step: number; count: number }): Sale {
  const pick = (turn: number) => pool[(step * 7 + back * 11 + turn * 17) % pool.length];
  const lines = [pick(0), pick(1)].flatMap((product) =>
    product
      ? [
          aLine({
            name: product.name,
            unitPrice: money(product.price),
            quantity: 1 + (step % 2),
            productId: product.productId,
            categoryId: product.categoryId,
          }),
        ]
      : [],
  );
  // Through the twelve hours before now, so that each day has sold by now what is compared.
  const at = Date.now() - back * 24 * HOUR_MS - Math.round(((count - step) * 9 * HOUR_MS) / count);
  return {
    at,
    businessDay,
    lines,
    method: METHODS[step % METHODS.length] ?? 'cash',
    type: TYPES[(step + back) % TYPES.length] ?? 'counter',
    cancelled: step % 13 === 12,
    ...(step % 6 === 5 ? { discountBp: 1_000 } : {}),
  };
}
