import { formatCop } from '@fastops/shared/base/money';
import { SCALE_QUESTIONS, type CounterDevice, type PoleView } from '@fastops/shared/counter/counter-device';
import type { CounterPort } from '../../modules/counter/counter.port.ts';
import { createSerialTransport } from '../transports/serial.ts';
import { systemSerialPorts, usbIdentityOf, type ListSerialPorts } from '../transports/serial-ports.ts';
import { createCd5220Display, poleRow } from './cd5220-display.ts';
import type { PoleDisplay } from './pole-display.port.ts';
import { createSerialScale } from './serial-scale.ts';

/** The scale and the display of a counter, each on its serial line. */
export function createCounterDevices(listPorts: ListSerialPorts = systemSerialPorts): CounterPort {
  const poles = new Map<string, Shown>();
  return {
    lines: async () => {
      const ports = await listPorts().catch(() => []);
      return ports.map((port) => ({ path: port.path, label: port.manufacturer ?? '', usb: usbIdentityOf(port) }));
    },
    weigh: ({ path, baudRate, usb, question }) =>
      createSerialScale({ path, baudRate, usb, listPorts, question: SCALE_QUESTIONS[question] }).weigh(),
    show: (pole, view) => {
      const key = JSON.stringify(pole);
      const shown = poles.get(key) ?? newestFirst(poleOf(pole, listPorts));
      poles.set(key, shown);
      return shown(view);
    },
  };
}

type Shown = (view: PoleView) => Promise<boolean>;

function poleOf({ path, baudRate, usb }: CounterDevice, listPorts: ListSerialPorts): PoleDisplay {
  return createCd5220Display(createSerialTransport({ path, baudRate, usb, listPorts, answersStatus: false }));
}

/** A display is slower than a cashier: while it writes, only the newest of what came meanwhile waits. */
function newestFirst(display: PoleDisplay): Shown {
  let writing = Promise.resolve(true);
  let newest: PoleView | undefined;
  return (view) => {
    newest = view;
    writing = writing.then(() => (newest === view ? display.show({ top: rowOf(view.top), bottom: rowOf(view.bottom) }) : true));
    return writing;
  };
}

function rowOf({ label, amount }: PoleView['top']): string {
  return amount === undefined ? label : poleRow(label, formatCop(amount));
}
