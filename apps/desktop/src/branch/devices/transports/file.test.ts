import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { decodeTickets } from '../../testing/virtual-printer/decoder.ts';
import { aReceipt } from '../../testing/virtual-printer/sample-tickets.ts';
import { createDocumentEncoder } from '../escpos-encoder.ts';
import { PRINTER_PROFILES } from '@fastops/shared/printing/printer-profiles';
import { createDeviceFileTransport, createFileTransport } from './file.ts';

const bytes = createDocumentEncoder(() => undefined)(aReceipt(), PRINTER_PROFILES['generic-80']);
const never = new AbortController().signal;
const folder = mkdtempSync(join(tmpdir(), 'print-file-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('tickets collected in a file', () => {
  test('one after another, in a folder that is made when it is missing', async () => {
    const path = join(folder, 'tickets', 'out.bin');
    const transport = createFileTransport(path);
    expect(await transport.send(bytes, never)).toEqual({ kind: 'sent' });
    expect(await transport.send(bytes, never)).toEqual({ kind: 'sent' });
    expect(readFileSync(path).length).toBe(2 * bytes.length);
    expect(decodeTickets(readFileSync(path))).toHaveLength(2);
  });

  test('a path that cannot be a file: nothing left', async () => {
    expect(await createFileTransport(folder).send(bytes, never)).toEqual({ kind: 'failed', fault: 'printer.missing' });
  });
});

describe.skipIf(process.platform === 'win32')('a device file', () => {
  test('that is not there is not made up', async () => {
    const path = join(folder, 'lp0');
    expect(await createDeviceFileTransport(path).send(bytes, never)).toEqual({ kind: 'failed', fault: 'printer.missing' });
    expect(existsSync(path)).toBe(false);
  });

  test('takes the ticket', async () => {
    const path = fifo('lp1');
    const reader = spawn('cat', [path]);
    const chunks: Buffer[] = [];
    reader.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    // Listened for before anything is sent: it may end before we know that it was.
    const ended = once(reader, 'close');
    const transport = createDeviceFileTransport(path);
    await expect.poll(() => transport.send(bytes, never)).toEqual({ kind: 'sent' });
    await ended;
    expect(Buffer.concat(chunks).equals(Buffer.from(bytes))).toBe(true);
  });

  test('with nobody behind it: nothing left', async () => {
    expect(await createDeviceFileTransport(fifo('lp2')).send(bytes, never)).toEqual({ kind: 'failed', fault: 'printer.missing' });
  });

  test('that stops taking bytes is given up when called off: nobody knows', async () => {
    const path = fifo('lp3');
    const sleeper = spawn('sh', ['-c', 'exec 3<"$0"; echo ready; exec sleep 30', path]);
    const transport = createDeviceFileTransport(path);
    const endless = new Uint8Array(1_000_000).fill(0x41);
    await expect
      .poll(() => transport.send(endless, AbortSignal.timeout(200)), { interval: 20 })
      .toEqual({ kind: 'unknown', fault: 'printer.timeout' });
    sleeper.kill();
  });
});

function fifo(name: string): string {
  const path = join(folder, name);
  execFileSync('mkfifo', [path]);
  return path;
}
