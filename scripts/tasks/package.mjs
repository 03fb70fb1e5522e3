// npm run package -- [--linux|--win|--mac] [dir]: packs the till. With the fallback Electron only an unpacked Linux build is
// made, to try the packing itself: what ships is made with the official Electron.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pnpmTurboBuild } from '../setup/build.mjs';
import { runLoudly } from '../setup/child.mjs';
import { electronRuntime } from '../setup/electron-runtime.mjs';
import { rootDir } from '../setup/paths.mjs';
import { say, sayFailure, SetupError } from '../setup/progress.mjs';

const desktopDir = join(rootDir, 'apps', 'desktop');
const THIS_SYSTEM = { linux: '--linux', win32: '--win', darwin: '--mac' };

try {
  process.exitCode = await pack(process.argv.slice(2));
} catch (error) {
  sayFailure(error);
  process.exitCode = 1;
}

async function pack(args) {
  const electron = await electronRuntime();
  if (electron.kind === 'none') throw new SetupError(`There is no Electron to pack: ${electron.reason}.`);
  await pnpmTurboBuild(['desktop']);
  const target = electron.kind === 'official' ? officialTarget(args) : tryOutTarget(args);
  const builder = join(dirname(createRequire(join(desktopDir, 'package.json')).resolve('electron-builder/package.json')), 'cli.js');
  const flags = [
    '--projectDir',
    desktopDir,
    '--config',
    join(rootDir, 'electron-builder.yml'),
    '--publish',
    'never',
    `-c.electronDist=${electron.dist}`,
    `-c.electronVersion=${electron.version}`,
  ];
  return runLoudly(process.execPath, [builder, ...target, ...flags], {
    cwd: desktopDir,
    env: { ...process.env, CSC_IDENTITY_AUTO_DISCOVERY: process.env.CSC_LINK ? 'true' : 'false', npm_config_user_agent: 'pnpm' },
  });
}

function officialTarget(args) {
  return args.length > 0 ? args : [THIS_SYSTEM[process.platform] ?? '--linux'];
}

function tryOutTarget(args) {
  if (args.some((arg) => arg === '--win' || arg === '--mac'))
    throw new SetupError('Windows and macOS builds need the official Electron: run this where its download can be reached.');
  say('  Only the fallback Electron is here: an unpacked build to try the packing, not one to ship.');
  return ['--linux', 'dir'];
}
