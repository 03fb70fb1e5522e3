// What npm brings so that the rest can be brought: pnpm, and Node 24 when the running one is another.
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { failureOf, runQuietly } from './child.mjs';
import { findNpm, planNode, resolveNode, WANTED_MAJOR } from './node-runtime.mjs';
import { rootDir, toolchainBinDir, toolchainDir } from './paths.mjs';
import { SetupError, step } from './progress.mjs';
import { fingerprint, isStamped, removeStamp, writeStamp } from './stamp.mjs';

const STAMP = join(toolchainDir, 'node_modules', '.fastops-stamp');
const PNPM = join(toolchainDir, 'node_modules', 'pnpm', 'bin', 'pnpm.mjs');
const INSTALL_TIMEOUT_MS = 10 * 60_000;
const FETCH_FLAGS = ['--fetch-timeout=30000', '--fetch-retries=1', '--fetch-retry-mintimeout=2000', '--fetch-retry-maxtimeout=5000'];

/**
 * @typedef {{ node: import('./node-runtime.mjs').NodeRuntime, pnpm: string, env: NodeJS.ProcessEnv }} Toolchain
 * @param {{ exclusive: <T>(work: (noteChild: (pid: number) => void) => Promise<T>) => Promise<T> }} guard
 * @returns {Promise<Toolchain>}
 */
export async function bringToolchain({ exclusive }) {
  const plan = planNode();
  const wanted = fingerprint([join(toolchainDir, 'package-lock.json')], [plan.source, plan.packageName]);
  if (!isReady(wanted)) {
    await exclusive(async (noteChild) => {
      if (!isReady(wanted)) await install({ plan, wanted, noteChild });
    });
  }
  const node = resolveNode(plan);
  writeShims();
  return { node, pnpm: PNPM, env: environment(node) };
}

function isReady(wanted) {
  return isStamped(STAMP, wanted) && existsSync(PNPM);
}

async function install({ plan, wanted, noteChild }) {
  const what =
    plan.source === 'package'
      ? `pnpm and Node ${plan.version} (package ${plan.packageName}; the running Node is ${process.versions.node})`
      : `pnpm (the running Node ${process.versions.node} serves)`;
  await step(`Bringing ${what}`, async (beat) => {
    removeStamp(STAMP);
    const nodeFlag = plan.source === 'package' ? '--include=optional' : '--omit=optional';
    const args = [
      findNpm(),
      'ci',
      '--prefix',
      toolchainDir,
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--no-progress',
      '--loglevel=error',
      '--package-lock=true',
      nodeFlag,
      ...FETCH_FLAGS,
    ];
    const run = await runQuietly(process.execPath, args, { cwd: toolchainDir, timeoutMs: INSTALL_TIMEOUT_MS, beat, onSpawn: noteChild });
    if (!run.ok) throw failureOf(run, 'npm');
    await proveNode(resolveNode(plan));
    writeStamp(STAMP, wanted);
  });
}

async function proveNode(node) {
  const run = await runQuietly(node.path, ['--version'], { timeoutMs: 20_000 }).catch((error) => ({
    ok: false,
    stdout: '',
    lines: [String(error.message)],
  }));
  if (run.ok && run.stdout.trim() === `v${node.version}`) return;
  throw new SetupError(
    `The Node ${node.version} that npm brought does not run on this system: install Node ${WANTED_MAJOR} from nodejs.org, then run the same command again.`,
    { detail: run.lines },
  );
}

function environment(node) {
  const pathKey = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  const path = [toolchainBinDir, dirname(node.path), join(rootDir, 'node_modules', '.bin'), process.env[pathKey]]
    .filter(Boolean)
    .join(delimiter);
  return { ...process.env, [pathKey]: path, NODE: node.path, npm_node_execpath: node.path, TURBO_TELEMETRY_DISABLED: '1' };
}

/** turbo and people call `pnpm`; these two files are it. */
function writeShims() {
  const posix = '#!/bin/sh\nexec node "$(dirname -- "$0")/../node_modules/pnpm/bin/pnpm.mjs" "$@"\n';
  const windows = '@echo off\r\nnode "%~dp0..\\node_modules\\pnpm\\bin\\pnpm.mjs" %*\r\n';
  writeWhenOther(join(toolchainBinDir, 'pnpm'), posix);
  writeWhenOther(join(toolchainBinDir, 'pnpm.cmd'), windows);
}

function writeWhenOther(file, text) {
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  chmodSync(file, 0o755);
}
