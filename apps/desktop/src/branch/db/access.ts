import { assert } from '@fastops/shared/base/assert';
import { keptAnswers } from './kept-answers.ts';

/** What SQLite may hold here. Booleans are stored as 0 and 1 by their stores; floats never. */
export type SqlValue = string | number | null | Uint8Array;
/** A row as the driver gives it; stores map it to the domain. */
export type Row = Record<string, unknown>;

/** Can look, can't touch. */
export type Reader = {
  get<R = Row>(sql: string, ...params: SqlValue[]): R | undefined;
  all<R = Row>(sql: string, ...params: SqlValue[]): R[];
};

/** Exists only inside a transaction that `procedures.ts` or a worker opened. */
export type Writer = Reader & {
  run(sql: string, ...params: SqlValue[]): { readonly changes: number };
};

/** The one connection of the one writer process. */
export type Database = Reader & {
  /** One command = one transaction, synchronous, taken with BEGIN IMMEDIATE. A throw rolls everything back. */
  transaction<T>(run: (db: Writer) => T): T;
  /** Runs a statement outside any transaction: pragmas and maintenance only. */
  pragma(source: string): unknown;
  close(): void;
};

/** What this file needs of better-sqlite3 (both the current one and the one built for the test runtime). */
export type Driver = {
  prepare(sql: string): { get(...p: unknown[]): unknown; all(...p: unknown[]): unknown[]; run(...p: unknown[]): { changes: number } };
  transaction<T>(run: () => T): { immediate(): T };
  pragma(source: string, options?: { simple: boolean }): unknown;
  exec(sql: string): unknown;
  close(): void;
};

type Statement = ReturnType<Driver['prepare']>;

/** The disk had no room for a transaction: it was rolled back, and what was written before is whole. */
export function isDiskFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'SQLITE_FULL';
}

/** A prepared statement, with what it does to the answers that are kept. */
type Prepared = { readonly statement: Statement; readonly isKept: boolean; readonly isWriting: boolean };

/** Wraps the driver: statements are prepared once, and nothing is bound that SQLite would change in silence. */
export function databaseOver(driver: Driver): Database {
  const prepared = new Map<string, Prepared>();
  const kept = keptAnswers();
  let isDirty = false;
  function prepare(sql: string): Prepared {
    const known = prepared.get(sql);
    if (known) return known;
    const fresh = { statement: driver.prepare(sql), isKept: kept.keeps(sql), isWriting: kept.changes(sql) };
    prepared.set(sql, fresh);
    return fresh;
  }
  /** Runs after a statement that wrote one of their tables. */
  function outdated(): void {
    kept.forget();
    isDirty = true;
  }
  function rows(sql: string, params: readonly SqlValue[]): readonly Row[] {
    const { statement, isKept, isWriting } = prepare(sql);
    const values = bound(params);
    if (isKept) return kept.get(sql, values) ?? kept.keep({ sql, params: values }, statement.all(...values) as Row[]);
    const found = statement.all(...values) as Row[];
    if (isWriting) outdated();
    return found;
  }
  const writer: Writer = {
    get: <R>(sql: string, ...params: SqlValue[]) => {
      const { statement, isKept, isWriting } = prepare(sql);
      if (isKept || isWriting) return rows(sql, params)[0] as R | undefined;
      return statement.get(...bound(params)) as R | undefined;
    },
    all: <R>(sql: string, ...params: SqlValue[]) => rows(sql, params) as R[],
    run: (sql, ...params) => {
      const { statement, isWriting } = prepare(sql);
      const { changes } = statement.run(...bound(params));
      if (isWriting) outdated();
      return { changes };
    },
  };
  return {
    get: writer.get,
    all: writer.all,
    transaction: (run) => {
      isDirty = false;
      try {
        return driver.transaction(() => run(writer)).immediate();
      } catch (error) {
        // What was read between the write and the roll-back never came to be.
        if (isDirty) kept.forget();
        throw error;
      }
    },
    pragma: (source) => driver.pragma(source, { simple: true }),
    close: () => driver.close(),
  };
}

// The driver binds undefined as NULL, NaN as NULL and 2^53+1 as 2^53 without a word (reliability test D13).
function bound(params: readonly SqlValue[]): readonly SqlValue[] {
  for (const value of params) {
    if (typeof value === 'number') assert(Number.isSafeInteger(value) && !Object.is(value, -0), `not an exact integer: ${value}`);
    else if (typeof value === 'string') assert(value.isWellFormed() && !value.includes('\u0000'), 'text that SQLite would cut or change');
    else assert(value === null || value instanceof Uint8Array, `can't be stored: ${typeof value}`);
  }
  return params;
}
