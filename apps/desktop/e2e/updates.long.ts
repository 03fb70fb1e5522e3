import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from '@playwright/test';
import { DemoCloud, type DemoReady } from './support/demo-cloud.ts';
import { branchFile, openPackaged, packageTills, reopened, type PackagedTill } from './support/packaged-till.ts';
import { quietFor } from './support/quiet-shop.ts';
import { logIn, openShift, tapProduct } from './support/till-window.ts';

// The release gate: the version before is installed and sells, is updated from a feed, sells on; then a release that crashes comes.
let folder = '';
let cloud: DemoCloud;
let demo: DemoReady;
let till: PackagedTill;
let program = '';
const feed = () => join(folder, 'feed');
const options = () => ({ program, folder, env: { FASTOPS_UPDATE_FEED: feed() } });

test.describe.configure({ mode: 'serial', timeout: 300_000 });
test.beforeAll(async () => {
  test.setTimeout(300_000);
  folder = mkdtempSync(join(tmpdir(), 'fastops-updates-'));
  cloud = await DemoCloud.in(join(folder, 'cloud'));
  demo = await cloud.start();
  const file = join(folder, 'norte.json');
  writeFileSync(file, JSON.stringify(branchFile({ cloudUrl: cloud.url, code: demo.codes['Norte'] ?? '' })));
  const out = ['--branch', file, '--target', 'dir', '--out', join(folder, 'out')];
  program = join(packageTills(folder, [...out, '--version', '0.1.0']).made[0] ?? '', 'fastops');
  till = await openPackaged(options());
  packageTills(folder, [...out, '--version', '0.2.0', '--feed', feed()]);
});
test.afterAll(async () => {
  await till.close();
  await cloud.stop();
  rmSync(folder, { recursive: true, force: true });
});

type Status = { version: string; ready: string | null; result: { code: string; version: string | null } | null; waitsFor: string | null };
const status = () => till.call<Status>('query', 'updates.status');
const check = () => till.call<Status>('mutation', 'updates.check');
const install = () => till.call<{ ok: boolean; refusal?: { code: string } }>('mutation', 'updates.install');
const sold = async () => (await till.call<unknown[]>('query', 'orders.recent', { limit: 50 })).length;

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

const synced = () =>
  expect.poll(async () => (await till.call<{ ok: boolean }>('query', 'sync.mayLetGo')).ok, { timeout: 30_000 }).toBe(true);

test('E4: a manifest with another version, hash, signature or an older version brings nothing', async () => {
  await expect(till.page.getByTestId('staff-tile').first()).toBeVisible({ timeout: 30_000 });
  await enter();
  await openShift(till.page);
  await sell();
  const name = join(feed(), 'stable-linux-x64.json');
  const good = readFileSync(name, 'utf8');
  const { manifest, signature } = JSON.parse(good);
  const forged = { ...manifest, version: '9.0.0' };
  const older = execFileSync(
    process.execPath,
    [join(import.meta.dirname, 'support/signed-manifest.mjs'), JSON.stringify({ ...manifest, version: '0.0.9' })],
    {
      encoding: 'utf8',
    },
  );
  for (const [text, code] of [
    [JSON.stringify({ manifest: forged, signature }), 'update.bad-signature'],
    [JSON.stringify({ manifest: { ...manifest, sha256: '0'.repeat(64) }, signature }), 'update.bad-signature'],
    [JSON.stringify({ manifest }), 'update.bad-signature'],
    [older, 'update.downgrade'],
  ] as const) {
    writeFileSync(name, text);
    expect((await check()).result?.code).toBe(code);
    expect((await status()).ready).toBeNull();
  }
  writeFileSync(name, good);
});

test('E4: a file that is cut or changed is not put in', async () => {
  const { manifest } = JSON.parse(readFileSync(join(feed(), 'stable-linux-x64.json'), 'utf8'));
  const file = join(feed(), manifest.file);
  const whole = readFileSync(file);
  writeFileSync(file, whole.subarray(0, whole.length / 2));
  expect((await check()).result?.code).toBe('update.cut-short');
  const changed = Buffer.from(whole);
  changed[changed.length - 100] = (changed[changed.length - 100] ?? 0) ^ 1;
  writeFileSync(file, changed);
  // It goes on with the half that it has, and finds out that the whole isn't what was signed.
  expect((await check()).result?.code).toBe('update.bad-content');
  writeFileSync(file, whole);
});

