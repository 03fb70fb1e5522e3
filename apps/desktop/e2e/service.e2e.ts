import { expect, test } from '@playwright/test';
import { noSeriousFault } from './support/accessibility.ts';
import { openShop, type ShopOnShift } from './support/shop-on-shift.ts';
import { openDialog, tapProduct, type TillWindow } from './support/till-window.ts';

test.describe.configure({ mode: 'serial' });

let shop: ShopOnShift;
let till: TillWindow;

test.beforeAll(async () => {
  shop = await openShop('service');
  ({ till } = shop);
});
test.afterAll(async () => {
  await shop?.close();
});

const PERRO = { product: 'Perro sencillo', category: 'Perros' };
type Found = {
  ok: boolean;
  value: { totals: Record<string, number>; balance: number; table?: { name: string }; lines: unknown[]; delivery?: object };
};
type Open = { held: { id: string; label: string }[]; owing: { id: string; balance: number }[] };
const open = () => till.call<Open>('query', 'orders.open');
const find = (orderId: string | undefined) => till.call<Found>('query', 'orders.find', { orderId });
const type = (name: string) => till.page.getByRole('radio', { name });

test('Story 7: domicilio by phone with barrio fee and ¿con cuánto paga?', async () => {
  const { page } = till;
  await tapProduct(page, PERRO);
  await type('Domicilio').click();
  await page.getByLabel('Teléfono').fill('310 555 0199');
  await page.getByLabel('Nombre').fill('Rosa Ñáñez');
  await page.getByLabel('Barrio').click();
  await page.getByRole('option', { name: /Chapinero/ }).click();
  await page.getByLabel('Dirección').fill('Calle 57 # 9-20 apto 301');
  await page.getByRole('button', { name: '$ 50.000' }).click();
  await look('service-delivery');
  await page.getByTestId('delivery-save').click();
  await expect(page.getByTestId('serving')).toContainText('Chapinero');
  // 10.000 the hot dog, 500 the box, 4.000 the driver's.
  await expect(page.getByTestId('order-total')).toContainText('14.500');
  await expect(page.getByTestId('order-charges')).toContainText('35.500');
  await look('service-delivery-order');
  await page.getByTestId('send-button').click();
  await expect(page.getByTestId('order-total')).toContainText('0');
  const [row] = (await open()).owing;
  expect((await find(row?.id)).value).toMatchObject({
    totals: { total: 10_500, thirdParty: 4_000, due: 14_500 },
    balance: 14_500,
    delivery: { neighborhood: 'Chapinero', paysWith: 50_000 },
  });
  // The next time the number is enough.
  await tapProduct(page, PERRO);
  await type('Domicilio').click();
  await page.getByLabel('Teléfono').fill('3105550199');
  await page.getByTestId('known-customer').click();
  await expect(page.getByLabel('Dirección')).toHaveValue('Calle 57 # 9-20 apto 301');
  await look('service-delivery-known');
  await page.getByTestId('delivery-save').click();
  await expect(page.getByTestId('serving')).toContainText('Rosa Ñáñez');
  await page.getByTestId('send-button').click();
  await expect.poll(async () => (await open()).owing.length).toBe(2);
});

test('Story 8: table moved and merged, then paid', async () => {
  const { page } = till;
  await seat('3', 1);
  await seat('5', 2);
  await page.getByTestId('open-tables').click();
  await look('service-tables');
  await page.getByTestId('table').filter({ hasText: 'A-00' }).first().getByTestId('table-order').click();
  await expect(page.getByTestId('order-title')).toContainText('A-003');
  await page.getByTestId('serving').click();
  await page.getByTestId('table').filter({ hasText: 'T1' }).getByRole('button').first().click();
  await expect(page.getByTestId('serving')).toContainText('T1 · Terraza');
  // More for a table that the kitchen has: only that is new.
  await tapProduct(page, PERRO);
  await expect(page.getByTestId('order-line')).toHaveCount(2);
  // The kitchen sees it and waits until the waiter says so.
  await page.getByTestId('send-held').click();
  const held = async () =>
    (await till.call<{ cards: { held: boolean }[] }>('query', 'kitchen.board', { stationIds: [] })).cards.filter((card) => card.held);
  await expect.poll(async () => (await held()).length, { timeout: 20_000 }).toBeGreaterThan(0);
  await page.getByTestId('open-tables').click();
  await page.getByTestId('table').filter({ hasText: 'T1' }).getByTestId('table-order').click();
  await look('service-placed');
  await page.getByTestId('order-actions').click();
  await page.getByRole('menuitem', { name: 'Marchar lo retenido' }).click();
  await expect.poll(async () => (await held()).length, { timeout: 20_000 }).toBe(0);
  await page.getByTestId('order-actions').click();
  await page.getByRole('menuitem', { name: 'Unir a otro pedido' }).click();
  await look('service-merge');
  await page.getByTestId('merge-order').filter({ hasText: 'A-004' }).getByRole('button').click();
  await expect(page.getByTestId('order-title')).toContainText('A-004');
  await expect(page.getByTestId('order-total')).toContainText('40.000');
  await page.getByTestId('pay-button').click();
  await page.getByTestId('pay-confirm').click();
  await expect(page.getByTestId('pay-confirm')).toBeHidden();
  await expect.poll(async () => (await open()).owing.length).toBe(2);
});

