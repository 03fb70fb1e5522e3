import { expect, test, type Page } from '@playwright/test';
import { es } from '../src/renderer/lib/messages/es.ts';
import { noSeriousFault } from './support/accessibility.ts';
import { openShop, type ShopOnShift } from './support/shop-on-shift.ts';
import { logIn, openDialog, tapProduct, type TillWindow } from './support/till-window.ts';

let shop: ShopOnShift;
let till: TillWindow;

test.beforeAll(async () => {
  shop = await openShop('dialogs');
  ({ till } = shop);
});
test.afterAll(async () => {
  await shop?.close();
});

/** What opens out of the menu of a manager. */
const FROM_MENU = [
  'menu.print-queue',
  'menu.lan',
  'menu.backups',
  'menu.cash',
  'menu.cash-movement',
  'menu.close-shift',
  'menu.customer-display',
  'menu.device',
] as const;

/** What opens from the sell screen by a button of its own, with something in the order. */
const FROM_SCREEN = ['open-held', 'open-tables', 'open-customers', 'sync-status'] as const;
const BY_NAME = ['sold-out.title', 'keys.title'] as const;

test('every dialog and panel of a manager: no serious fault in the light, in the dark and with high contrast', async () => {
  test.setTimeout(120_000);
  const { page } = till;
  await page.getByTestId('lock').click();
  await logIn(page, 'Marta', '4321');
  await tapProduct(page, { product: 'Perro sencillo', category: 'Perros' });
  for (const name of FROM_MENU) {
    await page.getByTestId('user-menu').click();
    await page.getByRole('menuitem', { name: es[name], exact: true }).click();
    await lookAt(page, name);
  }
  for (const id of FROM_SCREEN) {
    await page.getByTestId(id).click();
    await lookAt(page, id);
  }
  for (const name of BY_NAME) {
    await page.getByRole('button', { name: es[name] }).click();
    await lookAt(page, name);
  }
  for (const [type, name] of [
    ['order-type.delivery', 'delivery'],
    ['order-type.pickup', 'pickup'],
    ['order-type.staff_meal', 'staff'],
  ] as const) {
    if (name === 'delivery') await page.getByRole('radio', { name: es[type] }).click();
    else {
      await page.getByTestId('more-types').click();
      await page.getByRole('menuitem', { name: es[type] }).click();
    }
    await lookAt(page, name);
  }
  await page.keyboard.press('F8');
  await lookAt(page, 'orders');
  await page.getByTestId('pay-button').click();
  await lookAt(page, 'pay');
});

/** All rules once, and in the other themes the one that a theme can break; then away with it. */
async function lookAt(page: Page, name: string): Promise<void> {
  await expect(openDialog(page).first()).toBeVisible();
  await noSeriousFault(page, name, async (theme) => {
    if (theme === 'contrast') await till.screenshot(`dialogs-${name}`);
  });
  for (let tries = 0; tries < 3 && (await openDialog(page).count()) > 0; tries += 1) {
    await page.keyboard.press('Escape');
    await page.waitForTimeout(150);
  }
  await expect(openDialog(page)).toHaveCount(0);
}
