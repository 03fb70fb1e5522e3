import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, expect, type Page } from '@playwright/test';

const SHOTS = join(import.meta.dirname, '../../../../screenshots/dashboard');

export type TodayView = {
  readonly totals: { readonly sales: number; readonly tickets: number };
  readonly branches: readonly { readonly name: string; readonly custody: { readonly count: number; readonly value: number } }[];
  readonly lastOrders: readonly { readonly id: string; readonly number: string; readonly total: number }[];
};

export type Dashboard = {
  readonly page: Page;
  today(): Promise<TodayView>;
  screenshot(name: string): Promise<void>;
  close(): Promise<void>;
};

/** The owner's dashboard in a real Chromium, logged in. */
export async function openDashboard(url: string, owner: { email: string; password: string }): Promise<Dashboard> {
  const browser = await chromium.launch({
    executablePath: process.env['FASTOPS_CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  });
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 }, locale: 'es-CO', timezoneId: 'America/Bogota' });
  await page.goto(url);
  await page.getByLabel(/correo/i).fill(owner.email);
  await page
    .getByLabel(/contraseña/i)
    .first()
    .fill(owner.password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Hoy' })).toBeVisible();
  return {
    page,
    today: async () => (await (await page.request.get(`${url}/trpc/dashboard.today`)).json()).result.data,
    screenshot: async (name) => {
      mkdirSync(SHOTS, { recursive: true });
      await page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true });
    },
    close: () => browser.close(),
  };
}
