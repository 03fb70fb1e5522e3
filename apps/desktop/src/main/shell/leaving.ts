import type { BrowserWindow } from 'electron';
import { z } from 'zod';
import { listenTo } from './ipc.ts';

/** A page that doesn't answer (it hangs, it never started) doesn't hold the window. */
const ANSWER_MS = 2_000;
const ANSWER = z.tuple([z.boolean()]);

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
    const settle = (held: boolean) => {
      clearTimeout(giveUp);
      stop();
      if (held) return;
      granted = true;
      window.close();
    };
    const giveUp = setTimeout(() => settle(false), ANSWER_MS);
    const stop = listenTo('leaving-answer', { from: () => webContents, schema: ANSWER, hear: ([held]) => settle(held) });
    webContents.send('leaving');
  });
}
