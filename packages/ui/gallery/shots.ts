/* Takes the gallery's pictures in each theme: `node gallery/shots.ts [folder] [chromium]`. */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { chromium } from '@playwright/test';
import { createServer } from 'vite';

const folder = process.argv[2] ?? fileURLToPath(new URL('../../../screenshots/ui-kit', import.meta.url));
const browserPath = process.argv[3];
mkdirSync(folder, { recursive: true });

const server = await createServer({
  configFile: fileURLToPath(new URL('vite.config.ts', import.meta.url)),
  server: { port: 0, host: '127.0.0.1' },
});
await server.listen();
const address = server.resolvedUrls?.local[0] ?? '';
const browser = await chromium.launch({ ...(browserPath ? { executablePath: browserPath } : {}), args: ['--no-sandbox', '--disable-gpu'] });
try {
  for (const theme of ['light', 'dark', 'contrast']) {
    const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
    page.on('pageerror', (error) => console.error(error));
    await page.goto(`${address}?theme=${theme}`);
    await page.getByRole('heading', { name: 'FastOps kit' }).waitFor();
    await page.waitForTimeout(400);
    await page.screenshot({ path: `${folder}/kit-${theme}.png`, fullPage: true });
    await page.goto(`${address}?theme=${theme}&dialog`);
    await page.getByRole('dialog').waitFor();
    await page.waitForTimeout(200);
    await page.screenshot({ path: `${folder}/dialog-${theme}.png` });
    await page.close();
  }
} finally {
  await browser.close();
  await server.close();
}
