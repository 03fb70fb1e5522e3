import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { DemoCloud } from './support/demo-cloud.ts';
import { Owner } from './support/owner.ts';
import { logIn, openTill, type TillWindow } from './support/till-window.ts';

let folder: string;
let cloud: DemoCloud;
let demo: Awaited<ReturnType<DemoCloud['start']>>;
let till: TillWindow;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'release-'));
  cloud = await DemoCloud.in(join(folder, 'cloud'));
  demo = await cloud.start();
  till = await openTill({ folder, cloudUrl: cloud.url, code: demo.codes['Norte'] ?? '', size: { width: 1024, height: 768 } });
});
test.afterAll(async () => {
  await till?.close().catch(() => {});
  await cloud?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('C12: a till that was put away says so, has forgotten who works there, and takes a code that was made for it', async () => {
  const { page } = till;
  await logIn(page, 'Ana', '1234');
  await expect(page.getByTestId('open-shift')).toBeVisible();
  const owner = await Owner.of(cloud.url, demo.owner);
  const [mine] = await owner.tills();
  if (!mine) throw new Error('no till is connected');
  await owner.putAway(mine.id);
  const notice = page.getByTestId('farewell');
  await expect(notice).toContainText('El dueño dio de baja esta caja', { timeout: 60_000 });
  await expect(notice).toContainText('Sus claves y los PIN se borraron', { timeout: 60_000 });
  await expect(page.getByTestId('enrol-code')).toBeVisible();
  await look('put-away');
  await page.getByTestId('enrol-server').fill(cloud.url);
  await page.getByTestId('enrol-code').fill(await owner.codeFor(mine));
  await page.getByTestId('enrol-submit').click();
  await expect(page.getByTestId('staff-tile').first()).toBeVisible({ timeout: 30_000 });
});

test('S6: a computer is let go by a manager’s PIN, and keeps its file aside', async () => {
  const { page } = till;
  await logIn(page, 'Ana', '1234');
  await expect(page.getByTestId('open-shift')).toBeVisible();
  await page.getByTestId('sync-status').click();
  await page.getByRole('button', { name: 'Desvincular' }).click();
  const dialog = page.getByRole('dialog', { name: 'Desvincular este equipo' });
  await expect(dialog).toContainText('Marta Ruiz');
  await look('custody-release');
  await page.keyboard.type('9999');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toContainText('Ese PIN no coincide');
  await look('custody-release-wrong');
  await page.keyboard.type('4321');
  await page.keyboard.press('Enter');
  await page.getByTestId('first-next').click({ timeout: 20_000 });
  await expect(page.getByRole('heading', { name: 'Conectar esta caja' })).toBeVisible({ timeout: 20_000 });
  await look('custody-released');
  const [aside = ''] = readdirSync(join(folder, 'till/aside'));
  expect(readdirSync(join(folder, 'till/aside', aside))).toContain('branch.db');
});

async function look(name: string): Promise<void> {
  await till.page.waitForTimeout(200);
  await till.screenshot(name);
  const { violations } = await new AxeBuilder({ page: till.page }).setLegacyMode().analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
}