test('a bill split by line, and the rest of it in parts', async () => {
  const { page } = till;
  await seat('1', 3);
  await page.getByTestId('open-tables').click();
  await page.getByTestId('table-order').first().click();
  await page.getByTestId('order-actions').click();
  await page.getByRole('menuitem', { name: 'Dividir por producto' }).click();
  await page.getByTestId('split-line').first().getByRole('button', { name: 'Uno más' }).click();
  await look('service-split');
  await page.getByTestId('split-confirm').click();
  await expect(page.getByTestId('order-title')).toContainText('A-006');
  await expect(page.getByTestId('order-total')).toContainText('10.000');
  await page.getByTestId('pay-button').click();
  await page.getByTestId('pay-confirm').click();
  await expect(page.getByTestId('pay-confirm')).toBeHidden();
  await page.getByTestId('open-tables').click();
  await page.getByTestId('table-order').first().click();
  await expect(page.getByTestId('order-total')).toContainText('20.000');
  await page.getByTestId('pay-button').click();
  await page.getByRole('radio', { name: 'Datáfono' }).click();
  await page.getByRole('button', { name: 'Una de 2 partes' }).click();
  await page.getByTestId('pay-confirm').click();
  // The half is 10.000 and so is the rest: only the question that begins anew, in cash, says that the first part is in.
  await expect(page.getByRole('radio', { name: 'Efectivo' })).toBeChecked();
  await expect(page.getByTestId('pay-due')).toContainText('10.000');
  await page.getByTestId('pay-confirm').click();
  await expect(page.getByTestId('pay-confirm')).toBeHidden();
});

test('Story 12: an order put on hold is taken up again, a pick-up and a staff meal say whose they are', async () => {
  const { page } = till;
  await tapProduct(page, PERRO);
  await page.getByTestId('open-held').click();
  await page.getByLabel('¿Cómo lo reconoces?').fill('Señora del perro');
  await page.getByTestId('hold').click();
  await expect(page.getByTestId('order-line')).toHaveCount(0);
  await page.getByTestId('open-held').click();
  await look('service-held');
  await page.getByTestId('open-order').filter({ hasText: 'Señora del perro' }).getByRole('button').click();
  await expect(page.getByTestId('order-line')).toHaveCount(1);
  await page.getByTestId('more-types').click();
  await page.getByRole('menuitem', { name: 'Recoger' }).click();
  await page.getByLabel('Nombre').fill('Camilo');
  await look('service-pickup');
  await page.getByTestId('pickup-save').click();
  await expect(page.getByTestId('serving')).toContainText('Camilo');
  await page.getByTestId('more-types').click();
  await page.getByRole('menuitem', { name: 'Personal' }).click();
  await look('service-staff');
  await page.getByTestId('staff-meal').filter({ hasText: 'Pedro' }).click();
  await expect(page.getByTestId('order-total')).toHaveText(/\$\s0$/);
  await page.getByTestId('send-button').click();
  await expect(page.getByTestId('order-line')).toHaveCount(0);
});

