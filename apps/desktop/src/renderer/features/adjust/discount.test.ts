import { expect, test } from 'vitest';
import { discountOf, emptyDraft, erasedDraft, figureOf, typedDraft } from './discount.ts';

test('a percentage becomes basis points, an amount stays pesos, a courtesy is everything', () => {
  const draft = { ...emptyDraft(), reason: ' Demora ' };
  expect(discountOf({ ...draft, digits: '15' }, 'x')).toEqual({ id: 'x', kind: 'percent', value: 1_500, reason: 'Demora' });
  expect(discountOf({ ...draft, kind: 'amount', digits: '2000', lineId: 'l' }, 'x')).toMatchObject({ value: 2_000, lineId: 'l' });
  expect(discountOf({ ...draft, kind: 'courtesy' }, 'x')).toMatchObject({ value: 10_000 });
});

test('without a value or a reason there is none', () => {
  expect(discountOf({ ...emptyDraft(), digits: '10' }, 'x')).toBeUndefined();
  expect(discountOf({ ...emptyDraft(), reason: 'Demora' }, 'x')).toBeUndefined();
});

test('no more than everything can be typed, and nothing without end', () => {
  const full = typedDraft(typedDraft(typedDraft(emptyDraft(), '1'), '0'), '0');
  expect(figureOf(full)).toBe(100);
  expect(figureOf(typedDraft(erasedDraft(full), '9'))).toBe(10);
  const amount = { ...emptyDraft(), kind: 'amount' as const, digits: '99999999' };
  expect(typedDraft(amount, '9')).toEqual(amount);
});
