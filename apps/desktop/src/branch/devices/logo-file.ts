import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SHOP_LOGO } from '@fastops/shared/printing/order-tickets';

/** The shop's logo is the file logo.png beside the till's data; no file, no logo. */
export function logoFile(dataDir: string): (imageId: string) => Uint8Array | undefined {
  return (imageId) => {
    if (imageId !== SHOP_LOGO) return undefined;
    try {
      return readFileSync(join(dataDir, 'logo.png'));
    } catch {
      return undefined;
    }
  };
}
