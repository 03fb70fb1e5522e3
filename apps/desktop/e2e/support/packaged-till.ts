import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BranchFile as FullBranchFile } from '@fastops/shared/releases/branch-file';
import { chromium, expect, type Browser, type Page } from '@playwright/test';

type BranchFile = Pick<FullBranchFile, 'role' | 'language' | 'brand' | 'terminalName'>;
const ROOT = join(import.meta.dirname, '../../../..');

/** One branch's file, as the dashboard makes it. */
export function branchFile(options: { cloudUrl: string; code?: string; branch?: string } & Partial<BranchFile>): object {
  const { code, branch, ...rest } = options;
  return {
    format: 1,
    company: { name: 'Salchipapas El Parche' },
    branch: { name: branch ?? 'Norte' },
    terminalName: 'Caja A',
    role: 'till',
    language: 'es',
    countryPack: 'co',
    channel: 'stable',
    ...(code ? { enrolmentCode: code } : {}),
    brand: { accent: '#b3261e' },
    printers: [],
    ...rest,
  };
}

/** Runs `npm run package` as a person would, and answers what it said and the artefacts it named. */
export function packageTills(folder: string, args: readonly string[]): { made: string[]; said: string } {
  const said = join(folder, 'package.log');
  const script = join(ROOT, 'scripts/tasks/package.mjs');
  try {
    const out = execFileSync(process.execPath, [script, ...args], { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    return { made: out.trim().split('\n').filter(Boolean), said: out };
  } catch (error) {
    const text = String(Reflect.get(Object(error), 'stderr'));
    writeFileSync(said, text);
    return { made: [], said: text };
  }
}

export type PackagedTill = {
  readonly page: Page;
  readonly process: ChildProcess;
  call<T>(type: 'query' | 'mutation', path: string, input?: unknown): Promise<T>;
  /** Lets go of the window without closing it. */
  forget(): Promise<void>;
  close(): Promise<void>;
};

export type PackagedOptions = {
  readonly program: string;
  readonly folder: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
};

/**
 * The packed till, driven through Chromium's own port: its fuses forbid the inspector that Playwright otherwise starts Electron with.
 * Only a build made with the runtime for tests opens that port.
 */
export async function openPackaged({ program, folder, env = {}, args = [] }: PackagedOptions): Promise<PackagedTill> {
  rmSync(portFileIn(folder), { force: true });
  const child = startPackaged({ program, folder, env, args: ['--remote-debugging-port=0', ...args] });
  return attached(folder, child);
}

/** The same till after it started itself anew, perhaps in another version: whatever opens a window on that profile now. */
export async function reopened(before: PackagedTill, { folder }: PackagedOptions): Promise<PackagedTill> {
  const old = existsSync(portFileIn(folder)) ? readFileSync(portFileIn(folder), 'utf8') : '';
  await before.forget();
  await expect
    .poll(() => existsSync(portFileIn(folder)) && readFileSync(portFileIn(folder), 'utf8') !== old, { timeout: 90_000 })
    .toBe(true);
  return attached(folder, before.process);
}

/** The same window, looked at as if for the first time. */
export async function attachedAnew(before: PackagedTill, folder: string): Promise<PackagedTill> {
  await before.forget();
  return attached(folder, before.process);
}

async function attached(folder: string, child: ChildProcess): Promise<PackagedTill> {
  let found: { browser: Browser; page: Page } | undefined;
  // The installed program may only watch another one: then the window is that one's, behind another port.
  await expect
    .poll(async () => (found = await windowBehind(portFileIn(folder))) !== undefined, { timeout: 120_000, intervals: [300] })
    .toBe(true);
  if (!found) throw new Error('the till opened no window');
  const { browser, page } = found;
  await page.waitForLoadState();
  return {
    page,
    process: child,
    call: (type, path, input) => callBranch(page, { type, path, input }),
    forget: () => browser.close().catch(() => {}),
    close: async () => {
      await page.close().catch(() => {});
      await ended(child);
      await browser.close().catch(() => {});
    },
  };
}

async function windowBehind(portFile: string): Promise<{ browser: Browser; page: Page } | undefined> {
  if (!existsSync(portFile)) return undefined;
  const [port] = readFileSync(portFile, 'utf8').split('\n');
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`, { timeout: 20_000 }).catch(() => undefined);
  const page = browser?.contexts().flatMap((context) => context.pages())[0];
  if (browser && page) return { browser, page };
  await browser?.close().catch(() => {});
  return undefined;
}

function portFileIn(folder: string): string {
  return join(folder, 'window', 'DevToolsActivePort');
}

export function startPackaged({ program, folder, env = {}, args = [] }: PackagedOptions): ChildProcess {
  const asRoot = process.getuid?.() === 0;
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('FASTOPS_') && !name.startsWith('ELECTRON_')),
  );
  return spawn(program, [`--user-data-dir=${join(folder, 'window')}`, ...(asRoot ? ['--no-sandbox'] : []), ...args], {
    env: {
      ...inherited,
      FASTOPS_DATA: join(folder, 'till'),
      FASTOPS_LAN_HOST: '127.0.0.1',
      FASTOPS_LAN_PORT: '0',
      FASTOPS_LAN_BEACON_PORT: '0',
      FASTOPS_KITCHEN_PORT: '0',
      FASTOPS_LOG: 'warn',
      ...env,
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}

export function ended(child: ChildProcess): Promise<number> {
  if (child.exitCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
}

type Answer = { ok: boolean; data?: unknown; error?: { message: string } };
type Bridge = { call(type: string, path: string, input: unknown): Promise<Answer> };

async function callBranch<T>(page: Page, call: { type: string; path: string; input: unknown }): Promise<T> {
  const answer = await page.evaluate(
    ({ type, path, input }) => (window as unknown as { fastops: Bridge }).fastops.call(type, path, input),
    call,
  );
  if (!answer.ok) throw new Error(`${call.path}: ${answer.error?.message ?? ''}`);
  return answer.data as T;
}
