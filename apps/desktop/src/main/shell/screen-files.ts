import { realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { isOwnAddress } from './addresses.ts';

/** The file an address means, or undefined when it is not ours or leads outside (links included). */
export async function fileFor(address: string, root: string): Promise<string | undefined> {
  if (!isOwnAddress(address)) return undefined;
  try {
    const asked = decodeURIComponent(new URL(address).pathname);
    if (asked.includes('\0') || asked.includes('\\')) return undefined;
    const real = await realpath(join(root, asked === '/' ? 'index.html' : asked));
    // With the separator: a folder beside ours may begin with the same letters.
    return real.startsWith((await realpath(root)) + sep) ? real : undefined;
  } catch {
    return undefined;
  }
}
