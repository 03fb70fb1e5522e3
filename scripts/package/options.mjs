// What `npm run package` was asked for.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { SetupError } from '../setup/progress.mjs';

export const TARGETS = /** @type {const} */ (['dir', 'tar.gz', 'deb', 'AppImage', 'nsis', 'dmg']);
/** These need only what is on the machine; the others bring tool sets from GitHub. */
export const LOCAL_TARGETS = ['dir', 'tar.gz', 'deb'];
const SYSTEM_OF = { dir: undefined, 'tar.gz': undefined, deb: 'linux', AppImage: 'linux', nsis: 'win32', dmg: 'darwin' };
const DEFAULT_TARGET = { linux: 'tar.gz', win32: 'nsis', darwin: 'dmg' };
const VERSION = /^\d+\.\d+\.\d+(-[0-9a-z.-]+)?$/;
const USAGE = '`npm run package -- --branch FILE.json [--target dir|tar.gz|deb|AppImage|nsis|dmg]` or `--all DIR`';

/**
 * @typedef {{ branch: string | undefined, all: string | undefined, target: string, out: string, version: string | undefined, jobs: number, feed: string | undefined }} PackageOptions
 * @param {readonly string[]} args
 * @param {{ cwd: string, platform?: NodeJS.Platform }} where
 * @returns {PackageOptions}
 */
export function packageOptions(args, { cwd, platform = process.platform }) {
  const { values } = parsed(args);
  if ((values.branch === undefined) === (values.all === undefined))
    throw new SetupError(`Name one branch file or a folder of them: ${USAGE}.`);
  const target = possibleTarget(values.target ?? DEFAULT_TARGET[platform] ?? 'dir', platform);
  if (values.version !== undefined && !VERSION.test(values.version)) throw new SetupError('--version takes three numbers: 1.4.0.');
  const jobs = Number(values.jobs ?? 2);
  if (!Number.isInteger(jobs) || jobs < 1) throw new SetupError('--jobs takes a whole number from 1.');
  const path = (given) => (given === undefined ? undefined : resolve(cwd, given));
  const { version } = values;
  return {
    branch: path(values.branch),
    all: path(values.all),
    target,
    out: resolve(cwd, values.out ?? 'dist'),
    version,
    jobs,
    feed: path(values.feed),
  };
}

function possibleTarget(target, platform) {
  if (!TARGETS.includes(target)) throw new SetupError(`There is no target "${target}": choose one of ${TARGETS.join(', ')}.`);
  const system = SYSTEM_OF[target];
  if (system === undefined || system === platform) return target;
  throw new SetupError(`${target} is made on ${NAMES[system]} only: the release workflow does, or run this there.`);
}

const NAMES = { linux: 'Linux', win32: 'Windows', darwin: 'macOS' };

function parsed(args) {
  const text = /** @type {const} */ ({ type: 'string' });
  try {
    return parseArgs({
      args: [...args],
      options: { branch: text, all: text, target: text, out: text, version: text, jobs: text, feed: text },
    });
  } catch (error) {
    throw new SetupError(`${error.message}. ${USAGE}.`);
  }
}
