// What a process writes to its disk and when it asks for it to be safe, as the system sees it: strace on its main
// thread, where SQLite works. Nothing in the process is changed.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { randomUUID } from 'node:crypto';

/** One thing that the disk was told, in the order of the calls. `said`: a line that the process printed. */
export type DiskOp =
  | { readonly kind: 'write'; readonly file: string; readonly at: number; readonly bytes: Buffer }
  | { readonly kind: 'truncate'; readonly file: string; readonly size: number }
  | { readonly kind: 'sync'; readonly file: string }
  | { readonly kind: 'unlink'; readonly file: string }
  | { readonly kind: 'said'; readonly line: string };

const CALLS = 'pwrite64,write,ftruncate,fsync,fdatasync,unlink';
const PATTERN = /^(\w+)\((?:(\d+)<([^>]*)>)?(?:, )?(?:"((?:\\x[0-9a-f]{2})*)")?(?:, )?([\d, ]*)\) = (-?\d+)/;
/** Longer than any page; what is longer still is cut off by strace and would be a wrong record. */
const LONGEST_WRITE = 1 << 20;

/** Runs a script to its end and answers what it did to a database: the file, its log, its journal, and their folder. */
export async function traced(script: string, args: readonly string[], database: string): Promise<DiskOp[]> {
  const log = join(tmpdir(), `strace-${randomUUID()}`);
  try {
    const strace = ['-o', log, '-y', '-xx', '-s', String(LONGEST_WRITE), '-e', `trace=${CALLS}`];
    const child = spawn('strace', [...strace, process.execPath, script, ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
    const [code] = await once(child, 'exit');
    if (code !== 0) throw new Error(`the traced till ended with ${code}`);
    // The index of the log (-shm) is rebuilt at every opening.
    const files = new Set([dirname(database), ...['', '-wal', '-journal'].map((end) => database + end)]);
    const ops: DiskOp[] = [];
    for await (const line of createInterface(createReadStream(log))) {
      const op = opOf(line, files);
      if (op) ops.push(op);
    }
    return ops;
  } finally {
    rmSync(log, { force: true });
  }
}

/** What each call means; its whole numbers stand in the order in which strace prints them. */
const MEANINGS: Readonly<Record<string, (call: { file: string; bytes: Buffer; numbers: number[] }) => DiskOp>> = {
  pwrite64: ({ file, bytes, numbers: [, at = 0] }) => ({ kind: 'write', file, at, bytes }),
  ftruncate: ({ file, numbers: [size = 0] }) => ({ kind: 'truncate', file, size }),
  fsync: ({ file }) => ({ kind: 'sync', file }),
  fdatasync: ({ file }) => ({ kind: 'sync', file }),
  unlink: ({ file }) => ({ kind: 'unlink', file }),
};

function opOf(line: string, files: ReadonlySet<string>): DiskOp | undefined {
  const call = PATTERN.exec(line);
  if (!call || Number(call[6]) < 0) return undefined;
  const [, name = '', handle, path, text = '', numbers = ''] = call;
  const bytes = unescaped(text);
  if (name === 'write' && handle === '1') return { kind: 'said', line: bytes.toString().trimEnd() };
  const file = path === undefined ? bytes.toString() : unescaped(path).toString();
  if (!files.has(file)) return undefined;
  const meaning = MEANINGS[name];
  if (!meaning) throw new Error(`a database is not written with ${name}`);
  return meaning({ file, bytes, numbers: numbers.split(', ').map(Number) });
}

function unescaped(text: string): Buffer {
  return Buffer.from(text.replaceAll('\\x', ''), 'hex');
}
