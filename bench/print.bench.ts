// A ticket's document made into bytes beside a bare copy of those bytes line by line; and from the sale's tap to the
// first byte at the printer, beside a bare connection to the same port. The printer is a TCP server in this process.
import { mkdtempSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { money } from '@fastops/shared/base/money';
import { previewLines } from '@fastops/shared/printing/layout';
import type { PrintDocument } from '@fastops/shared/printing/document';
import type { BranchCore } from '@fastops/desktop/branch/core';
import { createDocumentEncoder } from '@fastops/desktop/branch/devices/escpos-encoder';
import { PRINTER_PROFILES } from '@fastops/shared/printing/printer-profiles';
import { rasterBytes } from '@fastops/desktop/branch/devices/raster';
import { openTransport } from '@fastops/desktop/branch/devices/transports/open-transport';
import { ringUp } from '@fastops/desktop/branch/modules/orders/orders.service';
import { addPrinter } from '@fastops/desktop/branch/modules/printing/printing.service';
import { aReceipt, aSaleLine } from '@fastops/desktop/branch/testing/virtual-printer/sample-tickets';
import { startPrintWorkers } from '@fastops/desktop/branch/workers/print-worker';
import { CASHIER, enrolledTill, idOf, openFile } from './lib/till.ts';
import { percentile, report, timing, type BenchRow } from './lib/report.ts';

const TICKETS = 2_000;
const SALES = 300;
const WARM_UP = 100;
const profile = PRINTER_PROFILES['generic-80'];
const picture = logo();

const { rows: byteRows, ratio } = documentToBytes();
const saleRows = await saleToFirstByte();
report({
  bench: 'print',
  versions: { 'receipt-printer-encoder': '4.0.1' },
  rows: [...byteRows, ...saleRows],
  ratioToFloor: ratio,
  notes: ['goals: document → bytes ≤ 1 ms, sale → first byte p95 ≤ 150 ms; the ratio is that of document → bytes'],
});

function documentToBytes(): { rows: BenchRow[]; ratio: number } {
  const document = thirtyLines();
  const encode = createDocumentEncoder(() => picture);
  const lines = previewLines(document, profile);
  const floor = () => Buffer.concat([picture, ...lines.map((line) => Buffer.from(`${line}\n`, 'latin1'))]);
  const floorMs: number[] = [];
  const oursMs: number[] = [];
  for (let n = 0; n < TICKETS + WARM_UP; n++) {
    floorMs.push(time(floor));
    oursMs.push(time(() => encode(document, profile)));
  }
  const [floorRow, oursRow] = [floorMs.slice(WARM_UP), oursMs.slice(WARM_UP)];
  return {
    rows: [
      { name: 'floor: the laid-out lines and the logo, copied', ...timing(floorRow) },
      { name: 'document → bytes, 30 lines and a logo', ...timing(oursRow) },
    ],
    ratio: percentile(oursRow, 50) / percentile(floorRow, 50),
  };
}

async function saleToFirstByte(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'print-bench-'));
  const printer = await firstByteServer();
  const db = openFile(folder, 'till.db');
  const core = enrolledTill(db);
  const settings = { name: 'Caja', role: 'receipt', profileId: 'generic-80' } as const;
  core.execute(CASHIER, (ctx) =>
    addPrinter(ctx, { id: idOf(70), ...settings, transport: { kind: 'tcp', host: '127.0.0.1', port: printer.port } }),
  );
  const encode = createDocumentEncoder(() => picture);
  const workers = startPrintWorkers({ core, encode, openTransport, log: () => undefined });
  const floorMs: number[] = [];
  const oursMs: number[] = [];
  for (let n = 0; n < SALES + WARM_UP; n++) {
    floorMs.push(await until(printer, () => bareJob(printer.port)));
    oursMs.push(await until(printer, () => sell(core, n)));
  }
  await workers.stop();
  db.close();
  printer.server.close();
  rmSync(folder, { recursive: true, force: true });
  return [
    { name: 'floor: connect, write, first byte', ...timing(floorMs.slice(WARM_UP)) },
    { name: 'sale → first byte at the printer', ...timing(oursMs.slice(WARM_UP)) },
  ];
}

type FirstBytes = { readonly server: Server; readonly port: number; arrival(): Promise<{ at: number; done: Promise<unknown> }> };

/** Says when the first byte of the next connection came, and waits for that connection to be over before the next. */
async function firstByteServer(): Promise<FirstBytes> {
  let came: (value: { at: number; done: Promise<unknown> }) => void = () => undefined;
  const server = createServer((socket) => {
    socket.once('data', () => came({ at: performance.now(), done: once(socket, 'close') }));
    socket.resume();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  return { server, port, arrival: () => new Promise((resolve) => (came = resolve)) };
}

async function until(printer: FirstBytes, act: () => void): Promise<number> {
  const arrival = printer.arrival();
  const started = performance.now();
  act();
  const { at, done } = await arrival;
  await done;
  return at - started;
}

function bareJob(port: number): void {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => socket.end('A-001\n'));
}

function sell(core: BranchCore, n: number): void {
  const base = 20_000_000 + n * 100;
  const selections = [1, 2, 3, 4].map((k) => ({ lineId: idOf(base + k), productId: idOf(100 + k), quantity: k, choices: [] }));
  const order = { orderId: idOf(base), orderType: 'counter' as const, selections, paymentId: idOf(base + 50), tendered: money(500_000) };
  const answer = core.execute(CASHIER, (ctx) => ringUp(ctx, order));
  if (!answer.ok) throw new Error(answer.refusal.code);
}

function thirtyLines(): PrintDocument {
  const receipt = aReceipt({ lines: Array.from({ length: 30 }, () => aSaleLine()) });
  return { blocks: [{ type: 'logo', imageId: 'shop' }, ...receipt.blocks] };
}

/** The cached bytes of a logo as a shop has one: 400 × 160 dots. */
function logo(): Uint8Array {
  const data = new Uint8ClampedArray(400 * 160 * 4);
  for (let i = 3; i < data.length; i += 4) data[i] = (i >> 4) % 2 === 0 ? 255 : 0;
  return rasterBytes({ width: 400, height: 160, data }, profile);
}

function time(run: () => unknown): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}
