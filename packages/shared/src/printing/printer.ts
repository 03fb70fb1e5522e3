import { z } from 'zod';
import { textSchema } from '../base/text.ts';
import { wholeSchema } from '../base/whole.ts';

/** The printer families the till knows; each has a row in the desktop's profile table. */
export const PRINTER_PROFILE_IDS = ['epson-tm-t20', 'generic-80', 'generic-80-42', 'generic-58'] as const;
/** See {@link PRINTER_PROFILE_IDS}. */
export const printerProfileId = z.enum(PRINTER_PROFILE_IDS);
/** See {@link printerProfileId}. */
export type PrinterProfileId = z.infer<typeof printerProfileId>;

/** What a printer is for in its branch. */
export const printerRole = z.enum(['receipt', 'kitchen', 'both']);
/** See {@link printerRole}. */
export type PrinterRole = z.infer<typeof printerRole>;

const usbId = wholeSchema().min(0).max(0xffff);

/** How bytes reach a printer. `device` is a node such as /dev/usb/lp0 that must exist; `file` collects tickets on disk. */
export const printerTransport = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('tcp'), host: textSchema(255), port: z.int().min(1).max(65_535).default(9100) }),
  z.object({ kind: z.literal('serial'), path: textSchema(255), baudRate: z.int().min(300).max(921_600).default(9600) }),
  z.object({ kind: z.literal('usb'), vendorId: usbId, productId: usbId, serialNumber: textSchema(120).optional() }),
  z.object({ kind: z.literal('device'), path: textSchema(255) }),
  z.object({ kind: z.literal('file'), path: textSchema(1000) }),
]);
/** See {@link printerTransport}. */
export type PrinterTransportSettings = z.infer<typeof printerTransport>;

/** A printer as the shop sets it up. */
export const printerSettings = z.object({
  name: textSchema(60),
  role: printerRole,
  profileId: printerProfileId,
  transport: printerTransport,
});
/** See {@link printerSettings}. */
export type PrinterSettings = z.infer<typeof printerSettings>;
