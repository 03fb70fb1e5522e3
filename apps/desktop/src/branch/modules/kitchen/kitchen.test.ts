import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { money } from '@fastops/shared/base/money';
import type { PrinterSettings } from '@fastops/shared/printing/printer';
import {
  anOrder,
  COMPANY,
  demolish,
  idOf,
  onShift,
  openTill,
  restart,
  SALCHIPAPA,
  TERMINAL,
  type Till,
} from '../../testing/branch-fixture.ts';
import { aKitchen, aStation, setUpKitchen } from '../../testing/kitchen-setup.ts';
import { readOrder } from '../orders/orders.service.ts';
import { rebuildProjections } from '../sync/projections.service.ts';
import { sendToKitchen } from './firing.service.ts';

let till: Till;

beforeEach(async () => {
  till = await onShift(openTill(), 'laura');
  onTestFinished(() => demolish(till));
  setUpKitchen(till.core);
});

async function sold(lines = 2): Promise<string> {
  const answer = await till.call.orders.ringUp(anOrder(till, lines));
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.value.id;
}
async function placed(quantity = 1): Promise<string> {
  const orderId = till.newId();
  const selection = { lineId: till.newId(), productId: SALCHIPAPA, quantity, choices: [] };
  await till.call.orders.addLine({ orderId, orderType: 'dine_in', selection });
  await till.call.orders.place({ orderId });
  return orderId;
}
const board = (...stationIds: string[]) => till.call.kitchen.board({ stationIds });
const factsOf = (type: string) => till.core.db.all<{ body: string }>('SELECT body FROM events WHERE type = ? ORDER BY position', type);
const allTickets = () => till.core.db.all('SELECT * FROM kitchen_tickets ORDER BY id');

async function firstCard() {
  const [card] = (await board('fry')).cards;
  if (!card) throw new Error('the board is empty');
  return card;
}

describe('what is fired', () => {
  test('an order that is placed is in the kitchen in the same transaction: one ticket per station, and one for the expo', async () => {
    await sold();
    const { cards } = await board('fry', 'drinks', 'expo');
    expect(cards.map(({ stationId, ticketNumber }) => [stationId, ticketNumber])).toEqual([
      ['fry', 'A-1'],
      ['expo', 'A-1'],
    ]);
    expect(cards[0]).toMatchObject({
      orderNumber: 'A-001',
      isAddOn: false,
      isAcknowledged: false,
      lines: [{ quantity: 1 }, { quantity: 1 }],
    });
    expect(cards[1]?.stations).toEqual([{ stationId: 'fry', name: 'fry', done: 0, of: 2 }]);
  });

  test('R7: a refused order leaves no ticket, and each station counts its tickets without a hole', async () => {
    await sold();
    await till.call.orders.ringUp({ ...anOrder(till), tendered: money(50) });
    await sold();
    expect((await board('fry')).cards.map(({ ticketNumber }) => ticketNumber)).toEqual(['A-1', 'A-2']);
    till = restart(till);
    await onShift(till, 'laura');
    await sold();
    expect((await board('fry')).cards.map(({ ticketNumber }) => ticketNumber)).toEqual(['A-1', 'A-2', 'A-3']);
  });

  test('an order that is sent again brings nothing; what was added comes alone, as an add-on', async () => {
    const id = await sold();
    const { actor } = till.connection;
    if (!actor) throw new Error('nobody is logged in');
    const send = (grown: number) =>
      till.core.execute(actor, (ctx) => {
        const order = readOrder(ctx, id);
        if (!order.ok) return order;
        const lines = order.value.lines.map((line, index) => (index === 0 ? { ...line, quantity: line.quantity + grown } : line));
        sendToKitchen(ctx, { ...order.value, lines });
        return order;
      });
    send(0);
    expect((await board('fry')).cards).toHaveLength(1);
    send(2);
    const { cards } = await board('fry');
    expect(cards).toHaveLength(2);
    expect(cards[1]).toMatchObject({ isAddOn: true, lines: [{ quantity: 2 }] });
  });

  test('a shop where nobody would see a ticket fires none', async () => {
    const other = await onShift(openTill(), 'laura');
    onTestFinished(() => demolish(other));
    await other.call.orders.ringUp(anOrder(other));
    expect(await other.call.kitchen.board({ stationIds: [] })).toMatchObject({ isInUse: false, cards: [] });
    expect(other.core.db.all("SELECT 1 AS one FROM events WHERE type LIKE 'kitchen.%'")).toEqual([]);
  });

  test('a station on paper prints what it makes, with its name; one with a screen alone prints nothing', async () => {
    const transport = { kind: 'file', path: `${till.folder}/kitchen` } as const;
    await till.call.printing.add({ id: till.newId(), name: 'Cocina', role: 'kitchen', profileId: 'generic-80', transport });
    await sold();
    const jobs = () => till.core.db.all<{ document: string }>("SELECT document FROM print_jobs WHERE kind = 'kitchen'");
    expect(jobs()).toHaveLength(0);
    setUpKitchen(
      till.core,
      aKitchen({ stations: [aStation('fry', { output: 'both', name: 'Freidora' }), aStation('expo', { kind: 'expo' })] }),
      2,
    );
    await sold();
    expect(jobs()).toHaveLength(1);
    expect(jobs()[0]?.document).toContain('Freidora');
    expect((await board('fry')).cards.map(({ papers }) => papers)).toEqual([0, 1]);
  });
});

