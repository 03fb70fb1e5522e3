import { z } from 'zod';
import { localStamp } from '../base/time.ts';
import type { PrintBlock, PrintDocument } from './document.ts';
import { LETTER_MODES } from './printer.ts';
import type { LetterMode, PrinterTweaks } from './printer.ts';
import type { PrinterProfile } from './printer-profiles.ts';
import type { TicketTexts } from './ticket-texts.ts';

/** What the installer compares with the paper in hand. */
export interface TestPageFacts {
  readonly printerName: string;
  readonly profileName: string;
  readonly atMs: number;
  readonly utcOffsetHours: number;
}

/** The letter that stands before each way of printing letters on the sheet, and beside its tick on the screen. */
export const SHEET_MARKS: Readonly<Record<LetterMode, string>> = { cp858: 'A', cp850: 'B', cp1252: 'C', drawn: 'D', plain: 'E' };

const WIDTHS = [32, 42, 48] as const;

/**
 * One sheet from which the installer reads what this printer can do: letters in
 * five ways, three widths, QR, total, cut, beep and drawer. It moves the drawer,
 * so whoever prints it says so on record (reason `test`).
 */
export function testPageDocument(facts: TestPageFacts, texts: TicketTexts): PrintDocument {
  return {
    blocks: [
      { type: 'drawer' },
      { type: 'beep' },
      { type: 'text', text: texts.test.title, align: 'center', bold: true, size: 'double' },
      { type: 'row', left: facts.printerName, right: facts.profileName },
      { type: 'text', text: localStamp(facts.atMs, facts.utcOffsetHours) },
      { type: 'rule' },
      { type: 'text', text: texts.test.letters, bold: true },
      ...marks().map(([letters, mark]): PrintBlock => ({ type: 'sample', letters, text: `${mark} ${texts.test.alphabet}` })),
      { type: 'text', text: texts.test.columns, bold: true },
      ...WIDTHS.map((columns): PrintBlock => ({ type: 'sample', letters: 'plain', text: ruler(columns) })),
      { type: 'row', left: texts.total, right: '$ 1.234.567', bold: true, size: 'double' },
      { type: 'row', left: texts.test.removal, inverted: true, bold: true, size: 'tall' },
      { type: 'text', text: texts.test.qr, bold: true },
      { type: 'qr', data: 'FASTOPS-TEST' },
      { type: 'text', text: texts.test.done, bold: true },
      { type: 'cut' },
    ],
  };
}

function marks(): readonly (readonly [LetterMode, string])[] {
  return LETTER_MODES.map((letters) => [letters, SHEET_MARKS[letters]] as const).sort(([, a], [, b]) => a.localeCompare(b));
}

/** `1234567890… 32`: exactly as wide as the number at its end. */
function ruler(columns: number): string {
  const end = ` ${columns}`;
  return Array.from({ length: columns - end.length }, (_, i) => String((i + 1) % 10)).join('') + end;
}

/** What the installer saw on the sheet and around it. */
export const sheetSeen = z.strictObject({
  letters: z.enum(LETTER_MODES),
  columns: z.union([z.literal(32), z.literal(42), z.literal(48)]),
  qr: z.boolean(),
  cut: z.boolean(),
  beep: z.boolean(),
  drawer: z.boolean(),
  /** Level of the drawer's switch now, with the drawer standing open; left out when it can't be read. */
  drawerOpenPin: z.enum(['high', 'low']).optional(),
});
/** See {@link sheetSeen}. */
export type SheetSeen = z.infer<typeof sheetSeen>;

/** The printer's settings after what was seen. A drawer that stayed shut is tried on the other pin; a QR that came out as garbage is drawn. */
export function tweaksSeen(printed: PrinterProfile, seen: SheetSeen): PrinterTweaks {
  const otherPin = printed.drawerPin === 2 ? 5 : 2;
  return {
    letters: seen.letters,
    columns: seen.columns,
    hasQrCommand: printed.hasQrCommand && seen.qr,
    hasCutter: seen.cut,
    hasBuzzer: seen.beep,
    answersStatus: printed.answersStatus,
    drawerPin: seen.drawer ? printed.drawerPin : otherPin,
    ...(seen.drawerOpenPin === undefined ? {} : { drawerOpenPin: seen.drawerOpenPin }),
  };
}
