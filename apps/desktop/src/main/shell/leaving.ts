import { ipcMain, type BrowserWindow } from 'electron';

/** A page that doesn't answer (it hangs, it never started) doesn't hold the window. */
const ANSWER_MS = 2_000;

/**
 * Asks the page before its window closes: it knows what is not in the cloud yet, and says so. Quitting the whole app is not asked
 * about: the system does that at shutdown, and nothing is lost by it, only left waiting.
 */
export function askBeforeClosing(window: BrowserWindow, isQuitting: () => boolean): void {
  let granted = false;
  window.on('close', (event) => {
    const { webContents } = window;
    if (granted || isQuitting() || webContents.isCrashed()) return;
    event.preventDefault();
    const answered = (said: Electron.IpcMainEvent, held: unknown) => {
      if (said.sender === webContents) settle(held === true);
    };
    const giveUp = setTimeout(() => settle(false), ANSWER_MS);
    const settle = (held: boolean) => {
      clearTimeout(giveUp);
      ipcMain.off('leaving-answer', answered);
      if (held) return;
      granted = true;
      window.close();
    };
    ipcMain.on('leaving-answer', answered);
    webContents.send('leaving');
  });
}
