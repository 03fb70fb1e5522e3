import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bodyFault } from '../sync/event-types.ts';
import type { Fact } from '../sync/event.ts';
import { phoneDigits, phoneSchema } from './customer.events.ts';
import { availableCredit, foldCustomer } from './customer.fold.ts';

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;

function fact(seq: number, type: string, body: object, terminal = 2): Fact {
  const place = { terminalId: id(terminal), branchId: id(3), entityId: id(1), actorId: id(4), businessDay: '2026-11-20' };
  return { ...place, id: id(terminal * 1000 + seq), seq, rev: seq, v: 1, at: 1000 * seq, type, body };
}

const charge = (n: number, amount: number) => ({ id: id(n), orderId: id(n + 50), amount });
const payment = (n: number, amount: number) => ({ payment: { id: id(n), method: 'cash', amount, rounding: 0 } });
const registered = [
  fact(1, 'customer.registered', { name: 'Doña Rosa', phone: '310 555 0199' }),
  fact(2, 'customer.credit-limit-set', { limit: 100_000 }),
];

test('what was charged, credited and paid is the balance, and what is left of the limit can still be sold', () => {
  const customer = foldCustomer([
    ...registered,
    fact(3, 'customer.charged', charge(10, 60_000)),
    fact(4, 'customer.paid', payment(11, 25_000)),
    fact(5, 'customer.credited', charge(12, 5_000)),
  ]);
  expect(customer).toMatchObject({ balance: 30_000, creditLimit: 100_000, needsReview: [] });
  expect(availableCredit(customer)).toBe(70_000);
  expect(customer.entries.map(({ kind, amount }) => [kind, amount])).toEqual([
    ['charged', 60_000],
    ['paid', -25_000],
    ['credited', -5_000],
  ]);
});

test('two tills that sold on account at once pass the limit together: nothing is lost and a person is asked', () => {
  const both = [...registered, fact(3, 'customer.charged', charge(10, 80_000), 2), fact(3, 'customer.charged', charge(11, 90_000), 5)];
  const customer = foldCustomer(both);
  expect(customer).toMatchObject({ balance: 170_000, needsReview: ['over-limit'] });
  expect(availableCredit(customer)).toBe(0);
});

test('a name is changed field by field, a number is taken away, an address that was removed stays removed', () => {
  const address = { id: id(20), text: 'Calle 10 # 5-20', neighborhood: 'Laureles' };
  const customer = foldCustomer([
    ...registered,
    fact(3, 'customer.address-added', { address }),
    fact(4, 'customer.address-removed', { addressId: id(20) }),
    fact(5, 'customer.address-added', { address }),
    fact(6, 'customer.changed', { name: 'Rosa Elvira' }),
    fact(7, 'customer.changed', { phone: null }),
  ]);
  expect(customer).toMatchObject({ name: 'Rosa Elvira', phone: undefined, addresses: [] });
});

const change = fc.oneof(
  fc.record({ type: fc.constant('customer.registered'), body: fc.record({ name: fc.constantFrom('Ana', 'Rosa') }) }),
  fc.record({ type: fc.constant('customer.changed'), body: fc.record({ phone: fc.constantFrom('3105550199', null) }) }),
  fc.record({ type: fc.constant('customer.credit-limit-set'), body: fc.record({ limit: fc.nat(200_000) }) }),
  fc
    .tuple(fc.constantFrom('customer.charged', 'customer.credited'), fc.integer({ min: 10, max: 14 }), fc.integer({ min: 1, max: 90_000 }))
    .map(([type, n, amount]) => ({ type, body: charge(n, amount) })),
  fc
    .tuple(fc.integer({ min: 10, max: 14 }), fc.integer({ min: 1, max: 90_000 }))
    .map(([n, amount]) => ({ type: 'customer.paid', body: payment(n, amount) })),
);
const history = fc
  .array(fc.record({ change, till: fc.integer({ min: 2, max: 3 }), rev: fc.integer({ min: 1, max: 9 }) }), { minLength: 1, maxLength: 20 })
  .map((steps) => steps.map(({ change: { type, body }, till, rev }, index) => ({ ...fact(index + 1, type, body, till), rev })));

test('any arrival order and any repetition give the same customer, and each money fact counts once', () => {
  fc.assert(
    fc.property(
      history.chain((facts) => fc.tuple(fc.constant(facts), fc.shuffledSubarray([...facts, ...facts], { minLength: facts.length * 2 }))),
      ([facts, arrived]) => {
        const customer = foldCustomer(facts);
        expect(foldCustomer(arrived)).toEqual(customer);
        expect(facts.flatMap((each) => bodyFault({ ...each, body: { ...Object(each.body) } }) ?? [])).toEqual([]);
        const money = facts.filter(({ type }) => ['customer.charged', 'customer.credited', 'customer.paid'].includes(type));
        const keys = new Set(money.map(({ type, body }) => `${type} ${JSON.stringify(body).match(/"id":"([^"]+)"/)?.[1]}`));
        expect(customer.entries).toHaveLength(keys.size);
        expect(customer.balance).toBe(customer.entries.reduce((sum, { amount }) => sum + amount, 0));
      },
    ),
  );
});

test.each([
  ['310 555 0199', '3105550199'],
  ['+57 (310) 555-0199', '3105550199'],
  ['601 555 0100', '6015550100'],
])('%s is the number %s', (text, digits) => {
  expect(phoneSchema.parse(text)).toBe(text);
  expect(phoneDigits(text)).toBe(digits);
});

test.each(['12', 'abc', '555-CALL-ME', '+', '3105550199; DROP'])('%j is no number', (text) => {
  expect(phoneSchema.safeParse(text).success).toBe(false);
});
