import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  addPrinter,
  cancelJob,
  changePrinter,
  drawerState,
  judgeTestSheet,
  printerStatuses,
  printTestPage,
  retryJob,
} from '../modules/printing/printing.service.ts';
import { reprintReceipt } from '../modules/orders/orders.service.ts';
import { diesOvernightAt, drawerWhenCutAt, hostileCutAtEveryByte, killedAt, paperEndsAt, stopsReadingAt } from '../testing/byte-proofs.ts';
import { HOSTILE_TEXTS } from '../testing/hostile-texts.ts';
import { cutTickets, killBetweenBytesAndMark, ticketBytes, wholeTickets } from '../testing/print-proofs.ts';
import { demolish, LAURA, openPrintShop, type PrintShop } from '../testing/print-shop.ts';
import { openPtyPair } from '../testing/virtual-printer/pty.ts';
import { itemsOf, ticketLines } from '../testing/virtual-printer/ticket.ts';
import { VirtualPrinter } from '../testing/virtual-printer/virtual-printer.ts';
import type { PrintWorkers } from './print-worker.ts';

let shop: PrintShop;
let printer: VirtualPrinter;
let spare: VirtualPrinter;
let workers: PrintWorkers | undefined;

beforeEach(async () => {
  shop = openPrintShop();
  printer = new VirtualPrinter({ answersStatus: true });
  spare = new VirtualPrinter();
  await Promise.all([printer.powerOn(), spare.powerOn()]);
});
afterEach(async () => {
  await workers?.stop();
  workers = undefined;
  await Promise.all([printer.powerOff(), spare.powerOff()]);
  demolish(shop);
});

const tcp = (to: VirtualPrinter) => ({ kind: 'tcp', host: '127.0.0.1', port: to.port }) as const;
const statuses = () => printerStatuses(shop.core.readContext(LAURA));
const kinds = (state: string) => shop.jobs().flatMap((job) => (job.state === state ? [job.kind] : []));

test('H1: a kitchen ticket cut off at every one of its bytes is never lost, and never repeated without saying so', async () => {
  const bytes = await ticketBytes('kitchen');
  const cuts = Array.from({ length: bytes }, (_, i) => i + 1);
  expect(await cutTickets('kitchen', cuts)).toEqual({ trials: bytes, repeats: bytes, lost: 0, silentRepeats: 0, withoutEnd: 0 });
}, 240_000);

/** First byte, inside a command, inside a name, near the cut: the full sizes are soaks (`npm run soak -- H2`). */
const A_FEW_BYTES = [1, 2, 40, 97, 150];

test('H2–H6 at a few bytes of a ticket; every byte of it is a soak', async () => {
  const nothing = { lost: 0, silentRepeats: 0, withoutEnd: 0 };
  expect(await paperEndsAt(A_FEW_BYTES)).toMatchObject(nothing);
  expect(await diesOvernightAt(A_FEW_BYTES)).toMatchObject({ notAsked: 0, byThemselves: 0 });
  expect(await killedAt(A_FEW_BYTES.slice(2, 4))).toMatchObject(nothing);
  expect(await stopsReadingAt(A_FEW_BYTES)).toMatchObject({ refused: 0 });
  expect(await drawerWhenCutAt(A_FEW_BYTES)).toMatchObject({ withoutFact: 0 });
}, 120_000);

test('H7: a ticket full of hostile text, cut off at every one of its bytes, moves no drawer', () => {
  expect(hostileCutAtEveryByte(HOSTILE_TEXTS.slice(0, 2))).toMatchObject({ moved: 0 });
});

