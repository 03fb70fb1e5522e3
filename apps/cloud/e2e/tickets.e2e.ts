import { expect, test, type Page } from '@playwright/test';

import { startCloud, type CloudUnderTest } from './support/cloud.ts';
import { logIn, openBrowser, picture, seriousFaults, sidewaysScroll } from './support/dashboard.ts';

let cloud: CloudUnderTest;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  cloud = await startCloud(process.env);
});
test.afterEach(async ({ browser }) => {
  await Promise.all(browser.contexts().map((context) => context.close()));
});
test.afterAll(async () => {
  await cloud?.remove();
});

/** A ring and a disc, 200 × 80. */
const LOGO = Buffer.from(
  [
    'iVBORw0KGgoAAAANSUhEUgAAAMgAAABQCAAAAAB5BmVsAAAC10lEQVR4Ad3BC27kNhRE0fuE3kLtf4G1CGY8QBKK4lei23CfE4nPcPAhDj7Ei93EFLPXi23E',
    'CvGX2eTFBuI28cU89uIZsYP4wzzx4j6xlQBz14t7xAKLSQLMHZFYJ7rMkOgyyyKxSDSZRaLJrInECtFgbhMNZkEk5okas4GoMdMiMUtUmG1EhZkUiTniwmwn',
    'LsyUSMwQF+ZbiAszIRJjomS+kSiZoUiMiJL5ZqJkBiLRJwrmLUTBdEWiS5yZtxFnpicSHaJg3kgUTFsk2sSZeTNxZpoi0SROzA8QJ6YlEi3ixKwQTWaFODEN',
    'kWgQJ2aWmGBmiRNTF4k6kTOTxDQzSeRMVSSqRM5MEYvMFJEzNZGoETkzQdxiJoicqYhEhciZMXGbGRM5cxWJK5EzQ+IRMyRy5uJgA/GMeC4SFyJnBsQGZkDk',
    'TOlgwAyIHcSA6Tu4ECvEHmKFKB30mT6xi+gzXQePiH3EEwcl8RuIwkGX6RI7iS7TE4n/iF/H/OvgQxx8iIMPcfAhXvzPfBEZ0yW2Ml0iY84OukSX2cl0iZ6D',
    'kvkNTOHgEbOPeeKgT/SZXUyf6Dq4MCvMHmaFKR0MiAGzgxkQfZG4EjkzIh4yIyJnLg42MM+Y5yJRIXJmTNxmxkTOXEWiRuTMBHGLmSBypiISVSJnpohFZorI',
    'mZpI1ImcmSSmmUkiZ6oi0SBOzCwxwcwSJ6YuEi3ixKwQTWaFODENkWgSJ+YHiBPTEok2cWbeTJyZpkh0iIJ5I1EwbZHoEmfmbcSZ6YlEnyiYtxAF0xWJEVEy',
    '30yUzEAkxkTJfCNRMkORmCEuzLcQF2ZCJOaIC7OduDBTIjFLVJhtRIWZFIl5osZsIGrMtEisEA3mNtFgFkRikWgyi0STWROJdaLLDIkusywSt4gFFgvMHZG4',
    'TWxn7npxnwGxjXnixTPmD/GQeezFBuaLuMFs8mIb85eYYvZ6sZv5EQcf4h/tTcJGEYsHJAAAAABJRU5ErkJggg==',
  ].join(''),
  'base64',
);

test('the owner designs the receipt beside its preview, and what is saved is there again', async ({ browser }) => {
  const page = await openBrowser(browser);
  await logIn(page, cloud.demo, '/tiquetes');
  await expect(paperText(page)).toContainText('¡Gracias');
  await page.getByRole('button', { name: 'Tus palabras', exact: true }).click();
  await page.getByLabel('Tus palabras en el encabezado').fill('La mejor salchipapa del barrio');
  await page.getByLabel('Despedida').fill('Síguenos: @elparche\nVuelve pronto');
  await page.getByLabel('Código QR').fill('https://elparche.co/opina?p={pedido}');
  await page.getByTestId('logo-file').setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: LOGO });
  await expect(page.getByRole('img', { name: 'Logo' })).toBeVisible();
  await page.getByRole('button', { name: 'Subir Tus palabras' }).click();
  await expect(paperText(page)).toContainText('La mejor salchipapa del barrio');
  await expect(paperText(page)).toContainText('@elparche');
  await keep(page, 'tickets-receipt');
  await page.getByRole('button', { name: 'Guardar' }).click();
  await expect(page.getByText('Guardado. Las cajas')).toBeVisible();
  await page.reload();
  await expect(paperText(page)).toContainText('Vuelve pronto');
  await expect(page.getByRole('img', { name: 'Logo' })).toBeVisible();
});

test('a kitchen ticket on 58 mm, in English', async ({ browser }) => {
  const page = await openBrowser(browser);
  await logIn(page, cloud.demo, '/tiquetes');
  await page.getByRole('tab', { name: 'Comanda' }).click();
  await page.getByRole('radio', { name: '58 mm' }).click();
  await page.getByRole('radio', { name: 'Alto' }).click();
  await page.getByRole('combobox', { name: 'Idioma' }).click();
  await page.getByRole('option', { name: 'Inglés' }).click();
  await expect(paperText(page)).toContainText('TAKE AWAY');
  await keep(page, 'tickets-kitchen');
});

test('who began from an older version writes over nobody', async ({ browser }) => {
  const [one, other] = [await openBrowser(browser), await openBrowser(browser)];
  await logIn(one, cloud.demo, '/tiquetes');
  await logIn(other, cloud.demo, '/tiquetes');
  await one.getByLabel('Despedida').fill('Primera');
  await other.getByLabel('Despedida').fill('Segunda');
  await one.getByRole('button', { name: 'Guardar' }).click();
  await expect(one.getByText('Guardado. Las cajas')).toBeVisible();
  await other.getByRole('button', { name: 'Guardar' }).click();
  await expect(other.getByRole('alert')).toContainText('Alguien más cambió los tiquetes');
  await other.getByRole('button', { name: 'Ver lo nuevo' }).click();
  await expect(paperText(other)).toContainText('Primera');
});

test('all of it from the keyboard', async ({ browser }) => {
  const page = await openBrowser(browser);
  await logIn(page, cloud.demo, '/tiquetes');
  const chip = page.getByRole('button', { name: 'Teléfono', exact: true });
  await chip.focus();
  await page.keyboard.press('Enter');
  await expect(chip).toHaveAttribute('aria-pressed', 'false');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByLabel('Despedida').focus();
  await page.keyboard.type(' y gracias');
  await expect(paperText(page)).toContainText('y gracias');
});

function paperText(page: Page) {
  return page.locator('pre');
}

/** The screen by day, by night and on a phone. */
async function keep(page: Page, name: string): Promise<void> {
  for (const [theme, size] of [
    ['light', { width: 1366, height: 1000 }],
    ['dark', { width: 1366, height: 1000 }],
    ['light', { width: 390, height: 844 }],
  ] as const) {
    await page.setViewportSize(size);
    await page.evaluate((value) => void (document.documentElement.dataset['theme'] = value), theme);
    await picture(page, `${name}-${theme}-${size.width}`);
    expect(await seriousFaults(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
  }
}
