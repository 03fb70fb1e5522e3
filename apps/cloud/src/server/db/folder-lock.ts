import { mkdirSync, openSync, readFileSync, rmSync, writeSync, closeSync } from 'node:fs';
import { join } from 'node:path';

/** Thrown when another live process owns the folder. */
export class FolderInUse extends Error {
  override readonly name = 'FolderInUse';
}

type Holder = { readonly pid: number; readonly startedAt: string };

/**
 * PGlite takes no lock of its own, and two processes on one folder lose each other's writes.
 * The holder is named by pid and start time, so that a reused pid isn't taken for it; a live holder is never robbed.
 */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'server.lock');
  for (let attempt = 0; attempt < 3; attempt += 1) {
    if (tryCreate(path)) return () => rmSync(path, { force: true });
    const holder = readHolder(path);
    if (holder && isAlive(holder)) throw new FolderInUse(`${folder} is in use by process ${holder.pid}; stop it first`);
    rmSync(path, { force: true });
  }
  throw new FolderInUse(`${folder} could not be locked; another process is starting on it`);
}

function tryCreate(path: string): boolean {
  try {
    const file = openSync(path, 'wx', 0o600);
    writeSync(file, JSON.stringify({ pid: process.pid, startedAt: startTime(process.pid) }));
    closeSync(file);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

function readHolder(path: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    // Torn by a power cut, or gone meanwhile: nobody is named, so nobody holds it.
    return undefined;
  }
}

function isAlive(holder: Holder): boolean {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
  return startTime(holder.pid) === holder.startedAt;
}

/** Field 22 of /proc/PID/stat, in clock ticks since boot; empty where there is no /proc, then the pid alone decides. */
function startTime(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}
