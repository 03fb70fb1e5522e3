// Everything a test of the whole product stands on: system packages, an Electron, a Chromium, a display, the built apps.
import { ensureBrowser } from './browser.mjs';
import { pnpmTurboBuild } from './build.mjs';
import { ensureDisplay } from './display.mjs';
import { electronEnv, electronRuntime } from './electron-runtime.mjs';
import { say, SetupError } from './progress.mjs';
import { ensureSystemPackages } from './system-packages.mjs';

/**
 * @returns {Promise<{ env: NodeJS.ProcessEnv, stop: () => void }>} run the tests with `env`, then call `stop`
 */
export async function prepareTestGround() {
  await ensureSystemPackages('test');
  const electron = await electronRuntime();
  if (electron.kind === 'none') throw new SetupError(`The window can't be tested without an Electron: ${electron.reason}.`);
  say(`  Electron ${electron.version} (${electron.kind === 'official' ? 'official' : 'from the package registry'})`);
  const chromium = await ensureBrowser();
  await pnpmTurboBuild();
  const display = await ensureDisplay();
  return { env: { ...process.env, ...electronEnv(electron), ...display.env, FASTOPS_CHROMIUM: chromium }, stop: display.stop };
}
