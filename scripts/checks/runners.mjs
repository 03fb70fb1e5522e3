// Runs the test runners with their output on the screen and counts from their JSON reports.
import { readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runLoudly } from '../setup/child.mjs';
import { rootDir } from '../setup/paths.mjs';
import { say } from '../setup/progress.mjs';

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
  const tests = report.testResults.flatMap((file) => file.assertionResults);
  const passed = tests.filter(({ status }) => status === 'passed').length;
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  ).length;
  return { passed, failed: tests.length - passed + brokenFiles };
}

/** @type {typeof countVitest} */
export function countPlaywright({ stats, errors }) {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + stats.skipped + errors.length };
}

async function counted(name, count, run) {
  const file = join(tmpdir(), `fastops-${name}-${process.pid}.json`);
  rmSync(file, { force: true });
  try {
    const code = await run(file);
    return withCrash({ tally: count(JSON.parse(readFileSync(file, 'utf8'))), code, name });
  } catch (error) {
    say(`✗ ${name} left no report: ${error.message}`);
    return { passed: 0, failed: 1 };
  } finally {
    rmSync(file, { force: true });
  }
}

/** Green tests and a red exit (an error outside any test, a process that would not end) are one more failure. */
function withCrash({ tally, code, name }) {
  if (code === 0 || tally.failed > 0) return tally;
  say(`✗ ${name} ended with code ${code} though no test failed`);
  return { ...tally, failed: 1 };
}
