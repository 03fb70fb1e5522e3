import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { PANEL_KEYS } from '../src/renderer/lib/keys.ts';
import { LOOKED_AT } from './support/screens.ts';

const RENDERER = join(import.meta.dirname, '../src/renderer');
const DRAWS = /<(?:Dialog|Sheet|Menu)\b/;

/** What a person may have in front: a file that is called a screen, or that opens something over one. */
function screens(): string[] {
  return ['app', 'features']
    .flatMap((folder) => readdirSync(join(RENDERER, folder), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`))
    .filter((name) => name.endsWith('.tsx') && !MENUS.has(name))
    .filter((name) => name.endsWith('.screen.tsx') || DRAWS.test(readFileSync(join(RENDERER, name), 'utf8')));
}

/** Menus beside a button, seen with the screen that they are on. */
const MENUS = new Set(['app/settings-menu.tsx', 'features/sell/order-actions.tsx', 'features/sell/order-type-strip.tsx']);

test('every screen and dialog of the till is in the list of those that axe looks at', () => {
  const known = Object.keys(LOOKED_AT).filter((name) => name !== 'app/kitchen-panel.tsx');
  expect(screens().toSorted()).toEqual(known.toSorted());
});

test('each of them is looked at by the test that says so', () => {
  const missing = Object.entries(LOOKED_AT).filter(([, [file, name]]) => !isLookedAt(file, name));
  expect(missing).toEqual([]);
});

/** By its name in a look of that test; or as one of what a loop there goes through. */
function isLookedAt(file: string, name: string): boolean {
  const source = readFileSync(join(import.meta.dirname, `${file}.e2e.ts`), 'utf8');
  if (new RegExp(`(?:look|lookAt|lookAtDisplay|noSeriousFault)\\([^;]*'${name}'`).test(source)) return true;
  return file === 'dialogs' && (name in PANEL_KEYS || new RegExp(`^  '?${name}'?: `, 'm').test(source) || source.includes(`'${name}': `));
}