describe('H2: a printer that says what it lacks', () => {
  const faults = [
    [{ paper: 'out' }, 'printer.paper-out'],
    [{ coverOpen: true }, 'printer.cover-open'],
    [{ cutterJammed: true }, 'printer.cutter-jammed'],
  ] as const;

  test.each(faults)('%j: the till knows within 5 s with nothing to print, and again when it is well', async (condition, fault) => {
    shop.addPrinter({ profileId: 'epson-tm-t20', transport: tcp(printer) });
    workers = shop.startWorkers({ askEveryMs: 20 });
    printer.become(condition);
    await expect.poll(() => statuses()[0]?.conditionFault, { timeout: 5000 }).toBe(fault);
    printer.become({});
    await expect.poll(() => statuses()[0]?.conditionFault, { timeout: 5000 }).toBeNull();
  });

  test.each(faults)('%j: the kitchen ticket comes out at the back-up printer within 30 s, once', async (condition) => {
    shop.addPrinter({ name: 'Cocina', role: 'kitchen', profileId: 'epson-tm-t20', transport: tcp(printer) });
    shop.addPrinter({ name: 'Caja', role: 'receipt', backupFor: 'kitchen', transport: tcp(spare) });
    printer.become(condition);
    workers = shop.startWorkers();
    shop.sell();
    await expect.poll(() => kinds('printed').sort(), { timeout: 30_000 }).toEqual(['kitchen', 'receipt']);
    const [kitchen] = wholeTickets(spare).filter((ticket) => ticketLines(ticket).some((line) => line.includes('COCINA')));
    expect(kitchen && ticketLines(kitchen)[0]?.trim()).toBe('-> Cocina');
    printer.become({});
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(printer.tickets).toEqual([]);
    expect(shop.jobs().find(({ kind }) => kind === 'kitchen')).toMatchObject({ movedFrom: expect.any(String), copyNo: 0 });
  });

  test('out of paper in the middle of a ticket: nothing is marked printed because its buffer took the bytes', async () => {
    shop.addPrinter({ role: 'receipt', profileId: 'epson-tm-t20', transport: tcp(printer) });
    printer.hold();
    workers = shop.startWorkers({ deliveryTimeoutMs: 200 });
    shop.sell();
    await expect.poll(() => shop.openJobs()[0]?.state, { timeout: 5000 }).toBe('ask');
    expect(kinds('printed')).toEqual([]);
  });

  test('its drawer switch is read with the level that the installer saw', async () => {
    const id = shop.addPrinter({ profileId: 'epson-tm-t20', transport: tcp(printer) });
    workers = shop.startWorkers({ askEveryMs: 20 });
    printer.become({ drawerPinHigh: true });
    await expect.poll(() => statuses()[0]?.condition.drawerPin, { timeout: 5000 }).toBe('high');
    const drawer = () => drawerState(shop.core.readContext(LAURA));
    expect(drawer()).toBe('unknown');
    const settings = { id, name: 'Caja', role: 'both', profileId: 'epson-tm-t20', transport: tcp(printer) } as const;
    shop.command((ctx) => changePrinter(ctx, { ...settings, tweaks: { drawerOpenPin: 'high' } }));
    await expect.poll(drawer).toBe('open');
    printer.become({ drawerPinHigh: false });
    await expect.poll(drawer).toBe('shut');
  });
});

describe('a back-up printer', () => {
  test('that fails too keeps what it got: tickets do not wander between two dead printers', async () => {
    const kitchen = shop.addPrinter({ name: 'Cocina', role: 'kitchen', backupFor: 'receipt', transport: { ...tcp(printer), port: 1 } });
    const till = shop.addPrinter({ name: 'Caja', role: 'receipt', backupFor: 'kitchen', transport: { ...tcp(spare), port: 1 } });
    workers = shop.startWorkers();
    shop.sell();
    await expect.poll(() => shop.jobs().some(({ movedFrom }) => movedFrom !== null), { timeout: 10_000 }).toBe(true);
    const moved = shop.jobs().find(({ movedFrom }) => movedFrom !== null);
    for (let look = 0; look < 20; look++) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      const { printerId, movedFrom } = shop.jobs().find(({ id }) => id === moved?.id) ?? {};
      expect([printerId, movedFrom]).toEqual([moved?.printerId, moved?.movedFrom]);
    }
    expect(new Set([kitchen, till])).toContain(moved?.movedFrom);
    expect(kinds('queued')).toHaveLength(2);
  });

  test('never gets a ticket that may already be on paper', async () => {
    shop.addPrinter({ name: 'Cocina', role: 'kitchen', transport: tcp(printer) });
    shop.addPrinter({ name: 'Caja', role: 'receipt', backupFor: 'kitchen', transport: tcp(spare) });
    printer.cutAfter(40);
    workers = shop.startWorkers();
    shop.sell();
    await expect.poll(() => kinds('ask')).toEqual(['kitchen']);
    await expect.poll(() => kinds('printed')).toEqual(['receipt']);
    expect(shop.openJobs()).toMatchObject([{ kind: 'kitchen', movedFrom: null }]);
  });
});

test('H3: fifty kitchen tickets behind a printer that was dead overnight: none prints by itself', async () => {
  shop.addPrinter({ name: 'Cocina', role: 'kitchen', transport: tcp(printer) });
  shop.addPrinter({ name: 'Caja', role: 'receipt', backupFor: 'kitchen', transport: tcp(spare) });
  await printer.powerOff();
  for (let order = 0; order < 50; order++) shop.sell();
  shop.clock.aheadMs = 10 * 3_600_000;
  await printer.powerOn();
  workers = shop.startWorkers();
  await expect.poll(() => shop.openJobs().length, { timeout: 20_000 }).toBe(50);
  await expect.poll(() => shop.openJobs().every(({ state, fault }) => state === 'ask' && fault === 'print.stale')).toBe(true);
  expect(wholeTickets(printer)).toEqual([]);
  expect(wholeTickets(spare).some((ticket) => ticketLines(ticket).some((line) => line.includes('COCINA')))).toBe(false);
  const [one, other] = shop.openJobs();
  shop.command((ctx) => retryJob(ctx, { id: one?.id ?? '' }));
  shop.command((ctx) => cancelJob(ctx, { id: other?.id ?? '' }));
  await expect.poll(() => wholeTickets(printer).length).toBe(1);
  expect(shop.openJobs()).toHaveLength(48);
}, 60_000);

