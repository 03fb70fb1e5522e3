import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { PNG } from 'pngjs';
import { lookAt } from './support/kitchen-browser.ts';
import { DemoCloud } from './support/demo-cloud.ts';
import { Owner } from './support/owner.ts';
import { branchFile } from './support/packaged-till.ts';
import { logIn, openTill } from './support/till-window.ts';

test('a new till asks step by step, goes on after it was closed, and without the cloud once it is enrolled', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'first-start-'));
  const cloud = await DemoCloud.in(join(folder, 'cloud'));
  const demo = await cloud.start();
  // A branch where nobody works yet.
  const owner = await Owner.of(cloud.url, demo.owner);
  await owner.setStaff('blocked');
  const size = { width: 1024, height: 768 };
  // The installation knows the branch's looks and what this computer is for, and has no code.
  const file = join(folder, 'branch.json');
  const brand = { accent: '#0b5d3b', logo: aLogo() };
  const prepared = branchFile({ cloudUrl: cloud.url, role: 'hub', language: 'en', terminalName: 'Caja Central', brand });
  writeFileSync(file, JSON.stringify(prepared));
  const options = { folder, cloudUrl: cloud.url, size, branchFile: file };
  let till = await openTill(options);
  try {
    await expect(till.page.getByRole('heading', { name: 'Welcome to FastOps' })).toBeVisible();
    await expect(till.page.getByTestId('branch-logo')).toBeVisible();
    await expect(till.page.getByTestId('first-next')).toHaveCSS('background-color', 'rgb(11, 93, 59)');
    await lookAt(till.page, 'first-language');
    await till.page.getByRole('radio', { name: 'Español' }).click();
    await expect(till.page.getByRole('heading', { name: 'Bienvenido a FastOps' })).toBeVisible();
    await till.page.getByTestId('first-next').click();
    await expect(till.page.getByTestId('enrol-server')).toHaveValue(cloud.url);
    await expect(till.page.getByTestId('enrol-name')).toHaveValue('Caja Central');
    // What a scanner types when it reads the dashboard's QR.
    await till.page
      .getByTestId('enrol-code')
      .fill(`fastops://enrol?cloud=${encodeURIComponent(cloud.url)}&code=${demo.codes['Norte'] ?? ''}`);
    await expect(till.page.getByTestId('enrol-server')).toHaveValue(cloud.url);
    await lookAt(till.page, 'first-enrol');
    await till.page.getByTestId('enrol-submit').click();
    await expect(till.page.getByTestId('first-person')).toBeVisible({ timeout: 20_000 });
    await lookAt(till.page, 'first-person');
    await owner.setStaff('working');
    // All of them: each comes with a grant of its own, and the cloud is about to go.
    await expect(till.page.getByTestId('staff-tile')).toHaveCount(demo.staff.length, { timeout: 30_000 });
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
    till = await openTill(options);
    await logIn(till.page, 'Marta', '4321');
    await expect(till.page.getByTestId('first-screen')).toBeVisible();
    await till.page.getByTestId('first-next').click();
    await expect(till.page.getByTestId('prepared-hub')).toBeVisible();
    await lookAt(till.page, 'first-hub');
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
    // The same steps again, whenever something is another one.
    await till.page.getByTestId('set-up-again').click();
    await expect(till.page.getByTestId('first-printers')).toBeVisible();
    await till.page.getByTestId('first-later').click();
    await expect(till.page.getByTestId('open-shift')).toBeVisible();
  } finally {
    await till.close();
    await cloud.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});

/** A logo as a shop has one: wide, with something in it. */
function aLogo(): string {
  const image = new PNG({ width: 160, height: 48 });
  for (let at = 0; at < image.data.length; at += 4) {
    const isDot = Math.hypot(((at / 4) % 160) - 24, Math.floor(at / 640) - 24) < 20;
    image.data.set(isDot ? [179, 38, 30, 255] : [11, 93, 59, 255], at);
  }
  return PNG.sync.write(image).toString('base64');
}
