import { defineConfig } from '@playwright/test';

// Each test starts what it needs (cloud, till, printer) on ports the system gives; nothing is started here.
// `npm run e2e` brings Electron, Chromium and a display, and names them in the environment.
const chromium = process.env.FASTOPS_CHROMIUM;
const isRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: '.',
  testMatch: process.env.FASTOPS_E2E_LONG === '1' ? 'apps/*/e2e/**/*.long.ts' : 'apps/*/e2e/**/*.e2e.ts',
  outputDir: 'test-results',
  timeout: process.env.FASTOPS_E2E_LONG === '1' ? 300_000 : 120_000,
  expect: { timeout: 10_000 },
  // The tests measure and share two cores: one at a time, and a failure is a failure.
  workers: 1,
  retries: 0,
  forbidOnly: true,
  reporter: 'list',
  use: {
    browserName: 'chromium',
    locale: 'es-CO',
    timezoneId: 'America/Bogota',
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      ...(chromium === undefined ? {} : { executablePath: chromium }),
      // Chromium refuses its sandbox as root.
      args: isRoot ? ['--no-sandbox', '--disable-gpu'] : [],
    },
  },
});
