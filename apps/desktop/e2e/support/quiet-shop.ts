import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Makes the last sale so many minutes old, in the till's own file: nobody waits for a shop to be quiet. */
export function quietFor(file: string, minutes: number): void {
  execFileSync(process.execPath, [join(import.meta.dirname, 'quiet-shop.mjs'), file, String(minutes)]);
}
