// Runs the test runners with their output on the screen and counts from their JSON reports.
import { readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { runLoudly } from '../setup/child.mjs';
import { rootDir } from '../setup/paths.mjs';

const WHY_CHARS = 200;

const require = createRequire(join(rootDir, 'package.json'));

/**
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<import('./tally.mjs').Tally>}
 */
export function runVitest(args, env = process.env) {
  return counted('vitest', countVitest, (file) =>
    runVitestLoudly(['--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...args], env),
  );
}

/**
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} its exit code
 */
export function runVitestLoudly(args, env) {
  const cli = join(dirname(require.resolve('vitest/package.json')), 'vitest.mjs');
  return runLoudly(process.execPath, [cli, 'run', ...args], { cwd: rootDir, env });
}

/** @type {typeof runVitest} */
export function runPlaywright(args, env = process.env) {
  const cli = join(dirname(require.resolve('@playwright/test/package.json')), 'cli.js');
  return counted('playwright', countPlaywright, (file) =>
    runLoudly(process.execPath, [cli, 'test', '--reporter=list,json', ...args], {
      cwd: rootDir,
      env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: file, PLAYWRIGHT_JSON_OUTPUT_NAME: file },
    }),
  );
}

/** A skipped test is a promise nobody keeps: it counts as failed. */
export function countVitest(report) {
  const wrong = report.testResults.flatMap((file) => {
    const tests = file.assertionResults.filter(({ status }) => status !== 'passed');
    const inTests = tests.some(({ status }) => status === 'failed');
    const broken = file.status === 'failed' && !inTests ? [named(file.name, 'the file itself', file.message)] : [];
    return [...tests.map(({ fullName, failureMessages = [] }) => named(file.name, fullName, failureMessages[0])), ...broken];
  });
  const passed = report.testResults.flatMap((file) => file.assertionResults).filter(({ status }) => status === 'passed').length;
  return { passed, failed: wrong.length, wrong };
}

/** @type {typeof countVitest} */
export function countPlaywright({ stats, errors, suites = [] }) {
  const wrong = [...suites.flatMap(unexpectedSpecs), ...errors.map(({ message }) => named('', 'outside any test', message))];
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + stats.skipped + errors.length, wrong };
}

/** A suite of Playwright holds specs and suites; a spec is `ok` although it was flaky. */
function unexpectedSpecs({ specs = [], suites = [] }) {
  const bad = specs.filter(({ tests }) => tests.some(({ status }) => status !== 'expected'));
  const own = bad.map(({ file, title, tests }) =>
    named(file, title, tests.flatMap(({ results }) => results).find(({ error }) => error)?.error.message),
  );
  return [...own, ...suites.flatMap(unexpectedSpecs)];
}

/** One line: where, what, and the first line of why. */
function named(file, title, message = '') {
  const [why = ''] = stripVTControlCharacters(message).split('\n');
  return `${file ? `${relative(rootDir, file)}: ` : ''}${title}${why && ` (${why.slice(0, WHY_CHARS)})`}`;
}

async function counted(name, count, run) {
  const file = join(tmpdir(), `fastops-${name}-${process.pid}.json`);
  rmSync(file, { force: true });
  try {
    const code = await run(file);
    return withCrash({ tally: count(JSON.parse(readFileSync(file, 'utf8'))), code, name });
  } catch (error) {
    return { passed: 0, failed: 1, wrong: [`${name} left no report: ${error.message}`] };
  } finally {
    rmSync(file, { force: true });
  }
}

/** Green tests and a red exit (an error outside any test, a process that would not end) are one more failure. */
function withCrash({ tally, code, name }) {
  if (code === 0 || tally.failed > 0) return tally;
  return { ...tally, failed: 1, wrong: [`${name} ended with code ${code} though no test failed`] };
}
