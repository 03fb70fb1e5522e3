import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import type { Ticket } from '../src/branch/testing/virtual-printer/ticket.ts';
import { openPtyPair } from '../src/branch/testing/virtual-printer/pty.ts';
import { serialSide } from '../src/branch/testing/virtual-printer/serial-side.ts';
import { VirtualPrinter } from '../src/branch/testing/virtual-printer/virtual-printer.ts';
import { DemoCloud, type DemoReady } from './support/demo-cloud.ts';
import { Owner } from './support/owner.ts';
import { logIn, openDialog, openShift, openTill, payExactly, tapProduct, type TillWindow } from './support/till-window.ts';

test.describe.configure({ mode: 'serial' });

let folder: string;
let cloud: DemoCloud;
let demo: DemoReady;
let till: TillWindow;
let page: Page;
const printer = new VirtualPrinter();

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'products-'));
  await printer.powerOn();
  cloud = await DemoCloud.in(join(folder, 'cloud'));
  demo = await cloud.start();
  till = await openTill({ folder, cloudUrl: cloud.url, code: demo.codes['Norte'] ?? '', size: { width: 1024, height: 768 } });
  page = till.page;
  await logIn(page, 'Marta', '4321');
  await openShift(page);
  const transport = { kind: 'tcp', host: '127.0.0.1', port: printer.port };
  const id = '00000000-0000-7000-8000-0000000000aa';
  await till.call('mutation', 'printing.add', { id, name: 'Caja', role: 'both', profileId: 'generic-80', transport });
});
test.afterAll(async () => {
  await till?.close();
  await cloud?.stop();
  await printer.powerOff();
  rmSync(folder, { recursive: true, force: true });
});

type Line = {
  name: string;
  quantity: number;
  unitPrice: number;
  parts?: { name: string; surcharge: number; choices: unknown[] }[];
  priceRule?: object;
};
type Found = { value: { lines: Line[]; totals: { total: number }; state: string } };

async function lastOrder(): Promise<Found['value']> {
  const [row] = await till.call<{ id: string }[]>('query', 'orders.recent', { limit: 1 });
  return (await till.call<Found>('query', 'orders.find', { orderId: row?.id })).value;
}

test('Story 2: the family salchipapa half-and-half with five removals', async () => {
  await tapProduct(page, { category: 'Salchipapas', product: 'Mitad y mitad' });
  const sheet = openDialog(page);
  await sheet.getByRole('radio', { name: /Familiar/ }).click();
  await sheet.getByTestId('sheet-confirm').click();
  await expect(sheet.getByText('Elige las dos mitades.')).toBeVisible();
  const [one, other] = [1, 2].map((n) => sheet.locator(`[data-half="${n}"]`));
  if (!one || !other) throw new Error('two halves');
  await one.getByRole('button', { name: /Ranchera/ }).click();
  await other.getByRole('button', { name: /Hawaiana/ }).click();
  for (const left of ['Cebolla', 'Lechuga', 'Queso']) await one.getByRole('button', { name: left, exact: true }).click();
  for (const left of ['Cebolla', 'Salsas']) await other.getByRole('button', { name: left, exact: true }).click();
  // Bacon on one half alone.
  await one.getByRole('button', { name: /Tocineta/ }).click();
  await sheet.getByRole('button', { name: /Doble Queso/i }).click();
  // The dearer half is 42.000, the plate 2.000 more, the bacon 3.500, the double 3.000.
  await expect(sheet.getByTestId('sheet-confirm')).toContainText('$ 50.500');
  await look('sheet-halves');
  await sheet.getByTestId('sheet-confirm').click();
  await expect(page.getByTestId('order-line')).toContainText('½ Ranchera');
  await look('sell-halves');
  await payExactly(till);
  expect(await lastOrder()).toMatchObject({
    totals: { total: 50_500 },
    lines: [
      {
        unitPrice: 44_000,
        parts: [
          { name: 'Ranchera', choices: { length: 4 } },
          { name: 'Hawaiana', choices: { length: 2 } },
        ],
      },
    ],
  });
  // Each station has a ticket of its own; all of them say the halves.
  const halved = () => printer.tickets.map(linesOf).filter((lines) => lines.some((line) => line.includes('½ RANCHERA')));
  await expect.poll(() => halved().filter((lines) => lines.some((line) => line.includes('SIN')))).not.toEqual([]);
  const kitchen = halved().find((lines) => lines.some((line) => line.includes('SIN'))) ?? [];
  const half = kitchen.findIndex((line) => line.includes('½ HAWAIANA'));
  expect(kitchen.slice(0, half).filter((line) => line.includes('SIN'))).toHaveLength(3);
  expect(kitchen.slice(half).filter((line) => line.includes('SIN'))).toHaveLength(2);
  expect(kitchen.some((line) => line.includes('DOBLE Queso'))).toBe(true);
  expect(kitchen.slice(0, half).filter((line) => line.includes('½ + Tocineta'))).toHaveLength(1);
});

