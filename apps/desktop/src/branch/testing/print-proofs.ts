import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { retryJob } from '../modules/printing/printing.service.ts';
import { demolish, openPrintShop, type PrintShop } from './print-shop.ts';
import { itemsOf, ticketLines, type Ticket } from './virtual-printer/ticket.ts';
import { VirtualPrinter } from './virtual-printer/virtual-printer.ts';

/** What a trial of a printer that fails counted; all but `trials` and `repeats` must be nought. */
export type PaperOracle = { trials: number; repeats: number; lost: number; silentRepeats: number; withoutEnd: number };

export type TicketRole = 'receipt' | 'kitchen';

export const orderNumber = (ticket: Ticket) => /A-\d{3,}/.exec(ticketLines(ticket).join('\n'))?.[0] ?? '';
/** On any line: a printer cut off inside a command takes the next job's reset for its argument, and the copy's head isn't the first line. */
const isCopy = (ticket: Ticket) => ticketLines(ticket).some((line) => line.includes('COPIA'));

/** Tickets that were printed to their end, as a customer holds them. */
export function wholeTickets(printer: VirtualPrinter): readonly Ticket[] {
  return printer.tickets.filter((ticket) => itemsOf(ticket, 'cut').length === 1);
}

/** Counts what a pile of tickets owes to the orders that were sold. */
export function countPaper(printer: VirtualPrinter, sold: readonly string[]): Pick<PaperOracle, 'repeats' | 'lost' | 'silentRepeats'> {
  const whole = wholeTickets(printer);
  const numbers = new Set(whole.map(orderNumber));
  const originals = whole.filter((ticket) => !isCopy(ticket)).map(orderNumber);
  return {
    repeats: whole.length - originals.length,
    lost: sold.filter((number) => !numbers.has(number)).length,
    silentRepeats: originals.length - new Set(originals).size,
  };
}

/** H1: one sale for each of `cuts`, its ticket's connection reset after that many bytes; a person then answers what the till asks. */
export async function cutTickets(role: TicketRole, cuts: readonly number[]): Promise<PaperOracle> {
  const shop = openPrintShop();
  const printer = new VirtualPrinter();
  await printer.powerOn();
  shop.addPrinter({ role, transport: { kind: 'tcp', host: '127.0.0.1', port: printer.port } });
  const workers = shop.startWorkers({ retryDelayMs: () => 0 });
  const sold: string[] = [];
  let withoutEnd = 0;
  for (const bytes of cuts) {
    printer.cutAfter(bytes);
    sold.push(await sellAndWait(shop, 'ask'));
    for (const { id } of shop.openJobs()) shop.command((ctx) => retryJob(ctx, { id }));
    printer.cutAfter(Infinity);
    await expect.poll(() => shop.openJobs().length, { interval: 1, timeout: 60_000 }).toBe(0);
    withoutEnd += shop.jobs().filter(({ state }) => state !== 'printed').length;
  }
  await workers.stop();
  await printer.powerOff();
  demolish(shop);
  return { trials: cuts.length, withoutEnd, ...countPaper(printer, sold) };
}

/** How many bytes a sale's ticket is, as the printer counts them. */
export async function ticketBytes(role: TicketRole): Promise<number> {
  const shop = openPrintShop();
  const printer = new VirtualPrinter();
  await printer.powerOn();
  shop.addPrinter({ role, transport: { kind: 'tcp', host: '127.0.0.1', port: printer.port } });
  const workers = shop.startWorkers();
  await sellAndWait(shop, 'printed');
  await workers.stop();
  await printer.powerOff();
  demolish(shop);
  return printer.bytesTaken;
}

/** H4: a till killed with SIGKILL between its bytes and its mark, `kills` times on one file. */
export async function killBetweenBytesAndMark(kills: number): Promise<PaperOracle> {
  let shop = openPrintShop();
  const printer = new VirtualPrinter();
  await printer.powerOn();
  shop.addPrinter({ role: 'receipt', transport: { kind: 'tcp', host: '127.0.0.1', port: printer.port } });
  const sold: string[] = [];
  for (let kill = 0; kill < kills; kill++) {
    shop.close();
    await sellUnderKill(printer, shop.folder);
    shop = openPrintShop(shop.folder);
    const workers = shop.startWorkers();
    const [asked] = shop.openJobs();
    sold.push(asked?.label ?? '');
    expect(asked).toMatchObject({ state: 'ask', fault: 'print.interrupted' });
    for (const { id } of shop.openJobs()) shop.command((ctx) => retryJob(ctx, { id }));
    await expect.poll(() => shop.openJobs().length, { timeout: 10_000 }).toBe(0);
    await workers.stop();
  }
  await printer.powerOff();
  demolish(shop);
  return { trials: kills, withoutEnd: 0, ...countPaper(printer, sold) };
}

/** A till in a process of its own sells one order; its ticket is printed, but the printer doesn't say so before the till is dead. */
async function sellUnderKill(printer: VirtualPrinter, folder: string): Promise<void> {
  const before = wholeTickets(printer).length;
  printer.hold();
  const victim = fileURLToPath(new URL('./print-victim.ts', import.meta.url));
  const till = spawn(process.execPath, [victim, folder], { stdio: ['ignore', 'inherit', 'inherit'] });
  await expect.poll(() => wholeTickets(printer).length, { timeout: 120_000 }).toBe(before + 1);
  till.kill('SIGKILL');
  await once(till, 'exit');
  await printer.powerOff();
  await printer.powerOn();
}

export async function sellAndWait(shop: PrintShop, state: 'ask' | 'printed'): Promise<string> {
  const sale = shop.sell();
  if (!sale.ok) throw new Error(sale.refusal.code);
  const isThere = () => shop.openJobs().every((job) => job.state === state);
  await expect.poll(isThere, { interval: 1, timeout: 60_000 }).toBe(true);
  return shop.jobs()[0]?.label ?? '';
}
