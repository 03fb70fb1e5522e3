import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const THEMES = ['light', 'dark', 'contrast'] as const;

/** No serious fault of what is on the screen: all rules once, and in the other themes the one that a theme can break. */
export async function noSeriousFault(page: Page, name: string, atTheme: (theme: string) => Promise<void> = async () => {}): Promise<void> {
  const before = await page.evaluate(() => document.documentElement.dataset['theme'] ?? 'light');
  for (const theme of THEMES) {
    await wear(page, theme);
    const all = new AxeBuilder({ page }).setLegacyMode();
    const { violations } = await (theme === 'light' ? all : all.withRules(['color-contrast'])).analyze();
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(serious.map(({ id, nodes }) => `${name} ${theme} ${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
    await atTheme(theme);
  }
  await wear(page, before);
}

/** Puts the theme on, and waits until no colour is on its way to another one. */
async function wear(page: Page, theme: string): Promise<void> {
  await page.evaluate((value) => void (document.documentElement.dataset['theme'] = value), theme);
  const isStill = () => document.getAnimations().every((each) => !(each instanceof CSSTransition) || each.playState !== 'running');
  await page.waitForFunction(isStill, undefined, { polling: 50 });
}
