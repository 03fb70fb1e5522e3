// All that `npm run check` looks at. Each check gives outcomes; one that crashes is a failed outcome, never silence.
import { join } from 'node:path';
import { cruiseTree } from './dependencies.mjs';
import { selftestDependencies } from './dependency-selftest.mjs';
import { selftestLint } from './lint-selftest.mjs';
import { runOxlint } from './oxlint.mjs';
import { turbo } from '../setup/build.mjs';
import { runQuietly } from '../setup/child.mjs';
import { rootDir } from '../setup/paths.mjs';
import { SetupError, say, secondsSince } from '../setup/progress.mjs';

const SHOWN = 50;
const LAYOUT_MS = 60_000;

/** @type {readonly (readonly [string, () => Promise<import('./lint-selftest.mjs').Outcome[]>])[]} */
const CHECKS = [
  ['types', checkTypes],
  ['lint', checkLint],
  ['layout', checkLayout],
  ['imports', checkImports],
  ['lint self-test', selftestLint],
  ['imports self-test', selftestDependencies],
];

/** @returns {Promise<import('./lint-selftest.mjs').Outcome[]>} */
export async function runChecks() {
  const outcomes = [];
  for (const [name, check] of CHECKS) {
    const startedAt = performance.now();
    say(`… Checking: ${name}`);
    const found = await check().catch((error) => [crashed(name, error)]);
    outcomes.push(...found);
    const failed = found.filter(({ ok }) => !ok);
    for (const { name: what, detail } of failed) say(`  ✗ ${what}\n${indent(detail ?? '')}`);
    say(`${failed.length === 0 ? '✓' : '✗'} Checking: ${name} (${found.length} checked, ${secondsSince(startedAt)})`);
  }
  return outcomes;
}

async function checkTypes() {
  await turbo('typecheck');
  return [{ name: 'every package type-checks', ok: true }];
}

async function checkLint() {
  const hits = await runOxlint(rootDir);
  const detail = listed(hits.map(({ file, line, rule, message }) => `${file}:${line} ${rule}: ${message}`));
  return [{ name: 'no lint error', ok: hits.length === 0, detail }];
}

async function checkLayout() {
  const binary = join(rootDir, 'node_modules', 'oxfmt', 'bin', 'oxfmt');
  const run = await runQuietly(process.execPath, [binary, '--list-different'], { cwd: rootDir, timeoutMs: LAYOUT_MS });
  return [{ name: 'every file is laid out by `npm run format`', ok: run.ok, detail: listed(run.lines) }];
}

async function checkImports() {
  const { violations, typescriptModules } = await cruiseTree(rootDir);
  const detail = listed(violations.map(({ rule, from, to }) => `${rule}: ${from} -> ${to}`));
  return [{ name: `no import rule is broken in ${typescriptModules} modules`, ok: violations.length === 0, detail }];
}

function crashed(name, error) {
  const lines = error instanceof SetupError ? [...error.detail, error.message] : [error.stack ?? String(error)];
  return { name, ok: false, detail: lines.join('\n') };
}

function listed(lines) {
  const rest = lines.length - SHOWN;
  return [...lines.slice(0, SHOWN), ...(rest > 0 ? [`and ${rest} more`] : [])].join('\n');
}

function indent(text) {
  return text
    .split('\n')
    .map((line) => `      ${line}`)
    .join('\n');
}
