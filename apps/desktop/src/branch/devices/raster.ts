import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder';
import { PNG } from 'pngjs';
import { encode as encodeQr } from 'uqr';
import type { PrintBlockOf } from '@fastops/shared/printing/document';
import type { PrinterProfile } from '@fastops/shared/printing/printer-profiles';

/** The printed bytes of a logo by image id, or nothing when the shop has no such image (paper without logo beats no paper). */
export type LogoSource = (imageId: string, profile: PrinterProfile) => Uint8Array | undefined;

/** RGBA pixels, row by row. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

/** Draws each logo once per paper width; `readPng` reads the image's file. */
export function createLogoSource(readPng: (imageId: string) => Uint8Array | undefined): LogoSource {
  const drawn = new Map<string, Uint8Array | undefined>();
  return (imageId, profile) => {
    const key = `${profile.dots}/${imageId}`;
    if (!drawn.has(key)) drawn.set(key, drawLogo(readPng(imageId), profile));
    return drawn.get(key);
  };
}

/** The picture in the middle of the paper, as `GS v 0`; wider pictures shrink to the paper. */
export function rasterBytes(picture: Picture, profile: PrinterProfile): Uint8Array {
  return new ReceiptPrinterEncoder({ language: 'esc-pos', columns: profile.columns, newline: '\n', feedAfterBlock: false })
    .align('center')
    .image({ ...picture }, { mode: 'raster', algorithm: 'atkinson' })
    .encode();
}

/** A QR code drawn dot by dot for printers that have no command for it; modules shrink until it fits the paper. */
export function qrPicture(block: PrintBlockOf<'qr'>, dots: number): Picture {
  const { data: modules, size } = encodeQr(block.data, { ecc: 'M', border: 4 });
  const moduleDots = Math.max(1, Math.min(block.moduleDots ?? 6, Math.floor(dots / size)));
  const width = size * moduleDots;
  const data = new Uint8ClampedArray(width * width * 4).fill(255);
  for (let y = 0; y < width; y++) {
    for (let x = 0; x < width; x++) {
      const ink = modules[Math.floor(y / moduleDots)]?.[Math.floor(x / moduleDots)] === true;
      if (ink) data.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
    }
  }
  return { width, height: width, data };
}

function drawLogo(png: Uint8Array | undefined, profile: PrinterProfile): Uint8Array | undefined {
  if (png === undefined) return undefined;
  const picture = readPicture(png);
  return picture === undefined ? undefined : rasterBytes(picture, profile);
}

/** A damaged logo must not keep receipts from printing. */
function readPicture(png: Uint8Array): Picture | undefined {
  try {
    const { width, height, data } = PNG.sync.read(Buffer.from(png));
    return { width, height, data: new Uint8ClampedArray(data) };
  } catch {
    return undefined;
  }
}
