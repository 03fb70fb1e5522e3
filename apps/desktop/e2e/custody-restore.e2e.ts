import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Locator } from '@playwright/test';
import { DemoCloud } from './support/demo-cloud.ts';
import { logIn, openShift, openTill, payExactly, tapProduct, type TillWindow, openDialog } from './support/till-window.ts';

test.describe.configure({ mode: 'serial' });

let folder: string;
let cloud: DemoCloud;
let till: TillWindow;

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'restore-'));
  cloud = await DemoCloud.in(join(folder, 'cloud'));
  const demo = await cloud.start();
  till = await openTill({ folder, cloudUrl: cloud.url, code: demo.codes['Norte'] ?? '' });
});
test.afterAll(async () => {
  await till?.close().catch(() => {});
  await cloud?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const notice = (): Locator => till.page.getByTestId('new-log-notice');

test('S9: a till on yesterday’s file begins a new log, tells it until it is read, and repeats no number', async () => {
  await logIn(till.page, 'Ana', '1234');
  await openShift(till.page);
  await sell('A-001');
  const file = join(folder, 'till/branch.db');
  await restart(() => copyFileSync(file, `${file}.yesterday`));
  await sell('A-002');
  await restart(() => {
    copyFileSync(`${file}.yesterday`, file);
    for (const side of ['-wal', '-shm']) if (existsSync(file + side)) rmSync(file + side);
  });
  await expect(notice()).toContainText('Este equipo empezó un registro nuevo');
  await look('custody-new-log-notice');
  await notice().getByRole('button', { name: 'Leer' }).click();
  const dialog = till.page.getByRole('dialog', { name: 'Este equipo empezó un registro nuevo' });
  await expect(dialog).toContainText('la serie A2; antes, A');
  await look('custody-new-log');
  await dialog.getByRole('button', { name: 'Ya lo leí' }).click();
  await expect(notice()).toBeHidden();
  await sell('A2-001');
  await till.page.getByTestId('sync-status').click();
  const detail = openDialog(till.page);
  await expect(detail.getByRole('row').filter({ hasText: 'Cerrado' })).toContainText('A');
  await expect(detail.getByRole('row').filter({ hasText: 'En uso' })).toContainText('A2-001');
  await look('custody-two-logs');
  await till.page.keyboard.press('Escape');
  await restart(() => {});
  await expect(notice()).toBeHidden();
});

async function sell(number: string): Promise<void> {
  await tapProduct(till.page, { product: 'Malta', category: 'Bebidas' });
  await payExactly(till);
  await expect(till.page.getByTestId('order-number')).toHaveText(number);
  await expect(till.page.getByTestId('sync-status')).toHaveAttribute('data-unsynced', '0');
}

/** Ends the till, does something to its file, and starts it again with the same person. */
async function restart(between: () => void): Promise<void> {
  await till.close();
  between();
  till = await openTill({ folder, cloudUrl: cloud.url });
  await logIn(till.page, 'Ana', '1234');
  await expect(till.page.getByTestId('product-tile').first()).toBeVisible();
}

async function look(name: string): Promise<void> {
  await till.page.waitForTimeout(200);
  await till.screenshot(name);
  const { violations } = await new AxeBuilder({ page: till.page }).setLegacyMode().analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
}