test('Story 9: a combo with a surcharge slot in happy hour', async () => {
  const owner = await Owner.of(cloud.url, demo.owner);
  const menu = await till.call<{ rules: { id: string; name: string; schedule: object }[] }>('query', 'catalog.menu');
  const [rule] = menu.rules;
  // Happy hour is now, whatever the clock of this machine says.
  await owner.save('price-rule', { ...rule, schedule: { weekdays: [], from: 0, to: 1440 } });
  await page.getByRole('tab', { name: 'Combos' }).click();
  await expect(page.getByTestId('product-tile').filter({ hasText: 'Combo ranchero' })).toContainText('20.800');
  await page.getByTestId('product-tile').filter({ hasText: 'Combo ranchero' }).click();
  const sheet = openDialog(page);
  await sheet.getByRole('button', { name: /Gaseosa/ }).click();
  await sheet.getByRole('radio', { name: /1.5 litros/ }).click();
  await sheet.getByTestId('sheet-confirm').click();
  await expect(sheet.getByText(/Falta elegir/)).toBeVisible();
  await sheet.getByRole('button', { name: 'Colombiana' }).click();
  await sheet.getByRole('button', { name: /Aros de cebolla/ }).click();
  await expect(sheet.getByTestId('sheet-confirm')).toContainText('$ 27.800');
  await look('sheet-combo');
  await sheet.getByTestId('sheet-confirm').click();
  await expect(page.getByTestId('order-line')).toContainText('Hora feliz');
  await look('sell-combo');
  await payExactly(till);
  expect(await lastOrder()).toMatchObject({
    totals: { total: 27_800 },
    lines: [
      { unitPrice: 20_800, priceRule: { name: 'Hora feliz', listPrice: 26_000 }, parts: [{ surcharge: 4_500 }, { surcharge: 2_500 }] },
    ],
  });
});

test('sold out while in the cart: what is in it stays, no more of it is sold, and it comes back', async () => {
  await tapProduct(page, { category: 'Bebidas', product: 'Malta' });
  await expect(page.getByTestId('order-line')).toHaveCount(1);
  await page.keyboard.press('F9');
  const dialog = openDialog(page);
  await dialog.getByRole('textbox').fill('malta');
  await dialog.getByRole('button', { name: 'Se acabó' }).click();
  await expect(dialog.getByRole('button', { name: 'Ya hay' }).first()).toBeVisible();
  await look('sold-out');
  await page.keyboard.press('Escape');
  const tile = page.getByTestId('product-tile').filter({ hasText: 'Malta' });
  await expect(tile).toContainText('Agotado');
  await tile.click({ force: true });
  await expect(page.getByTestId('order-line')).toHaveCount(1);
  await look('sell-sold-out');
  await payExactly(till);
  expect(await lastOrder()).toMatchObject({ lines: [{ name: 'Malta', quantity: 1 }] });
  const owner = await Owner.of(cloud.url, demo.owner);
  await expect.poll(async () => (await owner.soldOut()).length, { timeout: 30_000 }).toBe(1);
  await page.keyboard.press('F9');
  await dialog.getByRole('button', { name: 'Ya hay' }).click();
  await page.keyboard.press('Escape');
  await expect(tile).not.toContainText('Agotado');
});

test('a scanner adds without being asked, as many as were typed, and typed text stays text', async () => {
  await page.keyboard.press('3');
  await expect(page.getByTestId('next-quantity')).toContainText('3');
  await page.waitForTimeout(150);
  await page.keyboard.type('7702004003508');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('order-line')).toHaveCount(1);
  await expect(page.getByTestId('order-line')).toContainText('Malta');
  await expect(page.getByTestId('order-line').locator('span').first()).toHaveText('3');
  await expect(page.getByTestId('next-quantity')).toBeHidden();
  await page.keyboard.type('limonada', { delay: 70 });
  await expect(page.getByRole('searchbox')).toHaveValue('limonada');
  await page.keyboard.press('Escape');
  await page.keyboard.type('9999999999999');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/Ningún producto tiene el código/)).toBeVisible();
  await payExactly(till);
});

