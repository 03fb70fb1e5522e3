import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { logoIdOf } from '@fastops/shared/printing/ticket-layout';
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

/** The owner's picture as the cloud sent it, a PNG in base64; any other image is the installer's file. */
export function shopLogo(pngOf: (logoId: string) => string | undefined, file: (imageId: string) => Uint8Array | undefined) {
  return (imageId: string): Uint8Array | undefined => {
    const logoId = logoIdOf(imageId);
    if (logoId === undefined) return file(imageId);
    const png = pngOf(logoId);
    return png === undefined ? undefined : Buffer.from(png, 'base64');
  };
}
