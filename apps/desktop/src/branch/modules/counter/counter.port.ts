import type { CounterDevice, PoleView } from '@fastops/shared/counter/counter-device';
import type { UsbIdentity } from '@fastops/shared/printing/printer';
import type { Weighing } from '../../devices/counter/scale.port.ts';

/** A serial line of this computer that something may hang on. */
export type SerialLine = { readonly path: string; readonly label: string; readonly usb?: UsbIdentity | undefined };

/** The counter's devices as they are reached. Nothing here throws: a device that isn't there is an answer. */
export type CounterPort = {
  lines(): Promise<readonly SerialLine[]>;
  weigh(scale: CounterDevice): Promise<Weighing>;
  /** False when the display took nothing. */
  show(pole: CounterDevice, view: PoleView): Promise<boolean>;
};
