import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { _electron, expect, type ElectronApplication, type Page, type Locator } from '@playwright/test';

const ROOT = join(import.meta.dirname, '../../../..');
const DESKTOP = join(ROOT, 'apps/desktop');
const SHOTS = join(ROOT, 'screenshots/till');

export type TillOptions = {
  readonly folder: string;
  readonly cloudUrl: string;
  readonly code?: string;
  /** What the till is called; `Caja A` without one. */
  readonly name?: string;
  /** Where its door on the local network would be, on loopback. */
  readonly lanPort?: number;
  /** Where hubs call out; without one nobody is heard, so that two tests at once don't meet. */
  readonly beaconPort?: number;
  /** The file of its branch, as it comes with an installation. */
  readonly branchFile?: string;
  readonly size?: { readonly width: number; readonly height: number };
};

/** The real Electron window on a data folder: what a cashier has in front. */
export type TillWindow = {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** Calls the branch server as the logged-in person, through the page's own bridge. */
  call<T>(type: 'query' | 'mutation', path: string, input?: unknown): Promise<T>;
  screenshot(name: string): Promise<void>;
  /** What the pages' policy refused so far: in normal use nothing. */
  violations(): readonly string[];
  close(): Promise<void>;
};

export async function openTill(options: TillOptions): Promise<TillWindow> {
  const app = await _electron.launch(commandOf(options));
  const refused: string[] = [];
  const page = await app.firstWindow();
  page.on('console', (message) => {
    if (/Content Security Policy|TrustedHTML|TrustedScript/.test(message.text())) refused.push(message.text());
  });
  if (options.size) await resize(app, options.size);
  return {
    app,
    page,
    call: <T>(type: 'query' | 'mutation', path: string, input?: unknown) => callBranch<T>(page, { type, path, input }),
    screenshot: async (name) => {
      mkdirSync(SHOTS, { recursive: true });
      await page.screenshot({ path: join(SHOTS, `${name}.png`) });
    },
    violations: () => refused,
    close: () => app.close(),
  };
}

/** What starts a till on that folder, as its icon does. */
export function commandOf(options: TillOptions): { executablePath: string; args: string[]; env: Record<string, string> } {
  const dist = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (!dist) throw new Error('ELECTRON_OVERRIDE_DIST_PATH names no Electron: run the tests with `npm run e2e`');
  const asRoot = process.getuid?.() === 0;
  return {
    executablePath: join(dist, 'electron'),
    args: [DESKTOP, `--user-data-dir=${join(options.folder, 'window')}`, ...(asRoot ? ['--no-sandbox'] : [])],
    env: environment(options),
  };
}

async function resize(app: ElectronApplication, size: { width: number; height: number }): Promise<void> {
  await app.evaluate(({ BrowserWindow }, { width, height }) => BrowserWindow.getAllWindows()[0]?.setContentSize(width, height), size);
}

function environment(options: TillOptions): Record<string, string> {
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return {
    ...Object.fromEntries(inherited),
    FASTOPS_DATA: join(options.folder, 'till'),
    FASTOPS_CLOUD_URL: options.cloudUrl,
    FASTOPS_LOG: 'error',
    ...(options.code ? { FASTOPS_ENROL_CODE: options.code, FASTOPS_TERMINAL_NAME: options.name ?? 'Caja A' } : {}),
    ...(options.lanPort ? { FASTOPS_LAN_HOST: '127.0.0.1', FASTOPS_LAN_PORT: String(options.lanPort) } : {}),
    ...(options.branchFile ? { FASTOPS_BRANCH_FILE: options.branchFile } : {}),
    FASTOPS_LAN_BEACON_PORT: String(options.beaconPort ?? 0),
    FASTOPS_KITCHEN_PORT: '0',
  };
}

type Answer<T> = { ok: true; data: T } | { ok: false; error: { message: string } };
type Bridge = { call(type: string, path: string, input: unknown): Promise<Answer<unknown>> };

async function callBranch<T>(page: Page, call: { type: 'query' | 'mutation'; path: string; input: unknown }): Promise<T> {
  const answer = await page.evaluate(
    ({ type, path, input }) => (window as unknown as { fastops: Bridge }).fastops.call(type, path, input),
    call,
  );
  if (!answer.ok) throw new Error(`${call.path}: ${answer.error.message}`);
  return answer.data as T;
}

/** Picks the person and types the PIN, as a cashier does. */
export async function logIn(page: Page, name: string, pin: string): Promise<void> {
  await page.getByTestId('staff-tile').filter({ hasText: name }).click();
  await page.keyboard.type(pin);
  await page.keyboard.press('Enter');
}

/** Opens the shift with what is suggested, when the till asks. */
export async function openShift(page: Page): Promise<void> {
  await page.getByTestId('open-shift').click();
  await expect(page.getByTestId('product-tile').first()).toBeVisible();
}

/** Adds a product that asks nothing; the tab of its category first, as a finger would. */
export async function tapProduct(page: Page, what: { product: string; category: string }): Promise<void> {
  await page.getByRole('tab', { name: what.category }).click();
  await page.getByTestId('product-tile').filter({ hasText: what.product }).first().click();
}

/** Opens the pay dialog, takes the exact amount and confirms; the change of the sale is then on the screen. */
export async function payExactly(till: TillWindow, shot?: string): Promise<void> {
  const before = await till.call<readonly { id: string }[]>('query', 'orders.recent', { limit: 200 });
  await till.page.getByTestId('pay-button').click();
  await expect(till.page.getByTestId('pay-confirm')).toBeVisible();
  if (shot) await till.screenshot(shot);
  await till.page.getByTestId('pay-confirm').click();
  await expect
    .poll(async () => (await till.call<readonly unknown[]>('query', 'orders.recent', { limit: 200 })).length)
    .toBe(before.length + 1);
  await expect(till.page.getByTestId('pay-confirm')).toBeHidden();
}

/** The dialog or sheet that is open; a notice that passes by has the same role to a screen reader, and isn't it. */
export function openDialog(page: Page): Locator {
  return page.locator('[role="dialog"]:not([data-type])');
}
