import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Fact } from '../sync/event.ts';
import { foldOrder } from './order.fold.ts';

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const LINE = id(20);
const PAYMENT = id(30);

function fact(seq: number, type: string, body: object): Fact {
  const place = { terminalId: id(2), branchId: id(3), entityId: id(1), actorId: id(4), businessDay: '2026-11-20' };
  return { ...place, id: id(100 + seq), seq, rev: seq, v: 1, at: 1000 * seq, type, body };
}

const line = {
  id: LINE,
  productId: id(5),
  categoryId: id(6),
  name: 'Salchipapa familiar',
  quantity: 2,
  unitPrice: 25_000,
  choices: [],
  tax: { code: 'INC', rateBp: 800 },
  stations: [],
};
const payment = (method: string, amount: number) => ({
  payment: { id: PAYMENT, method, amount, tendered: amount, change: 0, rounding: 0 },
});
const placed = [
  fact(1, 'order.opened', { orderType: 'counter' }),
  fact(2, 'order.line-added', { line }),
  fact(3, 'order.placed', { number: { series: 'A', sequence: 1 } }),
];

test('a transfer counts while unverified, stays when verified, and the order owes again when it is rejected', () => {
  const taken = [...placed, fact(4, 'order.payment-added', payment('nequi', 50_000))];
  expect(foldOrder(taken)).toMatchObject({ balance: 0, payments: [{ status: 'unverified' }] });
  expect(foldOrder([...taken, fact(5, 'order.payment-verified', { paymentId: PAYMENT })]).payments[0]?.status).toBe('verified');
  const rejected = foldOrder([...taken, fact(5, 'order.payment-rejected', { paymentId: PAYMENT, reason: 'no llegó' })]);
  expect(rejected).toMatchObject({ balance: 50_000, paid: 0, needsReview: ['owes-after-payment'] });
});

test('a discount lowers what is due, a removed one does not, a tip raises it and stays out of the total', () => {
  const discount = { id: id(40), kind: 'percent', value: 1_000, reason: 'Cliente fiel' };
  const adjusted = [...placed, fact(4, 'order.discount-added', { discount }), fact(5, 'order.tip-set', { amount: 3_000 })];
  expect(foldOrder(adjusted)).toMatchObject({ totals: { gross: 50_000, discount: 5_000, total: 45_000, due: 48_000 }, balance: 48_000 });
  expect(foldOrder([...adjusted, fact(6, 'order.discount-removed', { discountId: id(40) })]).totals.due).toBe(53_000);
});

test('the last tip counts, whether it was set by an older till or answered by the customer', () => {
  const tip = { answer: 'accepted', amount: 4_600, suggestedBp: 1_000, suggested: 4_600 };
  const set = (seq: number) => fact(seq, 'order.tip-set', { amount: 3_000 });
  const answered = (seq: number, body: object) => fact(seq, 'order.tip-answered', { tip: { ...tip, ...body } });
  expect(foldOrder([...placed, set(4), answered(5, {})])).toMatchObject({ totals: { tip: 4_600 }, tipAnswer: { answer: 'accepted' } });
  expect(foldOrder([...placed, answered(4, {}), set(5)]).totals.tip).toBe(3_000);
  expect(foldOrder([...placed, answered(4, {}), answered(5, { answer: 'declined', amount: 0 })]).totals.due).toBe(50_000);
  expect(foldOrder(placed).tipAnswer).toBeUndefined();
});

test('a refund makes no new debt, gives back what was taken too much, and more than was paid asks for a review', () => {
  const paid = [...placed, fact(4, 'order.payment-added', payment('cash', 50_000))];
  const refund = { id: id(50), method: 'cash', amount: 25_000, lines: [{ lineId: LINE, quantity: 1 }], reason: 'fría' };
  expect(foldOrder([...paid, fact(5, 'order.refunded', { refund })])).toMatchObject({ balance: 0, refunded: 25_000, needsReview: [] });
  const voided = fact(5, 'order.line-voided', { voided: { id: id(60), lineId: LINE, quantity: 1, reason: 'se cayó' } });
  expect(foldOrder([...paid, voided])).toMatchObject({ balance: -25_000, needsReview: ['overpaid'] });
  expect(foldOrder([...paid, voided, fact(6, 'order.refunded', { refund })])).toMatchObject({ balance: 0, needsReview: [] });
  const twice = { ...refund, id: id(51), amount: 30_000 };
  const all = [...paid, fact(5, 'order.refunded', { refund }), fact(6, 'order.refunded', { refund: twice })];
  expect(foldOrder(all).needsReview).toEqual(['over-refunded']);
});

test('any arrival order and any repetition give the same money', () => {
  const facts = [
    ...placed,
    fact(4, 'order.discount-added', { discount: { id: id(40), kind: 'amount', value: 5_000, reason: 'x' } }),
    fact(5, 'order.payment-added', payment('nequi', 45_000)),
    fact(6, 'order.payment-verified', { paymentId: PAYMENT }),
    fact(7, 'order.line-voided', { voided: { id: id(60), lineId: LINE, quantity: 1, reason: 'x' } }),
    fact(8, 'order.refunded', { refund: { id: id(50), method: 'nequi', amount: 20_000, lines: [], reason: 'x' } }),
    fact(9, 'order.tip-set', { amount: 1_000 }),
    fact(10, 'order.tip-answered', { tip: { answer: 'changed', amount: 500, suggestedBp: 0, suggested: 0 } }),
  ];
  const expected = foldOrder(facts);
  fc.assert(
    fc.property(fc.shuffledSubarray([...facts, ...facts], { minLength: facts.length * 2 }), (arrived) => {
      expect(foldOrder(arrived)).toEqual(expected);
    }),
  );
});
