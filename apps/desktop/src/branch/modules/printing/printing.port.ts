import type { PrinterProfileId, PrinterTransportSettings } from '@fastops/shared/printing/printer';

/** A printer, or what may be one, that this computer can reach. */
export type FoundPrinter = {
  /** What it calls itself, or where it hangs. */
  readonly label: string;
  readonly transport: PrinterTransportSettings;
  /** The family that its name speaks for. */
  readonly profileId: PrinterProfileId | null;
  /** Star Micronics: it can't be used. */
  readonly isStar: boolean;
};

/** Looks for printers, so that the installer types no addresses. */
export type PrinterFinder = {
  /** On USB, on serial ports, as device files, as queues of Windows. */
  attached(): Promise<readonly FoundPrinter[]>;
  /** On port 9100 of the neighbours of this computer. */
  onNetwork(): Promise<readonly FoundPrinter[]>;
};
