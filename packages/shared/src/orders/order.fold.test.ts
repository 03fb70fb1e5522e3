import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { bodyFault } from '../sync/event-types.ts';
import type { Fact } from '../sync/event.ts';
import { orderEventBodies, orderLineSchema, paymentSchema, type OrderEventType } from './order.events.ts';
import { foldOrder, isSettled, ORDER_STATES } from './order.fold.ts';

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const ORDER = id(1);
const record = z.record(z.string(), z.unknown());

/** One till with its own copy of the order's facts: it numbers by what it knows, like the real one. */
type Till = { readonly terminalId: string; readonly known: Map<string, Fact>; seq: number };
type Shop = { readonly tills: readonly Till[]; minted: number };

function aShop(tills: number): Shop {
  return { minted: 100, tills: Array.from({ length: tills }, (_, index) => ({ terminalId: id(10 + index), known: new Map(), seq: 0 })) };
}

function tillOf(shop: Shop, index: number): Till {
  const till = shop.tills[index % shop.tills.length];
  if (!till) throw new Error('a shop has tills');
  return till;
}

function mint(shop: Shop): string {
  shop.minted += 1;
  return id(shop.minted);
}

function write(shop: Shop, at: number, fact: Pick<Fact, 'type' | 'body'>): Fact {
  const till = tillOf(shop, at);
  till.seq += 1;
  const rev = 1 + Math.max(0, ...[...till.known.values()].map((each) => each.rev));
  const place = { terminalId: till.terminalId, branchId: id(2), entityId: ORDER, actorId: id(3), businessDay: '2026-11-20' };
  const written: Fact = { ...fact, ...place, id: mint(shop), seq: till.seq, v: 1, rev, at: 1_700_000_000_000 - rev * 1000 };
  till.known.set(written.id, written);
  return written;
}

/** What one till knows reaches another, all of it. */
function tell(shop: Shop, from: number, to: number): void {
  for (const [key, fact] of tillOf(shop, from).known) tillOf(shop, to).known.set(key, fact);
}

function allFacts(shop: Shop): Fact[] {
  return [...new Map(shop.tills.flatMap(({ known }) => [...known])).values()];
}

function bodiesOf<S extends z.ZodType>(facts: readonly Fact[], type: OrderEventType, schema: S): z.output<S>[] {
  return facts.filter((fact) => fact.type === type).map(({ body }) => schema.parse(body));
}

function aLine(lineId: string, unitPrice = 10_000) {
  const parts = { id: lineId, productId: id(5), categoryId: id(6), name: 'Salchipapa', quantity: 1, unitPrice, choices: [] };
  return orderLineSchema.parse({ ...parts, tax: { code: 'INC', rateBp: 800 }, stations: [] });
}

const payment = (paymentId: string, amount: number) =>
  paymentSchema.parse({ id: paymentId, method: 'cash', amount, tendered: amount, change: 0, rounding: 0 });

const opened = { type: 'order.opened', body: { orderType: 'counter' } };
const lineAdded = (lineId: string, price?: number) => ({ type: 'order.line-added', body: { line: aLine(lineId, price) } });
const paid = (paymentId: string, amount: number) => ({ type: 'order.payment-added', body: { payment: payment(paymentId, amount) } });
const placed = (sequence: number, series = 'A') => ({ type: 'order.placed', body: { number: { series, sequence } } });

const renumbered = (sequence: number, previous: number, series = 'A2', before = 'A') => ({
  type: 'order.renumbered',
  body: { number: { series, sequence: Math.max(1, sequence) }, previous: { series: before, sequence: Math.max(1, previous) } },
});

type Step = { readonly till: number; readonly act: string; readonly pick: number; readonly value: number };
const step: fc.Arbitrary<Step> = fc.record({
  till: fc.nat(2),
  act: fc.constantFrom(
    'add',
    'add',
    'quantity',
    'reprice',
    'note',
    'unnote',
    'remove',
    'type',
    'place',
    'renumber',
    'pay',
    'close',
    'cancel',
    'tell',
    'tell',
  ),
  pick: fc.nat(7),
  value: fc.integer({ min: 1, max: 900 }),
});

