import { describe, expect, test } from 'vitest';
import type { OrderLine } from '../orders/order.events.ts';
import { allDayCounts, boardCards, orderStatuses, type OrderOnBoard } from './board.ts';
import { firings } from './firing.ts';
import { stepsDue } from './ladder.ts';
import { DEFAULT_KITCHEN, kitchenSettingsSchema, stationsFor, type Station } from './station.ts';
import type { KitchenTicket } from './ticket.fold.ts';
import { stationTimes } from './times.ts';

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
function station(name: string, changes: Partial<Station> = {}): Station {
  return { id: name, name, kind: 'work', output: 'screen', productIds: [], categoryIds: [], prepSeconds: 300, ...changes };
}
const fryer = station('freidora', { prepSeconds: 420 });
const griddle = station('plancha', { prepSeconds: 540, categoryIds: [id(60)] });
const drinks = station('bebidas', { prepSeconds: 60, productIds: [id(70)] });
const expo = station('empaque', { kind: 'expo', prepSeconds: 0 });
const stations = [fryer, griddle, drinks, expo];
const settings = { ...DEFAULT_KITCHEN, stations };

function line(n: number, changes: Partial<OrderLine> = {}): OrderLine {
  const rest = { unitPrice: 1, choices: [], tax: { code: 'NONE', rateBp: 0 } } as unknown as OrderLine;
  return { ...rest, id: id(n), productId: id(50), categoryId: id(51), name: `Plato ${n}`, quantity: 1, stations: ['freidora'], ...changes };
}

function ticket(n: number, changes: Partial<KitchenTicket> = {}): KitchenTicket {
  const item = { id: id(100 + n), lineId: id(100 + n), quantity: 2, name: 'Ranchera', modifiers: [], removals: [], bumpedAt: undefined };
  return {
    id: id(n),
    branchId: id(3),
    terminalId: id(4),
    orderId: id(5),
    stationId: 'freidora',
    number: { series: 'A', sequence: n },
    businessDay: '2026-11-20',
    lines: [item],
    isAddOn: false,
    held: false,
    firedAt: 1_000_000,
    acknowledged: undefined,
    papers: 0,
    alarmedAt: undefined,
    dashboardAt: undefined,
    doneAt: undefined,
    rev: 1,
    ...changes,
  };
}
const order: OrderOnBoard = { id: id(5), number: 'A-042', type: 'counter', voided: {}, isCancelled: false };
const orders = new Map([[order.id, order]]);

describe('which station makes it', () => {
  test('a product’s own claim, else what it names, else its category, else the first station: never nobody', () => {
    const route = (changes: Partial<OrderLine>) => stationsFor(stations, line(1, changes)).map((each) => each.id);
    expect(route({ productId: id(70) })).toEqual(['bebidas']);
    expect(route({ stations: ['plancha', 'freidora'] })).toEqual(['freidora', 'plancha']);
    expect(route({ stations: ['horno'], categoryId: id(60) })).toEqual(['plancha']);
    expect(route({ stations: [] })).toEqual(['freidora']);
  });

  test('settings without a station that makes anything, or with two of one name, are none', () => {
    const doc = { id: id(1), thresholds: {}, ladder: DEFAULT_KITCHEN.ladder };
    expect(kitchenSettingsSchema.safeParse({ ...doc, stations: [expo] }).success).toBe(false);
    expect(kitchenSettingsSchema.safeParse({ ...doc, stations: [fryer, fryer] }).success).toBe(false);
    expect(kitchenSettingsSchema.safeParse({ ...doc, stations }).success).toBe(true);
  });
});

describe('what is fired', () => {
  const send = [
    { line: line(1), quantity: 1, ordered: 1 },
    { line: line(2, { stations: ['freidora', 'plancha'] }), quantity: 2, ordered: 2 },
  ];
  const shape = (fired: ReturnType<typeof firings>) => fired.map((each) => [each.station.id, each.lines.map(({ quantity }) => quantity)]);

  test('one ticket per station, the line of two stations in both, and all of it for the expo', () => {
    expect(shape(firings(stations, send, () => 0))).toEqual([
      ['freidora', [1, 2]],
      ['plancha', [2]],
      ['empaque', [1, 2]],
    ]);
  });

  test('sent twice is fired once; of a line that grew only what is new', () => {
    const told = new Map([[`freidora ${id(1)}`, 1]]);
    const grown = [{ line: line(1, { quantity: 3 }), quantity: 2, ordered: 3 }];
    const toldOf = (stationId: string, lineId: string) => told.get(`${stationId} ${lineId}`) ?? 0;
    expect(shape(firings([fryer], grown, toldOf))).toEqual([['freidora', [2]]]);
    expect(firings([fryer], [{ line: line(1), quantity: 1, ordered: 1 }], toldOf)).toEqual([]);
  });
});

