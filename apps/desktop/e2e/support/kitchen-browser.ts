import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, expect, type Browser, type Page } from '@playwright/test';
import { noSeriousFault } from './accessibility.ts';
import type { TillWindow } from './till-window.ts';

const SHOTS = join(import.meta.dirname, '../../../../screenshots/kitchen');

export type KitchenBrowser = { readonly browser: Browser; open(name: string, options?: OpenOptions): Promise<Page> };
type OpenOptions = { readonly atCode?: (page: Page) => Promise<void> };
const SIZE = { width: 1024, height: 768 };

/** A tablet's browser on the shop's network; each page is a device of its own, paired by the code that the till shows. */
export async function kitchenBrowser(till: TillWindow): Promise<KitchenBrowser> {
  const browser = await chromium.launch({
    executablePath: process.env['FASTOPS_CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  });
  const status = await till.call<{ kitchen: { port: number } | null }>('query', 'lan.status');
  const url = `https://127.0.0.1:${status.kitchen?.port ?? 0}`;
  return {
    browser,
    open: async (name, { atCode } = {}) => {
      const context = await browser.newContext({ ignoreHTTPSErrors: true, viewport: SIZE, locale: 'es-CO', timezoneId: 'America/Bogota' });
      const page = await context.newPage();
      const { code } = await till.call<{ code: string }>('mutation', 'lan.offerCode', { kind: 'kitchen' });
      await page.goto(`${url}/#${code}`);
      await page.getByTestId('pair-name').fill(name);
      await atCode?.(page);
      await page.getByTestId('pair-submit').click();
      await expect(page.getByTestId('kitchen')).toBeVisible();
      return page;
    },
  };
}

/** Chooses what a screen shows. */
export async function showView(page: Page, name: string): Promise<void> {
  await page.getByRole('radio', { name, exact: true }).click();
}

/** A picture, and what a screen reader would trip over in it. */
export async function lookAt(page: Page, name: string): Promise<void> {
  mkdirSync(SHOTS, { recursive: true });
  await page.screenshot({ path: join(SHOTS, `${name}.png`) });
  await noSeriousFault(page, name);
}
