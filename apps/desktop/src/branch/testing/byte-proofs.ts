import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { kitchenTicketDocument } from '@fastops/shared/printing/kitchen-ticket';
import { PRINTER_PROFILE_IDS } from '@fastops/shared/printing/printer';
import { profileOf } from '@fastops/shared/printing/printer-profiles';
import { receiptDocument } from '@fastops/shared/printing/receipt';
import { ticketTextsEs } from '@fastops/shared/printing/ticket-texts';
import { createDocumentEncoder } from '../devices/escpos-encoder.ts';
import { cancelJob, retryJob } from '../modules/printing/printing.service.ts';
import { countPaper, sellAndWait, wholeTickets, type PaperOracle } from './print-proofs.ts';
import { demolish, openPrintShop, type PrintShop } from './print-shop.ts';
import { decodeTickets } from './virtual-printer/decoder.ts';
import { aSale, aSaleLine } from './virtual-printer/sample-tickets.ts';
import { itemsOf } from './virtual-printer/ticket.ts';
import { VirtualPrinter } from './virtual-printer/virtual-printer.ts';

type Bench = { readonly shop: PrintShop; readonly printer: VirtualPrinter };
/** Of a soak on a machine that has other work too. */
const PATIENCE = { interval: 1, timeout: 120_000 } as const;

/** A till with one printer, thrown away at the end. */
async function atABench<T>(role: 'receipt' | 'kitchen', answersStatus: boolean, run: (bench: Bench) => Promise<T>): Promise<T> {
  const shop = openPrintShop();
  const printer = new VirtualPrinter({ answersStatus });
  await printer.powerOn();
  const transport = { kind: 'tcp', host: '127.0.0.1', port: printer.port } as const;
  // The same family either way: a byte of a ticket is the same byte in every proof.
  shop.addPrinter({ role, transport, ...(answersStatus ? { tweaks: { answersStatus } } : {}) });
  try {
    return await run({ shop, printer });
  } finally {
    await printer.powerOff();
    demolish(shop);
  }
}

function answerAll({ shop }: Bench): Promise<void> {
  // On a busy machine the till may lose its patience with a repeat too, and ask about that one.
  const answered = () => {
    for (const { id } of shop.openJobs().filter(({ state }) => state === 'ask')) shop.command((ctx) => retryJob(ctx, { id }));
    return shop.openJobs().length;
  };
  return expect.poll(answered, PATIENCE).toBe(0);
}

/** H2: the paper ends after each of `cuts` bytes of a kitchen ticket; somebody puts in a roll, and answers what the till asks. */
export function paperEndsAt(cuts: readonly number[]): Promise<PaperOracle> {
  return atABench('kitchen', true, async (bench) => {
    const { shop, printer } = bench;
    const workers = shop.startWorkers({ deliveryTimeoutMs: 40, retryDelayMs: () => 0 });
    const sold: string[] = [];
    for (const bytes of cuts) {
      printer.standAfter(bytes, { paper: 'out' });
      // `ask`: nothing was taken for printed because the printer's buffer had room for it.
      const label = await sellAndWait(shop, 'ask');
      if (shop.openJobs().length === 1) sold.push(label);
      printer.become({});
      await answerAll(bench);
    }
    await workers.stop();
    return { trials: cuts.length, withoutEnd: cuts.length - sold.length, ...countPaper(printer, sold) };
  });
}

/** H3: a printer dies at each of `cuts` bytes and wakes ten hours later. Counts tickets that then came by themselves, or are not asked about. */
export function diesOvernightAt(cuts: readonly number[]): Promise<{ trials: number; byThemselves: number; notAsked: number }> {
  return atABench('kitchen', false, async ({ shop, printer }) => {
    let [byThemselves, notAsked] = [0, 0];
    for (const bytes of cuts) {
      const evening = shop.startWorkers({ retryDelayMs: () => 0 });
      printer.cutAfter(bytes);
      await sellAndWait(shop, 'ask');
      await printer.powerOff();
      shop.sell();
      await evening.stop();
      shop.clock.aheadMs += 10 * 3_600_000;
      await printer.powerOn();
      const before = wholeTickets(printer).length;
      const morning = shop.startWorkers();
      await expect.poll(() => shop.openJobs().every(({ state }) => state === 'ask'), PATIENCE).toBe(true);
      notAsked += 2 - shop.openJobs().length;
      await morning.stop();
      byThemselves += wholeTickets(printer).length - before;
      for (const { id } of shop.openJobs()) shop.command((ctx) => cancelJob(ctx, { id }));
    }
    return { trials: cuts.length, byThemselves, notAsked };
  });
}

