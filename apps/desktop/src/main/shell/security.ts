import { app, session, shell, type WebContents } from 'electron';
import { APP_ORIGIN, isOwnAddress, outsideAddress } from './addresses.ts';

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
  const allowed = outsideAddress(address);
  if (allowed !== undefined) void shell.openExternal(allowed);
}
