import { join, sep } from 'node:path';
import { app, dialog, type BrowserWindow } from 'electron';
import { z } from 'zod';
import { registerScheme, serveScreens } from './shell/app-protocol.ts';
import { customerDisplay, isDisplayAddress } from './shell/customer-display.ts';
import { startBranch, type BranchProcess } from './shell/branch-process.ts';
import { boot, FAULT_CODE, nextProgram, slotsOf } from './shell/boot.ts';
import { buildOf, forbiddenSwitch, sealFault } from './shell/build.ts';
import { rootKey } from './shell/keychain.ts';
import { listenTo } from './shell/ipc.ts';
import { answerRemoval, asksForRemoval } from './shell/removal.ts';
import { lockDown } from './shell/security.ts';
import { askBeforeClosing } from './shell/leaving.ts';
import { trialOf } from './shell/trial.ts';
import { openWindow } from './shell/window.ts';

const here = import.meta.dirname;

registerScheme();
// Chromium refuses its sandbox to root, which only build machines are; they say so with --no-sandbox.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();

const build = buildOf(app, process.resourcesPath);
const slots = slotsOf();
if (isSound()) void (asksForRemoval() ? answerRemoval({ build, slots, script: join(here, 'removal.js'), sealFault: faultOf }) : choose());

/** A build that was changed, or is told to open itself to others, says so and ends before anything runs. */
function isSound(): boolean {
  if (!build) return true;
  const asked = build.tryOut ? undefined : forbiddenSwitch(isSwitchedOn);
  const fault = asked ? `--${asked} is not for a till that sells` : sealFault(build);
  if (fault === undefined) return true;
  process.stderr.write(`FastOps does not start: ${fault}\n`);
  if (!asksForRemoval())
    dialog.showErrorBox('FastOps', `Esta instalación no está como salió de fábrica y no se abre: instálela de nuevo.\n\n${fault}`);
  app.exit(FAULT_CODE);
  return false;
}

/** The package manager asks as root, to whom Chromium refuses its sandbox; then nothing is shown that could need one. */
function isSwitchedOn(name: string): boolean {
  return app.commandLine.hasSwitch(name) && !(name === 'no-sandbox' && asksForRemoval());
}

/** The installed version decides which one runs; one that an update brought is it. */
async function choose(): Promise<void> {
  const isInstalled = build !== undefined && !process.execPath.startsWith(slots.folder + sep);
  const onWatch = () => app.setPath('userData', join(app.getPath('userData'), 'installed'));
  const args = process.argv.slice(1);
  const answer = isInstalled ? await boot({ slots, version: build.version, args, sealFault: faultOf, onWatch }) : 'self';
  if (answer === 'again') app.relaunch();
  if (answer !== 'self') app.exit(0);
  else if (app.requestSingleInstanceLock()) void app.whenReady().then(start);
  else app.quit();
}

function faultOf(version: string, folder: string): string | undefined {
  const within = process.platform === 'darwin' ? join(folder, 'FastOps.app', 'Contents', 'Resources') : join(folder, 'resources');
  return build && sealFault({ releaseKey: build.releaseKey, version, resources: within });
}

function start(): void {
  const windows: { main?: BrowserWindow } = {};
  const display = customerDisplay(() => windows.main);
  lockDown((address) => isDisplayAddress(address) && (display.open(), true));
  serveScreens(join(here, '../renderer'));
  const branch = startBranch({
    script: join(here, 'branch.js'),
    root: rootKey(join(app.getPath('userData'), 'root.key')),
    build,
    versions: slots.folder,
    onRestart: reconnectAll,
    onNews: (news) => (news === 'healthy' ? trial.healthy() : relaunch()),
  });
  const trial = trialOf(build, slots);
  function reconnectAll(): void {
    // The customer's screen has no line: only the till's own window does.
    if (windows.main && !windows.main.isDestroyed()) branch.connect(windows.main.webContents);
  }
  // The page asks for its line once its listener stands; only our own top frame gets one.
  listenTo('branch-port-please', { from: () => windows.main?.webContents, schema: z.tuple([]), hear: reconnectAll });
  const isQuitting = quitWith(branch);
  windows.main = openWindow(join(here, '../preload/index.cjs'));
  askBeforeClosing(windows.main, isQuitting);
  app.on('second-instance', () => focusWindow(windows.main));
}

/** Another version was put in: the branch server has closed its file, and the installed program decides what runs. */
function relaunch(): void {
  const program = nextProgram();
  if (program !== undefined) app.relaunch({ execPath: program, args: process.argv.slice(1) });
  app.quit();
}

function focusWindow(window: BrowserWindow | undefined): void {
  if (window?.isMinimized()) window.restore();
  window?.focus();
}

/** The branch server ends first, so that the file is closed and the last events are on disk. Answers whether that has begun. */
function quitWith(branch: BranchProcess): () => boolean {
  let quitting = false;
  let done = false;
  app.on('window-all-closed', () => app.quit());
  app.on('before-quit', (event) => {
    quitting = true;
    if (done) return;
    event.preventDefault();
    void branch.stop().then(() => {
      done = true;
      app.quit();
    });
  });
  return () => quitting;
}
