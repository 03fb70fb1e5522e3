import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A file of the kitchen's pages. `isForever`: its name changes with its content. */
export type Page = { readonly type: string; readonly body: Buffer; readonly isForever: boolean };

/** The built pages: beside the bundled branch server, or in the working tree's build. */
const FOLDERS = ['../renderer/', '../../../out/renderer/'].map((path) => fileURLToPath(new URL(path, import.meta.url)));

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  woff2: 'font/woff2',
  svg: 'image/svg+xml',
};

/** Finds the files that a browser in the kitchen may have: its one page, and what that page loads. */
export function kitchenPages(): { find(path: string): Page | undefined } {
  const folder = FOLDERS.find((each) => existsSync(`${each}kitchen.html`));
  const known = new Map<string, Page>();
  return {
    find: (path) => {
      // Names that builds make, and no way up: the till's own page is not among them.
      const name = path === '/' ? 'kitchen.html' : /^\/(no-eval\.js|assets\/[\w-]+(?:\.[\w-]+)*\.(?:js|css|woff2|svg))$/.exec(path)?.[1];
      if (folder === undefined || name === undefined) return undefined;
      const page = known.get(name) ?? read(folder, name);
      if (page) known.set(name, page);
      return page;
    },
  };
}

function read(folder: string, name: string): Page | undefined {
  const file = `${folder}${name}`;
  if (!existsSync(file)) return undefined;
  const type = TYPES[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream';
  return { type, body: readFileSync(file), isForever: name.startsWith('assets/') };
}
