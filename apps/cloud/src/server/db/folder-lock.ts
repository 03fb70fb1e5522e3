import { mkdirSync, linkSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** Another process has the folder; the message is for a person. */
export class FolderInUse extends Error {
  override readonly name = 'FolderInUse';
  readonly pid: number;

  constructor(folder: string, holder: Holder) {
    const where = holder.host === hostname() ? '' : ` on ${holder.host}`;
    super(`The data folder ${folder} is in use by process ${holder.pid}${where}. Stop it first, or choose another folder.`);
    this.pid = holder.pid;
  }
}

type Holder = { readonly pid: number; readonly host: string; readonly boot: string; readonly started: string; readonly released: boolean };

const LOCK_NAME = /^lock\.(\d+)$/;
const MOST_RACES = 20;

/**
 * One process per folder. PGlite itself lets two in and then loses writes of both without a word.
 *
 * Each holder makes `lock.<n>` with the next free n, atomically by link(), and only when the highest one's
 * process is dead or has let go. The highest file is never removed, so numbers only grow; after making its own,
 * a process looks again and steps back if somebody got further. Hence nobody ever takes a lock from the living,
 * however long it was asleep between looking and making.
 */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  for (let race = 0; race < MOST_RACES; race += 1) {
    const seen = highest(folder);
    const holder = seen === 0 ? undefined : readHolder(join(folder, `lock.${seen}`));
    if (holder && isAlive(holder)) throw new FolderInUse(folder, holder);
    const mine = seen + 1;
    if (make(folder, mine) && highest(folder) === mine) return held(folder, mine);
  }
  throw new Error(`The data folder ${folder} could not be locked: too many processes start in it at once.`);
}

function held(folder: string, mine: number): () => void {
  for (const number of lockNumbers(folder)) if (number < mine) rmSync(join(folder, `lock.${number}`), { force: true });
  return () => replace(folder, mine, { ...self(), released: true });
}

function make(folder: string, number: number): boolean {
  const draft = join(folder, `lock-draft.${process.pid}`);
  writeFileSync(draft, JSON.stringify(self()));
  try {
    linkSync(draft, join(folder, `lock.${number}`));
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function replace(folder: string, number: number, holder: Holder): void {
  const draft = join(folder, `lock-draft.${process.pid}`);
  writeFileSync(draft, JSON.stringify(holder));
  renameSync(draft, join(folder, `lock.${number}`));
}

function lockNumbers(folder: string): number[] {
  return readdirSync(folder).flatMap((name) => {
    const number = LOCK_NAME.exec(name)?.[1];
    return number === undefined ? [] : [Number(number)];
  });
}

function highest(folder: string): number {
  return Math.max(0, ...lockNumbers(folder));
}

function readHolder(file: string): Holder | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return undefined; // Cleaned away by a later holder between the look and the read; the look is taken again.
  }
  const holder: Holder = JSON.parse(text);
  return holder;
}

function self(): Holder {
  return { pid: process.pid, host: hostname(), boot: bootId(), started: startOf(process.pid) ?? '', released: false };
}

/** Alive unless proven dead. A number used again by another process shows by its other start time. */
function isAlive(holder: Holder): boolean {
  if (holder.released) return false;
  if (holder.boot !== '' && bootId() !== '' && holder.boot !== bootId()) return false;
  if (holder.host !== hostname()) return true;
  if (!exists(holder.pid)) return false;
  const started = startOf(holder.pid);
  return started === undefined || holder.started === '' || started === holder.started;
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Linux: the start time in /proc; elsewhere nothing, and the pid alone decides. The name in it may hold spaces and brackets. */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}

function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return '';
  }
}
