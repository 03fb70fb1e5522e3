import { screen, type BrowserWindow, type Rectangle } from 'electron';
import { APP_ORIGIN } from './addresses.ts';
import { makeWindow } from './window.ts';

const DISPLAY_URL = `${APP_ORIGIN}/display.html`;

/** Whether an address is the customer's screen, and nothing after it. */
export function isDisplayAddress(address: string): boolean {
  return address === DISPLAY_URL;
}

/**
 * The customer's screen: at most one, on the second monitor when there is one. It has no preload: no bridge, no port, no way
 * to the branch server. What it shows it hears from the selling page, over a channel of their common origin.
 */
export function customerDisplay(main: () => BrowserWindow | undefined): { open(): void } {
  let display: BrowserWindow | undefined;
  return {
    open: () => {
      if (display && !display.isDestroyed()) return;
      const second = secondScreen(main()?.getBounds());
      const opened = makeWindow({ ...(second ?? { width: 1024, height: 640 }), fullscreen: second !== undefined });
      display = opened;
      // Never takes the keys from the cashier.
      opened.once('ready-to-show', () => opened.showInactive());
      opened.once('closed', () => (display = undefined));
      main()?.once('closed', () => {
        if (!opened.isDestroyed()) opened.destroy();
      });
      void opened.loadURL(DISPLAY_URL);
    },
  };
}

/** Where the monitor is that the till's window isn't on. */
function secondScreen(own: Rectangle | undefined): Rectangle | undefined {
  const mine = own && screen.getDisplayMatching(own).id;
  return screen.getAllDisplays().find(({ id }) => id !== mine && mine !== undefined)?.bounds;
}
