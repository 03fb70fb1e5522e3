// Lets a till go from its branch. Ordered while it runs, done at its next start, before the file is opened: then nothing holds it.
// Nothing is deleted but keys: the file is kept aside. Every step may be cut off and is simply done again.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { asideFolder, moveAside } from './aside.ts';
import { flush, writeWhole } from './durable-file.ts';

const orderSchema = z.object({ aside: z.string() });

/** Notes that this till leaves its branch; `at` names the folder that keeps its file. */
export function orderRelease(dataDir: string, at: number): void {
  writeWhole(orderFile(dataDir), { aside: asideFolder(dataDir, at) });
}

/** Does what was ordered: the file goes aside, the keys are forgotten. Answers where the file is kept, if it was done. */
export function finishRelease(file: string, secretsPath: string): string | undefined {
  const dataDir = dirname(file);
  if (!existsSync(orderFile(dataDir))) return undefined;
  const order = orderSchema.parse(JSON.parse(readFileSync(orderFile(dataDir), 'utf8')));
  moveAside(file, order.aside);
  rmSync(secretsPath, { force: true });
  rmSync(orderFile(dataDir));
  flush(dataDir);
  return order.aside;
}

function orderFile(dataDir: string): string {
  return join(dataDir, 'release.json');
}
