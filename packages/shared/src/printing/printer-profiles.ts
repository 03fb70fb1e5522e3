import type { LetterMode, PrinterProfileId, PrinterTweaks } from './printer.ts';
import type { CodePage } from './printable-text.ts';

/** What a family of printers can do. Nothing about a model is written anywhere else. */
export interface PrinterProfile {
  readonly id: PrinterProfileId;
  readonly name: string;
  readonly columns: 32 | 42 | 48;
  readonly dots: number;
  readonly codePage: CodePage;
  /** The n of `ESC t n` that selects the code page on this family. */
  readonly codePageNumber: number;
  /** Which lines go as pictures: those with letters that the page lacks, all of them, or none. */
  readonly draws: 'foreign' | 'all' | 'none';
  readonly hasCutter: boolean;
  readonly hasQrCommand: boolean;
  readonly hasBuzzer: boolean;
  /** Answers `GS r` once everything before it has been carried out, and `DLE EOT` at once; most clones never answer. */
  readonly answersStatus: boolean;
  /** Connector pin of the drawer's coil. */
  readonly drawerPin: 2 | 5;
  readonly drawerOnMs: number;
  readonly drawerOffMs: number;
  /** Level of the drawer's switch while it stands open; unknown until the installer has seen it. */
  readonly drawerOpenPin?: 'high' | 'low';
}

const CLONE = {
  codePage: 'cp858',
  codePageNumber: 19,
  draws: 'foreign',
  answersStatus: false,
  drawerPin: 2,
  drawerOnMs: 120,
  drawerOffMs: 500,
} as const;

const WIDE_CLONE = { ...CLONE, columns: 48, dots: 576, hasCutter: true, hasQrCommand: true, hasBuzzer: true } as const;
const NARROW_CLONE = { ...CLONE, columns: 32, dots: 384, hasCutter: false, hasQrCommand: false, hasBuzzer: false } as const;

/** The families, by id. Sources: the manuals, and the tables of escpos-printer-db. */
export const PRINTER_PROFILES: Readonly<Record<PrinterProfileId, PrinterProfile>> = {
  'epson-tm-t20': {
    ...WIDE_CLONE,
    id: 'epson-tm-t20',
    name: 'Epson TM-T20 (80 mm)',
    hasBuzzer: false,
    answersStatus: true,
    drawerOnMs: 50,
  },
  'generic-80': { ...WIDE_CLONE, id: 'generic-80', name: '80 mm, 48 col.' },
  'generic-80-42': { ...WIDE_CLONE, id: 'generic-80-42', name: '80 mm, 42 col.', columns: 42, dots: 504 },
  'generic-58': { ...NARROW_CLONE, id: 'generic-58', name: '58 mm, 32 col.' },
  'xprinter-80': { ...WIDE_CLONE, id: 'xprinter-80', name: 'Xprinter 80 (XP-N160, XP-T80)' },
  // Its QR is the one thing that its manual promises beyond a POS-58.
  'xprinter-58': { ...NARROW_CLONE, id: 'xprinter-58', name: 'Xprinter 58 (XP-58)', hasQrCommand: true, hasBuzzer: true },
  'bixolon-srp-350': {
    ...WIDE_CLONE,
    id: 'bixolon-srp-350',
    name: 'Bixolon SRP-350 (80 mm)',
    // 180 dots an inch: 42 letters of 12 dots and a margin.
    columns: 42,
    dots: 512,
    hasBuzzer: false,
    answersStatus: true,
    drawerOnMs: 50,
  },
  'pos-58': { ...NARROW_CLONE, id: 'pos-58', name: 'POS-58, ZJ-58, POS-5890' },
};

const LETTERS: Readonly<Record<LetterMode, Pick<PrinterProfile, 'codePage' | 'codePageNumber' | 'draws'>>> = {
  cp858: { codePage: 'cp858', codePageNumber: 19, draws: 'foreign' },
  cp850: { codePage: 'cp850', codePageNumber: 2, draws: 'foreign' },
  cp1252: { codePage: 'cp1252', codePageNumber: 16, draws: 'foreign' },
  plain: { codePage: 'ascii', codePageNumber: 0, draws: 'none' },
  drawn: { codePage: 'cp858', codePageNumber: 19, draws: 'all' },
};

/** How a way of printing letters is asked of a printer. */
export function lettersOfMode(mode: LetterMode): Pick<PrinterProfile, 'codePage' | 'codePageNumber' | 'draws'> {
  return LETTERS[mode];
}

const DOTS: Readonly<Record<PrinterProfile['columns'], number>> = { 32: 384, 42: 504, 48: 576 };

/** One printer in particular: its family, with what the installer saw on the test sheet. */
export function profileOf({
  profileId,
  tweaks = {},
}: {
  readonly profileId: PrinterProfileId;
  readonly tweaks?: PrinterTweaks | undefined;
}): PrinterProfile {
  const family = PRINTER_PROFILES[profileId];
  const { letters, columns, ...abilities } = tweaks;
  return {
    ...family,
    ...(letters === undefined ? {} : LETTERS[letters]),
    ...(columns === undefined || columns === family.columns ? {} : { columns, dots: DOTS[columns] }),
    ...Object.fromEntries(Object.entries(abilities).filter(([, value]) => value !== undefined)),
  };
}

/** USB vendor of Star Micronics, whose printers speak StarPRNT and would print our commands as text. */
export const STAR_VENDOR = 0x0519;
