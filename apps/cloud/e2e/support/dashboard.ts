import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page } from '@playwright/test';
import { expect } from '@playwright/test';

import type { DemoCloud } from './cloud.ts';

/** Where the pictures go; they are looked at by people and never committed. */
const FOLDER = fileURLToPath(new URL('../../../../screenshots/dashboard', import.meta.url));

export type Look = {
  readonly language: 'es' | 'en';
  readonly theme: 'light' | 'dark';
  readonly size: { readonly width: number; readonly height: number };
};

/** A browser of its own, dressed before its first page, so that nothing of another test is remembered. */
export async function openBrowser(browser: Browser, look: Partial<Look> = {}): Promise<Page> {
  const { language, theme = 'light', size } = look;
  const context = await browser.newContext({ viewport: size ?? { width: 1366, height: 768 }, reducedMotion: 'no-preference' });
  await context.addInitScript(
    (kept) => {
      for (const [key, value] of Object.entries(kept)) if (value && localStorage.getItem(key) === null) localStorage.setItem(key, value);
    },
    { 'fastops.language': language, 'fastops.theme': theme },
  );
  return context.newPage();
}

export async function fillLogin(page: Page, { email, password }: { readonly email: string; readonly password: string }): Promise<void> {
  await page.locator('input[name="email"]').fill(email);
  await page.locator('input[name="password"]').fill(password);
  await page.locator('button[type="submit"]').click();
}

/** Logs the owner in and waits for the day. */
export async function logIn(page: Page, demo: DemoCloud, path = '/'): Promise<void> {
  await page.goto(`${demo.cloudUrl}${path}`);
  await fillLogin(page, demo.owner);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
}

/** How many pixels the page can be pushed sideways. */
export function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** What axe holds against the screen, serious and worse, one line each. */
export async function seriousFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const bad = violations.filter((violation) => violation.impact === 'serious' || violation.impact === 'critical');
  return bad.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.html).join(' | ')}`);
}

/** What the window shows, and the whole page. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  await page.screenshot({ path: `${FOLDER}/${name}.png` });
  await page.screenshot({ path: `${FOLDER}/${name}-whole.png`, fullPage: true });
}
