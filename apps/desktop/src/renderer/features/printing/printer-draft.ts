import type { PrinterProfileId, PrinterRole, PrinterSettings, PrinterTransportSettings } from '@fastops/shared/printing/printer';

import type { FoundPrinter, PrinterStatus } from './printing.queries.ts';

/** A printer while it is being typed: every field as text, whatever the connection. */
export type PrinterDraft = {
  readonly name: string;
  /** `spare`: it prints nothing of its own and waits to stand in. */
  readonly role: PrinterRole | 'spare';
  /** Stations whose kitchen tickets it prints; none means all. */
  readonly stations: readonly string[];
  readonly backupFor: PrinterRole | 'none';
  readonly profileId: PrinterProfileId | 'star';
  readonly kind: PrinterTransportSettings['kind'];
  /** Address, path or queue: where the printer is, in the words of its kind. */
  readonly place: string;
  readonly port: string;
  readonly baudRate: string;
  /** What was found on USB; such a printer has no address to type. */
  readonly usb: { readonly vendorId: number; readonly productId: number; readonly serialNumber?: string | undefined } | undefined;
};

export const NEW_PRINTER: PrinterDraft = {
  name: '',
  role: 'both',
  stations: [],
  backupFor: 'none',
  profileId: 'generic-80',
  kind: 'tcp',
  place: '',
  port: '9100',
  baudRate: '9600',
  usb: undefined,
};

export function draftOf({ name, role, isSpare, stations = [], backupFor, profileId, transport }: PrinterStatus): PrinterDraft {
  const use = { role: isSpare ? ('spare' as const) : role, backupFor: backupFor ?? ('none' as const), stations };
  return { ...NEW_PRINTER, name, ...use, profileId, ...connectionOf(transport) };
}

/** The draft with what was found; its family only where its name gave it away. */
export function withFound(draft: PrinterDraft, found: FoundPrinter): PrinterDraft {
  const family = found.isStar ? 'star' : (found.profileId ?? draft.profileId);
  return { ...draft, profileId: family, ...connectionOf(found.transport) };
}

function connectionOf(transport: PrinterTransportSettings): Partial<PrinterDraft> {
  switch (transport.kind) {
    case 'tcp':
      return { kind: 'tcp', place: transport.host, port: String(transport.port), usb: undefined };
    case 'serial':
      return { kind: 'serial', place: transport.path, baudRate: String(transport.baudRate), usb: transport.usb };
    case 'usb': {
      const { kind, ...usb } = transport;
      return { kind, place: '', usb };
    }
    case 'spooler':
      return { kind: 'spooler', place: transport.queue, usb: undefined };
    case 'device':
    case 'file':
      return { kind: transport.kind, place: transport.path, usb: undefined };
  }
}

/** What is saved; undefined while something is missing. */
export function settingsOf(draft: PrinterDraft): PrinterSettings | undefined {
  const transport = transportOf(draft);
  const name = draft.name.trim();
  if (transport === undefined || name === '' || draft.profileId === 'star') return undefined;
  const use = useOf(draft);
  return use && { name, profileId: draft.profileId, transport, ...use };
}

/** A spare one must stand in for something; only one of the kitchen has stations. */
function useOf({
  role,
  backupFor,
  stations,
}: PrinterDraft): Pick<PrinterSettings, 'role' | 'backupFor' | 'isSpare' | 'stations'> | undefined {
  const standsIn = backupFor === 'none' ? {} : { backupFor };
  if (role === 'spare') return backupFor === 'none' ? undefined : { role: backupFor, isSpare: true, backupFor };
  return { role, ...standsIn, ...(role === 'receipt' || stations.length === 0 ? {} : { stations: [...stations] }) };
}

function transportOf({ kind, place, port, baudRate, usb }: PrinterDraft): PrinterTransportSettings | undefined {
  const where = place.trim();
  if (kind === 'usb') return usb && { kind, ...usb };
  if (where === '') return undefined;
  switch (kind) {
    case 'tcp':
      return isWhole(port, 65_535) ? { kind, host: where, port: Number(port) } : undefined;
    case 'serial':
      return isWhole(baudRate, 921_600) ? { kind, path: where, baudRate: Number(baudRate), ...(usb ? { usb } : {}) } : undefined;
    case 'spooler':
      return { kind, queue: where };
    case 'device':
    case 'file':
      return { kind, path: where };
  }
}

function isWhole(text: string, most: number): boolean {
  return /^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= most;
}