const onPaper = (...ids: string[]) => aKitchen({ stations: ids.map((id) => aStation(id, { output: 'paper' })) });

describe('printers of stations', () => {
  async function addPrinter(name: string, changes: Partial<PrinterSettings> = {}): Promise<void> {
    const printer = { id: till.newId(), name, role: 'kitchen' as const, profileId: 'generic-80' as const, ...changes };
    await till.call.printing.add({ ...printer, transport: { kind: 'file', path: `${till.folder}/${name}` } });
  }
  const printedAt = () =>
    till.core.db
      .all<{ name: string }>(
        "SELECT p.name AS name FROM print_jobs j JOIN printers p ON p.id = j.printer_id WHERE j.kind = 'kitchen' ORDER BY p.name",
      )
      .map(({ name }) => name);

  test('a ticket goes to the printers of its station and to those of all, never to a spare one, nor does a void', async () => {
    setUpKitchen(till.core, onPaper('fry', 'grill'), 2);
    await addPrinter('freidora', { stations: ['fry'] });
    await addPrinter('plancha', { stations: ['grill'] });
    await addPrinter('paso');
    await addPrinter('suplente', { isSpare: true, backupFor: 'kitchen' });
    const orderId = await placed();
    expect(printedAt()).toEqual(['freidora', 'paso']);
    const { lines } = await firstCard();
    await till.call.orders.voidLine({ orderId, voided: { id: till.newId(), lineId: lines[0]?.id ?? '', quantity: 1, reason: 'error' } });
    expect(printedAt()).toEqual(['freidora', 'freidora', 'paso', 'paso']);
  });

  test('a station without a printer of its own is printed where there is one', async () => {
    setUpKitchen(till.core, onPaper('fry', 'grill'), 2);
    await addPrinter('plancha', { stations: ['grill'] });
    await sold(1);
    expect(printedAt()).toEqual(['plancha']);
  });
});

