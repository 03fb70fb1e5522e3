import { expect, it } from 'vitest';

import { contactAt } from './contact.ts';

const NOW = 1_000_000_000;

it.each([
  [0, 'fresh'],
  [59_999, 'fresh'],
  [60_000, 'late'],
  [299_999, 'late'],
  [300_000, 'lost'],
] as const)('a till heard %i ms ago is %s', (agoMs, state) => {
  expect(contactAt(NOW - agoMs, NOW).state).toBe(state);
});

it('a till that never spoke is not called lost', () => {
  expect(contactAt(null, NOW).state).toBe('never');
});

it('a clock a little behind the cloud does not make a till speak from the future', () => {
  expect(contactAt(NOW + 500, NOW)).toEqual({ state: 'fresh', at: NOW + 500, agoMs: 0 });
});
