// What the operating system itself must have. On Debian and its children missing packages are installed when we are
// root; anyone else gets the exact command. Other systems carry what Electron needs, or say so when it starts.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { failureOf, runQuietly } from './child.mjs';
import { SetupError, step } from './progress.mjs';

const INSTALL_MS = 10 * 60_000;
const UPDATE_MS = 3 * 60_000;
const APT_FLAGS = [
  '-o',
  'Acquire::Retries=1',
  '-o',
  'Acquire::http::Timeout=20',
  '-o',
  'Acquire::https::Timeout=20',
  '-o',
  'DPkg::Lock::Timeout=120',
];

/** Newer releases gave some libraries a second name for 64-bit time; either will do. */
const ELECTRON_LIBRARIES = [
  ['libnss3'],
  ['libgtk-3-0', 'libgtk-3-0t64'],
  ['libasound2', 'libasound2t64'],
  ['libgbm1'],
  ['libxss1'],
  ['libatk-bridge2.0-0', 'libatk-bridge2.0-0t64'],
  ['libdrm2'],
  ['udev'],
];
const DISPLAY = [['xvfb'], ['xauth']];
export const BROWSERS = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser'];
// strace shows and spoils what the till writes to its disk: power cuts, full disks, broken disks.
const TEST_TOOLS = [['socat'], ['strace'], ['fonts-dejavu-core'], ['fonts-noto-color-emoji']];

/**
 * `electron`: to open the till's window (with a virtual display where there is none); `test`: all that the tests use.
 * @typedef {'electron' | 'test'} PackageSet
 * @param {PackageSet} set
 * @returns {readonly (readonly string[])[]} each inner list: names of which one must be installed
 */
export function packagesFor(set) {
  if (set === 'test') return [...ELECTRON_LIBRARIES, ...DISPLAY, ...TEST_TOOLS, ...(findOnPath(BROWSERS) ? [] : [['chromium']])];
  return hasDisplay() ? ELECTRON_LIBRARIES : [...ELECTRON_LIBRARIES, ...DISPLAY];
}

export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
}

/** @param {readonly string[]} names */
export function findOnPath(names) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find((file) => existsSync(file));
}

/** @param {PackageSet} set */
export async function ensureSystemPackages(set) {
  if (!existsSync('/usr/bin/dpkg-query')) return;
  const missing = missingOf(packagesFor(set));
  if (missing.length === 0) return;
  const become = howToBecomeRoot();
  if (become === undefined) throw tellCommand(missing);
  await step(`Installing system packages: ${missing.map((names) => names[0]).join(' ')}`, (beat) => install({ missing, become, beat }));
}

/** @param {readonly (readonly string[])[]} wanted */
export function missingOf(wanted) {
  const asked = spawnSync('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\\n', ...wanted.flat()], { encoding: 'utf8' });
  const installed = new Set(
    asked.stdout
      .split('\n')
      .filter((line) => line.endsWith(' installed'))
      .map((line) => line.split(' ')[0]),
  );
  return wanted.filter((names) => !names.some((name) => installed.has(name)));
}

async function install({ missing, become, beat }) {
  const known = () => missing.map((names) => names.find(hasCandidate));
  if (known().includes(undefined)) await apt({ args: ['update'], timeoutMs: UPDATE_MS, become, beat });
  const names = known();
  if (names.includes(undefined)) throw tellCommand(missing);
  const args = ['install', '-y', '--no-install-recommends', ...names];
  try {
    await apt({ args, timeoutMs: INSTALL_MS, become, beat });
  } catch {
    // Lists older than the mirror name files that are gone.
    await apt({ args: ['update'], timeoutMs: UPDATE_MS, become, beat });
    await apt({ args, timeoutMs: INSTALL_MS, become, beat });
  }
  if (missingOf(missing).length > 0) throw tellCommand(missing);
}

function hasCandidate(name) {
  const { stdout } = spawnSync('apt-cache', ['policy', name], { encoding: 'utf8' });
  return /Candidate: (?!\(none\))\S/.test(stdout ?? '');
}

async function apt({ args, timeoutMs, become, beat }) {
  const [command, ...rest] = [...become, 'apt-get', ...APT_FLAGS, ...args];
  const run = await runQuietly(command, rest, { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, timeoutMs, beat });
  if (run.ok) return;
  const offline = /Could not resolve|Failed to fetch|Temporary failure|Connection timed out|Unable to connect/i.test(run.lines.join('\n'));
  if (offline)
    throw new SetupError(
      "No network, or the system's package mirror can't be reached: check the connection, then run the same command again.",
      { detail: run.lines },
    );
  throw failureOf(run, 'apt-get');
}

/** An unattended machine may use sudo; a person is asked to do it, not surprised. */
function howToBecomeRoot() {
  if (process.getuid?.() === 0) return [];
  if (!process.env.CI) return undefined;
  return spawnSync('sudo', ['-n', 'true']).status === 0 ? ['sudo', '-n', '-E'] : undefined;
}

function tellCommand(missing) {
  const names = missing.map((alternatives) => alternatives.find(hasCandidate) ?? alternatives[0]).join(' ');
  return new SetupError(
    `The system lacks packages: run \`sudo apt-get update && sudo apt-get install -y --no-install-recommends ${names}\`, then the same command again.`,
  );
}