test('Story 13: two deliveries go out with change, the driver hands in a part, a close names the rest, and then all is in', async () => {
  const { page } = till;
  const owes = page.getByTestId('driver-owes');
  await page.getByTestId('drivers-open').click();
  await page.getByTestId('driver-name').fill('Juan Fernando Echavarría');
  await expect(page.getByTestId('to-send').first()).toContainText('35.500 de vueltas');
  await look('drivers-to-send');
  await page.getByTestId('send-out').first().click();
  await expect(owes).toContainText('50.000');
  await page.getByTestId('driver-name').fill('Juan Fernando Echavarría');
  await page.getByTestId('send-out').first().click();
  await expect(owes).toContainText('64.500');
  await look('drivers-on-the-road');
  await page.getByTestId('settle').click();
  await expect(page.getByTestId('handed-in')).toContainText('64.500');
  await expect(page.getByTestId('take-settlement')).toBeFocused();
  await page.keyboard.type('40000');
  await look('drivers-settle');
  await page.getByTestId('take-settlement').click();
  await expect(owes).toContainText('24.500');
  await expect(openDialog(page)).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(openDialog(page)).toHaveCount(0);
  await page.getByTestId('user-menu').click();
  await page.getByRole('menuitem', { name: 'Cerrar turno', exact: true }).click();
  await expect(page.getByTestId('driver-owing').first()).toContainText('Juan Fernando');
  await look('drivers-at-close');
  await page.keyboard.press('Escape');
  await page.getByTestId('drivers-open').click();
  await page.getByTestId('settle').click();
  // Before the dialog has the keyboard, Enter would press the button behind it once more.
  await expect(page.getByTestId('take-settlement')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('driver')).toHaveCount(0);
  await expect(openDialog(page)).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(openDialog(page)).toHaveCount(0);
  await expect.poll(async () => (await open()).owing.filter(({ balance }) => balance > 0).length).toBe(0);
});

test('a customer is found by name, with the account', async () => {
  const { page } = till;
  await page.getByTestId('open-customers').click();
  await page.getByLabel('Teléfono o nombre').fill('nanez');
  await page.getByTestId('customer').filter({ hasText: 'Rosa' }).first().click();
  await expect(page.getByRole('region', { name: 'Rosa Ñáñez' })).toContainText('Sin movimientos');
  await look('service-customer');
  await page.keyboard.press('Escape');
});

test('a new customer is written down, gets a limit with the supervisor’s PIN, and their account goes on paper', async () => {
  const { page } = till;
  await page.getByTestId('open-customers').click();
  await page.getByLabel('Teléfono o nombre').fill('Tienda Doña Pola');
  await page.getByTestId('customer-new').click();
  await page.getByLabel('Teléfono').fill('601 555 0123');
  await look('customer-form');
  await page.getByTestId('customer-save').click();
  await page.getByTestId('customer-edit').click();
  await page.getByLabel('Documento (cédula o NIT)').fill('900123456-8');
  await page.getByTestId('customer-save').click();
  await page.getByTestId('customer-limit').click();
  await page.getByLabel('Cupo').fill('150000');
  await look('customer-limit');
  await page.getByTestId('limit-save').click();
  await expect(page.getByTestId('approval-what')).toContainText('150.000');
  await page.getByTestId('approver').filter({ hasText: 'Marta' }).click();
  await page.keyboard.type('4321');
  await page.keyboard.press('Enter');
  const account = page.getByRole('region', { name: 'Tienda Doña Pola' });
  await expect(account).toContainText('150.000');
  await page.getByTestId('customer-print').click();
  await expect(page.getByText(/Estado de cuenta en la impresora|no tiene impresora/)).toBeVisible();
  await look('customer-account');
  await page.keyboard.press('Escape');
});

async function seat(table: string, perros: number): Promise<void> {
  const { page } = till;
  for (let n = 0; n < perros; n += 1) await tapProduct(page, PERRO);
  await type('Mesa').click();
  await page
    .getByTestId('table')
    .filter({ hasText: new RegExp(`^${table}Libre`) })
    .getByRole('button')
    .first()
    .click();
  await expect(page.getByTestId('serving')).toContainText(`${table} ·`);
  await page.getByTestId('send-button').click();
  await expect(page.getByTestId('order-line')).toHaveCount(0);
}

/** A picture, and what a screen reader would trip over in it. */
async function look(name: string): Promise<void> {
  await till.screenshot(name);
  await noSeriousFault(till.page, name);
}