describe('what cooks do', () => {
  test('a line is bumped once, however often it is pressed; the card leaves when all are made', async () => {
    await sold();
    const { ticketId, lines } = await firstCard();
    const [first] = lines;
    if (!first) throw new Error('no line');
    for (let press = 0; press < 3; press += 1) await till.call.kitchen.bump({ ticketId, lineIds: [first.id] });
    expect((await firstCard()).lines.map(({ isBumped }) => isBumped)).toEqual([true, false]);
    await till.call.kitchen.bump({ ticketId });
    await till.call.kitchen.bump({ ticketId });
    expect(await board('fry')).toMatchObject({ cards: [], made: [{ ticketId }] });
    expect(factsOf('kitchen.lines-bumped').flatMap(({ body }) => JSON.parse(body).lineIds)).toEqual(lines.map(({ id }) => id));
  });

  test('a recall brings the card back, and the expo hears of both', async () => {
    await sold(1);
    const { ticketId } = await firstCard();
    await till.call.kitchen.bump({ ticketId });
    expect((await board('expo')).cards[0]?.stations).toMatchObject([{ done: 1, of: 1 }]);
    expect((await till.call.kitchen.customers()).orders).toMatchObject([{ number: 'A-001', state: 'ready' }]);
    await till.call.kitchen.recall({ ticketId });
    expect((await firstCard()).ticketId).toBe(ticketId);
    expect((await till.call.kitchen.customers()).orders).toMatchObject([{ state: 'preparing' }]);
  });

  test('what was voided stays, struck through, until it is bumped', async () => {
    const orderId = till.newId();
    const selection = { lineId: till.newId(), productId: SALCHIPAPA, quantity: 1, choices: [] };
    await till.call.orders.addLine({ orderId, orderType: 'dine_in', selection });
    await till.call.orders.place({ orderId });
    const { ticketId, lines } = await firstCard();
    const voided = { id: till.newId(), lineId: lines[0]?.id ?? '', quantity: 1, reason: 'error' };
    await till.call.orders.voidLine({ orderId, voided });
    expect((await firstCard()).lines).toMatchObject([{ quantity: 1, struck: 1 }]);
    expect((await board('fry')).allDay).toEqual([]);
    await till.call.kitchen.bump({ ticketId });
    expect((await board('fry')).cards).toEqual([]);
  });

  test('what went to another table and was voided there is struck through on the card it came with', async () => {
    const [from, into] = [await placed(2), await placed(1)];
    await till.call.orders.merge({ orderId: from, intoOrderId: into });
    const order = await till.call.orders.find({ orderId: into });
    const moved = order.ok ? order.value.lines.find(({ quantity }) => quantity === 2) : undefined;
    const voided = { id: till.newId(), lineId: moved?.id ?? '', quantity: 1, reason: 'error' };
    expect(await till.call.orders.voidLine({ orderId: into, voided })).toMatchObject({ ok: true });
    expect((await board('fry')).cards.flatMap(({ lines }) => lines.map(({ quantity, struck }) => [quantity, struck]))).toEqual([
      [2, 1],
      [1, 0],
    ]);
  });

  test('a ticket that waits for its turn is last, and its time begins when it is released', async () => {
    await sold(1);
    const { ticketId } = await firstCard();
    await till.call.kitchen.hold({ ticketId, held: true });
    till.clock.now += 60_000;
    await sold(1);
    expect((await board('fry')).cards.map(({ held }) => held)).toEqual([false, true]);
    till.clock.now += 60_000;
    await till.call.kitchen.hold({ ticketId, held: false });
    expect((await board('fry')).cards[1]).toMatchObject({ ticketId, firedAt: till.clock.now });
  });

  test('from the till a course waits and is fired; on paper it comes out when it is its turn, once', async () => {
    setUpKitchen(till.core, onPaper('fry'), 2);
    const orderId = await placed();
    expect(await till.call.kitchen.holdOrder({ orderId, held: true })).toMatchObject({ value: { changed: 1 } });
    expect(await board('fry')).toMatchObject({ cards: [{ held: true }], allDay: [] });
    const transport = { kind: 'file', path: `${till.folder}/kitchen` } as const;
    await till.call.printing.add({ id: till.newId(), name: 'Cocina', role: 'kitchen', profileId: 'generic-80', transport });
    for (let press = 0; press < 2; press += 1) await till.call.kitchen.holdOrder({ orderId, held: false });
    expect(await board('fry')).toMatchObject({ cards: [{ held: false, papers: 1 }] });
    expect(till.core.db.all("SELECT 1 AS one FROM print_jobs WHERE kind = 'kitchen'")).toHaveLength(1);
    await till.call.kitchen.bump({ ticketId: (await firstCard()).ticketId });
    expect(await till.call.kitchen.holdOrder({ orderId, held: true })).toMatchObject({ value: { changed: 0 } });
  });

  test('sent held, an order and what is added to it wait from the start, on no paper, until they are fired', async () => {
    setUpKitchen(till.core, onPaper('fry'), 2);
    const transport = { kind: 'file', path: `${till.folder}/kitchen` } as const;
    await till.call.printing.add({ id: till.newId(), name: 'Cocina', role: 'kitchen', profileId: 'generic-80', transport });
    const orderId = till.newId();
    const selection = () => ({ lineId: till.newId(), productId: SALCHIPAPA, quantity: 1, choices: [] });
    await till.call.orders.addLine({ orderId, orderType: 'dine_in', selection: selection() });
    expect(await till.call.orders.place({ orderId, held: true })).toMatchObject({ ok: true });
    await till.call.orders.addLine({ orderId, orderType: 'dine_in', selection: selection() });
    expect(await till.call.orders.sendAdditions({ orderId, held: true })).toMatchObject({ ok: true });
    const papers = () => till.core.db.all("SELECT 1 AS one FROM print_jobs WHERE kind = 'kitchen'").length;
    expect([(await board('fry')).cards.map(({ held }) => held), papers()]).toEqual([[true, true], 0]);
    expect(await till.call.kitchen.holdOrder({ orderId, held: false })).toMatchObject({ value: { changed: 2 } });
    expect([(await board('fry')).cards.map(({ held }) => held), papers()]).toEqual([[false, false], 2]);
  });

  test('a screen says once that it drew a ticket, and a person’s press changes nothing any more', async () => {
    await sold(1);
    const { ticketId } = await firstCard();
    expect(await till.call.kitchen.acknowledge({ ticketIds: [ticketId] })).toMatchObject({ value: { acknowledged: 1 } });
    expect(await till.call.kitchen.acknowledge({ ticketIds: [ticketId] })).toMatchObject({ value: { acknowledged: 0 } });
    await till.call.kitchen.seen({ ticketIds: [ticketId] });
    expect(factsOf('kitchen.ticket-acknowledged').map(({ body }) => JSON.parse(body))).toEqual([{ by: 'screen' }]);
  });

  test('the times of a station are kept: to the kitchen, to be made, and how many were late', async () => {
    await sold(1);
    const { ticketId } = await firstCard();
    till.clock.now += 2_000;
    await till.call.kitchen.acknowledge({ ticketIds: [ticketId] });
    till.clock.now += 700_000;
    await till.call.kitchen.bump({ ticketId });
    const times = await till.call.kitchen.times({ businessDay: '2026-11-20' });
    expect(times[0]).toMatchObject({ stationId: 'fry', tickets: 1, toKitchenP95: 2, prepP50: 702, latePercent: 100 });
  });

  test('a ticket that nobody knows is refused', async () => {
    expect(await till.call.kitchen.bump({ ticketId: idOf(9) })).toMatchObject({ refusal: { code: 'kitchen.no-such-ticket' } });
  });
});

test('a rebuild from the log makes the same tickets and goes on with the same numbers', async () => {
  await sold();
  await till.call.kitchen.bump({ ticketId: (await firstCard()).ticketId });
  await sold();
  const before = allTickets();
  till.core.transaction((db) => rebuildProjections(db, TERMINAL), []);
  expect(allTickets()).toEqual(before);
  await sold();
  expect((await board('fry')).cards.map(({ ticketNumber }) => ticketNumber)).toEqual(['A-2', 'A-3']);
  expect(till.core.db.all('SELECT 1 AS one FROM kitchen_sequences WHERE company_id = ?', COMPANY)).toHaveLength(2);
});

test('a cashier without the kitchen’s permission is refused by the branch server', async () => {
  const { actor } = till.connection;
  if (!actor) throw new Error('nobody is logged in');
  till.connection.actor = { ...actor, permissions: 0n };
  await expect(board('fry')).rejects.toThrow('needs kitchen.read');
  await expect(till.call.kitchen.bump({ ticketId: idOf(9) })).rejects.toThrow('needs kitchen.work');
});
