import { existsSync, rmSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { randomFillSync } from 'node:crypto';
import { join } from 'node:path';
import type { Reserve } from '../core.ts';
import { freeBytes } from './backup-shelf.ts';

const RESERVE_BYTES = 64 * 1024 * 1024;
const EVERY_MS = 10 * 60_000;
const PIECE_BYTES = 1024 * 1024;
/** Below this nothing more is set aside: what is left is for selling. */
const PLENTY_BYTES = 1024 * 1024 * 1024;

/** A file that only takes up room. On a full disk it is given back, so that a shift can still be closed. */
export function diskReserve(dataDir: string, bytes = RESERVE_BYTES): Reserve & { fill(): Promise<void> } {
  const file = join(dataDir, 'reserve.bin');
  return {
    release: () => {
      if (!existsSync(file)) return false;
      rmSync(file);
      return true;
    },
    fill: async () => {
      if (existsSync(file) || (freeBytes(dataDir) ?? 0) < PLENTY_BYTES) return;
      await writeNoise(`${file}.unfinished`, bytes);
      await rename(`${file}.unfinished`, file);
    },
  };
}

/** What was given back on a full disk is set aside again once there is room: looked at now and again, not only at the next start. */
export function keepFilled(
  reserve: { fill(): Promise<void> },
  onError: (error: unknown) => void,
  everyMs = EVERY_MS,
): { stop(): Promise<void> | undefined } {
  let filling: Promise<void> | undefined;
  const fill = () => {
    filling ??= reserve
      .fill()
      .catch(onError)
      .finally(() => (filling = undefined));
  };
  fill();
  const timer = setInterval(fill, everyMs).unref();
  return {
    stop: () => {
      clearInterval(timer);
      return filling;
    },
  };
}

/** Noise, since a file of noughts takes no room on a disk that compresses. */
async function writeNoise(file: string, bytes: number): Promise<void> {
  const piece = randomFillSync(Buffer.alloc(Math.min(PIECE_BYTES, bytes)));
  const handle = await open(file, 'w', 0o600);
  try {
    for (let written = 0; written < bytes; written += piece.length) await handle.write(piece);
    await handle.sync();
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
}
