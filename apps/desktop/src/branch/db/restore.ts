// Puts a copy in the place of the present file. Ordered while the till runs, done at its next start, before the file is
// opened: then nothing holds it. Every step may be cut off and is simply done again.
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { asideFolder, moveAside } from './aside.ts';
import type { DriverChoice } from './driver.ts';
import { flush, writeWhole } from './durable-file.ts';
import { takeSnapshot } from './snapshot.ts';

const orderSchema = z.object({ source: z.string(), aside: z.string() });

/** What became of an ordered restore at this start. */
export type RestoreOutcome =
  | { readonly kind: 'none' }
  | { readonly kind: 'restored'; readonly aside: string }
  | { readonly kind: 'failed'; readonly detail: string };

/** Notes that `source` is to take the place of the branch's file; `at` names the folder that keeps the present one. */
export function orderRestore(dataDir: string, source: string, at: number): void {
  writeWhole(orderFile(dataDir), { source, aside: asideFolder(dataDir, at) });
}

/**
 * Does what was ordered. Needs the lock of the file. The present file is moved aside with its log, never overwritten;
 * a copy that can't be read any more leaves everything as it is.
 */
export function finishRestore(file: string, driver: DriverChoice): RestoreOutcome {
  const dataDir = dirname(file);
  if (!existsSync(orderFile(dataDir))) return { kind: 'none' };
  const order = orderSchema.safeParse(JSON.parse(readFileSync(orderFile(dataDir), 'utf8')));
  try {
    if (!order.success) return { kind: 'failed', detail: 'the order can’t be read' };
    const fresh = `${file}.restored`;
    takeSnapshot(order.data.source, fresh, driver);
    moveAside(file, order.data.aside);
    renameSync(fresh, file);
    flush(dataDir);
    return { kind: 'restored', aside: order.data.aside };
  } catch (error) {
    return { kind: 'failed', detail: String(error) };
  } finally {
    rmSync(orderFile(dataDir), { force: true });
    flush(dataDir);
  }
}

function orderFile(dataDir: string): string {
  return join(dataDir, 'restore.json');
}