test('E5: an update comes in the background, waits for the open order and for what is only here, and is put in when asked', async () => {
  expect((await check()).ready).toBe('0.2.0');
  await tapProduct(till.page, { product: 'Malta', category: 'Bebidas' });
  expect((await install()).refusal?.code).toBe('update.open-order');
  await till.page.getByTestId('pay-button').click();
  await till.page.getByTestId('pay-confirm').click();
  await expect.poll(sold).toBe(2);
  await synced();
  expect((await install()).refusal?.code).toBe('update.rush');
  quietFor(join(folder, 'till/branch.db'), 20);
  expect(await install()).toMatchObject({ ok: true });
  till = await reopened(till, options());
  await expect(till.page.getByTestId('staff-tile').first()).toBeVisible({ timeout: 30_000 });
  await enter();
  expect(await status()).toMatchObject({ version: '0.2.0', result: { code: 'update.installed', version: '0.2.0' } });
});

test('E5: what was sold before is there, and it sells on', async () => {
  expect(await sold()).toBe(2);
  await sell();
  await synced();
  // It has proven itself, so that its next start is not counted.
  const boot = () => JSON.parse(readFileSync(join(folder, 'versions/boot.json'), 'utf8'));
  await expect.poll(() => boot().proven, { timeout: 30_000 }).toBe(true);
});

test('E5: a release that crashes at each start is taken back by itself after the third, and nothing is lost', async () => {
  execFileSync(process.execPath, [join(import.meta.dirname, 'support/broken-release.mjs'), feed(), '0.3.0', program]);
  expect((await check()).ready).toBe('0.3.0');
  quietFor(join(folder, 'till/branch.db'), 20);
  expect(await install()).toMatchObject({ ok: true });
  till = await reopened(till, options());
  await expect(till.page.getByTestId('staff-tile').first()).toBeVisible({ timeout: 60_000 });
  await enter();
  expect(await status()).toMatchObject({ version: '0.2.0', result: { code: 'update.went-back', version: '0.3.0' } });
  expect(await sold()).toBe(3);
  expect((await check()).result).toMatchObject({ code: 'update.failed-here', version: '0.3.0' });
  await sell();
});

test('E5: a release that brought the file forward, sold and then crashes three times: the file of before is back, and every sale', async () => {
  const before = await sold();
  await synced();
  const schema = fileSchema();
  const installed = join(folder, 'versions/0.2.0/fastops');
  execFileSync(process.execPath, [join(import.meta.dirname, 'support/later-release.mjs'), feed(), '0.4.0', installed]);
  expect((await check()).ready).toBe('0.4.0');
  quietFor(join(folder, 'till/branch.db'), 20);
  expect(await install()).toMatchObject({ ok: true });
  till = await reopened(till, options());
  await expect(till.page.getByTestId('staff-tile').first()).toBeVisible({ timeout: 60_000 });
  await enter();
  expect([(await status()).version, fileSchema()]).toEqual(['0.4.0', 9000]);
  // Two sales that only the new file knows of: the cloud is away while they are made.
  await cloud.stop();
  await sell();
  await sell();
  const numbers = await ticketNumbers();
  writeFileSync(join(folder, 'till/crash-now'), '');
  till = await reopened(till, options());
  await expect(till.page.getByTestId('staff-tile').first()).toBeVisible({ timeout: 90_000 });
  rmSync(join(folder, 'till/crash-now'));
  await cloud.start();
  await enter();
  expect(await status()).toMatchObject({ version: '0.2.0', result: { code: 'update.went-back', version: '0.4.0' } });
  expect([fileSchema(), await sold(), await ticketNumbers()]).toEqual([schema, before + 2, numbers]);
  await sell();
  await synced();
  const after = await ticketNumbers();
  expect([after.length, new Set(after).size]).toEqual([before + 3, before + 3]);
  expect((await check()).result).toMatchObject({ code: 'update.failed-here', version: '0.4.0' });
});

async function ticketNumbers(): Promise<string[]> {
  const orders = await till.call<{ series: string; sequence: number }[]>('query', 'orders.recent', { limit: 50 });
  return orders.map(({ series, sequence }) => `${series}-${sequence}`);
}

/** The number of the last migration that the till's file has. */
function fileSchema(): number {
  const db = new DatabaseSync(join(folder, 'till/branch.db'), { readOnly: true });
  try {
    return Number(db.prepare('PRAGMA user_version').get()?.['user_version']);
  } finally {
    db.close();
  }
}
