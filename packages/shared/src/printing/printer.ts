import { z } from 'zod';
import { textSchema } from '../base/text.ts';
import { wholeSchema } from '../base/whole.ts';
import { stationIdSchema } from '../kitchen/station.ts';

/** The printer families the till knows; each has a row in the table of profiles. */
export const PRINTER_PROFILE_IDS = [
  'epson-tm-t20',
  'generic-80',
  'generic-80-42',
  'generic-58',
  'xprinter-80',
  'xprinter-58',
  'bixolon-srp-350',
  'pos-58',
] as const;
/** See {@link PRINTER_PROFILE_IDS}. */
export const printerProfileId = z.enum(PRINTER_PROFILE_IDS);
/** See {@link printerProfileId}. */
export type PrinterProfileId = z.infer<typeof printerProfileId>;

/** What a printer is for in its branch. */
export const printerRole = z.enum(['receipt', 'kitchen', 'both']);
/** See {@link printerRole}. */
export type PrinterRole = z.infer<typeof printerRole>;

/** How letters reach the paper: one of three code pages, without accents, or every line as a picture. */
export const LETTER_MODES = ['cp858', 'cp850', 'cp1252', 'plain', 'drawn'] as const;
/** See {@link LETTER_MODES}. */
export type LetterMode = (typeof LETTER_MODES)[number];

/** What a printer in particular does otherwise than its family; the test sheet finds it out. */
export const printerTweaks = z.strictObject({
  letters: z.enum(LETTER_MODES).optional(),
  columns: z.union([z.literal(32), z.literal(42), z.literal(48)]).optional(),
  hasCutter: z.boolean().optional(),
  hasQrCommand: z.boolean().optional(),
  hasBuzzer: z.boolean().optional(),
  answersStatus: z.boolean().optional(),
  drawerPin: z.union([z.literal(2), z.literal(5)]).optional(),
  /** Level of the drawer's switch while the drawer stands open. */
  drawerOpenPin: z.enum(['high', 'low']).optional(),
});
/** See {@link printerTweaks}. */
export type PrinterTweaks = z.infer<typeof printerTweaks>;

const usbId = wholeSchema().min(0).max(0xffff);

/** A USB device by what it says of itself: what stays the same when it is plugged in elsewhere. */
export const usbIdentity = z.object({ vendorId: usbId, productId: usbId, serialNumber: textSchema(120).optional() });
/** See {@link usbIdentity}. */
export type UsbIdentity = z.infer<typeof usbIdentity>;

/**
 * How bytes reach a printer. `device` is a node such as /dev/usb/lp0 that must
 * exist; `file` collects tickets on disk; `spooler` is a queue of Windows. A
 * serial line that hangs on a USB chip is found by the chip, whatever its path is today.
 */
export const printerTransport = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('tcp'), host: textSchema(255), port: z.int().min(1).max(65_535).default(9100) }),
  z.object({
    kind: z.literal('serial'),
    path: textSchema(255),
    baudRate: z.int().min(300).max(921_600).default(9600),
    usb: usbIdentity.optional(),
  }),
  z.object({ kind: z.literal('usb'), ...usbIdentity.shape }),
  z.object({ kind: z.literal('spooler'), queue: textSchema(255) }),
  z.object({ kind: z.literal('device'), path: textSchema(255) }),
  z.object({ kind: z.literal('file'), path: textSchema(1000) }),
]);
/** See {@link printerTransport}. */
export type PrinterTransportSettings = z.infer<typeof printerTransport>;

/**
 * A printer as the shop sets it up. `backupFor`: whose tickets it takes when a printer of that role is down; `isSpare`: it prints
 * nothing else. `stations`: whose kitchen tickets it prints; without any, those of all.
 */
export const printerSettings = z.object({
  name: textSchema(60),
  role: printerRole,
  profileId: printerProfileId,
  transport: printerTransport,
  backupFor: printerRole.optional(),
  isSpare: z.boolean().optional(),
  stations: z.array(stationIdSchema).max(20).optional(),
  tweaks: printerTweaks.optional(),
});
/** See {@link printerSettings}. */
export type PrinterSettings = z.infer<typeof printerSettings>;

/** The printers that put a ticket of a station on paper; when none of them is for it, all of them: on paper somewhere is not lost. */
export function printersOfStation<P extends Pick<PrinterSettings, 'stations'>>(printers: readonly P[], stationId: string): P[] {
  const mine = printers.filter(({ stations = [] }) => stations.length === 0 || stations.includes(stationId));
  return mine.length > 0 ? mine : [...printers];
}
