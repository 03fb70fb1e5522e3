import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createHash, randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import type { Menu } from '@fastops/shared/catalog/product';
import { HOSTILE_URLS, TRAVERSALS, XSS_TEXTS } from './support/hostile.ts';
import { selectionFor } from './support/kitchen-orders.ts';
import { DemoCloud, type DemoReady } from './support/demo-cloud.ts';
import { attachedAnew, branchFile, ended, openPackaged, packageTills, startPackaged, type PackagedTill } from './support/packaged-till.ts';
import { logIn, openShift, tapProduct } from './support/till-window.ts';

// One build of two branches, then one till of them: what ships is what is looked at.
let folder = '';
let cloud: DemoCloud;
let demo: DemoReady;
let built: string[] = [];
let till: PackagedTill;
const program = (branch = 'norte') => join(built.find((path) => path.includes(branch)) ?? '', 'fastops');

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fastops-packaged-'));
  cloud = await DemoCloud.in(join(folder, 'cloud'));
  demo = await cloud.start();
  mkdirSync(join(folder, 'branches'));
  writeFileSync(join(folder, 'branches/norte.json'), JSON.stringify(branchFile({ cloudUrl: cloud.url, code: demo.codes['Norte'] ?? '' })));
  writeFileSync(join(folder, 'branches/centro.json'), JSON.stringify(branchFile({ cloudUrl: cloud.url, branch: 'Centro' })));
  built = packageTills(folder, ['--all', join(folder, 'branches'), '--target', 'dir', '--out', join(folder, 'out')]).made;
});
test.afterAll(async () => {
  await till?.close();
  await cloud.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('one compile makes an artefact per branch, named by company, branch and version, with the same app archive', () => {
  expect(built.map((path) => path.slice(join(folder, 'out').length + 1)).sort()).toEqual([
    'salchipapas-el-parche-centro-0.1.0',
    'salchipapas-el-parche-norte-0.1.0',
  ]);
  const [first, second] = built.map((path) => sha256(join(path, 'resources/app.asar')));
  expect(first).toBe(second);
});

test('E3: the fuses of the binary are those of a till that ships', async () => {
  const wire = await getCurrentFuseWire(program());
  const is = (fuse: FuseV1Options) => wire[fuse] === FuseState.ENABLE;
  expect({
    runAsNode: is(FuseV1Options.RunAsNode),
    nodeOptions: is(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
    inspect: is(FuseV1Options.EnableNodeCliInspectArguments),
    cookies: is(FuseV1Options.EnableCookieEncryption),
    integrity: is(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
    onlyAsar: is(FuseV1Options.OnlyLoadAppFromAsar),
    fileProtocol: is(FuseV1Options.GrantFileProtocolExtraPrivileges),
  }).toEqual({ runAsNode: false, nodeOptions: false, inspect: false, cookies: true, integrity: true, onlyAsar: true, fileProtocol: false });
});

test('E3: ELECTRON_RUN_AS_NODE makes no Node of it: it starts as a till', async () => {
  const marker = join(folder, 'ran-as-node');
  const code = `require('fs').writeFileSync(${JSON.stringify(marker)}, 'x')`;
  const own = join(folder, 'as-node');
  const child = startPackaged({ program: program('centro'), folder: own, args: ['-e', code], env: { ELECTRON_RUN_AS_NODE: '1' } });
  await expect.poll(() => existsSync(join(own, 'till/branch.db')), { timeout: 20_000 }).toBe(true);
  child.kill('SIGTERM');
  await ended(child);
  expect(existsSync(marker)).toBe(false);
});

test('E3: one byte of the app archive, of the branch file or of a seal, and it does not start', async () => {
  for (const [index, name] of ['app.asar', 'branch.json', 'seal.json', 'branch-seal.json'].entries()) {
    const copy = join(folder, `tampered-${index}`);
    execFileSync('cp', ['-al', join(program(), '..'), copy]);
    const file = join(copy, 'resources', name);
    const bytes = readFileSync(file);
    // The copies share their bytes on the disk until one of them gets its own.
    rmSync(file);
    // Deep inside a file of the archive, so that what reads it still finds everything.
    const at = name === 'app.asar' ? bytes.length - 2_000 : bytes.length - 20;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(file, bytes);
    const child = startPackaged({ program: join(copy, 'fastops'), folder: copy });
    expect(await ended(child), name).toBe(70);
    expect(existsSync(join(copy, 'till'))).toBe(false);
    rmSync(copy, { recursive: true });
  }
});

test('E3: --inspect and NODE_OPTIONS have no effect on the till that then enrols by its file and sells', async () => {
  const marker = join(folder, 'preloaded');
  const spy = join(folder, 'spy.cjs');
  writeFileSync(spy, `require('fs').writeFileSync(${JSON.stringify(marker)}, 'x')`);
  const args = ['--inspect=127.0.0.1:9339'];
  till = await openPackaged({ program: program(), folder, args, env: { NODE_OPTIONS: `--require=${spy}` } });
  await expect(till.page.getByTestId('staff-tile').first()).toBeVisible({ timeout: 30_000 });
  expect(existsSync(marker)).toBe(false);
  await expect(fetch('http://127.0.0.1:9339/json')).rejects.toThrow();
  await logIn(till.page, 'Ana', '1234');
  await openShift(till.page);
  await tapProduct(till.page, { product: 'Malta', category: 'Bebidas' });
  await till.page.getByTestId('pay-button').click();
  await till.page.getByTestId('pay-confirm').click();
  await expect.poll(async () => (await till.call<unknown[]>('query', 'orders.recent', { limit: 5 })).length).toBe(1);
});

test('the policy comes as a header, and inline script and foreign fetch are blocked', async () => {
  const seen = await till.page.evaluate(async () => {
    const answer = await fetch('app://pos/index.html').catch(() => undefined);
    const inline = document.createElement('script');
    const taken = (put: () => void) => {
      try {
        put();
        return true;
      } catch {
        return false;
      }
    };
    const markup = [
      taken(() => inline.append('window.injected = true')),
      taken(() => (inline.textContent = 'window.injected = true')),
      taken(() => (document.body.innerHTML = '<img src=x onerror=window.injected=1>')),
    ];
    document.head.append(inline);
    const foreign = await fetch('https://example.com/').then(
      () => 'reached',
      () => 'blocked',
    );
    return { reached: answer !== undefined, injected: 'injected' in window, markup, foreign };
  });
  expect(seen).toEqual({ reached: false, injected: false, markup: [false, false, false], foreign: 'blocked' });
});

test('the page holds two functions of ours, and neither Node nor Electron', async () => {
  const seen = await till.page.evaluate(() => ({
    keys: Object.keys((window as unknown as { fastops: object }).fastops).sort(),
    kinds: Object.values((window as unknown as { fastops: object }).fastops).map((value) => typeof value),
    node: ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer'].filter((name) => name in window),
  }));
  expect(seen).toEqual({ keys: ['call', 'subscribe'], kinds: ['function', 'function'], node: [] });
});

test('32 hostile addresses: no navigation, no window, nothing run', async () => {
  const { page } = till;
  for (const url of HOSTILE_URLS) {
    await page
      .evaluate((address) => {
        const link = document.createElement('a');
        link.href = address;
        document.body.append(link);
        link.click();
        link.remove();
        window.open(address);
        location.assign(address);
      }, url)
      .catch(() => {});
  }
  // A blank page asks nobody before it is there; the till comes back from it by itself.
  await expect.poll(() => page.url()).toBe('app://pos/');
  // Playwright waits for the navigations that never came: it looks anew.
  till = await attachedAnew(till, folder);
  await comeBack();
  expect(till.page.context().pages()).toHaveLength(1);
  expect(await till.page.evaluate(() => 'injected' in window)).toBe(false);
});

test('E2: no frame of another origin, no blank one and no child window has the line to the branch server', async () => {
  const seen = await till.page.evaluate(() => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const inFrame = frame.contentWindow && 'fastops' in frame.contentWindow;
    frame.remove();
    return { inFrame, child: window.open('about:blank') };
  });
  expect(seen).toEqual({ inFrame: false, child: null });
});

test('E2: a thousand bad arguments over the line change nothing and break nothing', async () => {
  const before = await till.call<{ log: unknown }>('query', 'sync.status');
  const accepted = await till.page.evaluate(async (paths) => {
    const { fastops } = window as unknown as { fastops: { call(type: string, path: string, input: unknown): Promise<{ ok: boolean }> } };
    const bad: unknown[] = [
      null,
      0,
      -1,
      Number.POSITIVE_INFINITY,
      'x',
      '',
      [],
      {},
      { id: '../..' },
      { __proto__: { admin: true } },
      'A'.repeat(100_000),
      [[[]]],
      true,
    ];
    const types = ['query', 'mutation', 'subscription', 'nonsense'];
    // What is no question at all gets no answer: nobody waits for it.
    const unanswered = () => new Promise<{ ok: boolean }>((resolve) => setTimeout(() => resolve({ ok: false }), 5_000));
    const asked = Array.from({ length: 1_000 }, (_, n) =>
      Promise.race([fastops.call(types[n % 4] ?? '', paths[n % paths.length] ?? '', bad[n % bad.length]), unanswered()]),
    );
    return (await Promise.all(asked)).filter(({ ok }) => ok).length;
  }, BAD_PATHS);
  expect(accepted).toBe(0);
  expect(await till.call('query', 'sync.status')).toEqual(before);
});

test('E1: 200 texts that would run as markup are shown as texts', async () => {
  const { page } = till;
  const menu = await till.call<Menu>('query', 'catalog.menu');
  const orderId = randomUUID();
  for (const [index, note] of XSS_TEXTS.entries()) {
    // Each in a line of its own, a few per order, since an order has a limit of lines.
    const id = index % 40 === 0 ? randomUUID() : orderId;
    await till.call('mutation', 'orders.addLine', {
      orderId: id,
      orderType: 'dine_in',
      selection: selectionFor(menu, { product: 'Malta', note: note.slice(0, 100) }),
    });
  }
  await page.reload();
  await comeBack();
  await page.keyboard.press('F8');
  await page.waitForTimeout(500);
  expect(await page.evaluate(() => 'injected' in window)).toBe(false);
  expect(page.url()).toBe('app://pos/');
});

test('50 ways out of the folder of the screens: refused, and nothing of outside is answered', async () => {
  for (const url of TRAVERSALS) {
    const answer = await till.page.goto(url);
    expect(answer?.status(), url).toBe(403);
    expect(await answer?.text(), url).toBe('forbidden');
  }
  const page = await till.page.goto('app://pos/');
  expect(page?.headers()['content-security-policy']).toMatch(
    /^default-src 'none'; script-src 'self'; style-src 'self'; .*connect-src 'none'.*require-trusted-types-for 'script'$/,
  );
});

const BAD_PATHS = [
  'orders.addLine',
  'orders.pay',
  'printing.add',
  'cash.open',
  'terminal.enrol',
  'identity.login',
  'updates.install',
  'no.such',
  '__proto__.x',
  'constructor',
];

/** A page that was loaded anew is nobody's: the cashier says who they are. */
async function comeBack(): Promise<void> {
  await expect(till.page.getByTestId('staff-tile').first()).toBeVisible({ timeout: 20_000 });
  await logIn(till.page, 'Ana', '1234');
  await expect(till.page.getByTestId('product-tile').first()).toBeVisible({ timeout: 20_000 });
}

function sha256(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