/** H4: a till killed with SIGKILL when `cuts` bytes of its receipt are on paper; another process opens its file. */
export async function killedAt(cuts: readonly number[]): Promise<PaperOracle> {
  let shop = openPrintShop();
  const printer = new VirtualPrinter();
  await printer.powerOn();
  shop.addPrinter({ role: 'receipt', transport: { kind: 'tcp', host: '127.0.0.1', port: printer.port } });
  const sold: string[] = [];
  for (const bytes of cuts) {
    shop.close();
    const goal = printer.bytesTaken + bytes;
    printer.hangAfter(bytes);
    const victim = fileURLToPath(new URL('./print-victim.ts', import.meta.url));
    const till = spawn(process.execPath, [victim, shop.folder], { stdio: ['ignore', 'inherit', 'inherit'] });
    await expect.poll(() => printer.bytesTaken, PATIENCE).toBe(goal);
    till.kill('SIGKILL');
    await once(till, 'exit');
    await printer.powerOff();
    await printer.powerOn();
    shop = openPrintShop(shop.folder);
    const workers = shop.startWorkers();
    const [asked] = shop.openJobs();
    if (asked?.state === 'ask') sold.push(asked.label);
    await answerAll({ shop, printer });
    await workers.stop();
  }
  await printer.powerOff();
  demolish(shop);
  return { trials: cuts.length, withoutEnd: cuts.length - sold.length, ...countPaper(printer, sold) };
}

/** H5: a printer stops reading after each of `cuts` bytes. Counts sales that were not made. */
export function stopsReadingAt(cuts: readonly number[]): Promise<{ trials: number; refused: number }> {
  return atABench('receipt', false, async ({ shop, printer }) => {
    let refused = 0;
    for (const bytes of cuts) {
      const workers = shop.startWorkers({ deliveryTimeoutMs: 20 });
      printer.hangAfter(bytes);
      for (let sale = 0; sale < 2; sale++) if (!shop.sell().ok) refused += 1;
      await expect.poll(() => shop.openJobs().some(({ state }) => state === 'ask'), PATIENCE).toBe(true);
      await workers.stop();
      for (const { id } of shop.openJobs()) shop.command((ctx) => cancelJob(ctx, { id }));
      await printer.powerOff();
      await printer.powerOn();
    }
    return { trials: cuts.length, refused };
  });
}

/** H6: cash receipts cut off at each of `cuts` bytes and printed again. Counts kicks on paper beyond the facts that say why. */
export function drawerWhenCutAt(cuts: readonly number[]): Promise<{ trials: number; kicks: number; withoutFact: number }> {
  return atABench('receipt', false, async (bench) => {
    const { shop, printer } = bench;
    const workers = shop.startWorkers({ retryDelayMs: () => 0 });
    let [kicks, withoutFact] = [0, 0];
    const facts = () => shop.core.db.all("SELECT 1 AS one FROM events WHERE type = 'drawer.opened'").length;
    for (const bytes of cuts) {
      printer.cutAfter(bytes);
      await sellAndWait(shop, 'ask');
      await answerAll(bench);
      kicks = printer.tickets.flatMap((ticket) => itemsOf(ticket, 'drawer')).length;
      withoutFact = Math.max(withoutFact, kicks - facts());
    }
    await workers.stop();
    return { trials: cuts.length, kicks, withoutFact };
  });
}

/** H7: tickets full of hostile text, cut off at every byte and followed by the whole ticket. Counts kicks and control bytes of data. */
export function hostileCutAtEveryByte(texts: readonly string[]): { trials: number; moved: number } {
  const encode = createDocumentEncoder(() => undefined);
  let [trials, moved] = [0, 0];
  for (const [n, text] of texts.entries()) {
    const profile = profileOf({ profileId: PRINTER_PROFILE_IDS[n % PRINTER_PROFILE_IDS.length] ?? 'generic-80' });
    const line = aSaleLine({ name: text, size: text, note: text, removals: [text] });
    const sale = aSale({ lines: [line], customerName: text, cashierName: text });
    const document =
      n % 2 === 0
        ? kitchenTicketDocument({ ...sale, note: text }, ticketTextsEs)
        : receiptDocument(sale, ticketTextsEs, { openDrawer: false, copyNo: 0 });
    const bytes = encode(document, profile);
    for (let cut = 1; cut <= bytes.length; cut++) {
      trials += 1;
      const tickets = decodeTickets(Buffer.concat([bytes.subarray(0, cut), bytes]), { wakesInKanji: false });
      if (tickets.some((ticket) => itemsOf(ticket, 'drawer').length > 0)) moved += 1;
    }
  }
  return { trials, moved };
}
