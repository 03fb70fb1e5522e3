import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { VirtualPrinter } from '../src/branch/testing/virtual-printer/virtual-printer.ts';
import { DemoCloud, type DemoReady } from './support/demo-cloud.ts';
import { logIn, openShift, openTill, type TillWindow } from './support/till-window.ts';

test.describe.configure({ mode: 'serial' });

let folder: string;
let cloud: DemoCloud;
let demo: DemoReady;
let till: TillWindow;

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'main-job-'));
  cloud = await DemoCloud.in(join(folder, 'cloud'));
  demo = await cloud.start();
});
test.afterAll(async () => {
  await till?.close();
  await cloud?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('probe', async () => {
  till = await openTill({ folder, cloudUrl: cloud.url, code: demo.codes['Norte'] ?? '' });
  await till.page.waitForTimeout(3000);
  await till.screenshot('probe-1');
  await logIn(till.page, 'Ana', '1234');
  await till.page.waitForTimeout(1000);
  await till.screenshot('probe-2');
  await openShift(till.page);
  await till.screenshot('probe-3');
});
