import { expect, test } from '@playwright/test';
import { openShop, type ShopOnShift } from './support/shop-on-shift.ts';
import { tapProduct, type TillWindow } from './support/till-window.ts';

test.describe.configure({ mode: 'serial' });

let shop: ShopOnShift;
let till: TillWindow;

test.beforeAll(async () => {
  shop = await openShop('paying');
  ({ till } = shop);
});
test.afterAll(async () => {
  await shop?.close();
});

type Paid = { ok: boolean; value: { balance: number; payments: { method: string; amount: number; status: string; reference?: string }[] } };

test('Story 3: a bill split in three: a card, a transfer and cash with change', async () => {
  const { page } = till;
  for (const product of ['Perro sencillo', 'Perro sencillo', 'Perro sencillo']) await tapProduct(page, { product, category: 'Perros' });
  await page.getByTestId('pay-button').click();
  await page.getByRole('radio', { name: 'Datáfono' }).click();
  await page.getByRole('button', { name: 'Una de 3 partes' }).click();
  await page.getByTestId('pay-reference').fill('004512');
  await till.screenshot('pay-card-part');
  await page.getByTestId('pay-confirm').click();
  await expect(page.getByTestId('pay-due')).toContainText('20.000');
  await page.getByRole('radio', { name: 'Nequi' }).click();
  await page.getByRole('button', { name: 'Una de 2 partes' }).click();
  await till.screenshot('pay-transfer-part');
  await page.getByTestId('pay-confirm').click();
  await expect(page.getByRole('radio', { name: 'Efectivo' })).toBeChecked();
  await expect(page.getByTestId('pay-due')).toContainText('10.000');
  await page.keyboard.type('20000');
  await till.screenshot('pay-cash-rest');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('change-amount')).toContainText('10.000');
  const [row] = await till.call<{ id: string }[]>('query', 'orders.recent', { limit: 1 });
  const order = await till.call<Paid>('query', 'orders.find', { orderId: row?.id });
  expect(order.value).toMatchObject({
    balance: 0,
    payments: [
      { method: 'card', amount: 10_000, status: 'taken', reference: '004512' },
      { method: 'nequi', amount: 10_000, status: 'unverified' },
      { method: 'cash', amount: 10_000, status: 'taken' },
    ],
  });
});

test('a bill by amount, from the keyboard: so much by transfer, never more than is owed, and the rest in cash', async () => {
  const { page } = till;
  for (const product of ['Perro sencillo', 'Perro sencillo', 'Perro sencillo']) await tapProduct(page, { product, category: 'Perros' });
  await page.keyboard.press('F4');
  await expect(page.getByTestId('pay-confirm')).toBeFocused();
  await page.keyboard.press('Alt+3');
  await expect(page.getByRole('radio', { name: 'Nequi' })).toBeChecked();
  await page.keyboard.press('Alt+O');
  await expect(page.getByTestId('part-confirm')).toBeFocused();
  await page.keyboard.type('30001');
  // More than is owed is no part: Enter says so and takes nothing.
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('part-confirm')).toBeVisible();
  for (let digit = 0; digit < 5; digit += 1) await page.keyboard.press('Backspace');
  await page.keyboard.type('12500');
  await expect(page.getByTestId('part-confirm')).toContainText('17.500');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('part-confirm')).toHaveCount(0);
  await expect(page.getByTestId('pay-due')).toContainText('12.500');
  await till.screenshot('pay-amount-part');
  await page.getByTestId('pay-confirm').click();
  await expect(page.getByRole('radio', { name: 'Efectivo' })).toBeChecked();
  await expect(page.getByTestId('pay-due')).toContainText('17.500');
  await expect(page.getByTestId('pay-confirm')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('pay-confirm')).toBeHidden();
  const [row] = await till.call<{ id: string }[]>('query', 'orders.recent', { limit: 1 });
  const { value } = await till.call<Paid>('query', 'orders.find', { orderId: row?.id });
  expect(value).toMatchObject({
    balance: 0,
    payments: [
      { method: 'nequi', amount: 12_500 },
      { method: 'cash', amount: 17_500 },
    ],
  });
});
