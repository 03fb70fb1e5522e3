// A disk that keeps what was flushed and, of the rest, whatever it likes: nothing, all, or some sectors of some writes.
import type { DiskOp } from './disk-trace.ts';

/** What the disk does with writes that were not flushed when the power went. */
export const FATES = ['dropped', 'kept', 'torn'] as const;
export type Fate = (typeof FATES)[number];

/** Numbers in [0, 1), the same for the same seed. */
export type Chance = () => number;

const SECTOR = 512;

type Pending = Extract<DiskOp, { kind: 'write' | 'truncate' }>;
type FileState = { safe: Buffer; pending: Pending[] };

/**
 * A disk that is told the operations one after another, and can be asked what it would hold after a power cut.
 * `folder` is the path whose flush makes unlinking safe.
 */
export function createDisk(start: ReadonlyMap<string, Buffer>, folder: string) {
  const files = new Map<string, FileState>([...start].map(([file, safe]) => [file, { safe, pending: [] }]));
  // An unlinked file may come back until the folder is flushed; it comes back as it was.
  const unlinked = new Map<string, FileState>();
  return {
    do(op: DiskOp): void {
      if (op.kind === 'said') return;
      if (op.kind === 'sync' && op.file === folder) return unlinked.clear();
      const file = files.get(op.file) ?? { safe: Buffer.alloc(0), pending: [] };
      if (op.kind === 'unlink') {
        files.delete(op.file);
        unlinked.set(op.file, file);
        return;
      }
      files.set(op.file, file);
      unlinked.delete(op.file);
      if (op.kind === 'sync') {
        file.safe = applied(file.safe, file.pending);
        file.pending = [];
      } else file.pending.push(op);
    },
    /** The files after a cut at this moment. */
    cut(fate: Fate, chance: Chance): Map<string, Buffer> {
      const back = fate === 'torn' ? [...unlinked].filter(() => chance() < 0.5) : fate === 'dropped' ? [...unlinked] : [];
      return new Map([...files, ...back].map(([name, file]) => [name, survivors(file, fate, chance)]));
    },
  };
}

function survivors({ safe, pending }: FileState, fate: Fate, chance: Chance): Buffer {
  if (fate === 'dropped') return safe;
  if (fate === 'kept') return applied(safe, pending);
  const share = chance();
  const reached = pending.flatMap((op) => torn(op, share, chance));
  return applied(safe, reached);
}

/** The sectors of a write that reached the disk; a change of size did or did not. */
function torn(op: Pending, share: number, chance: Chance): Pending[] {
  if (op.kind === 'truncate') return chance() < share ? [op] : [];
  const sectors: Pending[] = [];
  for (let at = op.at; at < op.at + op.bytes.length;) {
    const end = Math.min((Math.floor(at / SECTOR) + 1) * SECTOR, op.at + op.bytes.length);
    if (chance() < share) sectors.push({ ...op, at, bytes: op.bytes.subarray(at - op.at, end - op.at) });
    at = end;
  }
  return sectors;
}

/** The content after the operations, in a buffer of its own. */
function applied(content: Buffer, ops: readonly Pending[]): Buffer {
  const most = ops.reduce((size, op) => Math.max(size, op.kind === 'truncate' ? op.size : op.at + op.bytes.length), content.length);
  const next = Buffer.alloc(most);
  content.copy(next);
  let size = content.length;
  for (const op of ops) {
    if (op.kind === 'write') {
      op.bytes.copy(next, op.at);
      size = Math.max(size, op.at + op.bytes.length);
    } else {
      // What was beyond the new end is nought when the file grows again.
      next.fill(0, Math.min(size, op.size), size);
      size = op.size;
    }
  }
  return next.subarray(0, size);
}
