// The project's libraries, installed by pnpm from the committed lock, and only when something they depend on changed.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { failureOf, runQuietly } from './child.mjs';
import { rootDir } from './paths.mjs';
import { step } from './progress.mjs';
import { fingerprint, isStamped, removeStamp, writeStamp } from './stamp.mjs';

const STAMP = join(rootDir, 'node_modules', '.fastops-stamp');
const INSTALL_TIMEOUT_MS = 15 * 60_000;
const STALL_MS = 90_000;
const FOLDERS_OF_PACKAGES = ['apps', 'packages'];
const SINGLE_PACKAGES = ['bench', 'sim', join('tools', 'dependency-rules')];
const FLAGS = [
  '--frozen-lockfile',
  '--prefer-offline',
  '--reporter=append-only',
  '--config.confirm-modules-purge=false',
  '--config.fetch-timeout=30000',
  '--config.fetch-retries=1',
  '--config.fetch-retry-mintimeout=2000',
  '--config.fetch-retry-maxtimeout=5000',
];

/** Folders of all workspace packages, relative to the root. */
export function workspaceFolders() {
  const grouped = FOLDERS_OF_PACKAGES.flatMap((group) =>
    readdirSync(join(rootDir, group), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => join(group, entry.name)),
  );
  return [...grouped, ...SINGLE_PACKAGES]
    .filter((folder) => existsSync(join(rootDir, folder, 'package.json')))
    .sort((a, b) => (a < b ? -1 : 1));
}

/**
 * @param {import('./toolchain.mjs').Toolchain} toolchain
 * @param {Parameters<typeof import('./toolchain.mjs').bringToolchain>[0]} guard
 */
export async function installLibraries({ node, pnpm, env }, { exclusive }) {
  const manifests = [
    'package.json',
    'pnpm-lock.yaml',
    'pnpm-workspace.yaml',
    '.npmrc',
    ...workspaceFolders().map((folder) => join(folder, 'package.json')),
  ];
  const wanted = fingerprint(
    manifests.map((file) => join(rootDir, file)),
    [node.version, process.platform, process.arch],
  );
  const isReady = () => isStamped(STAMP, wanted) && existsSync(join(rootDir, 'node_modules', '.modules.yaml'));
  if (isReady()) return;
  await exclusive(async (noteChild) => {
    if (isReady()) return;
    await step('Installing the libraries', async (beat) => {
      removeStamp(STAMP);
      const run = await runQuietly(node.path, [pnpm, 'install', ...FLAGS], {
        cwd: rootDir,
        env: { ...env, CI: 'true' },
        timeoutMs: INSTALL_TIMEOUT_MS,
        stallMs: STALL_MS,
        beat,
        onSpawn: noteChild,
      });
      if (!run.ok) throw failureOf(run, 'pnpm');
      writeStamp(STAMP, wanted);
    });
  });
}
