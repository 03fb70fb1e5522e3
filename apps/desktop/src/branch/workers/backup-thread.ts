// Takes or checks one copy, in a thread of its own: both read the whole file, and selling must not wait for that.
import { parentPort, workerData } from 'node:worker_threads';
import { faultOf } from '../adapters/backup-shelf.ts';
import { takeSnapshot, verifySnapshot, type SnapshotFacts } from '../db/snapshot.ts';
import type { DriverChoice } from '../db/driver.ts';
import type { BackupFault } from '../modules/backups/backups.port.ts';

/** Without a `source` the target is only checked. */
export type SnapshotOrder = { readonly source: string | undefined; readonly target: string; readonly driver: DriverChoice };
export type SnapshotAnswer =
  | { readonly ok: true; readonly facts: SnapshotFacts }
  | { readonly ok: false; readonly fault: BackupFault; readonly detail: string };

parentPort?.postMessage(answer(workerData as SnapshotOrder));

function answer({ source, target, driver }: SnapshotOrder): SnapshotAnswer {
  try {
    return { ok: true, facts: source === undefined ? verifySnapshot(target, driver) : takeSnapshot(source, target, driver) };
  } catch (error) {
    return { ok: false, fault: faultOf(error), detail: String(error) };
  }
}
