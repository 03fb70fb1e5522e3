import { afterEach, beforeEach, expect, test } from 'vitest';
import { PNG } from 'pngjs';
import { DEFAULT_LAYOUT, type TicketLayout } from '@fastops/shared/printing/ticket-layout';
import { createDocumentEncoder } from '../../devices/escpos-encoder.ts';
import { shopLogo } from '../../devices/logo-file.ts';
import { createLogoSource } from '../../devices/raster.ts';
import { idOf, TERMINAL } from '../../testing/branch-fixture.ts';
import { demolish, openPrintShop, type PrintShop } from '../../testing/print-shop.ts';
import { itemsOf, ticketLines, type Ticket } from '../../testing/virtual-printer/ticket.ts';
import { VirtualPrinter } from '../../testing/virtual-printer/virtual-printer.ts';
import type { PrintWorkers } from '../../workers/print-worker.ts';
import { applyMaster, ticketLogo } from '../catalog/catalog.service.ts';

const { companyId, branchId } = TERMINAL;
let shop: PrintShop;
let printer: VirtualPrinter;
let workers: PrintWorkers;

beforeEach(async () => {
  shop = openPrintShop();
  printer = new VirtualPrinter();
  await printer.powerOn();
  shop.addPrinter({ transport: { kind: 'tcp', host: '127.0.0.1', port: printer.port } });
  const logos = createLogoSource(
    shopLogo(
      (id) => ticketLogo(shop.core.db, companyId, id)?.png,
      () => undefined,
    ),
  );
  workers = shop.startWorkers({ encode: createDocumentEncoder(logos) });
});
afterEach(async () => {
  await workers.stop();
  await printer.powerOff();
  demolish(shop);
});

test('tickets look as the owner set them in the cloud, from the next sale on', async () => {
  keep('ticket-logo', idOf(301), { id: idOf(301), png: picture(64, 16) });
  layout(companyId, { logoId: idOf(301), receipt: { ...DEFAULT_LAYOUT.receipt, footer: ['@elparche'], qr: 'https://x.co/{pedido}' } });
  const receipt = await sold();
  expect(itemsOf(receipt, 'raster')).toMatchObject([{ width: 64, height: 16 }]);
  expect(ticketLines(receipt).map((line) => line.trim())).toContain('@elparche');
  expect(itemsOf(receipt, 'qr')).toMatchObject([{ data: 'https://x.co/A-001' }]);
});

test('a branch’s own layout stands before the company’s, in its own language', async () => {
  layout(companyId, { language: 'es' });
  layout(branchId, { language: 'en', kitchen: { ...DEFAULT_LAYOUT.kitchen, beep: false } });
  const receipt = await sold();
  expect(ticketLines(receipt).some((line) => line.includes('CHANGE'))).toBe(true);
  expect(printer.tickets.flatMap((ticket) => itemsOf(ticket, 'beep'))).toEqual([]);
});

test('a layout that this version cannot read leaves tickets as they were', async () => {
  keep('ticket-layout', companyId, { id: companyId, ...DEFAULT_LAYOUT, receipt: { head: ['hologram'] } });
  expect(ticketLines(await sold()).some((line) => line.startsWith('TOTAL'))).toBe(true);
});

function keep(kind: string, id: string, doc: Record<string, unknown>): void {
  shop.core.transaction((db) => applyMaster(db, companyId, { kind, id, version: 1, deleted: false, doc }), []);
}

function layout(id: string, changes: Partial<TicketLayout>): void {
  keep('ticket-layout', id, { ...DEFAULT_LAYOUT, ...changes, id });
}

async function sold(): Promise<Ticket> {
  expect(shop.sell().ok).toBe(true);
  await expect.poll(() => shop.jobs().every(({ state }) => state === 'printed')).toBe(true);
  const receipt = printer.tickets.find((ticket) => ticketLines(ticket).some((line) => line.startsWith('TOTAL')));
  if (receipt === undefined) throw new Error('no receipt came out');
  return receipt;
}

function picture(width: number, height: number): string {
  const png = new PNG({ width, height });
  for (let i = 0; i < png.data.length; i += 4) png.data.set([0, 0, 0, 255], i);
  return PNG.sync.write(png).toString('base64');
}
