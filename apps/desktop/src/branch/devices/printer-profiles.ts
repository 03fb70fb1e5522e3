import type { PrinterProfileId } from '@fastops/shared/printing/printer';
import type { CodePage } from '@fastops/shared/printing/printable-text';

/** What a family of printers can do. Nothing about a model is written anywhere else. */
export interface PrinterProfile {
  readonly id: PrinterProfileId;
  readonly name: string;
  readonly columns: 32 | 42 | 48;
  readonly dots: number;
  readonly codePage: CodePage;
  /** The n of `ESC t n` that selects the code page on this family. */
  readonly codePageNumber: number;
  readonly hasCutter: boolean;
  readonly hasQrCommand: boolean;
  readonly hasBuzzer: boolean;
  /** Answers `GS r` once everything before it has been carried out; most clones never answer. */
  readonly answersStatus: boolean;
  /** Connector pin of the drawer's coil. */
  readonly drawerPin: 2 | 5;
  readonly drawerOnMs: number;
  readonly drawerOffMs: number;
}

const CLONE = {
  codePage: 'cp858',
  codePageNumber: 19,
  answersStatus: false,
  drawerPin: 2,
  drawerOnMs: 120,
  drawerOffMs: 500,
} as const;

export const PRINTER_PROFILES: Readonly<Record<PrinterProfileId, PrinterProfile>> = {
  'epson-tm-t20': {
    ...CLONE,
    id: 'epson-tm-t20',
    name: 'Epson TM-T20 (80 mm)',
    columns: 48,
    dots: 576,
    hasCutter: true,
    hasQrCommand: true,
    hasBuzzer: false,
    answersStatus: true,
    drawerOnMs: 50,
  },
  'generic-80': {
    ...CLONE,
    id: 'generic-80',
    name: '80 mm, 48 col.',
    columns: 48,
    dots: 576,
    hasCutter: true,
    hasQrCommand: true,
    hasBuzzer: true,
  },
  'generic-80-42': {
    ...CLONE,
    id: 'generic-80-42',
    name: '80 mm, 42 col.',
    columns: 42,
    dots: 504,
    hasCutter: true,
    hasQrCommand: true,
    hasBuzzer: true,
  },
  'generic-58': {
    ...CLONE,
    id: 'generic-58',
    name: '58 mm, 32 col.',
    columns: 32,
    dots: 384,
    hasCutter: false,
    hasQrCommand: false,
    hasBuzzer: false,
  },
};
