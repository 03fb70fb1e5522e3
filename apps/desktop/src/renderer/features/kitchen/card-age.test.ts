import { expect, test } from 'vitest';
import { ageText, urgencyOf } from './card-age.ts';

test.each([
  [-5, '0:00'],
  [247_999, '4:07'],
  [750_000, '12:30'],
  [3_729_000, '1:02:09'],
])('%i ms read %s', (ms, text) => expect(ageText(ms)).toBe(text));

test('a card is on hold, to begin later, fresh, soon or late', () => {
  const card = { held: false, startAt: 100, warnAt: 200, lateAt: 300 };
  expect([50, 150, 250, 350].map((now) => urgencyOf(card, now))).toEqual(['later', 'fresh', 'soon', 'late']);
  expect(urgencyOf({ ...card, held: true }, 350)).toBe('held');
});
