import { expect, test } from 'vitest';
import { countPlaywright, countVitest } from './runners.mjs';
import { tallyOf } from './tally.mjs';

const file = (status, ...statuses) => ({ status, assertionResults: statuses.map((each) => ({ status: each })) });

test('vitest: a skipped test and a file that would not load count as failed', () => {
  const report = { testResults: [file('passed', 'passed', 'passed', 'skipped'), file('failed', 'passed', 'failed'), file('failed')] };
  expect(countVitest(report)).toEqual({ passed: 3, failed: 3 });
});

test('playwright: flaky, skipped and errors outside a test count as failed', () => {
  expect(countPlaywright({ stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 1 }, errors: [{}] })).toEqual({ passed: 5, failed: 4 });
});

test('outcomes of checks are counted one by one', () => {
  expect(tallyOf([{ ok: true }, { ok: false }, { ok: true }])).toEqual({ passed: 2, failed: 1 });
});
