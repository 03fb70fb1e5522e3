import { BrowserWindow, type BrowserWindowConstructorOptions } from 'electron';
import { APP_ORIGIN } from './addresses.ts';

/** What every window is: isolated, sandboxed, without Node. Written out, so that no default of another version decides it. */
const WALLS = {
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  webSecurity: true,
  webviewTag: false,
  spellcheck: false,
  devTools: false,
} as const;

export type WindowLook = Omit<BrowserWindowConstructorOptions, 'webPreferences'>;

/** The one place that makes windows; a lint rule forbids any other. */
export function makeWindow(look: WindowLook, preload?: string): BrowserWindow {
  const webPreferences = preload === undefined ? WALLS : { ...WALLS, preload };
  return new BrowserWindow({ show: false, autoHideMenuBar: true, title: 'FastOps', ...look, webPreferences });
}

/** The till's own window, the only one with a preload. */
export function openWindow(preload: string): BrowserWindow {
  const window = makeWindow({ width: 1366, height: 768, minWidth: 1024, minHeight: 700, backgroundColor: '#f6f4f0' }, preload);
  window.once('ready-to-show', () => window.show());
  void window.loadURL(`${APP_ORIGIN}/`);
  return window;
}
