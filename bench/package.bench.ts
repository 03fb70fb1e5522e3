// What an installer and a shop feel of the packed till: ten branches out of one compile, what each artefact weighs, how long the
// installed app takes until it can sell with 200,000 orders in its file, and what all of its processes hold while nothing happens.
// The floor of the start is the same program with an empty file. `--orders N`, `--starts N`, `--branches N`, `--targets dir,deb`.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { expect } from '@playwright/test';
import { DemoCloud } from '@fastops/desktop/e2e/support/demo-cloud';
import { branchFile, openPackaged, packageTills, type PackagedTill } from '@fastops/desktop/e2e/support/packaged-till';
import { logIn, openShift } from '@fastops/desktop/e2e/support/till-window';
import { fillWithHistory } from './lib/history.ts';
import { percentile, report, timing, type BenchRow } from './lib/report.ts';

const { values } = parseArgs({
  options: { orders: { type: 'string' }, starts: { type: 'string' }, branches: { type: 'string' }, targets: { type: 'string' } },
  strict: false,
  allowPositionals: true,
});
const sizeOf = (given: unknown, otherwise: number) => (typeof given === 'string' ? Number(given) : otherwise);
const ORDERS = sizeOf(values.orders, 200_000);
const STARTS = sizeOf(values.starts, 5);
const BRANCHES = sizeOf(values.branches, 10);
const TARGETS = (typeof values.targets === 'string' ? values.targets : 'dir,tar.gz,deb').split(',');
const SETTLE_MS = 20_000;
const MIB = 2 ** 20;

type Start = { readonly window: number; readonly sellable: number };

/** From the program's start to a grid that can be tapped; what a person types of their PIN isn't the till's. */
async function coldStart(program: string, folder: string): Promise<{ till: PackagedTill; start: Start }> {
  const began = performance.now();
  const till = await openPackaged({ program, folder });
  const window = performance.now() - began;
  await till.page.getByTestId('staff-tile').first().waitFor({ timeout: 60_000 });
  const asks = performance.now() - began;
  const typed = performance.now();
  await logIn(till.page, 'Ana', '1234');
  await till.page.getByTestId('product-tile').first().waitFor();
  return { till, start: { window, sellable: asks + (performance.now() - typed) } };
}

async function starts(program: string, folder: string): Promise<Start[]> {
  const seen: Start[] = [];
  for (let n = 0; n < STARTS; n += 1) {
    const { till, start } = await coldStart(program, folder);
    seen.push(start);
    await till.close();
  }
  return seen;
}

/** What a process and all that it started hold, each shared page counted once (Linux's proportional set size). */
function heldMiB(root: number): { total: number; processes: number } {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    const parent = Number.isInteger(pid) ? /^PPid:\s+(\d+)/m.exec(readOrEmpty(`/proc/${pid}/status`))?.[1] : undefined;
    if (parent !== undefined) parents.set(pid, Number(parent));
  }
  const isOurs = (pid: number): boolean => pid === root || (pid > 1 && isOurs(parents.get(pid) ?? 0));
  const ours = [...parents.keys()].filter(isOurs);
  const kib = ours.map((pid) => Number(/^Pss:\s+(\d+)/m.exec(readOrEmpty(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0));
  return { total: Math.round(kib.reduce((sum, each) => sum + each, 0) / 1024), processes: kib.filter((each) => each > 0).length };
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // It ended while it was looked for.
    return '';
  }
}

async function idle(program: string, folder: string): Promise<BenchRow> {
  const { till } = await coldStart(program, folder);
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  const { total, processes } = heldMiB(till.process.pid ?? 0);
  await till.close();
  return { name: 'idle, all processes (PSS)', MiB: total, processes };
}

function bytesIn(path: string): number {
  const about = statSync(path);
  if (!about.isDirectory()) return about.size;
  return readdirSync(path, { withFileTypes: true }).reduce(
    (sum, entry) => sum + (entry.isSymbolicLink() ? 0 : bytesIn(join(path, entry.name))),
    0,
  );
}

function packed(folder: string, args: readonly string[]): { made: string[]; seconds: number } {
  const began = performance.now();
  const { made, said } = packageTills(folder, args);
  if (made.length === 0) throw new Error(said);
  return { made, seconds: Math.round((performance.now() - began) / 100) / 10 };
}

function tenBranches(folder: string): BenchRow {
  mkdirSync(join(folder, 'branches'));
  for (let n = 1; n <= BRANCHES; n += 1) {
    const branch = branchFile({ cloudUrl: 'https://nube.example', branch: `Sucursal ${n}` });
    writeFileSync(join(folder, 'branches', `${n}.json`), JSON.stringify(branch));
  }
  const { made, seconds } = packed(folder, ['--all', join(folder, 'branches'), '--target', 'dir', '--out', join(folder, 'ten')]);
  rmSync(join(folder, 'ten'), { recursive: true });
  return { name: `${made.length} branches out of one compile, dir`, s: seconds };
}

const folder = mkdtempSync(join(tmpdir(), 'bench-package-'));
try {
  const cloud = await DemoCloud.in(join(folder, 'cloud'));
  const demo = await cloud.start();
  const many = tenBranches(folder);
  const file = join(folder, 'norte.json');
  writeFileSync(file, JSON.stringify(branchFile({ cloudUrl: cloud.url, code: demo.codes['Norte'] ?? '' })));
  const sizes: BenchRow[] = [];
  let program = '';
  for (const target of TARGETS) {
    const { made, seconds } = packed(folder, ['--branch', file, '--target', target, '--out', join(folder, 'out')]);
    if (target === 'dir') program = join(made[0] ?? '', 'fastops');
    sizes.push({ name: `size, ${target}`, MiB: Math.round((bytesIn(made[0] ?? '') / MIB) * 10) / 10, s: seconds });
  }
  const first = await openPackaged({ program, folder });
  await first.page.getByTestId('staff-tile').first().waitFor({ timeout: 60_000 });
  await logIn(first.page, 'Ana', '1234');
  await openShift(first.page);
  await expect.poll(async () => (await first.call<{ ok: boolean }>('query', 'sync.mayRemove')).ok, { timeout: 30_000 }).toBe(true);
  await first.close();
  const empty = await starts(program, folder);
  fillWithHistory(join(folder, 'till', 'branch.db'), ORDERS);
  const full = await starts(program, folder);
  const memory = await idle(program, folder);
  await cloud.stop();
  const [floor, ours] = [empty, full].map((each) => each.map(({ sellable }) => sellable));
  report({
    bench: 'package',
    versions: { Electron: process.env['FASTOPS_ELECTRON_VERSION'] ?? 'unknown' },
    rows: [
      many,
      ...sizes,
      { name: 'start floor: the same, a day old → sellable', ...timing(floor ?? []) },
      { name: `cold start → window (${ORDERS} orders in the file)`, ...timing(full.map(({ window }) => window)) },
      { name: 'cold start → sellable', ...timing(ours ?? []) },
      memory,
    ],
    ratioToFloor: percentile(ours ?? [], 50) / percentile(floor ?? [], 50),
    notes: ['goals: ten branches ≤ 120 s on 2 cores; cold start → sellable ≤ 3,000 ms; idle memory ≤ 450 MiB'],
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
