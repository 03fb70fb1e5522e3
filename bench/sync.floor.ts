// What the same rows cost without us: the bare driver, as many transactions, nothing looked at.
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import type { Sql } from '@fastops/cloud/server/db/sql';
import Sqlite from 'better-sqlite3';
import { branchDay, type DayOrder } from './lib/branch-day.ts';
import { percentile } from './lib/report.ts';
import { timed } from './lib/roles.ts';
import type { Look, Place } from './lib/servers.ts';

type Row = Readonly<Record<string, unknown>>;
type Table = { readonly name: string; readonly rows: readonly Row[] };

/** The workload's own 20,000 rows, in the tables that the peers' floor uses. */
function tablesOf(day: readonly DayOrder[]): Table[] {
  return [
    { name: 'bare_orders', rows: day.map(({ order }) => order) },
    { name: 'bare_order_lines', rows: day.flatMap(({ lines }) => lines) },
    { name: 'bare_payments', rows: day.map(({ payment }) => payment) },
    { name: 'bare_stock_movements', rows: day.flatMap(({ moves }) => moves) },
  ];
}

const columnsOf = (row: Row | undefined) => Object.keys(row ?? {});
const isId = (column: string) => column === 'id' || column === 'order_id';
const typeOf = (row: Row, column: string) => (isId(column) ? 'uuid' : typeof row[column] === 'number' ? 'bigint' : 'text');

function createOf({ name, rows }: Table, engine: 'sqlite' | 'postgres'): string[] {
  const [first = {}] = rows;
  const columns = columnsOf(first).map((column) => {
    const type = engine === 'postgres' ? typeOf(first, column) : typeof first[column] === 'number' ? 'INTEGER' : 'TEXT';
    return `${column} ${type}${column === 'id' ? ' PRIMARY KEY' : ''} NOT NULL`;
  });
  const index = columnsOf(first).includes('order_id') ? [`CREATE INDEX ${name}_by_order ON ${name} (order_id)`] : [];
  return [`CREATE TABLE ${name} (${columns.join(', ')})${engine === 'sqlite' ? ' WITHOUT ROWID' : ''}`, ...index];
}

/** better-sqlite3, synchronous=FULL: `transactions` commits for the whole day. */
export async function sqliteFloor(folder: string, { orders, transactions }: { orders: number; transactions: number }) {
  const db = new Sqlite(join(mkdtempSync(join(folder, 'bare-')), 'bare.db'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  const day = [...branchDay(orders)];
  const inserts = new Map<string, Sqlite.Statement>();
  for (const table of tablesOf(day.slice(0, 1))) {
    for (const statement of createOf(table, 'sqlite')) db.exec(statement);
    const columns = columnsOf(table.rows[0]);
    const values = columns.map((column) => `@${column}`).join(', ');
    inserts.set(table.name, db.prepare(`INSERT INTO ${table.name} (${columns.join(', ')}) VALUES (${values})`));
  }
  const save = db.transaction((some: readonly DayOrder[]) => {
    for (const { name, rows } of tablesOf(some)) for (const row of rows) inserts.get(name)?.run(row);
  });
  const samples: number[] = [];
  const size = Math.ceil(orders / transactions);
  const wall = await timed(async () => {
    for (let from = 0; from < orders; from += size) samples.push(await timed(() => save.immediate(day.slice(from, from + size))));
  });
  db.close();
  return { wall, perSecond: Math.round((orders / wall) * 1000), p50: percentile(samples, 50), p99: percentile(samples, 99) };
}

/** The workload's rows into PostgreSQL or PGlite: one statement a table, 200 orders a transaction, no policy, no key to another table. */
export async function bareFloor(place: Look, orders: number): Promise<number> {
  const day = [...branchDay(orders)];
  const tables = tablesOf(day.slice(0, 1));
  await place.transaction(async (sql) => {
    for (const table of tables) for (const statement of createOf(table, 'postgres')) await sql.query(statement);
  });
  return timed(async () => {
    for (let from = 0; from < orders; from += 200) {
      await place.transaction(async (sql) => {
        for (const { name, rows } of tablesOf(day.slice(from, from + 200))) await sql.query(insertOf(name, rows), [JSON.stringify(rows)]);
      });
    }
  });
}

function insertOf(name: string, [first = {}]: readonly Row[]): string {
  const columns = columnsOf(first).join(', ');
  const record = columnsOf(first)
    .map((column) => `${column} ${typeOf(first, column)}`)
    .join(', ');
  return `INSERT INTO ${name} (${columns}) SELECT ${columns} FROM jsonb_to_recordset($1::text::jsonb) AS r(${record})`;
}

/** Tables that a push fills, with the order in which their rows came. */
const PUSHED = [
  ['events', 'seq'],
  ['aggregates', 'id'],
  ['changes', 'position'],
  ['orders', 'id'],
  ['order_lines', 'order_id, position'],
  ['payments', 'order_id, id'],
] as const;

/** What those rows point to; there before the clock starts. */
const PARENTS = ['companies', 'branches', 'terminals', 'streams', 'scopes'] as const;

/** The very rows that our push left, into a second database of the same tables and keys, in as many transactions. */
export async function sameRowsFloor(from: Look, to: Place, transactions: number): Promise<{ wall: number; rows: number }> {
  const [parents, tables] = await from.transaction(async (sql) => {
    const above = [];
    for (const name of PARENTS) above.push({ name, rows: await textsOf(sql, name, '1') });
    const below = [];
    for (const [name, order] of PUSHED) below.push({ name, rows: await textsOf(sql, name, order) });
    return [above, below];
  });
  const target = await to.open();
  await target.transaction(async (sql) => {
    for (const { name, rows } of parents) await insertTexts(sql, name, rows);
  });
  const wall = await timed(async () => {
    for (let turn = 0; turn < transactions; turn += 1) {
      await target.transaction(async (sql) => {
        for (const { name, rows } of tables) {
          const size = Math.ceil(rows.length / transactions);
          await insertTexts(sql, name, rows.slice(turn * size, (turn + 1) * size));
        }
      });
    }
  });
  await target.close();
  return { wall, rows: tables.reduce((sum, { rows }) => sum + rows.length, 0) };
}

async function textsOf(sql: Sql, name: string, order: string): Promise<string[]> {
  const where = name === 'changes' ? 'WHERE event_id IS NOT NULL' : '';
  const rows = await sql.query<{ row: string }>(`SELECT row_to_json(t)::text AS row FROM ${name} t ${where} ORDER BY ${order}`);
  return rows.map(({ row }) => row);
}

async function insertTexts(sql: Sql, name: string, rows: readonly string[]): Promise<void> {
  if (rows.length === 0) return;
  await sql.query(`INSERT INTO ${name} SELECT * FROM json_populate_recordset(null::${name}, $1::text::json)`, [`[${rows.join(',')}]`]);
}
