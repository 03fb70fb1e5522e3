import { chromium, expect, test } from '@playwright/test';
import {
  becomeHub,
  freePort,
  pairTill,
  prepareTill,
  sell,
  startTill,
  demolishTill,
  type RunningTill,
} from '../src/branch/testing/lan-shop.ts';
import { setUpKitchen } from '../src/branch/testing/kitchen-setup.ts';
import { lookAt, showView } from './support/kitchen-browser.ts';

const SIZE = { width: 1024, height: 768 };

/** A till on a machine of its own: loopback has many addresses. */
async function aTill(letter: string, number: number, kitchenPort: number): Promise<RunningTill> {
  const till = await startTill(await prepareTill({ letter, number, kitchenPort, host: `127.0.0.${number}` }));
  setUpKitchen(till.branch.services.core);
  return till;
}

test('S12 LAN: a browser in the kitchen goes after the till that takes over, as the same screen and without a code', async () => {
  const port = await freePort();
  const [a, b] = [await aTill('A', 1, port), await aTill('B', 2, port)];
  const browser = await chromium.launch({
    executablePath: process.env['FASTOPS_CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    await becomeHub(a);
    await pairTill(a, b);
    const page = await (await browser.newContext({ ignoreHTTPSErrors: true, viewport: SIZE, locale: 'es-CO' })).newPage();
    const { code } = await a.call.lan.offerCode({ kind: 'kitchen' });
    await page.goto(`https://127.0.0.1:${port}/#${code}`);
    await page.getByTestId('pair-name').fill('Freidora');
    await page.getByTestId('pair-submit').click();
    await expect(page.getByTestId('kitchen')).toBeVisible();
    await showView(page, 'fry');
    await sell(a);
    await expect(page.getByTestId('kitchen-card')).toHaveCount(1);
    await expect.poll(async () => (await b.call.kitchen.board({ stationIds: ['fry'] })).cards.length).toBe(1);
    await expect.poll(async () => (await b.call.lan.status())?.peers.some(({ kind }) => kind === 'screen')).toBe(true);

    await a.branch.close();
    await expect(page.getByTestId('kitchen-lost')).toBeVisible({ timeout: 20_000 });
    await expect(page.getByTestId('kitchen-move')).toHaveText('Caja B');
    await lookAt(page, 'browser-lost-1024');
    await becomeHub(b);

    await expect(page).toHaveURL(`https://127.0.0.2:${port}/`, { timeout: 30_000 });
    await expect(page.getByTestId('kitchen-card')).toHaveCount(1);
    await expect(page.getByRole('radio', { name: 'fry', exact: true })).toBeChecked();
    // It works, and hears of what is sold from here on.
    await sell(b);
    await expect(page.getByTestId('kitchen-card')).toHaveCount(2);
    await page.getByTestId('kitchen-bump').first().click();
    await expect.poll(async () => (await b.call.kitchen.board({ stationIds: ['fry'] })).cards.length).toBe(1);
  } finally {
    await browser.close();
    for (const till of [a, b]) await demolishTill(till);
  }
});
