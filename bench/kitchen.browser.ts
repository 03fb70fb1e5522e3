import { chromium, type Page } from '@playwright/test';
import { setUpKitchen } from '@fastops/desktop/branch/testing/kitchen-setup';
import {
  becomeHub,
  demolishTill,
  pairTill,
  prepareTill,
  sell,
  startTill,
  type RunningTill,
} from '@fastops/desktop/branch/testing/lan-shop';

declare global {
  interface Window {
    /** When the board of this page last had other cards than before, each time in the frame that shows them. */
    drawnAt: number[];
  }
}

/** Two tills and a tablet's browser, all on this machine with the cloud off: sales at the hub and at the other till, as one reads them. */
export async function salesToBrowser(times: number): Promise<{ atHub: number[]; atPeer: number[] }> {
  const [hub, peer] = [await aTill('A', 1), await aTill('B', 2)];
  const browser = await chromium.launch({
    executablePath: process.env['FASTOPS_CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    await becomeHub(hub);
    await pairTill(hub, peer);
    const page = await (await browser.newContext({ ignoreHTTPSErrors: true, viewport: { width: 1024, height: 768 } })).newPage();
    await openBoard(page, hub);
    const atHub: number[] = [];
    const atPeer: number[] = [];
    for (let n = 0; n < times; n += 1) {
      atHub.push(await soldToDrawn(page, hub));
      atPeer.push(await soldToDrawn(page, peer));
    }
    return { atHub, atPeer };
  } finally {
    await browser.close();
    await demolishTill(peer);
    await demolishTill(hub);
  }
}

async function aTill(letter: string, number: number): Promise<RunningTill> {
  const till = await startTill(await prepareTill({ letter, number }));
  setUpKitchen(till.branch.services.core);
  return till;
}

async function openBoard(page: Page, { call }: RunningTill): Promise<void> {
  const { code } = await call.lan.offerCode({ kind: 'kitchen' });
  const port = (await call.lan.status())?.kitchen?.port ?? 0;
  await page.goto(`https://127.0.0.1:${port}/#${code}`);
  await page.getByTestId('pair-name').fill('Banco');
  await page.getByTestId('pair-submit').click();
  await page.getByTestId('kitchen').waitFor();
  await page.evaluate(() => {
    const cards = () => document.querySelectorAll('[data-testid="kitchen-card"]').length;
    let before = cards();
    window.drawnAt = [];
    new MutationObserver(() => {
      if (cards() === before) return;
      before = cards();
      requestAnimationFrame(() => setTimeout(() => window.drawnAt.push(Date.now())));
    }).observe(document.body, { childList: true, subtree: true });
  });
}

/** Milliseconds from the sale being asked for to the frame that shows its card. */
async function soldToDrawn(page: Page, till: RunningTill): Promise<number> {
  const start = Date.now();
  await sell(till);
  await page.waitForFunction((since) => window.drawnAt.some((at) => at >= since), start, { timeout: 30_000, polling: 20 });
  const drawnAt = await page.evaluate((since) => window.drawnAt.find((at) => at >= since) ?? Number.NaN, start);
  return drawnAt - start;
}
