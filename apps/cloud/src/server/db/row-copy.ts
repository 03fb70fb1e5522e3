import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { Engine, Sql } from './sql.ts';

/** How many rows travel together. */
const BATCH = 1_000;
/** What a fresh database writes by itself. */
const NOT_COPIED = ['public.schema_migrations', 'pgboss.version'];

type Header = { readonly format: 1; readonly steps: readonly string[] };
type Line = { readonly table: string; readonly rows: readonly unknown[] };

/** Every row of one moment, as lines of JSON: what steps it has, then table by table. One that broke off has no last line. */
export async function copyOut(engine: Engine, put: (line: string) => Promise<void>): Promise<void> {
  await engine.asOwner((sql) => readAll(sql, put));
  await put(`${JSON.stringify({ end: true })}\n`);
}

async function readAll(sql: Sql, put: (line: string) => Promise<void>): Promise<void> {
  await sql.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
  const steps = await sql.query<{ name: string }>('SELECT name FROM schema_migrations ORDER BY name');
  await put(`${JSON.stringify({ format: 1, steps: steps.map(({ name }) => name) } satisfies Header)}\n`);
  for (const table of await tablesOf(sql)) {
    await sql.query(`DECLARE rows_of NO SCROLL CURSOR FOR SELECT to_jsonb(t) AS row FROM ONLY ${table} t`);
    for (;;) {
      const rows = await sql.query<{ row: unknown }>(`FETCH ${BATCH} FROM rows_of`);
      if (rows.length === 0) break;
      await put(`${JSON.stringify({ table, rows: rows.map(({ row }) => row) } satisfies Line)}\n`);
    }
    await sql.query('CLOSE rows_of');
  }
}

async function tablesOf(sql: Sql): Promise<string[]> {
  const rows = await sql.query<{ name: string }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind = 'r' AND n.nspname IN ('public', 'pgboss') ORDER BY 1`,
  );
  return rows.map(({ name }) => name).filter((name) => !NOT_COPIED.includes(name));
}

/**
 * Fills a database that was just migrated and has no company in it. With `companyId`, one company alone and the people who have a seat
 * in it. Answers how many rows came. All or nothing.
 */
export async function copyIn(engine: Engine, from: Readable, companyId?: string): Promise<number> {
  return engine.asOwner(async (sql) => {
    const [{ companies } = { companies: 0 }] = await sql.query<{ companies: number }>('SELECT count(*)::int AS companies FROM companies');
    if (companies > 0) throw new Error('this database is not empty: a restore goes into a new one');
    // Constraints and triggers were kept when the rows were written; rows come table by table, not in the order of their references.
    await sql.query("SET LOCAL session_replication_role = 'replica'");
    let rows = 0;
    let isWhole = false;
    const rowsIn = chosen(companyId);
    for await (const text of createInterface({ input: from, crlfDelay: Infinity })) {
      const line = JSON.parse(text) as Header | Line | { end: true };
      if ('end' in line) isWhole = true;
      else if ('format' in line) await assertSteps(sql, line);
      else rows += await insertRows(sql, line.table, rowsIn(line));
    }
    if (!isWhole) throw new Error('the file breaks off: it is not a whole backup');
    return rows;
  });
}

async function assertSteps(sql: Sql, { format, steps }: Header): Promise<void> {
  const known = await sql.query<{ name: string }>('SELECT name FROM schema_migrations');
  const missing = steps.filter((step) => !known.some(({ name }) => name === step));
  if (format !== 1 || missing.length > 0)
    throw new Error(`the backup is of a newer version (${missing.join(', ')}): restore it with that version`);
}

/** Columns that say whose row it is, where a table has one. */
const OWNERS = ['company_id', 'owner_company', 'subscriber'] as const;
/** Of people, who have no company of their own: those with a seat in it. Seats come before people, by their names. */
const PEOPLE: Readonly<Record<string, string>> = { 'public.users': 'id', 'public.second_factors': 'user_id' };

/** Which rows of a backup are meant: all, or those of one company. Sessions, jobs and counters of tries are of no company. */
function chosen(companyId: string | undefined): (line: Line) => readonly unknown[] {
  if (companyId === undefined) return ({ rows }) => rows;
  const people = new Set<unknown>();
  return ({ table, rows }) => {
    const person = PEOPLE[table];
    if (person !== undefined) return rows.filter((row) => people.has(Reflect.get(Object(row), person)));
    const mine = rows.filter((row) => OWNERS.some((name) => Reflect.get(Object(row), name) === companyId));
    if (table === 'public.memberships') for (const row of mine) people.add(Reflect.get(Object(row), 'user_id'));
    return mine;
  };
}

async function insertRows(sql: Sql, table: string, rows: readonly unknown[]): Promise<number> {
  if (rows.length === 0) return 0;
  // A column that came later keeps its default: it is not in the rows.
  const columns = Object.keys(Object(rows[0]))
    .map((name) => `"${name.replaceAll('"', '""')}"`)
    .join(', ');
  await sql.query(
    `INSERT INTO ${table} (${columns}) OVERRIDING SYSTEM VALUE
     SELECT ${columns} FROM jsonb_populate_recordset(NULL::${table}, $1::text::jsonb) ON CONFLICT DO NOTHING`,
    [JSON.stringify(rows)],
  );
  return rows.length;
}
