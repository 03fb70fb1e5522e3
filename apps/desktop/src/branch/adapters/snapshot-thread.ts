import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { SnapshotAnswer, SnapshotOrder } from '../workers/backup-thread.ts';

export type { SnapshotAnswer, SnapshotOrder } from '../workers/backup-thread.ts';

/** Beside this file when it runs from source, beside the bundle when it is built. */
const THREAD = import.meta.url.endsWith('.ts') ? '../workers/backup-thread.ts' : `./backup-thread${extname(import.meta.url)}`;

/** Takes or checks one copy in a thread; the answer comes when it is done. */
export function runInThread(order: SnapshotOrder): Promise<SnapshotAnswer> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL(THREAD, import.meta.url), { workerData: order });
    const fail = (detail: string) => resolve({ ok: false, fault: 'backup.failed', detail });
    worker.once('message', (answer: SnapshotAnswer) => resolve(answer));
    worker.once('error', (error) => fail(String(error)));
    worker.once('exit', (code) => fail(`the thread ended with ${code}`));
  });
}
