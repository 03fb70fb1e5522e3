import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { protocol } from 'electron';
import { fileFor } from './screen-files.ts';

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
  // What React sets it sets through the object model, which this doesn't forbid: no style stands in the markup.
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  // The screens ask the branch server over their port, and nobody else.
  "connect-src 'none'",
  "frame-src 'none'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

/** Must run before the app is ready: the scheme is standard and secure, so pages on it have an origin of their own. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } }]);
}

/** Serves the built screens. What isn't one of them is refused, with the same answer whether it is there or not. */
export function serveScreens(root: string): void {
  protocol.handle('app', async (request) => {
    const path = await fileFor(request.url, root);
    const bytes = path === undefined ? undefined : await readFile(path).catch(() => undefined);
    if (path === undefined || bytes === undefined) return new Response('forbidden', { status: 403 });
    const headers = {
      'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
      'content-security-policy': POLICY,
      'x-content-type-options': 'nosniff',
    };
    return new Response(new Uint8Array(bytes), { headers });
  });
}
