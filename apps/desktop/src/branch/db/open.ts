import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { databaseOver, type Database, type Driver } from './access.ts';
import { openDriver, type DriverChoice } from './driver.ts';
import { flush } from './durable-file.ts';
import { latestVersion, migrate, type Migration } from './migrate.ts';
import { SnapshotDamage, takeSnapshot } from './snapshot.ts';

/** Why the till can't use its file. The screen says it in words; nothing has been written. */
export type OpenFault = 'database.locked' | 'database.newer' | 'database.damaged' | 'database.unsafe' | 'database.no-copy';

/** Thrown by {@link openDatabase} before anything was changed. */
export class DatabaseRefusal extends Error {
  override readonly name = 'DatabaseRefusal';
  readonly code: OpenFault;
  constructor(code: OpenFault, message: string) {
    super(message);
    this.code = code;
  }
}

/** Where the file is and how it may be opened. */
export type OpenOptions = {
  readonly file: string;
  readonly migrations: readonly Migration[];
  readonly driver: DriverChoice;
  /** The test runtime carries an older SQLite than we accept in a shop; only the test environment says true. */
  readonly allowOldSqlite: boolean;
  /** Done under the lock, before the file is looked at: a restore that was ordered. */
  readonly beforeOpen?: () => void;
};

/** SQLite before 3.51.3 can lose committed writes when two connections checkpoint at once (WAL-reset bug). */
const OLDEST_SQLITE = [3, 51, 3] as const;
/** 'FOps' */
const APPLICATION_ID = 0x46_4f_70_73;

/**
 * Opens the branch's one file for its one writer, or refuses with a code.
 * Looks first without writing: a damaged or newer file stays as it was found.
 */
export function openDatabase(options: OpenOptions): Database {
  mkdirSync(dirname(options.file), { recursive: true });
  const unlock = lockFile(options);
  try {
    options.beforeOpen?.();
    if (existsSync(options.file)) keepBeforeMigration(options, inspect(options));
    const driver = prepared(options);
    // SQLite leaves it to the file system when the journal of the file's making is gone for good; until then a power cut
    // could bring it back, and with it the file as it was before the first sale.
    flush(dirname(options.file));
    const db = databaseOver(driver);
    return { ...db, close: () => (driver.close(), unlock()) };
  } catch (error) {
    unlock();
    throw error;
  }
}

/** One writer process: an exclusive transaction on a small file beside the data dies with the process that holds it. */
function lockFile(options: OpenOptions): () => void {
  const path = `${options.file}.lock`;
  const driver = openDriver(path, options.driver);
  try {
    driver.pragma('busy_timeout = 0');
    driver.exec('BEGIN EXCLUSIVE');
  } catch {
    driver.close();
    throw new DatabaseRefusal('database.locked', `another till process (pid ${readPid(path)}) is using ${options.file}`);
  }
  writeFileSync(`${path}.pid`, String(process.pid));
  return () => driver.close();
}

function readPid(lock: string): string {
  return existsSync(`${lock}.pid`) ? readFileSync(`${lock}.pid`, 'utf8') : 'unknown';
}

function inspect(options: OpenOptions): number {
  let driver: Driver | undefined;
  try {
    // A power cut while the file was made, or made to keep a log, leaves a journal that has to be undone before anything
    // can be read; that is the one thing that a look may write.
    driver = openDriver(options.file, options.driver, { readonly: !existsSync(`${options.file}-journal`) });
    const id = Number(driver.pragma('application_id', { simple: true }));
    const version = Number(driver.pragma('user_version', { simple: true }));
    if (version > latestVersion(options.migrations)) {
      throw new DatabaseRefusal('database.newer', `file has version ${version}, this app knows ${latestVersion(options.migrations)}`);
    }
    // A creation that was cut short leaves no table; tables without our mark are somebody else's.
    if (id !== APPLICATION_ID && hasTables(driver)) throw new DatabaseRefusal('database.damaged', 'not a FastOps file');
    const check = driver.pragma('quick_check(1)', { simple: true });
    if (check !== 'ok') throw new DatabaseRefusal('database.damaged', String(check));
    return version;
  } catch (error) {
    if (error instanceof DatabaseRefusal) throw error;
    throw new DatabaseRefusal('database.damaged', error instanceof Error ? error.message : String(error));
  } finally {
    driver?.close();
  }
}

/** A file that is about to be brought forward is copied first: an older app reads that copy, and not the new file. */
function keepBeforeMigration({ file, driver, migrations }: OpenOptions, version: number): void {
  if (version === 0 || version === latestVersion(migrations)) return;
  const folder = join(dirname(file), 'backups');
  try {
    mkdirSync(folder, { recursive: true });
    takeSnapshot(file, join(folder, `before-schema-${version}.db`), driver);
  } catch (error) {
    throw new DatabaseRefusal(error instanceof SnapshotDamage ? 'database.damaged' : 'database.no-copy', String(error));
  }
}

function hasTables(driver: Driver): boolean {
  return driver.prepare('SELECT 1 AS one FROM sqlite_schema LIMIT 1').get() !== undefined;
}

function prepared(options: OpenOptions): Driver {
  const driver = openDriver(options.file, options.driver);
  try {
    applyPragmas(driver);
    assertSafe(driver, options);
    migrate(driver, options.migrations, APPLICATION_ID);
    return driver;
  } catch (error) {
    driver.close();
    throw error;
  }
}

// better-sqlite3 is compiled with DEFAULT_WAL_SYNCHRONOUS=1: a reopened file silently runs at NORMAL and
// loses acknowledged sales on a power cut. So FULL is set on every open, and read back.
function applyPragmas(driver: Driver): void {
  driver.pragma('journal_mode = WAL');
  driver.pragma('synchronous = FULL');
  if (process.platform === 'darwin') driver.pragma('fullfsync = ON');
  driver.pragma('foreign_keys = ON');
  // Without this a REPLACE deletes a fact past the trigger that keeps facts.
  driver.pragma('recursive_triggers = ON');
  driver.pragma('busy_timeout = 5000');
  driver.pragma('trusted_schema = OFF');
  driver.pragma('cell_size_check = ON');
}

function assertSafe(driver: Driver, options: OpenOptions): void {
  const read = (name: string) => driver.pragma(name, { simple: true });
  const faults = [
    read('synchronous') === 2 ? '' : 'synchronous is not FULL',
    read('journal_mode') === 'wal' ? '' : 'journal_mode is not WAL',
    read('foreign_keys') === 1 ? '' : 'foreign_keys are off',
    read('recursive_triggers') === 1 ? '' : 'recursive_triggers are off',
    options.allowOldSqlite || isRecent(sqliteVersion(driver))
      ? ''
      : `SQLite ${sqliteVersion(driver)} is older than ${OLDEST_SQLITE.join('.')}`,
  ].filter((fault) => fault !== '');
  if (faults.length > 0) throw new DatabaseRefusal('database.unsafe', faults.join('; '));
}

function sqliteVersion(driver: Driver): string {
  const row = driver.prepare('SELECT sqlite_version() AS version').get() as { version: string };
  return row.version;
}

function isRecent(version: string): boolean {
  const parts = version.split('.').map(Number);
  for (const [index, floor] of OLDEST_SQLITE.entries()) {
    const part = parts[index] ?? 0;
    if (part !== floor) return part > floor;
  }
  return true;
}
