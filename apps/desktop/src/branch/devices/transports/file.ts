import { constants } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { UNKNOWN_CONDITION } from '@fastops/shared/printing/printer-condition';
import type { PrinterCondition } from '@fastops/shared/printing/printer-condition';
import { askCondition } from './ask-condition.ts';
import { failed, SENT, unknown } from './printer-transport.port.ts';
import type { PrinterTransport, SendOutcome } from './printer-transport.port.ts';

const LOOK_AGAIN_MS = 20;

/** Collects tickets one after another in a file: for trying out, and for programs that watch a folder. */
export function createFileTransport(path: string): PrinterTransport {
  return {
    send: async (bytes, signal) => {
      const file = await opened(async () => {
        await mkdir(dirname(path), { recursive: true });
        return open(path, 'a');
      });
      return file === undefined ? failed('printer.missing') : writeAll(file, bytes, signal);
    },
  };
}

/**
 * A printer's device file such as /dev/usb/lp0. It must exist (creating it
 * would print into a file nobody reads), and it is written without blocking: a
 * printer without paper would otherwise hold one of the process's few threads.
 */
export function createDeviceFileTransport(path: string): PrinterTransport {
  return {
    send: async (bytes, signal) => {
      const file = await opened(() => open(path, constants.O_WRONLY | constants.O_NONBLOCK));
      return file === undefined ? failed('printer.missing') : writeAll(file, bytes, signal);
    },
    condition: () => conditionOver(path),
  };
}

async function conditionOver(path: string): Promise<PrinterCondition> {
  const file = await opened(() => open(path, constants.O_RDWR | constants.O_NONBLOCK));
  if (file === undefined) return UNKNOWN_CONDITION;
  try {
    return await askCondition({
      write: async (bytes) => void (await writeSome(file, bytes)),
      nextByte: (timeoutMs) => nextByte(file, timeoutMs),
    });
  } catch {
    return UNKNOWN_CONDITION;
  } finally {
    await file.close();
  }
}

async function nextByte(file: FileHandle, timeoutMs: number): Promise<number | undefined> {
  const byte = Buffer.alloc(1);
  for (let waitedMs = 0; waitedMs <= timeoutMs; waitedMs += LOOK_AGAIN_MS) {
    if ((await orNothing(async () => (await file.read(byte, 0, 1, null)).bytesRead)) === 1) return byte[0];
    await delay(LOOK_AGAIN_MS);
  }
  return undefined;
}

async function opened(openFile: () => Promise<FileHandle>): Promise<FileHandle | undefined> {
  try {
    return await openFile();
  } catch {
    return undefined;
  }
}

async function writeAll(file: FileHandle, bytes: Uint8Array, signal: AbortSignal): Promise<SendOutcome> {
  let written = 0;
  try {
    while (written < bytes.length) {
      if (signal.aborted) return written === 0 ? failed('printer.timeout') : unknown('printer.timeout');
      const step = await writeSome(file, bytes.subarray(written));
      written += step;
      if (step === 0) await delay(LOOK_AGAIN_MS);
    }
    return SENT;
  } catch {
    return written === 0 ? failed('printer.no-access') : unknown('printer.cut-off');
  } finally {
    await file.close();
  }
}

function writeSome(file: FileHandle, bytes: Uint8Array): Promise<number> {
  return orNothing(async () => (await file.write(bytes)).bytesWritten);
}

/** 0 when the printer takes or says nothing just now. */
async function orNothing(act: () => Promise<number>): Promise<number> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EAGAIN') return 0;
    throw error;
  }
}