function take(shop: Shop, { till, act, pick, value }: Step): void {
  const lineId = id(50 + pick);
  const body = (rest: object) => ({ lineId, ...rest });
  if (act === 'tell') return tell(shop, till, till + 1 + pick);
  const facts: Record<string, Pick<Fact, 'type' | 'body'>> = {
    add: lineAdded(lineId, value * 100),
    quantity: { type: 'order.line-changed', body: body({ quantity: value }) },
    reprice: { type: 'order.lines-repriced', body: { lines: [aLine(lineId, value * 50)] } },
    note: { type: 'order.line-changed', body: body({ note: `nota ${value}` }) },
    unnote: { type: 'order.line-changed', body: body({ note: null, quantity: value }) },
    remove: { type: 'order.line-removed', body: body({}) },
    type: { type: 'order.type-changed', body: { orderType: pick % 2 === 0 ? 'takeaway' : 'dine_in' } },
    place: placed(value, pick % 2 === 0 ? 'A' : 'B'),
    renumber: renumbered(value, pick, 'A2'),
    pay: paid(id(70 + pick), value * 100),
    close: { type: 'order.closed', body: {} },
    cancel: { type: 'order.cancelled', body: { reason: 'se fue' } },
  };
  const fact = facts[act];
  if (fact) write(shop, till, fact);
}

/** Facts of one order as 1 to 3 tills may have written them, knowing more or less of each other; the opening may be missing. */
const history: fc.Arbitrary<Fact[]> = fc
  .record({ tills: fc.integer({ min: 1, max: 3 }), opens: fc.boolean(), steps: fc.array(step, { minLength: 1, maxLength: 25 }) })
  .map(({ tills, opens, steps }) => {
    const shop = aShop(tills);
    if (opens) write(shop, 0, opened);
    if (opens) tell(shop, 0, 1);
    for (const each of steps) take(shop, each);
    if (shop.tills.every(({ known }) => known.size === 0)) write(shop, 0, opened);
    return allFacts(shop);
  });

/** The same set in any order, some facts several times, and read back from JSON so that no object is shared. */
const arrival = (facts: readonly Fact[]): fc.Arbitrary<Fact[]> =>
  fc
    .array(fc.nat(facts.length - 1), { maxLength: 20 })
    .chain((again) =>
      fc.shuffledSubarray([...facts, ...again.flatMap((index) => facts.slice(index, index + 1))], {
        minLength: facts.length + again.length,
      }),
    )
    .map((list) => JSON.parse(JSON.stringify(list)));
const historyAndArrivals = history.chain((facts) => fc.tuple(fc.constant(facts), arrival(facts), arrival(facts)));

