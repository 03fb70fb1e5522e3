import { SerialPort } from 'serialport';
import type { VirtualPrinter } from './virtual-printer.ts';

type Heard = (port: SerialPort, bytes: Buffer) => void;

/** The far end of a serial cable, in the test's hand. */
export async function serialSide(path: string, onData: Heard): Promise<{ close(): Promise<void> }> {
  const port = new SerialPort({ path, baudRate: 9600, autoOpen: false });
  await new Promise<void>((resolve, reject) => port.open((error) => (error ? reject(error) : resolve())));
  port.on('data', (bytes: Buffer) => onData(port, bytes));
  port.on('error', () => undefined);
  return {
    close: () =>
      new Promise((resolve) => {
        if (port.isOpen) port.close(() => resolve());
        else resolve();
      }),
  };
}

/** Plugs the virtual printer into its end of a serial cable. Returns how to pull it out. */
export async function plugIntoSerial(printer: VirtualPrinter, path: string): Promise<() => Promise<void>> {
  const side = await serialSide(path, (port, bytes) => printer.take(bytes, (answer) => void port.write(Buffer.from(answer))));
  return () => side.close();
}
