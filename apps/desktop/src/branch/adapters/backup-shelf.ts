// The folder that holds a till's copies, and which folder that is. What is known of a copy lies beside it as JSON, so
// that a list can be shown when the till's own file can't be opened any more.
import { accessSync, constants, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { outdatedBackups } from '@fastops/shared/backups/rotation';
import { writeWhole } from '../db/durable-file.ts';
import type { BackupFault, BackupPlace, BackupRow } from '../modules/backups/backups.port.ts';

const settingsSchema = z.object({ place: z.string() });
const cardSchema = z.object({
  terminalId: z.string(),
  takenAt: z.int(),
  businessDay: z.string(),
  orders: z.int(),
  bytes: z.int(),
});
/** What lies beside a copy. */
export type BackupCard = z.infer<typeof cardSchema>;

/** Tells a stick from the empty folder that it leaves behind. */
const MARK = 'fastops-backups.json';
const NAME = /^fastops-[0-9a-f]{12}-\d{8}T\d{9}Z\.db$/;

/** The folder of a till's own copies, on the same disk as its sales. */
export function ownPlace(dataDir: string): string {
  return join(dataDir, 'backups');
}

/** The folder that was chosen on the screen; the till's own until then. */
export function chosenPlace(dataDir: string): string {
  const file = settingsFile(dataDir);
  const settings = existsSync(file) ? settingsSchema.safeParse(parsed(file)) : undefined;
  return settings?.success ? settings.data.place : ownPlace(dataDir);
}

/** Keeps the choice, and marks the folder as ours. Throws when the folder can't be written. */
export function choosePlace(dataDir: string, folder: string): void {
  markPlace(dataDir, folder);
  writeWhole(settingsFile(dataDir), { place: folder });
}

/** Whether the folder is there, is ours and can be written; the fault otherwise. */
export function placeFault(dataDir: string, folder: string): BackupFault | undefined {
  try {
    if (folder === ownPlace(dataDir)) markPlace(dataDir, folder);
    if (!existsSync(join(folder, MARK))) return 'backup.place-missing';
    accessSync(folder, constants.W_OK);
    return undefined;
  } catch (error) {
    return faultOf(error);
  }
}

/** How a copy is called: whose it is and when it was taken, so that names sort by time. */
export function backupName(terminalId: string, takenAt: number): string {
  return `fastops-${terminalId.slice(-12)}-${new Date(takenAt).toISOString().replaceAll(/[-:.]/g, '')}.db`;
}

/** The copies in a folder, newest first. One without its card was cut off before it was entered: it is not verified. */
export function listBackups(place: string): BackupRow[] {
  if (!existsSync(place)) return [];
  const names = readdirSync(place).filter((name) => NAME.test(name));
  return names.map((name) => rowOf(place, name)).toSorted((a, b) => b.takenAt - a.takenAt);
}

/** Enters a copy that was taken and verified, and lets those go that the rotation no longer keeps. */
export function shelve(place: string, name: string, card: BackupCard): BackupRow {
  writeWhole(cardFile(place, name), card);
  const mine = listBackups(place).filter((row) => sameTill(row.name, name));
  for (const { name: old } of outdatedBackups(mine.filter(({ verified }) => verified))) {
    rmSync(join(place, old), { force: true });
    rmSync(cardFile(place, old), { force: true });
  }
  for (const left of readdirSync(place).filter((each) => each.endsWith('.db.unfinished'))) rmSync(join(place, left), { force: true });
  return rowOf(place, name);
}

/** Free bytes of the disk that holds the folder; null when it can't be asked. */
export function freeBytes(folder: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return null;
  }
}

/** A folder as the screen offers it. */
export function placeRow(dataDir: string, folder: string): BackupPlace {
  return { folder, isOwn: folder === ownPlace(dataDir), freeBytes: freeBytes(folder) };
}

/** Says in our words what the system said when a file could not be written. */
export function faultOf(error: unknown): BackupFault {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (error instanceof Error && error.name === 'SnapshotDamage') return 'backup.damaged';
  if (/^(ENOSPC|EDQUOT|SQLITE_FULL)/.test(code)) return 'backup.no-space';
  if (/^(EACCES|EPERM|EROFS|SQLITE_READONLY|SQLITE_PERM)/.test(code)) return 'backup.no-access';
  if (/^(ENOENT|ENOTDIR|ENODEV|ENXIO|SQLITE_CANTOPEN)/.test(code)) return 'backup.place-missing';
  return 'backup.failed';
}

function markPlace(dataDir: string, folder: string): void {
  if (folder === ownPlace(dataDir)) mkdirSync(folder, { recursive: true });
  if (!existsSync(join(folder, MARK))) writeWhole(join(folder, MARK), { app: 'FastOps' });
}

function rowOf(place: string, name: string): BackupRow {
  const file = cardFile(place, name);
  const card = existsSync(file) ? cardSchema.safeParse(parsed(file)) : undefined;
  if (!card?.success) return { name, place, takenAt: takenAtOf(name), businessDay: '', orders: 0, bytes: 0, verified: false };
  const { takenAt, businessDay, orders, bytes } = card.data;
  return { name, place, takenAt, businessDay, orders, bytes, verified: true };
}

function takenAtOf(name: string): number {
  const stamp = /(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z/.exec(name);
  if (!stamp) return 0;
  const [, year, month, day, hour, minute, second, ms] = stamp;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}Z`);
}

function sameTill(a: string, b: string): boolean {
  return a.slice(0, 20) === b.slice(0, 20);
}

function cardFile(place: string, name: string): string {
  return join(place, name.replace(/\.db$/, '.json'));
}

function settingsFile(dataDir: string): string {
  return join(dataDir, 'backups.json');
}

function parsed(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
