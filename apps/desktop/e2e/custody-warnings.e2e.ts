import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { ChangedGreetings } from './support/changed-greetings.ts';
import { DemoCloud, type DemoReady } from './support/demo-cloud.ts';
import { Owner } from './support/owner.ts';
import { logIn, openShift, openTill, payExactly, tapProduct, type TillWindow } from './support/till-window.ts';

test.describe.configure({ mode: 'serial' });

let folder: string;
let cloud: DemoCloud;
let line: ChangedGreetings;
let till: TillWindow;
let owner: DemoReady['owner'];

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'warnings-'));
  cloud = await DemoCloud.in(join(folder, 'cloud'));
  const demo = await cloud.start();
  owner = demo.owner;
  line = await ChangedGreetings.before(cloud.url);
  till = await openTill({ folder, cloudUrl: line.url, code: demo.codes['Norte'] ?? '', size: { width: 1024, height: 768 } });
  await logIn(till.page, 'Ana', '1234');
  await openShift(till.page);
});
test.afterAll(async () => {
  await till?.close().catch(() => {});
  line?.close();
  await cloud?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('S7: a clock that is off is told in a strip and in the detail, and the till sells on', async () => {
  line.said = { serverTimeOffMs: -3 * 3_600_000 - 60_000 };
  await syncNow();
  await expect(till.page.getByTestId('clock-notice')).toContainText('El reloj de este equipo está 3 h adelantado');
  await sell();
  await look('custody-clock');
  line.said = {};
  await syncNow();
  await expect(till.page.getByTestId('clock-notice')).toBeHidden();
});

test('a cloud that no longer speaks this version asks for an update, and the till sells on', async () => {
  line.said = { minProtocol: 99 };
  await syncNow();
  await expect(till.page.getByText('Hay que actualizar FastOps para subir las ventas')).toBeVisible();
  await sell();
  await look('custody-update');
  line.said = {};
  await syncNow();
  await expect(till.page.getByText('Hay que actualizar FastOps')).toBeHidden();
});

test('a record of the future is kept, listed with reason, money and age, and holds nothing up', async () => {
  await till.close();
  parkOne(join(folder, 'till/branch.db'));
  till = await openTill({ folder, cloudUrl: line.url, size: { width: 1024, height: 768 } });
  await logIn(till.page, 'Ana', '1234');
  await expect(till.page.getByText('1 registro por revisar. No frena la venta.')).toBeVisible();
  await sell();
  await look('custody-parked-strip');
  await till.page.getByRole('button', { name: 'Ver', exact: true }).click();
  const parked = till.page.getByTestId('parked-event');
  await expect(parked).toContainText('Tipo de registro desconocido: order.gifted, versión 1');
  await expect(parked).toContainText('$ 46.000');
  await expect(parked).toContainText('de otra caja');
  await parked.scrollIntoViewIfNeeded();
  await look('custody-parked');
});

test('S6: with a sale that is only here, uninstalling asks for the owner’s code and makes a copy first', async () => {
  const { page } = till;
  await page.keyboard.press('Escape');
  line.close();
  await sell();
  await page.getByTestId('sync-status').click();
  await page.getByRole('button', { name: 'Desinstalar' }).click();
  const dialog = page.getByRole('dialog', { name: 'Desinstalar FastOps de este equipo' });
  const code = dialog.getByLabel('Código del dueño');
  await code.fill('aaaa-aaaa-aaaa-aaaa');
  await page.keyboard.press('Enter');
  await expect(dialog).toContainText('Ese código no es de esta caja');
  await look('custody-uninstall');
  await code.fill(await (await Owner.of(cloud.url, owner)).removalCode('Caja A'));
  await page.keyboard.press('Enter');
  await expect(dialog).toContainText(join(folder, 'till/exports'));
  await look('custody-uninstall-allowed');
});

/** An event that another till of a later version wrote: nothing of today makes one. */
function parkOne(file: string): void {
  const db = new DatabaseSync(file);
  try {
    const id = (last: number) => `00000000-0000-7000-8000-00000000000${last}`;
    db.prepare(
      `INSERT INTO events (company_id, id, branch_id, terminal_id, stream_id, seq, type, v, entity_id, rev, at, business_day, actor_id,
         approved_by_id, body, prev_hash, hash, value, parked, adopted)
       SELECT company_id, ?, branch_id, ?, ?, 1, 'order.gifted', 1, ?, 1, at, business_day, actor_id, NULL, '{"to":"Doña Rosa"}', prev_hash,
         hash, 46000, 'unknown order.gifted v1', 0 FROM events ORDER BY position LIMIT 1`,
    ).run(id(1), id(2), id(3), id(4));
  } finally {
    db.close();
  }
}

async function syncNow(): Promise<void> {
  await till.call('mutation', 'sync.now');
}

async function sell(): Promise<void> {
  await tapProduct(till.page, { product: 'Malta', category: 'Bebidas' });
  await payExactly(till);
}

async function look(name: string): Promise<void> {
  await till.page.waitForTimeout(200);
  await till.screenshot(name);
  const { violations } = await new AxeBuilder({ page: till.page }).setLegacyMode().analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
}