describe('the fold of an order', () => {
  test('every fact of the generator is one that the door lets in', () => {
    fc.assert(
      fc.property(history, (facts) => facts.every(({ type, v, body }) => bodyFault({ type, v, body: record.parse(body) }) === undefined)),
    );
  });

  test('any arrival order and any repetition give the identical order', () => {
    fc.assert(
      fc.property(historyAndArrivals, ([facts, one, other]) => {
        const order = foldOrder(facts);
        expect(foldOrder(one)).toEqual(order);
        expect(JSON.stringify(foldOrder(other))).toBe(JSON.stringify(order));
      }),
      { numRuns: 2000 },
    );
  });

  test('a removed line is gone for good, and no other line is lost', () => {
    fc.assert(
      fc.property(history, (facts) => {
        const removed = new Set(bodiesOf(facts, 'order.line-removed', orderEventBodies['order.line-removed']).map(({ lineId }) => lineId));
        const added = bodiesOf(facts, 'order.line-added', orderEventBodies['order.line-added']).map(({ line }) => line.id);
        const left = new Set(added.filter((lineId) => !removed.has(lineId)));
        expect(new Set(foldOrder(facts).lines.map((line) => line.id))).toEqual(left);
      }),
      { numRuns: 1000 },
    );
  });

  test('no payment is ever lost or counted twice', () => {
    fc.assert(
      fc.property(history, (facts) => {
        const payments = new Set(
          bodiesOf(facts, 'order.payment-added', orderEventBodies['order.payment-added']).map((body) => body.payment.id),
        );
        const order = foldOrder(facts);
        expect(order.payments.map((each) => each.id).sort()).toEqual([...payments].sort());
        expect(order.totals.total - order.paid).toBe(order.balance);
      }),
      { numRuns: 1000 },
    );
  });

  test('lines at other prices keep their quantity and their note, and what is gone stays gone', () => {
    const shop = aShop(2);
    for (const fact of [opened, lineAdded(id(50)), lineAdded(id(51))]) write(shop, 0, fact);
    tell(shop, 0, 1);
    write(shop, 0, { type: 'order.line-changed', body: { lineId: id(50), quantity: 3, note: 'sin sal' } });
    write(shop, 1, { type: 'order.line-removed', body: { lineId: id(51) } });
    const dearer = [aLine(id(50), 12_000), aLine(id(51), 12_000), aLine(id(52), 12_000)];
    write(shop, 1, { type: 'order.lines-repriced', body: { lines: dearer } });
    const { lines, totals } = foldOrder(allFacts(shop));
    expect(lines).toMatchObject([{ id: id(50), unitPrice: 12_000, quantity: 3, note: 'sin sal' }]);
    expect([lines.length, totals.total]).toEqual([1, 36_000]);
  });

  test('one more fact never moves the state back, and never makes the rev smaller', () => {
    fc.assert(
      fc.property(history.chain(arrival), (facts) => {
        let [reached, rev] = [0, 0];
        for (let count = 1; count <= facts.length; count += 1) {
          const order = foldOrder(facts.slice(0, count));
          expect(ORDER_STATES.indexOf(order.state)).toBeGreaterThanOrEqual(reached);
          expect(order.rev).toBeGreaterThanOrEqual(rev);
          [reached, rev] = [ORDER_STATES.indexOf(order.state), order.rev];
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('when two tills disagreed, the order says so', () => {
  function paidOnA(): Shop {
    const shop = aShop(2);
    for (const fact of [opened, lineAdded(id(50), 25_000)]) write(shop, 0, fact);
    tell(shop, 0, 1);
    for (const fact of [placed(1), paid(id(70), 25_000)]) write(shop, 0, fact);
    return shop;
  }

  test('A took the money while B added a line', () => {
    const shop = paidOnA();
    expect(foldOrder(allFacts(shop))).toMatchObject({ state: 'placed', balance: 0, needsReview: [] });
    write(shop, 1, lineAdded(id(51), 9_000));
    const order = foldOrder(allFacts(shop));
    expect(order).toMatchObject({ paid: 25_000, balance: 9_000, needsReview: ['owes-after-payment'] });
    expect(isSettled(order)).toBe(false);
  });

  test.each([
    ['took a line off', { type: 'order.line-removed', body: { lineId: id(50) } }, ['overpaid'], -25_000],
    ['took the money too', paid(id(71), 25_000), ['overpaid'], -25_000],
    ['cancelled', { type: 'order.cancelled', body: { reason: 'se fue' } }, ['paid-but-cancelled'], 0],
    ['gave it a number of its own', placed(9, 'B'), ['two-numbers'], 0],
  ])('A took the money while B %s', (_, fact, needsReview, balance) => {
    const shop = paidOnA();
    write(shop, 1, fact);
    expect(foldOrder(allFacts(shop))).toMatchObject({ needsReview, balance, paid: fact.type === 'order.payment-added' ? 50_000 : 25_000 });
  });

  test('facts whose opening never arrived', () => {
    const shop = aShop(1);
    write(shop, 0, lineAdded(id(50)));
    expect(foldOrder(allFacts(shop)).needsReview).toEqual(['never-opened']);
  });
});

test('no clock decides: the change written with more knowledge wins, whatever year its till believes in', () => {
  const shop = aShop(2);
  for (const fact of [opened, lineAdded(id(50))]) write(shop, 0, fact);
  tell(shop, 0, 1);
  const quantity = (value: number) => ({ type: 'order.line-changed', body: { lineId: id(50), quantity: value } });
  const future = { ...write(shop, 1, quantity(7)), at: Date.UTC(2031, 0, 1) };
  shop.tills[1]?.known.set(future.id, future);
  tell(shop, 1, 0);
  const last = write(shop, 0, quantity(2));
  expect(last.at).toBeLessThan(future.at);
  const order = foldOrder(allFacts(shop));
  expect(order).toMatchObject({ lines: [{ quantity: 2 }] });
  expect(foldOrder(allFacts(shop).map((fact) => ({ ...fact, at: 4_000_000_000_000 - fact.at }))).lines).toEqual(order.lines);
});

test('a draft that was synced, paid offline and touched elsewhere stays paid in 1,000 orders of events', () => {
  const shop = aShop(2);
  for (const fact of [opened, lineAdded(id(50), 25_000)]) write(shop, 0, fact);
  tell(shop, 0, 1);
  for (const fact of [placed(1), paid(id(70), 25_000), { type: 'order.closed', body: {} }]) write(shop, 0, fact);
  // The other till still sees a draft: it touches the table and syncs that later.
  for (const fact of [
    { type: 'order.type-changed', body: { orderType: 'dine_in' } },
    { type: 'order.line-changed', body: { lineId: id(50), note: 'sin sal' } },
  ]) {
    write(shop, 1, fact);
  }
  const facts = allFacts(shop);
  const expected = foldOrder(facts);
  expect(expected).toMatchObject({ state: 'closed', paid: 25_000, balance: 0, needsReview: [] });
  fc.assert(
    fc.property(arrival(facts), (arrived) => {
      expect(foldOrder(arrived)).toEqual(expected);
      const paidAt = arrived.findIndex(({ type }) => type === 'order.payment-added');
      for (let count = paidAt + 1; count <= arrived.length; count += 1) expect(foldOrder(arrived.slice(0, count)).paid).toBe(25_000);
    }),
    { numRuns: 1000 },
  );
});

test('facts of two orders, or none at all, stop the command', () => {
  const shop = aShop(1);
  const fact = write(shop, 0, opened);
  expect(() => foldOrder([])).toThrow('at least one fact');
  expect(() => foldOrder([fact, { ...fact, id: id(8), entityId: id(9) }])).toThrow('two orders');
});

describe('an order that was given another number', () => {
  const numbersOf = (...facts: Pick<Fact, 'type' | 'body'>[]) => {
    const shop = aShop(1);
    for (const fact of [opened, lineAdded(id(50)), placed(7), ...facts]) write(shop, 0, fact);
    const { number, printedNumber, needsReview } = foldOrder(allFacts(shop));
    return { number, printedNumber, needsReview };
  };

  test('S8: has the last one, and the printed one stays visible', () => {
    const printedNumber = { series: 'A', sequence: 7 };
    expect(numbersOf(renumbered(1, 7))).toEqual({ number: { series: 'A2', sequence: 1 }, printedNumber, needsReview: [] });
    expect(numbersOf(renumbered(1, 7), renumbered(4, 1, 'A3', 'A2'))).toEqual({
      number: { series: 'A3', sequence: 4 },
      printedNumber,
      needsReview: [],
    });
  });

  test('S8: by two clones, asks a person', () => {
    expect(numbersOf(renumbered(1, 7), renumbered(2, 7, 'A3')).needsReview).toEqual(['two-numbers']);
    expect(numbersOf(renumbered(1, 7), renumbered(1, 7)).needsReview).toEqual([]);
  });

  test('S8: facts that two clones wrote under one rev fold alike, whatever seq each log gave them', () => {
    const shop = aShop(1);
    for (const fact of [opened, lineAdded(id(50)), placed(7)]) write(shop, 0, fact);
    const one = write(shop, 0, renumbered(1, 7));
    const other = { ...write(shop, 0, renumbered(2, 7, 'A3')), rev: one.rev };
    const rest = allFacts(shop).filter(({ id: each }) => each !== one.id && each !== other.id);
    const orderWith = (a: number, b: number) => foldOrder([...rest, { ...one, seq: a }, { ...other, seq: b }]);
    expect(orderWith(1, 2)).toEqual(orderWith(2, 1));
  });
});
