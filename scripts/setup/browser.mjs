// A Chromium for the tests: the system's, else the one Playwright brings.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { runQuietly } from './child.mjs';
import { rootDir } from './paths.mjs';
import { SetupError, step } from './progress.mjs';
import { BROWSERS, findOnPath } from './system-packages.mjs';

const DOWNLOAD_MS = 5 * 60_000;
const USUAL_PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/**
 * FASTOPS_CHROMIUM overrides the search.
 * @returns {Promise<string>} path of the executable
 */
export async function ensureBrowser() {
  const chosen = process.env.FASTOPS_CHROMIUM;
  if (chosen) return chosen;
  const present = findOnPath(BROWSERS) ?? USUAL_PLACES.find((place) => existsSync(place)) ?? playwrightOwn();
  if (present) return present;
  await step('Downloading Chromium for the tests', downloadIt);
  const brought = playwrightOwn();
  if (brought) return brought;
  throw noBrowser([]);
}

async function downloadIt(beat) {
  const cli = join(dirname(createRequire(join(rootDir, 'package.json')).resolve('@playwright/test/package.json')), 'cli.js');
  const run = await runQuietly(process.execPath, [cli, 'install', 'chromium'], { cwd: rootDir, timeoutMs: DOWNLOAD_MS, beat });
  if (!run.ok) throw noBrowser(run.lines);
}

function playwrightOwn() {
  const { chromium } = createRequire(join(rootDir, 'package.json'))('@playwright/test');
  const path = chromium.executablePath();
  return existsSync(path) ? path : undefined;
}

function noBrowser(detail) {
  return new SetupError(
    'There is no Chromium and none could be downloaded: install Chrome or Chromium (or set FASTOPS_CHROMIUM to its path), then run the same command again.',
    { detail },
  );
}
