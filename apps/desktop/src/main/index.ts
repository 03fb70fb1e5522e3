import { join } from 'node:path';
import { app, ipcMain, type BrowserWindow } from 'electron';
import { registerScheme, serveScreens } from './shell/app-protocol.ts';
import { customerDisplay, isDisplayAddress } from './shell/customer-display.ts';
import { startBranch, type BranchProcess } from './shell/branch-process.ts';
import { rootKey } from './shell/keychain.ts';
import { isOwnAddress, lockDown } from './shell/security.ts';
import { askBeforeClosing } from './shell/leaving.ts';
import { openWindow } from './shell/window.ts';

const here = import.meta.dirname;

registerScheme();
// Chromium refuses its sandbox to root, which only build machines are; they say so with --no-sandbox.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();

if (app.requestSingleInstanceLock()) {
  void app.whenReady().then(start);
} else {
  app.quit();
}

function start(): void {
  const windows: { main?: BrowserWindow } = {};
  const display = customerDisplay(() => windows.main);
  lockDown((address) => isDisplayAddress(address) && (display.open(), true));
  serveScreens(join(here, '../renderer'));
  const branch = startBranch(join(here, 'branch.js'), rootKey(join(app.getPath('userData'), 'root.key')), reconnectAll);
  function reconnectAll(): void {
    // The customer's screen has no line: only the till's own window does.
    if (windows.main && !windows.main.isDestroyed()) branch.connect(windows.main.webContents);
  }
  // The page asks for its line once its listener stands; only our own top frame gets one.
  ipcMain.on('branch-port-please', (event) => {
    const frame = event.senderFrame;
    const isMain = event.sender === windows.main?.webContents;
    if (isMain && frame !== null && frame.parent === null && isOwnAddress(frame.url)) branch.connect(event.sender);
  });
  const isQuitting = quitWith(branch);
  windows.main = openWindow(join(here, '../preload/index.cjs'));
  askBeforeClosing(windows.main, isQuitting);
  app.on('second-instance', () => focusWindow(windows.main));
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
