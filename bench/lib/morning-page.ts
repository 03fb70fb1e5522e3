import { chromium } from '@playwright/test';

export type Opening = { readonly figures: number; readonly answered: number };

/** How long the owner waits, from the address to the day's figures and to a click that is answered, with nothing in the browser's cache. */
export async function openingMillis(url: string, owner: { email: string; password: string }, times: number): Promise<Opening[]> {
  const path = process.env.FASTOPS_CHROMIUM;
  const browser = await chromium.launch({
    ...(path === undefined ? {} : { executablePath: path }),
    // Chromium refuses its sandbox as root.
    args: process.getuid?.() === 0 ? ['--no-sandbox', '--disable-gpu'] : [],
  });
  try {
    const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, timezoneId: 'America/Bogota' });
    await context.addInitScript(() => localStorage.setItem('fastops.language', 'es'));
    const page = await context.newPage();
    const figures = page.getByText('normal a esta hora').first();
    await page.goto(url);
    await page.locator('input[name="email"]').fill(owner.email);
    await page.locator('input[name="password"]').fill(owner.password);
    await page.locator('button[type="submit"]').click();
    await figures.waitFor();
    const devtools = await context.newCDPSession(page);
    await devtools.send('Network.setCacheDisabled', { cacheDisabled: true });
    const openings: Opening[] = [];
    for (let time = 0; time < times; time += 1) {
      const start = performance.now();
      await page.goto(url);
      await figures.waitFor();
      const shown = performance.now() - start;
      await page
        .getByRole('radio', { name: 'Tabla' })
        .or(page.getByRole('button', { name: 'Tabla' }))
        .first()
        .click();
      await page.getByRole('table').first().waitFor();
      openings.push({ figures: shown, answered: performance.now() - start });
    }
    return openings;
  } finally {
    await browser.close();
  }
}
