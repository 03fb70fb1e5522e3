import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { DemoCloud } from './support/demo-cloud.ts';
import { logIn, openShift, openTill, payExactly, tapProduct, type TillOptions, type TillWindow } from './support/till-window.ts';

const MANAGER = { name: 'Marta', pin: '4321' };

test('S12 LAN: two windows pair by code, sell without a cloud, and one takes over when the other is gone', async () => {
  test.setTimeout(300_000);
  const folder = mkdtempSync(join(tmpdir(), 'lan-'));
  const cloud = await DemoCloud.in(join(folder, 'cloud'));
  const windows: TillWindow[] = [];
  const open = async (options: TillOptions) => {
    const till = await openTill(options);
    windows.push(till);
    return till;
  };
  try {
    const size = { width: 1024, height: 768 };
    const firstCodes = await cloud.start();
    const beaconPort = await freePort();
    const optionsOfA = { beaconPort, folder: join(folder, 'a'), cloudUrl: cloud.url, lanPort: await freePort(), size };
    const a = await open({ ...optionsOfA, code: firstCodes.codes['Norte'] ?? '', name: 'Caja A' });
    await expect(a.page.getByTestId('staff-tile').first()).toBeVisible();
    // A demo that starts again gives each branch a code again.
    await cloud.stop();
    const secondCodes = await cloud.start();
    const b = await open({
      folder: join(folder, 'b'),
      cloudUrl: cloud.url,
      lanPort: await freePort(),
      beaconPort,
      size,
      code: secondCodes.codes['Norte'] ?? '',
      name: 'Caja B',
    });
    for (const till of [a, b]) {
      await logIn(till.page, MANAGER.name, MANAGER.pin);
      await openShift(till.page);
    }
    await cloud.stop();

    await openPanel(a);
    await look(a, 'lan-alone');
    await a.page.getByTestId('lan-take').click();
    await a.page.getByTestId('lan-take-confirm').click();
    await expect(a.page.getByTestId('lan-address')).toBeVisible();
    await a.page.getByTestId('pair-till').click();
    const code = await a.page.getByTestId('pairing-code').innerText();
    await look(a, 'lan-code');

    await openPanel(b);
    // The hub is heard: nobody types its address.
    await b.page.getByTestId('lan-found').click();
    await expect(b.page.getByTestId('lan-join-address')).toHaveValue(await a.page.getByTestId('lan-address').innerText());
    await b.page.getByTestId('lan-join-code').fill(code);
    await b.page.getByTestId('lan-join-submit').click();
    await expect(b.page.getByTestId('lan-standing')).toContainText('Conectada a Caja A');
    await look(b, 'lan-peer');
    await expect(a.page.getByTestId('lan-peer')).toHaveCount(2);
    await look(a, 'lan-hub');

    await b.page.keyboard.press('Escape');
    await tapProduct(b.page, { product: 'Limonada de coco', category: 'Bebidas' });
    await payExactly(b);
    await expect.poll(async () => (await a.call<unknown[]>('query', 'orders.recent', { limit: 10 })).length).toBe(1);

    await handOn(a, b);

    await a.close();
    await openPanel(b);
    await expect(b.page.getByTestId('lan-standing')).toContainText('Sin conexión con Caja A');
    await look(b, 'lan-lost');
    await b.page.getByTestId('lan-take').click();
    await look(b, 'lan-take-over');
    await b.page.getByTestId('lan-take-confirm').click();
    await expect(b.page.getByTestId('lan-address')).toBeVisible();

    const back = await open(optionsOfA);
    await logIn(back.page, MANAGER.name, MANAGER.pin);
    await expect(back.page.getByTestId('lan-fenced')).toContainText('Caja B');
    await look(back, 'lan-fenced');
    await openPanel(back);
    await expect(back.page.getByTestId('lan-standing')).toContainText('Conectada a Caja B');
  } finally {
    for (const till of windows) await till.close().catch(() => undefined);
    await cloud.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});

/** An order put aside at one till is taken up, and paid, at the other. */
async function handOn(from: TillWindow, to: TillWindow): Promise<void> {
  await from.page.keyboard.press('Escape');
  await tapProduct(from.page, { product: 'Perro sencillo', category: 'Perros' });
  await from.page.getByTestId('open-held').click();
  await from.page.getByLabel('¿Cómo lo reconoces?').fill('Señor de gorra');
  await from.page.getByTestId('hold').click();
  await expect(from.page.getByTestId('order-line')).toHaveCount(0);
  await to.page.getByTestId('open-held').click();
  const row = to.page.getByTestId('open-order').filter({ hasText: 'Señor de gorra' });
  await look(to, 'held-elsewhere');
  await row.getByRole('button').click();
  await expect(to.page.getByTestId('order-line')).toContainText('Perro sencillo');
  // It is this till's now: the other one doesn't offer it any more.
  await from.page.getByTestId('open-held').click();
  await expect(from.page.getByTestId('open-order').filter({ hasText: 'Señor de gorra' })).toHaveCount(0);
  await from.page.keyboard.press('Escape');
  await payExactly(to);
}

async function openPanel({ page }: TillWindow): Promise<void> {
  await page.getByTestId('user-menu').click();
  await page.getByRole('menuitem', { name: 'Red local' }).click();
  await expect(page.getByTestId('lan-panel')).toBeVisible();
}

/** A picture, and what a screen reader would trip over in it. */
async function look(till: TillWindow, name: string): Promise<void> {
  await till.screenshot(name);
  const { violations } = await new AxeBuilder({ page: till.page }).setLegacyMode().analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(serious.map(({ id, nodes }) => `${name} ${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