test('what is sold by weight: a scale and a pole are set up, a portion is weighed, another is typed, and the pole follows', async () => {
  const [scale, pole] = await Promise.all([openPtyPair(), openPtyPair()]);
  const farScale = await serialSide(scale.printerPath, (port) => port.write('ST,GS,+   0.350 kg\r\n'));
  let shown = '';
  const farPole = await serialSide(pole.printerPath, (_, bytes) => (shown += bytes.toString('latin1')));
  const owner = await Owner.of(cloud.url, demo.owner);
  const { products } = await till.call<{ products: { id: string; name: string }[] }>('query', 'catalog.menu');
  const malta = products.find(({ name }) => name === 'Malta');
  await owner.save('product', { ...malta, name: 'Chicharrón', price: 48_000, byWeight: true, barcode: undefined, code: undefined });
  await page.getByTestId('user-menu').click();
  await page.getByRole('menuitem', { name: 'Este equipo' }).click();
  for (const [kind, path] of [
    ['scale', scale.tillPath],
    ['pole', pole.tillPath],
  ] as const) {
    await page
      .getByTestId(`counter-${kind}`)
      .getByRole('button', { name: /Configurar/ })
      .click();
    await page.getByTestId('counter-port').fill(path);
    await page.getByTestId(`try-${kind}`).click();
    await expect(page.getByTestId(`tried-${kind}`)).toContainText(kind === 'scale' ? '350 g' : 'Enviado');
    await page.getByTestId(`counter-save-${kind}`).click();
    await expect(page.getByTestId(`counter-${kind}`)).toContainText(path);
  }
  await look('counter');
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: 'Bebidas' }).click();
  const tile = page.getByTestId('product-tile').filter({ hasText: 'Chicharrón' });
  await expect(tile).toContainText('/kg', { timeout: 30_000 });
  await tile.click();
  await expect(openDialog(page).getByTestId('weight')).toHaveText('350 g');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('order-line')).toContainText('$ 16.800');
  await expect.poll(() => shown, { timeout: 20_000 }).toContain('\x1bQBTOTAL       $ 16.800\r');
  await farScale.close();
  await scale.unplug();
  await tile.click();
  await expect(openDialog(page).getByTestId('weight-news')).toContainText('puerto de la balanza');
  await openDialog(page).getByTestId('weight-by-hand').click();
  await openDialog(page).getByTestId('weight-grams').fill('500');
  await look('sheet-weight-by-hand');
  await page.keyboard.press('Enter');
  await expect(openDialog(page).getByTestId('weight')).toHaveText('500 g');
  await page.getByTestId('sheet-confirm').click();
  await expect(page.getByTestId('order-line')).toHaveCount(2);
  await expect.poll(() => shown, { timeout: 20_000 }).toContain('\x1bQAChicharron  $ 24.000\r\x1bQBTOTAL       $ 40.800\r');
  await look('sell-weighed');
  const papers = printer.tickets.length;
  await payExactly(till);
  expect(await lastOrder()).toMatchObject({ totals: { total: 40_800 }, lines: [{ weight: { grams: 350 } }, { weight: { grams: 500 } }] });
  const paper = () => printer.tickets.slice(papers).flatMap(linesOf).join('\n');
  await expect.poll(paper, { timeout: 20_000 }).toContain('$ 48.000/kg');
  expect(paper()).toMatch(/1x {2}Chicharrón 350 g +\$ 16\.800/);
  await farPole.close();
  await pole.unplug();
});

test('Story 1: a rush of 30 orders by keyboard only', async () => {
  await page.keyboard.press('F1');
  await expect(openDialog(page)).toContainText('Cobrar');
  await look('keys');
  await page.keyboard.press('Escape');
  const before = await till.call<unknown[]>('query', 'orders.recent', { limit: 200 });
  const words = ['limonada nat', 'agua', 'te helado', 'salchicha', 'porcion'];
  for (let n = 0; n < 30; n += 1) {
    await page.keyboard.press(String(1 + (n % 3)));
    await page.keyboard.type(words[n % words.length] ?? '', { delay: 60 });
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('order-line')).toHaveCount(1);
    if (n % 5 === 0) {
      await page.keyboard.press('PageDown');
      await page.keyboard.press('F7');
      await page.keyboard.press('+');
      // Faster than any hand: paid before the second one is in the order, only the first would be.
      await expect(page.getByTestId('order-line').locator('span').first()).toHaveText(String(2 + (n % 3)));
    }
    await page.keyboard.press('F4');
    await expect(page.getByTestId('pay-confirm')).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('pay-confirm')).toBeHidden();
    await expect(page.getByTestId('order-line')).toHaveCount(0);
  }
  const after = await till.call<unknown[]>('query', 'orders.recent', { limit: 200 });
  expect(after.length - before.length).toBe(30);
});

test('two hundred products with long names are still a grid, also with more than one can read', async () => {
  const owner = await Owner.of(cloud.url, demo.owner);
  await owner.saveProducts(200);
  await page.getByRole('tab', { name: 'Perros' }).click();
  await expect.poll(async () => page.getByTestId('product-tile').count(), { timeout: 30_000 }).toBeGreaterThan(200);
  await look('sell-200-products');
  await page.keyboard.press('F2');
  await page.keyboard.type('extraordinaria', { delay: 60 });
  await expect(page.getByTestId('product-tile')).toHaveCount(48);
});

async function look(name: string): Promise<void> {
  await page.waitForTimeout(200);
  for (const theme of ['dark', 'contrast', 'light']) {
    await page.evaluate((value) => void (document.documentElement.dataset['theme'] = value), theme);
    await till.screenshot(`1024-${name}-${theme}`);
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(serious.map(({ id, nodes }) => `${name} ${theme} ${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
  }
}

function linesOf(ticket: Ticket): string[] {
  return ticket.items.flatMap((item) => (item.type === 'line' ? [item.runs.map((run) => run.text).join('')] : []));
}
