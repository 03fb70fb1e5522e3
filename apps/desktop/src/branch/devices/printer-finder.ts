import { readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import type { PrinterProfileId } from '@fastops/shared/printing/printer';
import { STAR_VENDOR } from '@fastops/shared/printing/printer-profiles';
import type { FoundPrinter, PrinterFinder } from '../modules/printing/printing.port.ts';
import { systemSerialPorts, usbIdentityOf } from './transports/serial-ports.ts';
import type { ListSerialPorts } from './transports/serial-ports.ts';
import { listUsbPrinters } from './transports/usb-devices.ts';
import { windowsSpooler } from './transports/windows-spooler.ts';

const RAW_PORT = 9100;
const KNOCK_MS = 400;
const AT_ONCE = 64;

/** What the finder looks at; the machine's own by default. */
export interface Surroundings {
  readonly platform: string;
  readonly usbPrinters: typeof listUsbPrinters;
  readonly serialPorts: ListSerialPorts;
  readonly queues: () => Promise<readonly string[]>;
  readonly deviceFiles: () => Promise<readonly string[]>;
  readonly neighbours: () => readonly string[];
  readonly rawPort: number;
}

const MACHINE: Surroundings = {
  platform: process.platform,
  usbPrinters: listUsbPrinters,
  serialPorts: systemSerialPorts,
  queues: () => windowsSpooler.queues(),
  deviceFiles: async () => (await readdir('/dev/usb')).filter((name) => /^lp\d+$/.test(name)).map((name) => `/dev/usb/${name}`),
  neighbours: () => neighboursOf(Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? [])),
  rawPort: RAW_PORT,
};

/** Looks for printers. A place that can't be looked at (no USB, no Windows) has none: the others still answer. */
export function createPrinterFinder(changes: Partial<Surroundings> = {}): PrinterFinder {
  const around = { ...MACHINE, ...changes };
  return {
    attached: async () => (await Promise.all(placesOf(around).map((look) => look().catch(() => [])))).flat(),
    onNetwork: () => onNetwork(around),
  };
}

/** On Windows a printer is its queue: its driver holds the USB device, and nobody else can open it. */
function placesOf(around: Surroundings): readonly (() => Promise<readonly FoundPrinter[]>)[] {
  const serial = () => serialPrinters(around);
  if (around.platform === 'win32') return [() => spoolerPrinters(around), serial];
  return [() => usbPrinters(around), () => deviceFilePrinters(around), serial];
}

async function usbPrinters({ usbPrinters: list }: Surroundings): Promise<FoundPrinter[]> {
  return (await list()).map(({ name, ...identity }) => ({
    label: name === '' ? `USB ${hex(identity.vendorId)}:${hex(identity.productId)}` : name,
    transport: { kind: 'usb', ...identity },
    profileId: familyOf(name),
    isStar: identity.vendorId === STAR_VENDOR,
  }));
}

async function spoolerPrinters({ queues }: Surroundings): Promise<FoundPrinter[]> {
  return (await queues()).map((queue) => ({
    label: queue,
    transport: { kind: 'spooler', queue },
    profileId: familyOf(queue),
    isStar: /^star\b/i.test(queue),
  }));
}

async function deviceFilePrinters({ deviceFiles }: Surroundings): Promise<FoundPrinter[]> {
  return (await deviceFiles()).map((path) => ({ label: path, transport: { kind: 'device', path }, profileId: null, isStar: false }));
}

async function serialPrinters({ serialPorts }: Surroundings): Promise<FoundPrinter[]> {
  return (await serialPorts()).map((port) => {
    const usb = usbIdentityOf(port);
    const maker = port.manufacturer === undefined ? '' : ` · ${port.manufacturer}`;
    return {
      label: `${port.path}${maker}`,
      transport: { kind: 'serial', path: port.path, baudRate: 9600, ...(usb === undefined ? {} : { usb }) },
      profileId: familyOf(maker),
      isStar: usb?.vendorId === STAR_VENDOR,
    };
  });
}

async function onNetwork({ neighbours, rawPort }: Surroundings): Promise<FoundPrinter[]> {
  const hosts = [...neighbours()];
  const found: string[] = [];
  const knockOn = async () => {
    for (let host = hosts.shift(); host !== undefined; host = hosts.shift()) if (await isListening(host, rawPort)) found.push(host);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, knockOn));
  return found.map((host) => ({ label: host, transport: { kind: 'tcp', host, port: rawPort }, profileId: null, isStar: false }));
}

function isListening(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const answer = (listens: boolean) => {
      socket.destroy();
      resolve(listens);
    };
    socket.setTimeout(KNOCK_MS, () => answer(false));
    socket.once('connect', () => answer(true));
    socket.once('error', () => answer(false));
  });
}

/** The other addresses of the /24 around each of ours: shops have no bigger network. */
export function neighboursOf(addresses: readonly { family: string; address: string; internal: boolean }[]): readonly string[] {
  const ours = addresses.filter(({ family, internal }) => family === 'IPv4' && !internal).map(({ address }) => address);
  const nets = new Set(ours.map((address) => address.slice(0, address.lastIndexOf('.'))));
  return Array.from(nets).flatMap((net) =>
    Array.from({ length: 254 }, (_, i) => `${net}.${i + 1}`).filter((address) => !ours.includes(address)),
  );
}

/** What a name gives away; the test sheet decides. */
function familyOf(name: string): PrinterProfileId | null {
  if (/tm-?(t|m)\d|epson/i.test(name)) return 'epson-tm-t20';
  if (/bixolon|srp-?350/i.test(name)) return 'bixolon-srp-350';
  if (/xp-?58/i.test(name)) return 'xprinter-58';
  if (/xprinter|xp-?(80|n160|t80)|printer-80/i.test(name)) return 'xprinter-80';
  if (/pos-?58|zj-?58|58mm/i.test(name)) return 'pos-58';
  return null;
}

function hex(number: number): string {
  return number.toString(16).padStart(4, '0');
}
