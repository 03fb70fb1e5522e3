import { app, session, shell, type WebContents } from 'electron';

/** Where the screens live; nothing else is ever loaded. */
export const APP_ORIGIN = 'app://pos';

/** Hosts that may be opened in the person's own browser, over https only. */
const OUTSIDE_HOSTS: readonly string[] = ['fastops.co', 'docs.fastops.co'];

/** Whether an address is one of our own screens: scheme and host compared after parsing, never by prefix. */
export function isOwnAddress(address: string): boolean {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return url?.protocol === 'app:' && url.host === 'pos';
}

/** Denies by default: permissions, devices, navigation, new windows, webviews. `onWindowAsked` may open one of our own instead. */
export function lockDown(onWindowAsked: (address: string) => boolean): void {
  app.on('web-contents-created', (_, contents) => guard(contents, onWindowAsked));
  const main = session.defaultSession;
  main.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  main.setPermissionCheckHandler(() => false);
  main.setDevicePermissionHandler(() => false);
}

function guard(contents: WebContents, onWindowAsked: (address: string) => boolean): void {
  const refuseForeign = (event: { preventDefault(): void }, url: string) => {
    if (!isOwnAddress(url)) event.preventDefault();
  };
  contents.on('will-navigate', (event) => refuseForeign(event, event.url));
  contents.on('will-redirect', (event) => refuseForeign(event, event.url));
  contents.on('will-frame-navigate', (event) => refuseForeign(event, event.url));
  // Chromium asks nobody about a blank page: whoever ends there is brought back.
  contents.on('did-navigate', (_, url) => {
    if (!isOwnAddress(url)) void contents.loadURL(`${APP_ORIGIN}/`);
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    if (!onWindowAsked(url)) openOutside(url);
    return { action: 'deny' };
  });
}

function openOutside(address: string): void {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol === 'https:' && OUTSIDE_HOSTS.includes(url.host)) void shell.openExternal(url.href);
}
