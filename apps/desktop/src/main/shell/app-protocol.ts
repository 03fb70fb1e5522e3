import { readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { protocol } from 'electron';
import { isOwnAddress } from './security.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  // React sets style attributes (tile hues, progress); they can't run anything.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'none'",
  "frame-src 'none'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Must run before the app is ready: the scheme is standard and secure, so pages on it have an origin of their own. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } }]);
}

/** Serves the built screens, and nothing outside their folder. */
export function serveScreens(root: string): void {
  protocol.handle('app', async (request) => {
    const path = await fileFor(request.url, root);
    if (path === undefined) return new Response('forbidden', { status: 403 });
    try {
      const headers = {
        'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
        'content-security-policy': POLICY,
        'x-content-type-options': 'nosniff',
      };
      return new Response(new Uint8Array(await readFile(path)), { headers });
    } catch {
      return new Response('not found', { status: 404 });
    }
  });
}

/** The file an address means, or undefined when it is not ours or leads outside (links included). */
export async function fileFor(address: string, root: string): Promise<string | undefined> {
  if (!isOwnAddress(address)) return undefined;
  try {
    const asked = decodeURIComponent(new URL(address).pathname);
    if (asked.includes('\0') || asked.includes('\\')) return undefined;
    const path = join(root, asked === '/' ? 'index.html' : asked);
    const real = await realpath(path).catch(() => path);
    const base = (await realpath(root)) + sep;
    return real.startsWith(base) ? real : undefined;
  } catch {
    return undefined;
  }
}
