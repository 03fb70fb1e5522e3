// Commits an order (4 lines, a cash payment, its events, its number) as the till does, beside the raw insert of the
// same rows: the very statements, recorded and replayed through the bare driver. Both at synchronous=FULL on one disk.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { money } from '@fastops/shared/base/money';
import type { BranchCore } from '@fastops/desktop/branch/core';
import type { Database, SqlValue, Writer } from '@fastops/desktop/branch/db/access';
import { ringUp } from '@fastops/desktop/branch/modules/orders/orders.service';
import { CASHIER, enrolledTill, idOf, openFile } from './lib/till.ts';
import { percentile, report, timing } from './lib/report.ts';

const ORDERS = 1_000;
const WARM_UP = 100;
const SLICE = 50;

type Statement = { readonly sql: string; readonly params: readonly SqlValue[] };

function order(n: number) {
  const base = 10_000_000 + n * 100;
  const selections = [1, 2, 3, 4].map((k) => ({ lineId: idOf(base + k), productId: idOf(100 + k), quantity: k, choices: [] }));
  return { orderId: idOf(base), orderType: 'counter' as const, selections, paymentId: idOf(base + 50), tendered: money(500_000) };
}

function ringOne(core: BranchCore, n: number): void {
  const answer = core.execute(CASHIER, (ctx) => ringUp(ctx, order(n)));
  if (!answer.ok) throw new Error(answer.refusal.code);
}

/** What each order writes, statement by statement. */
function record(folder: string): { setUp: Statement[]; orders: Statement[][] } {
  let written: Statement[] = [];
  const db = openFile(folder, 'recorded.db');
  const recording: Database = { ...db, transaction: (run) => db.transaction((tx) => run(recorder(tx, (each) => written.push(each)))) };
  const core = enrolledTill(recording);
  const setUp = written;
  const orders = Array.from({ length: ORDERS + WARM_UP }, (_, n) => {
    written = [];
    ringOne(core, n);
    return written;
  });
  db.close();
  return { setUp, orders };
}

function recorder(tx: Writer, note: (statement: Statement) => void): Writer {
  return {
    ...tx,
    run: (sql, ...params) => (note({ sql, params }), tx.run(sql, ...params)),
    get: (sql, ...params) => {
      if (/^\s*INSERT/.test(sql)) note({ sql, params });
      return tx.get(sql, ...params);
    },
  };
}

/** The floor: prepared statements, one transaction an order, nothing else. */
function rawFile(folder: string) {
  openFile(folder, 'floor.db').close();
  const db = new Sqlite(join(folder, 'floor.db'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  const prepared = new Map<string, Sqlite.Statement>();
  const statement = (sql: string) => {
    const known = prepared.get(sql) ?? db.prepare(sql);
    prepared.set(sql, known);
    return known;
  };
  const write = db.transaction((statements: readonly Statement[]) => {
    for (const { sql, params } of statements) {
      if (sql.includes('RETURNING')) statement(sql).get(...params);
      else statement(sql).run(...params);
    }
  });
  return { write: (statements: readonly Statement[]) => write.immediate(statements), close: () => db.close() };
}

function time(run: () => void): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

const folder = mkdtempSync(join(tmpdir(), 'ring-up-'));
try {
  const { setUp, orders } = record(folder);
  const floor = rawFile(folder);
  floor.write(setUp);
  const ours = openFile(folder, 'ours.db');
  const core = enrolledTill(ours);
  const floorMs: number[] = [];
  const oursMs: number[] = [];
  // In slices, one after the other, so that a busy moment of the machine hits both.
  for (let from = 0; from < orders.length; from += SLICE) {
    const slice = orders.slice(from, from + SLICE);
    for (const statements of slice) floorMs.push(time(() => floor.write(statements)));
    for (const index of slice.keys()) oursMs.push(time(() => ringOne(core, from + index)));
  }
  const [{ version } = { version: '' }] = ours.all<{ version: string }>('SELECT sqlite_version() AS version');
  const rows = orders[0]?.length ?? 0;
  floor.close();
  ours.close();
  const floorRow = timing(floorMs.slice(WARM_UP));
  const oursRow = timing(oursMs.slice(WARM_UP));
  report({
    bench: 'ring-up',
    versions: { SQLite: version, 'better-sqlite3': '13.2.0' },
    rows: [
      { name: `raw insert, ${rows} statements an order`, ...floorRow },
      { name: 'order committed by the till', ...oursRow },
    ],
    ratioToFloor: percentile(oursMs.slice(WARM_UP), 50) / percentile(floorMs.slice(WARM_UP), 50),
    notes: ['goal: ≤ 2 × the floor'],
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
