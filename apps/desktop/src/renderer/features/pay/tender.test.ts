import { money } from '@fastops/shared/base/money';
import { describe, expect, test } from 'vitest';

import { cashView, erased, EXACT, picked, typed } from './tender.ts';

const total = money(46_000);

describe('a cash tender', () => {
  test('is the exact amount until something is typed', () => {
    expect(cashView(total, EXACT)).toMatchObject({ due: 46_000, tendered: 46_000, change: 0, missing: 0 });
  });

  test('typed digits build an amount, and too little says what is missing', () => {
    const five = typed(EXACT, '5');
    expect(cashView(total, five)).toMatchObject({ tendered: 5, change: undefined, missing: 45_995 });
    const fifty = typed(typed(five, '0'), '000');
    expect(cashView(total, fifty)).toMatchObject({ tendered: 50_000, change: 4_000 });
  });

  test('a digit after a picked bill begins a new amount', () => {
    expect(typed(picked(money(50_000)), '7')).toEqual({ kind: 'typed', digits: '7' });
  });

  test('erasing the untouched amount empties it, and an empty amount owes everything', () => {
    expect(cashView(total, erased(EXACT))).toMatchObject({ tendered: 0, change: undefined, missing: 46_000 });
  });

  test('leading zeros and more than eight digits are not money', () => {
    expect(typed({ kind: 'typed', digits: '0' }, '5')).toEqual({ kind: 'typed', digits: '5' });
    expect(typed({ kind: 'typed', digits: '99999999' }, '9')).toEqual({ kind: 'typed', digits: '99999999' });
  });

  test('an amount no coin can pay is rounded down for the customer', () => {
    expect(cashView(money(46_030), EXACT)).toMatchObject({ due: 46_000, rounding: -30, change: 0 });
  });
});
