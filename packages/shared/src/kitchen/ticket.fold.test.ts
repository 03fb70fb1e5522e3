import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Fact } from '../sync/event.ts';
import { kitchenEventBodies, type KitchenEventType } from './ticket.events.ts';
import { foldTicket } from './ticket.fold.ts';

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const TICKET = id(1);
const lines = [1, 2, 3].map((n) => ({
  id: id(100 + n),
  lineId: id(100 + n),
  quantity: n,
  name: `Plato ${n}`,
  modifiers: [],
  removals: [],
}));
const firedBody = {
  orderId: id(2),
  stationId: 'freidora',
  number: { series: 'A', sequence: 7 },
  lines,
  isAddOn: false,
  held: false,
  onPaper: false,
};

type Said = { readonly type: KitchenEventType; readonly body: object; readonly rev: number; readonly till: number; readonly at?: number };
function fact({ type, body, rev, till, at = rev * 1000 }: Said): Fact {
  kitchenEventBodies[type].parse(body);
  const place = { branchId: id(3), entityId: TICKET, actorId: id(4), businessDay: '2026-11-20', terminalId: id(10 + till) };
  return { ...place, id: id(1_000 + rev * 10 + till), seq: rev, rev, v: 1, at, type, body };
}
const fired = fact({ type: 'kitchen.ticket-fired', body: firedBody, rev: 1, till: 1 });
const bump = (rev: number, till: number, of: readonly number[]) =>
  fact({ type: 'kitchen.lines-bumped', body: { lineIds: of.map((n) => id(100 + n)) }, rev, till });
const recall = (rev: number, till: number, of: readonly number[]) =>
  fact({ type: 'kitchen.lines-recalled', body: { lineIds: of.map((n) => id(100 + n)) }, rev, till });

/** What two tills and a screen may do to one ticket, in any way. */
const someFacts = fc
  .array(
    fc.record({
      rev: fc.integer({ min: 2, max: 9 }),
      till: fc.integer({ min: 1, max: 3 }),
      act: fc.constantFrom('bump', 'recall', 'held', 'released', 'screen', 'printer', 'paper', 'alarm'),
      of: fc.uniqueArray(fc.integer({ min: 1, max: 3 }), { minLength: 1 }),
    }),
    { maxLength: 14 },
  )
  .map((acts) => {
    const seen = new Set<string>();
    return acts.filter(({ rev, till }) => !seen.has(`${rev} ${till}`) && seen.add(`${rev} ${till}`)).map(factOf);
  });

function factOf({ rev, till, act, of }: { rev: number; till: number; act: string; of: number[] }): Fact {
  if (act === 'bump') return bump(rev, till, of);
  if (act === 'recall') return recall(rev, till, of);
  if (act === 'held' || act === 'released') return fact({ type: `kitchen.ticket-${act}`, body: {}, rev, till });
  if (act === 'screen' || act === 'printer') return fact({ type: 'kitchen.ticket-acknowledged', body: { by: act }, rev, till });
  return fact({ type: 'kitchen.ticket-escalated', body: { to: act }, rev, till });
}

test('a ticket is the same for any arrival order and any repetition of its facts', () => {
  fc.assert(
    fc.property(someFacts, fc.infiniteStream(fc.nat()), (facts, dice) => {
      const whole = foldTicket([fired, ...facts]);
      const twice = [fired, ...facts, ...facts, fired].map((each) => [dice.next().value ?? 0, each] as const);
      const shuffled = twice.sort((a, b) => a[0] - b[0]).map(([, each]) => each);
      expect(foldTicket(shuffled)).toEqual(whole);
    }),
  );
});

test('no line is lost or made twice: each of the ticket is there once, bumped or not', () => {
  fc.assert(
    fc.property(someFacts, (facts) => {
      const ticket = foldTicket([fired, ...facts]);
      expect(ticket?.lines.map((line) => line.id)).toEqual(lines.map((line) => line.id));
      expect(ticket?.doneAt !== undefined).toBe(ticket?.lines.every(({ bumpedAt }) => bumpedAt !== undefined));
    }),
  );
});

test('what was done with a ticket may arrive before it', () => {
  expect(foldTicket([bump(2, 2, [1])])).toBeUndefined();
  expect(foldTicket([bump(2, 2, [1]), fired])?.lines.map(({ bumpedAt }) => bumpedAt)).toEqual([2000, undefined, undefined]);
});

test('of a bump and a recall the later counts; a second bump keeps the time of the first', () => {
  expect(foldTicket([fired, bump(2, 1, [1, 2, 3]), recall(3, 2, [2])])).toMatchObject({ doneAt: undefined });
  const again = foldTicket([fired, bump(2, 1, [1, 2, 3]), bump(3, 2, [1])]);
  expect(again?.lines[0]?.bumpedAt).toBe(2000);
  expect(foldTicket([fired, recall(2, 1, [1]), bump(3, 2, [1, 2, 3])])?.doneAt).toBe(3000);
});

test('a held ticket’s time begins when it is released', () => {
  const held = fact({ type: 'kitchen.ticket-held', body: {}, rev: 2, till: 1 });
  const released = fact({ type: 'kitchen.ticket-released', body: {}, rev: 3, till: 1, at: 90_000 });
  expect(foldTicket([fired, held])).toMatchObject({ held: true, firedAt: 1000 });
  expect(foldTicket([fired, held, released])).toMatchObject({ held: false, firedAt: 90_000 });
});

test('the first to see it and each print are kept', () => {
  const facts = [
    fact({ type: 'kitchen.ticket-escalated', body: { to: 'paper' }, rev: 2, till: 1 }),
    fact({ type: 'kitchen.ticket-acknowledged', body: { by: 'screen' }, rev: 4, till: 2 }),
    fact({ type: 'kitchen.ticket-acknowledged', body: { by: 'printer' }, rev: 3, till: 1 }),
    fact({ type: 'kitchen.ticket-escalated', body: { to: 'paper' }, rev: 5, till: 1 }),
  ];
  expect(foldTicket([fired, ...facts])).toMatchObject({ papers: 2, acknowledged: { by: 'printer', at: 3000 } });
});
