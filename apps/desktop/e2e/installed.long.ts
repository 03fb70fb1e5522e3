import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { DemoCloud, type DemoReady } from './support/demo-cloud.ts';
import { Owner } from './support/owner.ts';
import { branchFile, openPackaged, packageTills, reopened, type PackagedTill } from './support/packaged-till.ts';
import { quietFor } from './support/quiet-shop.ts';
import { logIn, openShift, tapProduct } from './support/till-window.ts';

// The Debian package, installed by dpkg itself in a root of its own (`--root`, with its own database of packages, so that the machine's
// is not touched; what the package depends on is not looked for there). Its scripts run without a chroot, and know the root by DPKG_ROOT.
let folder = '';
let cloud: DemoCloud;
let demo: DemoReady;
let till: PackagedTill;
let deb = '';
const root = () => join(folder, 'root');
const home = () => join(root(), 'home/caja');
const program = () => join(root(), 'opt/fastops/fastops');
const feed = () => join(folder, 'feed');
const options = () => ({ program: program(), folder: join(home(), '.fastops'), env: { FASTOPS_UPDATE_FEED: feed() } });

test.describe.configure({ mode: 'serial', timeout: 300_000 });
test.beforeAll(async () => {
  test.setTimeout(600_000);
  folder = mkdtempSync(join(tmpdir(), 'fastops-installed-'));
  cloud = await DemoCloud.in(join(folder, 'cloud'));
  demo = await cloud.start();
  const file = join(folder, 'norte.json');
  writeFileSync(file, JSON.stringify(branchFile({ cloudUrl: cloud.url })));
  const out = ['--branch', file, '--target', 'deb', '--out', join(folder, 'out')];
  deb = packageTills(folder, [...out, '--version', '0.1.0']).made[0] ?? '';
  packageTills(folder, [...out, '--version', '0.2.0', '--feed', feed()]);
  for (const name of ['updates', 'info', 'parts', 'triggers']) mkdirSync(join(root(), 'var/lib/dpkg', name), { recursive: true });
  writeFileSync(join(root(), 'var/lib/dpkg/status'), '');
  mkdirSync(join(home(), '.fastops'), { recursive: true });
});
test.afterAll(async () => {
  await till?.close().catch(() => {});
  await cloud.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('dpkg installs it: the program, its command, its entry in the menu, and a sandbox helper that may do its work', async () => {
  expect(deb).toMatch(/salchipapas-el-parche-norte-0\.1\.0\.deb$/);
  expect(dpkg('--install', deb)).toMatchObject({ status: 0 });
  expect(installed()).toBe('install ok installed 0.1.0');
  expect(existsSync(program())).toBe(true);
  expect(readdirSync(join(root(), 'usr/share/applications'))).toEqual(['fastops.desktop']);
  const helper = statSync(join(root(), 'opt/fastops/chrome-sandbox'));
  expect([helper.mode & 0o7777, helper.uid]).toEqual([0o4755, 0]);
});

test('the wizard, a shift and a sale', async () => {
  till = await openPackaged(options());
  const { page } = till;
  await page.getByTestId('first-next').click({ timeout: 30_000 });
  await expect(page.getByTestId('enrol-server')).toHaveValue(cloud.url);
  await page.getByTestId('enrol-code').fill(demo.codes['Norte'] ?? '');
  await page.getByTestId('enrol-submit').click();
  await expect(page.getByTestId('staff-tile').first()).toBeVisible({ timeout: 30_000 });
  await logIn(page, 'Marta', '4321');
  await expect(page.getByTestId('first-printers')).toBeVisible();
  await page.getByTestId('first-later').click();
  await openShift(page);
  await sell();
});

test('an update from the feed, and a sale after it', async () => {
  await synced();
  expect((await till.call<{ ready: string | null }>('mutation', 'updates.check')).ready).toBe('0.2.0');
  quietFor(join(home(), '.fastops/till/branch.db'), 20);
  expect(await till.call('mutation', 'updates.install')).toMatchObject({ ok: true });
  till = await reopened(till, options());
  await expect(till.page.getByTestId('staff-tile').first()).toBeVisible({ timeout: 60_000 });
  await enter();
  expect(await till.call('query', 'updates.status')).toMatchObject({ version: '0.2.0', result: { code: 'update.installed' } });
  await synced();
  await cloud.stop();
  await sell();
});

test('S6: dpkg does not remove it while it is open, nor while a sale is only there; the owner’s code makes the copy and lets it go', async () => {
  expect(removal()).toMatchObject({ status: 1, said: expect.stringContaining('está abierta') });
  await till.close();
  expect(removal()).toMatchObject({ status: 1, said: expect.stringContaining('solo están en este equipo') });
  // What was asked for is remembered; what counts is that it is still there whole.
  expect(installed()).toBe('deinstall ok installed 0.1.0');
  expect(removal('AAAA-AAAA-AAAA-AAAA')).toMatchObject({ status: 1, said: expect.stringContaining('no es de esta caja') });
  await cloud.start();
  const owner = await Owner.of(cloud.url, demo.owner);
  const code = await owner.removalCode('Caja A');
  await cloud.stop();
  expect(removal(code)).toMatchObject({ status: 0, said: expect.stringContaining('se guardaron y comprobaron') });
  expect(readdirSync(join(home(), '.fastops/till/exports'))).toHaveLength(1);
  expect([existsSync(program()), existsSync(join(home(), '.fastops/till/branch.db'))]).toEqual([false, true]);
});

test('installed again, it finds its sales and goes on', async () => {
  await cloud.start();
  expect(dpkg('--install', deb)).toMatchObject({ status: 0 });
  till = await openPackaged(options());
  await expect(till.page.getByTestId('staff-tile').first()).toBeVisible({ timeout: 60_000 });
  await enter();
  expect(await sold()).toBe(2);
  await sell();
  await synced();
});

const sold = async () => (await till.call<unknown[]>('query', 'orders.recent', { limit: 50 })).length;
const synced = () =>
  expect.poll(async () => (await till.call<{ ok: boolean }>('query', 'sync.mayRemove')).ok, { timeout: 60_000 }).toBe(true);

async function sell(): Promise<void> {
  const before = await sold();
  await tapProduct(till.page, { product: 'Malta', category: 'Bebidas' });
  await till.page.getByTestId('pay-button').click();
  await till.page.getByTestId('pay-confirm').click();
  await expect.poll(sold).toBe(before + 1);
  await expect(till.page.getByTestId('pay-confirm')).toBeHidden();
}

async function enter(): Promise<void> {
  await logIn(till.page, 'Marta', '4321');
  await expect.poll(() => till.call<object | null>('query', 'identity.me')).not.toBeNull();
}

function dpkg(...args: readonly string[]): { status: number | null; said: string } {
  return asked(args, {});
}

/** What dpkg says when it is to take the package away, as on a computer without a screen. */
function removal(code = ''): { status: number | null; said: string } {
  return asked(['--remove', 'fastops'], { FASTOPS_HOMES: home(), FASTOPS_REMOVAL_CODE: code });
}

function asked(args: readonly string[], env: Readonly<Record<string, string>>): { status: number | null; said: string } {
  const ways = [
    `--root=${root()}`,
    '--force-script-chrootless',
    '--force-depends',
    '--force-not-root',
    `--log=${join(folder, 'dpkg.log')}`,
  ];
  const { DISPLAY: _, ...inherited } = process.env;
  const path = `${inherited['PATH'] ?? ''}:/usr/sbin:/sbin`;
  const run = spawnSync('dpkg', [...ways, ...args], { env: { ...inherited, ...env, PATH: path }, encoding: 'utf8' });
  return { status: run.status, said: `${run.stdout}${run.stderr}` };
}

function installed(): string {
  const format = ['--showformat=${Status} ${Version}', '--show', 'fastops'];
  return execFileSync('dpkg-query', [`--admindir=${join(root(), 'var/lib/dpkg')}`, ...format], { encoding: 'utf8' });
}
