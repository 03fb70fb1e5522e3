import { expect, test } from 'vitest';
import { countPlaywright, countVitest } from './runners.mjs';
import { tallyOf } from './tally.mjs';

const file = (status, ...statuses) => ({
  name: '/repo/a.test.ts',
  status,
  message: 'no such module',
  assertionResults: statuses.map((each) => ({
    fullName: `${each} test`,
    status: each,
    failureMessages: each === 'failed' ? ['Error: 1 is not 2\n  at …'] : [],
  })),
});

test('vitest: a skipped test and a file that would not load count as failed, and each is named', () => {
  const report = { testResults: [file('passed', 'passed', 'passed', 'skipped'), file('failed', 'passed', 'failed'), file('failed')] };
  const { wrong, ...counts } = countVitest(report);
  expect(counts).toEqual({ passed: 3, failed: 3 });
  expect(wrong.map((line) => line.slice(line.indexOf('a.test.ts')))).toEqual([
    'a.test.ts: skipped test',
    'a.test.ts: failed test (Error: 1 is not 2)',
    'a.test.ts: the file itself (no such module)',
  ]);
});

test('playwright: flaky, skipped and errors outside a test count as failed, and each is named', () => {
  const spec = (title, status) => ({ file: '', title, tests: [{ status, results: [{ error: { message: 'not there' } }] }] });
  const suites = [{ specs: [spec('one', 'unexpected'), spec('two', 'expected')], suites: [{ specs: [spec('three', 'flaky')] }] }];
  const counts = countPlaywright({
    stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 1 },
    errors: [{ message: 'no server' }],
    suites,
  });
  expect(counts).toEqual({ passed: 5, failed: 4, wrong: ['one (not there)', 'three (not there)', 'outside any test (no server)'] });
});

test('outcomes of checks are counted one by one', () => {
  const outcomes = [
    { name: 'types', ok: true },
    { name: 'lint', ok: false },
    { name: 'layout', ok: true },
  ];
  expect(tallyOf(outcomes)).toEqual({ passed: 2, failed: 1, wrong: ['lint'] });
});
