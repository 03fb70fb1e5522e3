// D11: files of older versions brought forward by a till that dies, or loses its power, at every step.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sayFigure } from '@fastops/shared/testing/soak';
import { anOrder, demolish, onShift, openTill } from '../../testing/branch-fixture.ts';
import type { Database } from '../access.ts';
import { openDriver } from '../driver.ts';
import { readMigrations } from '../migrate.ts';
import { DatabaseRefusal, openDatabase } from '../open.ts';
import { createDisk, type Chance, type Fate } from './power-cut/disk-model.ts';
import { traced } from './power-cut/disk-trace.ts';

const VICTIM = fileURLToPath(new URL('../../testing/migration-victim.ts', import.meta.url));
/** What every version has, and what nobody may lose. */
const TABLES = ['events', 'orders', 'order_lines', 'payments', 'streams', 'masters', 'meta'] as const;

export type OldFile = { readonly folder: string; readonly version: number; readonly counts: string };
export type Migrated = {
  readonly trials: number;
  /** Neither exactly an old schema nor the new one. */
  readonly between: number;
  /** Rows were missing, before or after the next start. */
  readonly lost: number;
  /** Could not be opened any more. */
  readonly stuck: number;
  /** The file moved forward and there is no whole copy of it as it was. */
  readonly uncopied: number;
};
export const NONE_MIGRATED: Migrated = { trials: 0, between: 0, lost: 0, stuck: 0, uncopied: 0 };

/** The versions that a file in a shop can have, but for the newest. */
export function oldVersions(): number[] {
  return readMigrations()
    .map(({ version }) => version)
    .slice(0, -1);
}

/** A file of that version with the orders of a till in it. */
export async function oldFile(version: number): Promise<OldFile> {
  const till = await onShift(openTill());
  for (let order = 0; order < 10; order += 1) await till.call.orders.ringUp(anOrder(till, 3));
  till.core.db.pragma('wal_checkpoint(TRUNCATE)');
  const folder = mkdtempSync(join(tmpdir(), `schema-${version}-`));
  openAt(folder, version).close();
  const driver = openDriver(join(folder, 'branch.db'), {});
  driver.exec(`ATTACH '${join(till.folder, 'branch.db')}' AS newer`);
  for (const table of TABLES) {
    const names = (schema: string) =>
      driver.prepare('SELECT name, "notnull" AS needed FROM pragma_table_info(?, ?)').all(table, schema) as {
        name: string;
        needed: number;
      }[];
    const newer = new Set(names('newer').map(({ name }) => name));
    const common = names('main').filter(({ name }) => newer.has(name));
    const list = common.map(({ name }) => name).join(', ');
    driver.exec(`INSERT INTO main.${table} (${list}) SELECT ${list} FROM newer.${table}`);
  }
  driver.close();
  demolish(till);
  return { folder, version, counts: countsIn(openAt(folder, version)) };
}

/** Records the upgrade once and looks at the disk after every step of it, with each fate of what was not flushed. */
export async function cutEveryStep(old: OldFile, fates: readonly Fate[], chance: Chance): Promise<Migrated> {
  const file = join(old.folder, 'branch.db');
  const start = new Map([[file, readFileSync(file)]]);
  const ops = await traced(VICTIM, [old.folder], file);
  const disk = createDisk(start, old.folder);
  let found = NONE_MIGRATED;
  for (const op of ops) {
    disk.do(op);
    for (const fate of fates) found = added(found, imaged(old, disk.cut(fate, chance)));
  }
  return found;
}

/** Kills real upgrades at random writes. */
export async function killUpgrades(old: OldFile, kills: number, chance: Chance): Promise<Migrated> {
  let found = NONE_MIGRATED;
  for (let kill = 0; kill < kills; kill += 1) {
    const folder = mkdtempSync(join(tmpdir(), 'killed-upgrade-'));
    cpSync(old.folder, folder, { recursive: true });
    const inject = `inject=pwrite64:signal=KILL:when=${1 + Math.floor(chance() * 250)}`;
    const strace = ['-o', '/dev/null', '-e', 'trace=pwrite64', '-e', inject, process.execPath, VICTIM, folder];
    await once(spawn('strace', strace, { stdio: ['ignore', 'ignore', 'ignore'] }), 'exit');
    found = added(found, inspected(folder, old));
    rmSync(folder, { recursive: true, force: true });
  }
  return found;
}

