import { expect, test, type Page } from '@playwright/test';
import { LOCK_KEY, MENU_KEY, PANEL_KEYS, PAY_KEYS, TYPE_KEYS, WORK_KEYS } from '../src/renderer/lib/keys.ts';
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

const { kitchen, ...PANELS } = PANEL_KEYS;

/** What opens from the sell screen with something in the order. */
const FROM_SCREEN = {
  held: WORK_KEYS.held,
  tables: WORK_KEYS.tables,
  customers: WORK_KEYS.customers,
  discard: WORK_KEYS.discard,
  'sold-out': 'F9',
  keys: 'F1',
  delivery: TYPE_KEYS.delivery,
  pickup: TYPE_KEYS.pickup,
  staff_meal: TYPE_KEYS.staff_meal,
} as const;

/** What opens over the pay dialog. */
const FROM_PAYING = { 'part-amount': PAY_KEYS.amount, 'pay-discount': PAY_KEYS.discount } as const;

test('every dialog and panel of a manager by its key: no serious fault in the light, in the dark and with high contrast', async () => {
  test.setTimeout(600_000);
  const { page } = till;
  await page.keyboard.press(LOCK_KEY);
  await logIn(page, 'Marta', '4321');
  await tapProduct(page, { product: 'Perro sencillo', category: 'Perros' });
  await page.keyboard.press(MENU_KEY);
  await expect(page.getByRole('menu')).toBeVisible();
  await lookAt(page, 'user-menu');
  for (const [name, key] of Object.entries({ ...PANELS, ...FROM_SCREEN })) {
    await page.keyboard.press(key);
    await expect(openDialog(page), name).toHaveCount(1);
    await lookAt(page, name);
  }
  await page.keyboard.press(kitchen);
  await expect(page.getByTestId('kitchen-panel')).toBeVisible();
  await lookAt(page, 'kitchen');
  await expect(page.getByTestId('kitchen-panel')).toHaveCount(0);
  await page.keyboard.press('F4');
  await expect(openDialog(page)).toHaveCount(1);
  for (const [name, key] of Object.entries(FROM_PAYING)) {
    await page.keyboard.press(key);
    await expect(openDialog(page), name).toHaveCount(2);
    await lookAt(page, name, 1);
  }
  await lookAt(page, 'pay');
  expect(till.violations()).toEqual([]);
});

/** All rules once, and in the other themes the one that a theme can break; then away with it, until so many are left. */
async function lookAt(page: Page, name: string, left = 0): Promise<void> {
  await noSeriousFault(page, name, async (theme) => {
    if (theme === 'contrast') await till.screenshot(`dialogs-${name}`);
  });
  await away(page, left);
}

/** One Escape a layer: whatever is on top closes alone. */
async function away(page: Page, left: number): Promise<void> {
  const layers = page.locator('[role="dialog"]:not([data-type]), [role="menu"], [data-testid="kitchen-panel"]');
  for (let open = await layers.count(); open > left; open -= 1) {
    await page.keyboard.press('Escape');
    await expect.poll(() => layers.count()).toBeLessThan(open);
  }
}
