import { DEFAULT_LIMITS } from '@fastops/shared/identity/limits';
import { expect, it } from 'vitest';

import { draftOf, fieldsOf, limitOf } from './limit-draft.ts';

const { cashier } = DEFAULT_LIMITS;

it('what is set comes back as it was, and what is not set stays unset', () => {
  for (const own of [{}, { discountBp: 1_250 }, { voidAmount: null, cashOutAmount: 0 }]) {
    expect(draftOf(fieldsOf(own, cashier))).toEqual(own);
  }
});

it('a percentage is read with a comma, money with points, and nonsense not at all', () => {
  expect(limitOf('discountBp', '12,5')).toBe(1_250);
  expect(limitOf('discountAmount', '$ 20.000')).toBe(20_000);
  for (const [name, figure] of [
    ['discountBp', '101'],
    ['discountBp', '-1'],
    ['discountBp', 'diez'],
    ['voidAmount', ''],
    ['voidAmount', '-5'],
    ['voidAmount', '1234567890123'],
  ] as const) {
    expect([name, figure, limitOf(name, figure)]).toEqual([name, figure, undefined]);
  }
});

it('a figure that is missing keeps everything from being saved', () => {
  const fields = fieldsOf({}, cashier);
  expect(draftOf({ ...fields, refundAmount: { kind: 'figure', figure: '' } })).toBeUndefined();
});
