import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { readExport } from '@fastops/shared/sync/export';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { DemoCloud } from './support/demo-cloud.ts';
import { logIn, openShift, openTill, payExactly, tapProduct, type TillWindow, openDialog } from './support/till-window.ts';

test.describe.configure({ mode: 'serial' });

let folder: string;
let cloud: DemoCloud;
let till: TillWindow;

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'custody-'));
  cloud = await DemoCloud.in(join(folder, 'cloud'));
  const demo = await cloud.start();
  till = await openTill({ folder, cloudUrl: cloud.url, code: demo.codes['Norte'] ?? '', size: { width: 1024, height: 768 } });
});
test.afterAll(async () => {
  await till?.close().catch(() => {});
  await cloud?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const footer = (): Locator => till.page.getByTestId('sync-status');
const chain = (): Locator => till.page.getByTestId('chain');

test('the footer says from the first screen on where the sales are', async () => {
  await expect(footer()).toContainText('En línea');
  await look('custody-login');
  await logIn(till.page, 'Ana', '1234');
  await openShift(till.page);
  await sell();
  await expect(chain()).toHaveText('Cadena verificada hasta A-001');
  await expect(footer()).toContainText('0 sin subir');
  await expect(footer()).toContainText('Último contacto');
  await look('custody-online');
});

test('S12: with the cloud gone, what is only here is counted, with its money and its age', async () => {
  await cloud.stop();
  for (let n = 0; n < 3; n += 1) await sell();
  await expect(footer()).toContainText('Sin internet');
  await expect(footer()).toContainText(/[1-9]\d* sin subir · \$ 27\.000 · el más antiguo, /);
  await expect(chain()).toHaveText('Cadena verificada hasta A-001');
  await look('custody-offline');
  await footer().click();
  const detail = openDialog(till.page);
  await expect(detail.getByRole('row').filter({ hasText: 'En uso' })).toContainText('A-001');
  await expect(detail).toContainText('$ 27.000');
  await look('custody-detail');
  await till.page.keyboard.press('Escape');
});

test('S6: switching user is told what is held, and goes on', async () => {
  await till.page.getByTestId('user-menu').click();
  await till.page.getByRole('menuitem', { name: 'Cambiar de usuario' }).click();
  await expect(till.page.getByTestId('staff-tile')).toHaveCount(4);
  await expect(till.page.getByText(/Quedan \d+ registros sin subir por \$\s27\.000/)).toBeVisible();
  await look('custody-switch');
  await logIn(till.page, 'Ana', '1234');
  await expect(till.page.getByTestId('product-tile').first()).toBeVisible();
});

test('S6: the window does not close over unsynced sales without being told to', async () => {
  await closeWindow();
  const dialog = till.page.getByRole('dialog', { name: /en este equipo$/ });
  await expect(dialog).toHaveAccessibleName('Hay ventas que solo están en este equipo');
  await expect(dialog).toContainText('$ 27.000');
  await look('custody-leave');
  await dialog.getByRole('button', { name: 'Seguir aquí' }).click();
  await expect(dialog).toBeHidden();
  await closeWindow();
  await dialog.getByRole('button', { name: 'Exportar y continuar' }).click();
  const path = (await dialog.locator('output').textContent()) ?? '';
  const exported = readExport(readFileSync(path, 'utf8'), (text) => createHash('sha256').update(text).digest('hex'));
  expect(exported).toMatchObject({ events: { length: Number(await footer().getAttribute('data-unsynced')) } });
  await look('custody-exported');
  await dialog.getByRole('button', { name: 'Seguir aquí' }).click();
  await sell();
  await closeWindow();
  await cloud.start();
  await dialog.getByRole('button', { name: 'Reintentar ahora' }).click();
  await expect(dialog).toContainText('Todo quedó en la nube', { timeout: 30_000 });
  await look('custody-leave-done');
  await dialog.getByRole('button', { name: 'Seguir aquí' }).click();
  await expect(chain()).toHaveText('Cadena verificada hasta A-005');
});

test('the same in English, in the dark and with high contrast', async () => {
  await till.page.getByTestId('user-menu').click();
  await till.page.getByRole('menuitemradio', { name: 'English' }).click();
  await till.page.keyboard.press('Escape');
  await expect(chain()).toHaveText('Chain verified up to A-005');
  await footer().click();
  await expect(openDialog(till.page)).toContainText('Logs of this till');
  for (const theme of ['dark', 'contrast'] as const) {
    await till.page.evaluate((name) => {
      document.documentElement.dataset['theme'] = name;
    }, theme);
    await look(`custody-detail-en-${theme}`);
  }
  await till.page.keyboard.press('Escape');
});

test('with everything in the cloud the window just closes', async () => {
  await expect(footer()).toHaveAttribute('data-unsynced', '0');
  const closed = till.app.waitForEvent('close');
  await closeWindow();
  await closed;
});

async function sell(): Promise<void> {
  await tapProduct(till.page, { product: 'Limonada de coco', category: 'Bebidas' });
  await payExactly(till);
}

/** The cross of the window, as a person presses it. */
async function closeWindow(): Promise<void> {
  await till.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
}

async function look(name: string): Promise<void> {
  await till.page.waitForTimeout(200);
  await till.screenshot(name);
  expect(await till.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), `${name} scrolls sideways`).toBe(0);
  await noSeriousViolation(till.page);
}

async function noSeriousViolation(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
}
