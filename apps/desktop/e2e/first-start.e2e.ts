import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { lookAt } from './support/kitchen-browser.ts';
import { DemoCloud } from './support/demo-cloud.ts';
import { logIn, openTill } from './support/till-window.ts';

test('a new till asks step by step, goes on after it was closed, and without the cloud once it is enrolled', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'first-start-'));
  const cloud = await DemoCloud.in(join(folder, 'cloud'));
  const demo = await cloud.start();
  const size = { width: 1024, height: 768 };
  let till = await openTill({ folder, cloudUrl: cloud.url, size });
  try {
    await expect(till.page.getByTestId('first-language')).toBeVisible();
    await lookAt(till.page, 'first-language');
    await till.page.getByTestId('first-next').click();
    // What a scanner types when it reads the dashboard's QR.
    await till.page
      .getByTestId('enrol-code')
      .fill(`fastops://enrol?cloud=${encodeURIComponent(cloud.url)}&code=${demo.codes['Norte'] ?? ''}`);
    await expect(till.page.getByTestId('enrol-server')).toHaveValue(cloud.url);
    await till.page.getByTestId('enrol-submit').click();
    await expect(till.page.getByTestId('staff-tile').first()).toBeVisible({ timeout: 20_000 });
    await cloud.stop();
    await logIn(till.page, 'Marta', '4321');
    await expect(till.page.getByTestId('first-printers')).toBeVisible();
    await lookAt(till.page, 'first-printers');
    await till.page.getByTestId('first-next').click();
    await till.page.getByTestId('drawer-try').click();
    await expect(till.page.getByRole('status').filter({ hasText: 'cable' })).toBeVisible();
    await till.page.getByTestId('first-next').click();
    await expect(till.page.getByTestId('screen-size')).toBeVisible();
    await till.close();
    till = await openTill({ folder, cloudUrl: cloud.url, size });
    await logIn(till.page, 'Marta', '4321');
    await expect(till.page.getByTestId('first-screen')).toBeVisible();
    await till.page.getByTestId('first-next').click();
    await expect(till.page.getByTestId('first-hub')).toBeVisible();
    await till.page.getByTestId('first-next').click();
    await till.page.getByTestId('fitness-run').click();
    await expect(till.page.getByTestId('fitness-report').locator('li')).toHaveCount(10, { timeout: 20_000 });
    await lookAt(till.page, 'first-check');
    await till.page.getByTestId('first-next').click();
    await expect(till.page.getByTestId('open-shift')).toBeVisible();
    await till.page.getByTestId('user-menu').click();
    await till.page.getByRole('menuitem', { name: 'Este equipo' }).click();
    await expect(till.page.getByTestId('fitness-report')).toBeVisible();
    await lookAt(till.page, 'device');
  } finally {
    await till.close();
    await cloud.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
