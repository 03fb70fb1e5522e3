import { expect, test } from '@playwright/test';
import { noSeriousFault } from './support/accessibility.ts';
import { openShop, type ShopOnShift } from './support/shop-on-shift.ts';
import { tapProduct, type TillWindow } from './support/till-window.ts';

test.describe.configure({ mode: 'serial' });

let shop: ShopOnShift;
let till: TillWindow;

test.beforeAll(async () => {
  shop = await openShop('adjusting');
  ({ till } = shop);
});
test.afterAll(async () => {
  await shop?.close();
});

type Found = { ok: boolean; value: { totals: { tip: number; discount: number }; tipAnswer?: { answer: string } } };
type Signed = { value: { kind: string; actorId: string; approvedById?: string; amount?: number }[] };

test('a discount over the cashier’s limit asks for the supervisor’s PIN in place, and names both', async () => {
  const { page } = till;
  for (let n = 0; n < 3; n += 1) await tapProduct(page, { product: 'Perro sencillo', category: 'Perros' });
  await page.getByTestId('pay-button').click();
  await page.getByTestId('discount-open').click();
  await page.getByTestId('discount-quick').filter({ hasText: '20 %' }).click();
  await page.getByTestId('reason').filter({ hasText: 'Demora' }).click();
  await look('discount');
  await page.getByTestId('discount-confirm').click();
  await expect(page.getByTestId('approval-what')).toContainText('6.000');
  await page.getByTestId('approver').filter({ hasText: 'Marta' }).click();
  await look('approval');
  await page.keyboard.type('1111');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: 'no coincide' })).toBeVisible();
  await page.keyboard.type('4321');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('approval')).toBeHidden();
  await expect(page.getByTestId('pay-due')).toContainText('24.000');
  await look('pay-discounted');
});

test('a tip is asked for only where it may be, and the answer is kept', async () => {
  const { page } = till;
  await expect(page.getByTestId('tip-question')).toHaveCount(0);
  await page.getByTestId('tip-open').click();
  await look('tip-question');
  await page.getByTestId('tip-change').click();
  // The keyboard's figures are this dialog's, not those of the money below.
  await page.keyboard.type('2500');
  await look('tip-amount');
  await expect(page.getByTestId('tip-confirm')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('pay-change')).toContainText('0');
  await page.getByTestId('tip-accept').click();
  await expect(page.getByTestId('pay-due')).toContainText('26.200');
  await page.getByTestId('pay-confirm').click();
  await expect(page.getByTestId('order-number')).toBeVisible();
  const [row] = await till.call<{ id: string }[]>('query', 'orders.recent', { limit: 1 });
  const order = await till.call<Found>('query', 'orders.find', { orderId: row?.id });
  expect(order.value).toMatchObject({ totals: { discount: 6_000, tip: 2_200 }, tipAnswer: { answer: 'accepted' } });
  const history = await till.call<Signed>('query', 'orders.history', { orderId: row?.id });
  const discount = history.value.find(({ kind }) => kind === 'order.discount-added');
  expect(discount?.approvedById).toBeDefined();
  expect(discount?.approvedById).not.toBe(discount?.actorId);
});

test('Story 11: a change of mind after sending: off with a reason, and over the role’s limit with the supervisor’s PIN in place', async () => {
  const { page } = till;
  for (let n = 0; n < 3; n += 1) await tapProduct(page, { product: 'Perro sencillo', category: 'Perros' });
  await tapProduct(page, { product: 'Limonada de coco', category: 'Bebidas' });
  await page.getByRole('radio', { name: 'Mesa' }).click();
  await page.getByTestId('table').getByRole('button').first().click();
  await page.getByTestId('send-button').click();
  await expect(page.getByTestId('order-line')).toHaveCount(0);
  await page.getByTestId('open-tables').click();
  await page.getByTestId('table-order').first().click();
  const perros = page.getByTestId('order-line').filter({ hasText: 'Perro' });
  await perros.getByRole('button').first().click();
  // The kitchen has it: its quantity is no longer a matter of a button.
  await expect(perros.getByRole('button', { name: 'Uno menos' })).toHaveCount(0);
  await look('sent-line');
  await perros.getByTestId('line-void').click();
  await page.getByTestId('reason').first().click();
  await look('void');
  await page.getByTestId('void-confirm').click();
  await expect(page.getByTestId('approval-what')).toContainText('30.000');
  await page.getByTestId('approver').filter({ hasText: 'Marta' }).click();
  await page.keyboard.type('4321');
  await page.keyboard.press('Enter');
  await expect(perros).toHaveCount(0);
  await expect(page.getByTestId('order-line')).toHaveCount(1);
  // One more of what is there goes on top, as a line of its own that the kitchen has yet to hear of.
  await page.getByTestId('order-line').getByRole('button').first().click();
  await page.getByRole('button', { name: 'Otro igual' }).click();
  await expect(page.getByTestId('order-line')).toHaveCount(2);
  await expect(page.getByRole('button', { name: 'Uno más' })).toBeVisible();
});

async function look(name: string): Promise<void> {
  await noSeriousFault(till.page, name, (theme) => till.screenshot(`1024-${name}-${theme}`));
}
