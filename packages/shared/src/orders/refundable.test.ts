import fc from 'fast-check';
import { expect, test } from 'vitest';
import { money, sumMoney } from '../base/money.ts';
import type { Refund } from './adjustment.events.ts';
import type { OrderPayment } from './money.fold.ts';
import type { OrderLine } from './order.events.ts';
import { mostForLines, refundableLines, refundablePayments, worthOfLines } from './refundable.ts';
import { priceLines } from './totals.ts';

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const payment = (n: number, method: OrderPayment['method'], amount: number): OrderPayment => ({
  id: id(n),
  method,
  amount: money(amount),
  tendered: money(amount),
  change: money(0),
  rounding: money(0),
  status: 'taken',
});
const refund = (n: number, part: Partial<Refund>): Refund => ({
  id: id(n),
  method: 'cash',
  amount: money(1),
  lines: [],
  reason: 'x',
  ...part,
});
const line = (n: number, quantity: number, unitPrice: number): OrderLine => ({
  id: id(n),
  productId: id(1),
  categoryId: id(2),
  name: `P${n}`,
  quantity,
  unitPrice: money(unitPrice),
  choices: [],
  tax: { code: 'INC', rateBp: 800 },
  stations: [],
});

test('a refund without a payment of its own comes off the payments of its means, in their order', () => {
  const payments = [payment(1, 'cash', 10_000), payment(2, 'card', 8_000), payment(3, 'cash', 5_000)];
  const refunds = [refund(10, { amount: money(12_000) }), refund(11, { method: 'card', paymentId: id(2), amount: money(3_000) })];
  expect(refundablePayments({ payments, refunds }).map(({ left }) => left)).toEqual([0, 5_000, 3_000]);
});

test('a payment that never arrived gives nothing back', () => {
  const payments = [{ ...payment(1, 'nequi', 10_000), status: 'rejected' as const }];
  expect(refundablePayments({ payments, refunds: [] })).toEqual([]);
});

test('in cash the customer gets the next coin up, by other means the peso', () => {
  expect([mostForLines(money(12_345), true), mostForLines(money(12_345), false), mostForLines(money(12_350), true)]).toEqual([
    12_350, 12_345, 12_350,
  ]);
});

test('however a line is given back in parts, the parts are worth the line', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 99_999 }),
      fc.integer({ min: 1, max: 10_000 }),
      fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 40 }),
      (quantity, price, bp, steps) => {
        const lines = [line(1, quantity, price)];
        const discounts = [{ id: id(5), kind: 'percent' as const, value: bp, reason: 'x' }];
        const [priced] = priceLines(lines, discounts);
        const refunds: Refund[] = [];
        const given = [];
        for (const [index, wanted] of [...steps, quantity].entries()) {
          const [left] = refundableLines({ lines, discounts, refunds });
          if (!left) break;
          const back = [{ lineId: id(1), quantity: Math.min(wanted, left.quantity) }];
          given.push(worthOfLines({ lines, discounts, refunds }, back));
          refunds.push(refund(20 + index, { lines: back }));
        }
        if (refundableLines({ lines, discounts, refunds }).length === 0) expect(sumMoney(given)).toBe(priced?.net);
        else expect(sumMoney(given)).toBeLessThanOrEqual(priced?.net ?? 0);
      },
    ),
  );
});