test('H4: a till killed between bytes and mark, three times: none lost, none repeated in silence', async () => {
  expect(await killBetweenBytesAndMark(3)).toEqual({ trials: 3, repeats: 3, lost: 0, silentRepeats: 0, withoutEnd: 0 });
}, 60_000);

test('H5: a serial port that hangs: every sale completes', async () => {
  const cable = await openPtyPair();
  shop.addPrinter({ transport: { kind: 'serial', path: cable.tillPath, baudRate: 9600 } });
  workers = shop.startWorkers({ deliveryTimeoutMs: 100 });
  for (let sale = 0; sale < 100; sale++) expect(shop.sell().ok).toBe(true);
  await expect.poll(() => shop.jobs().length).toBe(200);
  await workers.stop();
  workers = undefined;
  await cable.unplug();
}, 60_000);

test('H6: whatever happens to the paper, the drawer opens no oftener than there are facts that say why', async () => {
  shop.addPrinter({ role: 'receipt', transport: tcp(spare) });
  workers = shop.startWorkers({ retryDelayMs: () => 1 });
  const facts = () => shop.core.db.all("SELECT 1 AS one FROM events WHERE type = 'drawer.opened'").length;
  for (let sale = 0; sale < 30; sale++) {
    spare.cutAfter([Infinity, 1, 60, 300][sale % 4] ?? Infinity);
    const answer = shop.sell(sale % 5 === 4 ? 100 : 60_000);
    await expect.poll(() => shop.openJobs().every(({ state }) => state === 'ask'), { timeout: 10_000 }).toBe(true);
    spare.cutAfter(Infinity);
    for (const { id } of shop.openJobs()) shop.command((ctx) => retryJob(ctx, { id }));
    await expect.poll(() => shop.openJobs().length, { timeout: 10_000 }).toBe(0);
    if (answer.ok && sale % 3 === 0) shop.command((ctx) => reprintReceipt(ctx, { orderId: answer.value.id }));
  }
  await expect.poll(() => shop.openJobs().length, { timeout: 10_000 }).toBe(0);
  const kicks = spare.tickets.flatMap((ticket) => itemsOf(ticket, 'drawer')).length;
  expect(facts()).toBe(24);
  expect(kicks).toBeGreaterThan(0);
  expect(kicks).toBeLessThanOrEqual(facts());
}, 60_000);

describe('the test sheet', () => {
  test('H6: opens the drawer once, with a fact that says it was a test, and cuts and beeps whatever the family is thought to do', async () => {
    const id = shop.addPrinter({ profileId: 'pos-58', transport: tcp(spare) });
    workers = shop.startWorkers();
    expect(shop.command((ctx) => printTestPage(ctx, { id })).ok).toBe(true);
    await expect.poll(() => kinds('printed')).toEqual(['test']);
    const [sheet] = spare.tickets;
    expect(sheet && [itemsOf(sheet, 'drawer'), itemsOf(sheet, 'cut'), itemsOf(sheet, 'beep')].map(({ length }) => length)).toEqual([
      1, 1, 1,
    ]);
    expect(sheet?.strayControls).toEqual([]);
    const reasons = shop.core.db.all<{ body: string }>("SELECT body FROM events WHERE type = 'drawer.opened'");
    expect(reasons.map(({ body }) => JSON.parse(body))).toEqual([{ reason: 'test' }]);
  });

  test('what the installer ticks is what the next ticket is printed with', async () => {
    const id = shop.addPrinter({ role: 'receipt', profileId: 'generic-80', transport: tcp(spare) });
    workers = shop.startWorkers();
    const seen = { letters: 'cp1252', columns: 32, qr: true, cut: false, beep: false, drawer: false } as const;
    expect(shop.command((ctx) => judgeTestSheet(ctx, { id, seen })).ok).toBe(true);
    shop.sell();
    await expect.poll(() => kinds('printed')).toEqual(['receipt']);
    const [receipt] = spare.tickets;
    if (receipt === undefined) throw new Error('nothing was printed');
    expect(ticketLines(receipt)).toContain('2x  Salchipapa ñoña     $ 50.000');
    expect(itemsOf(receipt, 'drawer')).toMatchObject([{ pin: 5 }]);
    expect(itemsOf(receipt, 'cut')).toEqual([]);
  });

  test('a Star printer is refused, whatever family it is set up as', () => {
    const star = { kind: 'usb', vendorId: 0x0519, productId: 3 } as const;
    const settings = { name: 'Star', role: 'both', profileId: 'generic-80', transport: star } as const;
    expect(shop.command((ctx) => addPrinter(ctx, { id: ctx.newId(), ...settings }))).toMatchObject({
      refusal: { code: 'printer.star-not-spoken' },
    });
    expect(statuses()).toEqual([]);
  });
});
