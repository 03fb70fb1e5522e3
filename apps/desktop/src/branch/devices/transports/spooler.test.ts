import { describe, expect, test } from 'vitest';
import { createSpoolerTransport } from './spooler.ts';
import type { PrintSpooler, SpoolJobState } from './spooler.ts';

const bytes = Uint8Array.of(0x1b, 0x40, 0x41, 0x0a);
const never = new AbortController().signal;

/** A spooler as Windows behaves: a queue takes jobs whether or not its printer is there, and forgets those that were printed. */
function fakeSpooler(
  habits: { state?: 'ready' | 'missing' | 'offline'; takes?: number; fails?: boolean; says?: readonly SpoolJobState[] } = {},
) {
  const written: Uint8Array[] = [];
  const cancelled: number[] = [];
  const says = [...(habits.says ?? (['waiting', 'gone'] as const))];
  const spooler: PrintSpooler = {
    queues: async () => ['POS-80'],
    state: async (queue) => (queue === 'POS-80' ? (habits.state ?? 'ready') : 'missing'),
    write: async (_, document) => {
      if (habits.fails === true) throw new Error('StartDocPrinter 5');
      written.push(document);
      return { jobId: written.length, bytesTaken: habits.takes ?? document.length };
    },
    jobState: async () => (says.length > 1 ? says.shift() : says[0]) ?? 'gone',
    cancel: async (_, jobId) => void cancelled.push(jobId),
  };
  const transport = (queue = 'POS-80') => createSpoolerTransport({ queue, lookAgainMs: 1, patienceMs: 20 }, spooler);
  return { transport, written, cancelled };
}

describe('a printer behind the spooler', () => {
  test('is printed only when its job has left the queue', async () => {
    const { transport, written, cancelled } = fakeSpooler({ says: ['waiting', 'waiting', 'gone'] });
    expect(await transport().send(bytes, never)).toEqual({ kind: 'sent' });
    expect(written).toEqual([bytes]);
    expect(cancelled).toEqual([]);
  });

  test('no such queue, or one that is off line: nothing left, and nothing waits in Windows to come out at night', async () => {
    const missing = fakeSpooler();
    expect(await missing.transport('HP').send(bytes, never)).toEqual({ kind: 'failed', fault: 'printer.missing' });
    const offline = fakeSpooler({ state: 'offline' });
    expect(await offline.transport().send(bytes, never)).toEqual({ kind: 'failed', fault: 'printer.unreachable' });
    expect([...missing.written, ...offline.written]).toEqual([]);
  });

  test('a queue that refuses the document: nothing left', async () => {
    expect(await fakeSpooler({ fails: true }).transport().send(bytes, never)).toEqual({ kind: 'failed', fault: 'printer.no-access' });
  });

  test.each([
    ['a job that stands', { says: ['waiting'] }, 'printer.no-answer'],
    ['a job in error', { says: ['error'] }, 'printer.cut-off'],
    ['fewer bytes taken than given', { takes: 2 }, 'printer.cut-off'],
  ] as const)('%s: nobody knows, and the job is taken back', async (_, habits, fault) => {
    const spooler = fakeSpooler(habits);
    expect(await spooler.transport().send(bytes, never)).toEqual({ kind: 'unknown', fault });
    expect(spooler.cancelled).toEqual([1]);
  });
});