/** Prints the figure of D11. */
export function tellMigrated(found: Migrated, how: string): void {
  const { trials, between, lost, stuck, uncopied } = found;
  const also = `${between} between two schemas, ${stuck} that would not open, ${uncopied} without a copy`;
  sayFigure({ id: 'D11', trials, of: how, bad: lost, named: 'with rows lost', also });
}

/** Adds up two findings. */
export function added(a: Migrated, b: Migrated): Migrated {
  return {
    trials: a.trials + b.trials,
    between: a.between + b.between,
    lost: a.lost + b.lost,
    stuck: a.stuck + b.stuck,
    uncopied: a.uncopied + b.uncopied,
  };
}

/** The copy lies outside the recorded files; that it is whole before the first write is seen by the real kills. */
function imaged(old: OldFile, image: ReadonlyMap<string, Buffer>): Migrated {
  const folder = join(old.folder, 'after');
  mkdirSync(folder);
  for (const [file, content] of image) writeFileSync(join(folder, basename(file)), content);
  cpSync(join(old.folder, 'backups'), join(folder, 'backups'), { recursive: true });
  try {
    return inspected(folder, old);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function inspected(folder: string, old: OldFile): Migrated {
  try {
    const version = versionOf(folder);
    const between = schemaOf(folder) === schemaAt(version) ? 0 : 1;
    const uncopied = version === old.version || copyHolds(folder, old) ? 0 : 1;
    const before = countsIn(openAt(folder, version));
    const after = countsIn(openAt(folder, 9999));
    return { trials: 1, between, lost: before === old.counts && after === old.counts ? 0 : 1, stuck: 0, uncopied };
  } catch (error) {
    if (error instanceof DatabaseRefusal) return { ...NONE_MIGRATED, trials: 1, stuck: 1 };
    throw error;
  }
}

function copyHolds(folder: string, old: OldFile): boolean {
  const copy = copyOf(folder, old.version);
  if (!existsSync(copy)) return false;
  const place = join(folder, 'copy');
  mkdirSync(place);
  cpSync(copy, join(place, 'branch.db'));
  return countsIn(openAt(place, old.version)) === old.counts;
}

function copyOf(folder: string, version: number): string {
  return join(folder, 'backups', `before-schema-${version}.db`);
}

/** Opens as an app of that version would, which brings the file up to it. */
function openAt(folder: string, version: number): Database {
  const migrations = readMigrations().filter((step) => step.version <= version);
  return openDatabase({ file: join(folder, 'branch.db'), migrations, driver: {}, allowOldSqlite: false });
}

function countsIn(db: Database): string {
  const counts = TABLES.map((table) => db.get<{ n: number }>(`SELECT count(*) AS n FROM ${table}`)?.n);
  const faults = [db.pragma('integrity_check'), db.all('PRAGMA foreign_key_check').length];
  db.close();
  return JSON.stringify([...counts, ...faults]);
}

function versionOf(folder: string): number {
  const driver = openDriver(join(folder, 'branch.db'), {});
  const version = Number(driver.pragma('user_version', { simple: true }));
  driver.close();
  return version;
}

function schemaOf(folder: string): string {
  const driver = openDriver(join(folder, 'branch.db'), {});
  const rows = driver.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY type, name').all();
  driver.close();
  return JSON.stringify(rows);
}

const schemas = new Map<number, string>();

function schemaAt(version: number): string {
  const known = schemas.get(version);
  if (known !== undefined) return known;
  const folder = mkdtempSync(join(tmpdir(), 'schema-'));
  openAt(folder, version).close();
  const schema = schemaOf(folder);
  rmSync(folder, { recursive: true, force: true });
  schemas.set(version, schema);
  return schema;
}
