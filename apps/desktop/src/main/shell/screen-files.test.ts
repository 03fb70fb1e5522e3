import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TRAVERSALS } from '../../../e2e/support/hostile.ts';
import { fileFor } from './screen-files.ts';

let folder = '';
const root = () => join(folder, 'renderer');
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'fastops-screens-')));
  for (const name of ['renderer', 'renderer-evil', 'main']) mkdirSync(join(folder, name));
  for (const name of ['renderer/index.html', 'renderer-evil/secret.txt', 'main/index.js', 'package.json'])
    writeFileSync(join(folder, name), 'x');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('the screens are found, and nothing that isn’t there', async () => {
  expect(await fileFor('app://pos/', root())).toBe(join(root(), 'index.html'));
  expect(await fileFor('app://pos/index.html?a#b', root())).toBe(join(root(), 'index.html'));
  expect(await fileFor('app://pos/none.js', root())).toBeUndefined();
});

test('none of 50 ways out of the folder leads anywhere', async () => {
  expect(TRAVERSALS).toHaveLength(50);
  for (const url of TRAVERSALS) expect([url, await fileFor(url, root())]).toEqual([url, undefined]);
});

test('neither a folder whose name begins like ours, nor a link that leads outside, nor the folder itself', async () => {
  symlinkSync(join(folder, 'package.json'), join(root(), 'link.json'));
  symlinkSync(join(folder, 'main'), join(root(), 'linked'));
  for (const path of ['..%2frenderer-evil/secret.txt', 'link.json', 'linked/index.js', '..%2frenderer', '%00', 'a%5c..%5cmain'])
    expect([path, await fileFor(`app://pos/${path}`, root())]).toEqual([path, undefined]);
});