describe('the board', () => {
  test('oldest first, what waits for its turn last', () => {
    const tickets = [ticket(1, { held: true, firedAt: 1 }), ticket(2, { firedAt: 3 }), ticket(3, { firedAt: 2 })];
    expect(boardCards({ tickets, orders, settings }, []).map(({ ticketId }) => ticketId)).toEqual([id(3), id(2), id(1)]);
  });

  test('the quicker station of a round begins later, so that both end together', () => {
    const tickets = [ticket(1), ticket(2, { stationId: 'bebidas' }), ticket(3, { stationId: 'plancha', held: true })];
    const at = new Map(boardCards({ tickets, orders, settings }, []).map((card) => [card.stationId, card.startAt - card.firedAt]));
    expect(at.get('freidora')).toBe(0);
    expect(at.get('bebidas')).toBe(360_000);
  });

  test('a void strikes what was asked for last, and a cancelled order everything', () => {
    const line1 = ticket(1).lines[0];
    if (!line1) throw new Error('no line');
    const tickets = [ticket(1), ticket(2, { firedAt: 2_000_000, isAddOn: true, lines: [{ ...line1, quantity: 1 }] })];
    const struck = (voided: Record<string, number>, isCancelled = false) =>
      boardCards({ tickets, orders: new Map([[order.id, { ...order, voided, isCancelled }]]), settings }, []).map(
        ({ lines }) => lines[0]?.struck,
      );
    expect(struck({ [line1.lineId]: 1 })).toEqual([0, 1]);
    expect(struck({ [line1.lineId]: 2 })).toEqual([1, 1]);
    expect(struck({}, true)).toEqual([2, 1]);
  });

  test('counts what is still to be made, without what was struck, bumped or held', () => {
    const [open] = ticket(1).lines;
    if (!open) throw new Error('no line');
    const tickets = [
      ticket(1),
      ticket(2, { lines: [{ ...open, size: 'Familiar' }] }),
      ticket(3, { lines: [{ ...open, bumpedAt: 5 }] }),
      ticket(4, { held: true }),
      ticket(5),
    ];
    expect(allDayCounts(boardCards({ tickets, orders, settings }, []))).toEqual([
      { name: 'Ranchera', quantity: 4 },
      { name: 'Ranchera', size: 'Familiar', quantity: 2 },
    ]);
  });

  test('the expo sees how far each station is, and the customers what can be fetched', () => {
    const [open] = ticket(1).lines;
    if (!open) throw new Error('no line');
    const made = { lines: [{ ...open, bumpedAt: 9 }], doneAt: 9 };
    const tickets = [ticket(1, made), ticket(2, { stationId: 'plancha' }), ticket(3, { stationId: 'empaque' })];
    const card = boardCards({ tickets, orders, settings }, ['empaque'])[0];
    expect(card?.stations).toEqual([
      { stationId: 'freidora', name: 'freidora', done: 1, of: 1 },
      { stationId: 'plancha', name: 'plancha', done: 0, of: 1 },
    ]);
    const states = (parts: KitchenTicket[], now = 10) => orderStatuses({ tickets: parts, orders, settings }, now).map(({ state }) => state);
    expect(states(tickets)).toEqual(['preparing']);
    const ready = [ticket(1, made), ticket(2, { ...made, stationId: 'plancha' }), ticket(3, { stationId: 'empaque' })];
    expect(states(ready)).toEqual(['ready']);
    expect(states([...ready.slice(0, 2), ticket(3, { ...made, stationId: 'empaque' })])).toEqual([]);
    expect(states([ticket(1, made)], 1000)).toEqual(['ready']);
    expect(states([ticket(1, made)], 600_000)).toEqual([]);
  });
});

test('nobody has seen it: paper, then the till’s alarm, then the dashboard, each once', () => {
  const { ladder } = DEFAULT_KITCHEN;
  expect(stepsDue(ticket(1), ladder, 9_999)).toEqual([]);
  expect(stepsDue(ticket(1), ladder, 10_000)).toEqual(['paper']);
  expect(stepsDue(ticket(1, { papers: 1 }), ladder, 30_000)).toEqual(['alarm']);
  expect(stepsDue(ticket(1), ladder, 120_000)).toEqual(['paper', 'alarm', 'dashboard']);
  expect(stepsDue(ticket(1, { papers: 1, alarmedAt: 1 }), ladder, 120_000)).toEqual(['dashboard']);
  for (const settled of [{ acknowledged: { by: 'screen', at: 1 } as const }, { doneAt: 1 }, { held: true }])
    expect(stepsDue(ticket(1, settled), ladder, 999_999)).toEqual([]);
});

test('a station’s figures are those of its tickets', () => {
  const times = Array.from({ length: 20 }, (_, n) => ({ toKitchen: n + 1, prep: n < 10 ? 100 + n : undefined, isLate: n < 5 }));
  expect(stationTimes(times)).toEqual({ tickets: 20, toKitchenP50: 10, toKitchenP95: 19, prepP50: 104, prepP95: 109, latePercent: 25 });
  expect(stationTimes([])).toMatchObject({ tickets: 0, prepP50: undefined, latePercent: undefined });
});
