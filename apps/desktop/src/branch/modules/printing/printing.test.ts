import { mkdtempSync, rmSync } from 'node:fs';
import { noFirstPerson, noFitness } from '../../testing/no-fitness.ts';
import { noUpdates } from '../../workers/update-loop.ts';
import { noCounter } from '../../testing/no-counter.ts';
import { noLan } from '../../testing/no-lan.ts';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { compilePermissions } from '@fastops/shared/identity/permissions';
import { SYSTEM_ROLES } from '@fastops/shared/identity/roles';
import { openDatabase } from '../../db/open.ts';
import { readMigrations } from '../../db/migrate.ts';
import { createCaller } from '../../rpc/procedures.ts';
import { idOf } from '../../testing/branch-fixture.ts';
import { idleBackups } from '../../testing/idle-backups.ts';
import { demolish, LAURA, openPrintShop } from '../../testing/print-shop.ts';
import type { PrintShop } from '../../testing/print-shop.ts';
import { cancelJob, printerStatuses, printJobDocument, queueDrawerKick, removePrinter, reprintJob, retryJob } from './printing.service.ts';
import { printingRouter } from './printing.router.ts';
import { done } from '@fastops/shared/base/result';

const lan = { kind: 'tcp', host: '192.0.2.10', port: 9100 } as const;

let shop: PrintShop;
beforeEach(() => {
  shop = openPrintShop();
});
afterEach(() => demolish(shop));

describe('who prints what', () => {
  test('every kitchen printer gets the order, the first receipt printer gets the receipt', () => {
    const till = shop.addPrinter({ role: 'receipt', transport: lan });
    shop.addPrinter({ role: 'receipt', transport: lan });
    const fry = shop.addPrinter({ role: 'kitchen', transport: lan });
    const both = shop.addPrinter({ role: 'both', transport: lan });
    shop.sell();
    expect(shop.openJobs().map(({ kind, printerId, label, state }) => ({ kind, printerId, label, state }))).toEqual([
      { kind: 'kitchen', printerId: fry, label: 'A-001', state: 'queued' },
      { kind: 'kitchen', printerId: both, label: 'A-001', state: 'queued' },
      { kind: 'receipt', printerId: till, label: 'A-001', state: 'queued' },
    ]);
  });

  test('the stored document can be shown before it is printed', () => {
    shop.addPrinter({ role: 'receipt', transport: lan });
    shop.sell();
    const [job] = shop.openJobs();
    const document = job && printJobDocument(shop.core.readContext(LAURA), { id: job.id });
    expect(document?.blocks).toContainEqual({ type: 'row', left: 'TOTAL', right: '$ 50.000', bold: true, size: 'double' });
  });
});

describe('a printer that is taken away', () => {
  test('leaves its jobs before a person, who sends them to another one', () => {
    const old = shop.addPrinter({ role: 'receipt', transport: lan });
    const spare = shop.addPrinter({ role: 'receipt', transport: lan });
    shop.sell();
    expect(shop.command((ctx) => removePrinter(ctx, { id: old })).ok).toBe(true);
    const [job] = shop.openJobs();
    if (job === undefined) throw new Error('the job vanished with its printer');
    expect(job).toMatchObject({ state: 'failed', fault: 'print.printer-removed' });
    expect(shop.command((ctx) => retryJob(ctx, { id: job.id }))).toMatchObject({ refusal: { code: 'printer.not-found', id: old } });
    expect(shop.command((ctx) => retryJob(ctx, { id: job.id, printerId: spare }))).toMatchObject({
      value: { state: 'queued', printerId: spare, copyNo: 0, fault: null },
    });
    expect(printerStatuses(shop.core.readContext(LAURA))).toMatchObject([{ id: spare, queue: { waiting: 1 } }]);
  });
});

