import { money } from '@fastops/shared/base/money';
import { orderTotals } from '@fastops/shared/orders/totals';
import { expect, test } from 'vitest';

import type { BranchOrder } from '../../lib/branch.tsx';
import { planRefund } from './refund-plan.ts';

const line = { id: 'l', productId: 'p', categoryId: 'c', name: 'Perro', quantity: 3, unitPrice: money(10_015), choices: [] };
const lines: BranchOrder['lines'] = [{ ...line, tax: { code: 'INC', rateBp: 800 }, stations: [] }];

function paid(payments: readonly (readonly [string, BranchOrder['payments'][number]['method'], number])[]): BranchOrder {
  const order: Partial<BranchOrder> = {
    lines,
    discounts: [],
    refunds: [],
    totals: orderTotals(lines),
    payments: payments.map(([id, method, amount]) => ({
      id,
      method,
      amount: money(amount),
      tendered: money(amount),
      change: money(0),
      rounding: money(0),
      status: method === 'nequi' ? 'unverified' : 'taken',
    })),
  };
  return order as BranchOrder;
}

const two = { kind: 'lines', quantities: new Map([['l', 2]]) } as const;

test('everything goes back as it came, but for what nobody has seen', () => {
  const order = paid([
    ['a', 'card', 10_000],
    ['b', 'nequi', 10_000],
    ['c', 'cash', 10_000],
  ]);
  expect(planRefund(order, { kind: 'everything' }, undefined)).toMatchObject({
    parts: [
      { paymentId: 'a', amount: 10_000 },
      { paymentId: 'c', amount: 10_000 },
    ],
    total: 20_000,
    lines: [{ lineId: 'l', quantity: 3 }],
  });
});

test('lines come back by the payment that was picked first, cash to the next coin', () => {
  const order = paid([
    ['a', 'card', 5_000],
    ['c', 'cash', 25_000],
  ]);
  expect(planRefund(order, two, undefined).parts.map(({ amount }) => amount)).toEqual([5_000, 15_050]);
  expect(planRefund(order, two, 'c')).toMatchObject({ parts: [{ paymentId: 'c', amount: 20_050 }], total: 20_050 });
});
