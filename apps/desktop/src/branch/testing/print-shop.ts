import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { money } from '@fastops/shared/base/money';
import { PERMISSIONS, compilePermissions } from '@fastops/shared/identity/permissions';
import type { Result } from '@fastops/shared/base/result';
import type { PrinterSettings } from '@fastops/shared/printing/printer';
import type { Actor, WriteContext } from '../context.ts';
import { createCore, type BranchCore } from '../core.ts';
import { openDatabase } from '../db/open.ts';
import { openStream } from '../db/event-log.ts';
import { readMigrations } from '../db/migrate.ts';
import { createDocumentEncoder } from '../devices/escpos-encoder.ts';
import { openTransport } from '../devices/transports/open-transport.ts';
import { openSession } from '../modules/cash/cash.service.ts';
import { applyMaster } from '../modules/catalog/catalog.service.ts';
import { ringUp, type OrderAnswer } from '../modules/orders/orders.service.ts';
import { addPrinter, printJobs, type PrintJobRow } from '../modules/printing/printing.service.ts';
import { aGrant, idOf, TERMINAL } from './branch-fixture.ts';
import { startPrintWorkers, type PrintWorkerParts, type PrintWorkers } from '../workers/print-worker.ts';

const PRODUCT = idOf(11);

export const LAURA: Actor = { id: idOf(4), name: 'Laura Gómez', role: 'manager', permissions: compilePermissions(PERMISSIONS) };

/** A till on a real file, enrolled, with its cash session open and one product on the menu. */
export type PrintShop = {
  readonly folder: string;
  readonly core: BranchCore;
  /** Milliseconds that the till's clock is ahead of the real one. */
  clock: { aheadMs: number };
  command<R extends Result<unknown>>(run: (ctx: WriteContext) => R): R;
  addPrinter(settings: Partial<PrinterSettings> & Pick<PrinterSettings, 'transport'>): string;
  sell(tendered?: number): OrderAnswer;
  openJobs(): PrintJobRow[];
  jobs(): PrintJobRow[];
  startWorkers(changes?: Partial<PrintWorkerParts>): PrintWorkers;
  close(): void;
};

/** Opens the shop in `folder`, or in a new one; an existing file is reopened as a restarted till would. */
export function openPrintShop(folder = mkdtempSync(join(tmpdir(), 'print-shop-'))): PrintShop {
  const db = openDatabase({
    file: join(folder, 'branch.db'),
    migrations: readMigrations(),
    driver: {},
    allowOldSqlite: false,
  });
  const clock = { aheadMs: 0 };
  let minted = Date.now();
  const core = createCore(db, { now: () => Date.now() + clock.aheadMs, newId: () => idOf(minted++) });
  core.setEnrolment({ terminal: TERMINAL, grant: aGrant() });
  if (db.get('SELECT 1 AS one FROM streams') === undefined) stock(core);
  const command: PrintShop['command'] = (run) => core.execute(LAURA, run);
  const ids = () => core.machine.newId();
  const list = (show: 'open' | 'recent') => printJobs(core.readContext(LAURA), { show, limit: 200 });
  return {
    folder,
    core,
    clock,
    command,
    addPrinter: (settings) => {
      const id = ids();
      command((ctx) => addPrinter(ctx, { id, name: 'Impresora', role: 'both', profileId: 'generic-80', ...settings }));
      return id;
    },
    sell: (tendered = 60_000) => {
      const selection = { lineId: ids(), productId: PRODUCT, quantity: 2, choices: [] };
      const order = { orderId: ids(), orderType: 'takeaway', selections: [selection] } as const;
      return command((ctx) => ringUp(ctx, { ...order, paymentId: ids(), tendered: money(tendered) }));
    },
    openJobs: () => list('open'),
    jobs: () => list('recent'),
    startWorkers: (changes = {}) =>
      startPrintWorkers({
        core,
        encode: createDocumentEncoder(() => undefined),
        openTransport,
        log: () => undefined,
        retryDelayMs: () => 5,
        ...changes,
      }),
    close: () => db.close(),
  };
}

/** Throws the shop's file away. */
export function demolish(shop: PrintShop): void {
  shop.close();
  rmSync(shop.folder, { recursive: true, force: true });
}

function stock(core: BranchCore): void {
  core.transaction((db) => {
    openStream(db, TERMINAL, { streamId: idOf(5), series: 'A' });
    const doc = {
      id: PRODUCT,
      categoryId: idOf(12),
      name: 'Salchipapa ñoña',
      kind: 'single',
      price: 25_000,
      sizes: [],
      groupIds: [],
      tax: { code: 'INC', rateBp: 800 },
      stations: [],
      soldOut: false,
      sort: 1,
    };
    applyMaster(db, TERMINAL.companyId, { kind: 'product', id: PRODUCT, version: 1, deleted: false, doc });
  }, []);
  core.execute(LAURA, (ctx) => openSession(ctx, { sessionId: idOf(6), openingFloat: money(100_000) }));
}
