import { SerialPort } from 'serialport';
import type { VirtualPrinter } from './virtual-printer.ts';

/** Plugs the virtual printer into its end of a serial cable. Returns how to pull it out. */
export async function plugIntoSerial(printer: VirtualPrinter, path: string): Promise<() => Promise<void>> {
  const port = new SerialPort({ path, baudRate: 9600, autoOpen: false });
  await new Promise<void>((resolve, reject) => port.open((error) => (error ? reject(error) : resolve())));
  port.on('data', (bytes: Buffer) => printer.take(bytes, (answer) => void port.write(Buffer.from(answer))));
  port.on('error', () => undefined);
  return () =>
    new Promise((resolve) => {
      if (port.isOpen) port.close(() => resolve());
      else resolve();
    });
}