describe('what people may ask of a job', () => {
  test('calling it off keeps it in the list; a finished one is reprinted, not retried', () => {
    shop.addPrinter({ role: 'receipt', transport: lan });
    shop.sell();
    const [job] = shop.openJobs();
    if (job === undefined) throw new Error('no job');
    expect(shop.command((ctx) => reprintJob(ctx, { id: job.id }))).toMatchObject({
      refusal: { code: 'print.cannot-move', from: 'queued' },
    });
    expect(shop.command((ctx) => cancelJob(ctx, { id: job.id }))).toMatchObject({ value: { state: 'cancelled' } });
    expect(shop.openJobs()).toEqual([]);
    expect(shop.jobs()).toMatchObject([{ id: job.id, state: 'cancelled' }]);
    expect(shop.command((ctx) => retryJob(ctx, { id: job.id }))).toMatchObject({
      refusal: { code: 'print.cannot-move', from: 'cancelled' },
    });
  });

  test('a drawer kick is never repeated: each needs its own reason', () => {
    shop.addPrinter({ role: 'receipt', transport: lan });
    shop.command((ctx) => done(queueDrawerKick(ctx)));
    const [kick] = shop.openJobs();
    if (kick === undefined) throw new Error('no job');
    expect(kick.kind).toBe('drawer');
    for (const again of [retryJob, reprintJob]) {
      expect(shop.command((ctx) => again(ctx, { id: kick.id }))).toMatchObject({ refusal: { code: 'print.drawer-needs-a-reason' } });
    }
  });

  test('an unknown job is an answer, not a crash', () => {
    for (const ask of [retryJob, cancelJob, reprintJob]) {
      expect(shop.command((ctx) => ask(ctx, { id: idOf(99) }))).toMatchObject({ refusal: { code: 'print.not-found' } });
    }
  });
});

describe('the door', () => {
  const caller = (role: keyof typeof SYSTEM_ROLES) => {
    const actor = { ...LAURA, permissions: compilePermissions(SYSTEM_ROLES[role]) };
    const services = {
      core: shop.core,
      logins: { check: never },
      enrolments: { enrol: never },
      link: { state: never, syncNow: never, bring: (): true => true },
      receipts: { read: () => undefined },
      exports: { save: never, read: never },
      releases: { release: never },
      removals: { allow: never },
      secretsBackend: 'test',
      keychain: 'same' as const,
      backups: idleBackups,
      lan: noLan,
      updates: noUpdates('0.1.0'),
      fitness: noFitness,
      firstPerson: noFirstPerson,
      branchFile: undefined,
      printerFinder: { attached: async () => [], onNetwork: async () => [] },
      counter: noCounter,
    };
    return createCaller(printingRouter)({ ...services, connection: { actor } });
  };
  const printer = {
    id: idOf(50),
    name: 'Cocina',
    role: 'kitchen',
    profileId: 'generic-80',
    transport: { kind: 'tcp', host: '192.0.2.10' },
  } as const;

  test('a manager sets up printers, a cashier sees them and repeats jobs, nobody sends nonsense', async () => {
    expect(await caller('manager').add(printer)).toMatchObject({ ok: true });
    expect(await caller('cashier').printers()).toMatchObject([{ name: 'Cocina', transport: { port: 9100 }, queue: { waiting: 0 } }]);
    await expect(caller('cashier').add(printer)).rejects.toThrow('printers.manage');
    expect(await caller('cook').retry({ id: idOf(1) })).toMatchObject({ refusal: { code: 'approval.needed', needs: 'orders.reprint' } });
    await expect(caller('manager').add({ ...printer, name: 'Coc\u001bina' })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    expect(await caller('manager').test({ id: printer.id })).toMatchObject({ ok: true });
    expect(await caller('cashier').jobs({ show: 'open' })).toMatchObject([{ kind: 'test', state: 'queued' }]);
    expect(await caller('manager').remove({ id: printer.id })).toMatchObject({ ok: true });
  });
});

test('a file from before printing gains the queue and keeps its log', () => {
  const folder = mkdtempSync(join(tmpdir(), 'before-printing-'));
  const open = (upTo: number) =>
    openDatabase({
      file: join(folder, 'branch.db'),
      migrations: readMigrations().filter(({ version }) => version <= upTo),
      driver: {},
      allowOldSqlite: false,
    });
  const before = open(10);
  before.transaction((db) => db.run("INSERT INTO meta (key, value) VALUES ('kept', 'yes')"));
  before.close();
  const after = open(9999);
  expect(after.get("SELECT value FROM meta WHERE key = 'kept'")).toEqual({ value: 'yes' });
  expect(after.get('SELECT count(*) AS jobs FROM print_jobs')).toEqual({ jobs: 0 });
  after.close();
  rmSync(folder, { recursive: true, force: true });
});

function never(): never {
  throw new Error('printing needs no link');
}
