// One planted violation and one clean twin for each rule of .oxlintrc.json.

const lines = (count, text) => Array.from({ length: count }, (_, index) => text(index)).join('\n');
const ts = (code, path = 'apps/desktop/src/branch/<case>/bad-case.ts') => ({ path, code: `${code}\n` });
const clean = (code, path = 'apps/desktop/src/branch/<case>/good-case.ts') => ({ path, code: `${code}\n` });
const SHARED_BAD = 'packages/shared/src/<case>/bad-case.ts';
const SHARED_GOOD = 'packages/shared/src/<case>/good-case.ts';
const SERVICE = 'apps/cloud/src/server/modules/<case>/bad.service.ts';
const ADAPTER = 'apps/cloud/src/server/adapters/<case>/clock.ts';
const SCREEN = 'apps/desktop/src/renderer/<case>';
const ELECTRON = "import { BrowserWindow, ipcMain, shell } from 'electron';\nexport const all = [BrowserWindow, ipcMain, shell].length;\n";
const branches = (count) => lines(count, (index) => `  if (x === ${index}) return ${index};`);

/**
 * `also` tells apart two cases of one rule.
 * @type {readonly { rule: string, also?: string, bad: { path: string, code: string }, good: { path: string, code: string } }[]}
 */
export const LINT_CASES = [
  {
    rule: 'eslint/max-lines',
    bad: ts(lines(401, (n) => `export const a${n} = ${n};`)),
    good: clean(lines(400, (n) => `export const a${n} = ${n};`)),
  },
  {
    rule: 'eslint/max-lines-per-function',
    bad: ts(`export function long(x: number[]) {\n${lines(70, (n) => `  x.push(${n});`)}\n}`),
    good: clean(`export function long(x: number[]) {\n${lines(60, (n) => `  x.push(${n});`)}\n}`),
  },
  {
    rule: 'eslint/max-params',
    bad: ts('export const four = (a: number, b: number, c: number, d: number) => a + b + c + d;'),
    good: clean('export const three = (a: number, b: number, c: number) => a + b + c;'),
  },
  {
    rule: 'eslint/complexity',
    bad: ts(`export function maze(x: number) {\n${branches(12)}\n  return -1;\n}`),
    good: clean(`export function path(x: number) {\n${branches(11)}\n  return -1;\n}`),
  },
  {
    rule: 'eslint/eqeqeq',
    bad: ts('export const same = (a: unknown, b: unknown) => a == b;'),
    good: clean('export const same = (a: unknown, b: unknown) => a === b;'),
  },
  { rule: 'eslint/no-var', bad: ts('export var old = 1;'), good: clean('export const fresh = 1;') },
  {
    rule: 'eslint/prefer-const',
    bad: ts('export function f() {\n  let x = 1;\n  return x;\n}'),
    good: clean('export function f() {\n  let x = 1;\n  x += 1;\n  return x;\n}'),
  },
  {
    rule: 'eslint/no-empty',
    bad: ts('export function f(act: () => void) {\n  try {\n    act();\n  } catch {}\n}'),
    good: clean('export function f(act: () => void) {\n  try {\n    act();\n  } catch {\n    // Already gone.\n  }\n}'),
  },
  {
    rule: 'eslint/no-eval',
    bad: ts('export const f = (x: string): unknown => eval(x);'),
    good: clean('export const f = (x: string): unknown => JSON.parse(x);'),
  },
  {
    rule: 'eslint/no-new-func',
    bad: ts("export const f = new Function('return 1');"),
    good: clean('export const f = () => 1;'),
  },
  {
    rule: 'typescript/no-implied-eval',
    bad: ts("setTimeout('run()', 1);"),
    good: clean('setTimeout(() => {}, 1);'),
  },
  {
    rule: 'react/no-danger',
    bad: ts(
      'export const Hi = ({ x }: { readonly x: string }) => <b dangerouslySetInnerHTML={{ __html: x }} />;',
      `${SCREEN}/bad-case.tsx`,
    ),
    good: clean('export const Hi = ({ x }: { readonly x: string }) => <b>{x}</b>;', `${SCREEN}/good-case.tsx`),
  },
  {
    rule: 'house/no-markup-from-text',
    bad: ts('export const show = (at: Element, x: string) => {\n  at.innerHTML = x;\n};', `${SCREEN}/bad-case.ts`),
    good: clean('export const show = (at: Element, x: string) => {\n  at.textContent = x;\n};', `${SCREEN}/good-case.ts`),
  },
  {
    rule: 'house/no-markup-from-text',
    also: 'insert',
    bad: ts("export const show = (at: Element, x: string) => at.insertAdjacentHTML('beforeend', x);", `${SCREEN}/bad-case.ts`),
    good: clean('export const show = (at: Element, x: string) => at.append(x);', `${SCREEN}/good-case.ts`),
  },
  ...[
    ['window', 'new BrowserWindow({})', 'window.ts'],
    ['message', "ipcMain.on('x', () => {})", 'ipc.ts'],
    ['outside', "shell.openExternal('https://fastops.co')", 'security.ts'],
  ].map(([also, use, home]) => ({
    rule: 'house/electron-doors',
    also,
    bad: ts(`${ELECTRON}export const f = () => ${use};`, 'apps/desktop/src/main/<case>/other.ts'),
    good: clean(`${ELECTRON}export const f = () => ${use};`, `apps/desktop/src/main/<case>/shell/${home}`),
  })),
  {
    rule: 'house/electron-doors',
    also: 'script',
    bad: ts(
      'export const f = (page: { executeJavaScript(x: string): unknown }, x: string) => page.executeJavaScript(x);',
      'apps/desktop/src/main/<case>/shell/window.ts',
    ),
    good: clean(
      'export const f = (page: { send(x: string): unknown }, x: string) => page.send(x);',
      'apps/desktop/src/main/<case>/other.ts',
    ),
  },
  {
    rule: 'eslint/no-unused-vars',
    bad: ts('export const first = (a: number, b: number) => a;'),
    good: clean('export const first = (a: number, _b: number) => a;'),
  },
  { rule: 'import/no-default-export', bad: ts('export default 1;'), good: clean('export default 1;', 'apps/desktop/<case>.config.ts') },
  {
    rule: 'unicorn/filename-case',
    bad: ts('export const a = 1;', 'apps/desktop/src/branch/<case>/BadName.ts'),
    good: clean('export const a = 1;', 'apps/desktop/src/branch/<case>/good-name.store.ts'),
  },
  {
    rule: 'typescript/consistent-type-imports',
    bad: ts("import { Stats } from 'node:fs';\nexport const f = (s: Stats) => s.size;"),
    good: clean("import type { Stats } from 'node:fs';\nexport const f = (s: Stats) => s.size;"),
  },
  {
    rule: 'typescript/no-explicit-any',
    bad: ts('export const f = (x: any) => String(x);'),
    good: clean('export const f = (x: unknown) => typeof x;'),
  },
  {
    rule: 'typescript/no-non-null-assertion',
    bad: ts('export const f = (x: string | null) => x!.length;'),
    good: clean('export const f = (x: string | null) => x?.length;'),
  },
  {
    rule: 'typescript/ban-ts-comment',
    bad: ts("// @ts-ignore -- on purpose\nexport const n: number = 'x';"),
    good: clean('export const n: number = 1;'),
  },
  {
    rule: 'typescript/no-floating-promises',
    bad: ts('const later = async () => 1;\nexport function f() {\n  later();\n}'),
    good: clean('const later = async () => 1;\nexport async function f() {\n  await later();\n}'),
  },
  {
    rule: 'typescript/no-misused-promises',
    bad: ts('const ready = async () => true;\nexport function f() {\n  if (ready()) return 1;\n  return 0;\n}'),
    good: clean('const ready = async () => true;\nexport async function f() {\n  if (await ready()) return 1;\n  return 0;\n}'),
  },
  {
    rule: 'typescript/switch-exhaustiveness-check',
    bad: ts("export function f(s: 'a' | 'b') {\n  switch (s) {\n    case 'a':\n      return 1;\n  }\n  return 0;\n}"),
    good: clean(
      "export function f(s: 'a' | 'b') {\n  switch (s) {\n    case 'a':\n      return 1;\n    case 'b':\n      return 2;\n  }\n}",
    ),
  },
  {
    rule: 'node/no-process-env',
    bad: ts('export const home = process.env.HOME;'),
    good: clean('export const home = process.env.HOME;', 'apps/desktop/src/branch/<case>/env.ts'),
  },
  {
    rule: 'house/disable-needs-reason',
    bad: ts('// oxlint-disable-next-line eslint/no-var\nexport var old = 1;'),
    good: clean('// oxlint-disable-next-line eslint/no-var -- the loader looks for a var\nexport var old = 1;'),
  },
  {
    rule: 'house/document-exports',
    bad: ts('export const a = 1;', SHARED_BAD),
    good: clean(
      "import { z } from 'zod';\n/** One, in pesos. */\nexport const a = z.number();\nexport type A = z.infer<typeof a>;",
      SHARED_GOOD,
    ),
  },
  {
    rule: 'house/no-clock',
    bad: ts('/** Now. */\nexport const now = () => new Date();', SHARED_BAD),
    good: clean('/** A day. */\nexport const day = (at: number) => new Date(at).toISOString();', SHARED_GOOD),
  },
  {
    rule: 'eslint/no-restricted-properties',
    bad: ts('export const now = () => Date.now();', SERVICE),
    good: clean('export const now = () => Date.now();', ADAPTER),
  },
  {
    rule: 'eslint/no-restricted-properties',
    also: 'dice',
    bad: ts('/** Chance. */\nexport const dice = () => Math.random();', SHARED_BAD),
    good: clean('export const dice = () => Math.random();', ADAPTER),
  },
  {
    rule: 'eslint/no-restricted-properties',
    also: 'uuid',
    bad: ts('export const id = () => crypto.randomUUID();', SERVICE),
    good: clean('export const id = () => crypto.randomUUID();', ADAPTER),
  },
  {
    rule: 'eslint/no-restricted-imports',
    bad: ts("import { randomUUID } from 'node:crypto';\nexport const id = () => randomUUID();", SERVICE),
    good: clean("import { randomUUID } from 'node:crypto';\nexport const id = () => randomUUID();", ADAPTER),
  },
  {
    rule: 'eslint/no-restricted-imports',
    also: 'copy-file',
    bad: ts("import { copyFileSync } from 'node:fs';\nexport const save = () => copyFileSync('branch.db', 'copy.db');"),
    good: clean("import { renameSync } from 'node:fs';\nexport const save = () => renameSync('copy.db.unfinished', 'copy.db');"),
  },
  {
    rule: 'house/no-text-in-components',
    bad: ts('export const Hi = () => <b title="Cobrar">ok</b>;', 'apps/desktop/src/renderer/<case>/bad-case.tsx'),
    good: clean(
      'import { Kbd } from "@fastops/ui/kbd";\nexport const Hi = ({ t }: { readonly t: (key: string) => string }) => <b title={t("pay.title")}>{t("pay.ok")} · <Kbd>Enter</Kbd> <input placeholder="https://" /></b>;',
      'apps/desktop/src/renderer/<case>/good-case.tsx',
    ),
  },
];
