import type { Refusal, Result } from '@fastops/shared/base/result';

/** Why a copy was not taken, as the screen says it. */
export type BackupFault = 'backup.place-missing' | 'backup.no-space' | 'backup.no-access' | 'backup.damaged' | 'backup.failed';

/** One copy as people choose it. `verified`: it was read back whole when it was taken. */
export type BackupRow = {
  readonly name: string;
  readonly place: string;
  readonly takenAt: number;
  readonly businessDay: string;
  readonly orders: number;
  readonly bytes: number;
  readonly verified: boolean;
};

/** Where copies may go: the till's own folder, or a stick that is plugged in. */
export type BackupPlace = { readonly folder: string; readonly isOwn: boolean; readonly freeBytes: number | null };

/** How things stand with the copies. */
export type BackupStatus = {
  readonly place: BackupPlace;
  readonly lastGood: BackupRow | null;
  /** What went wrong the last time; null when it went well. */
  readonly fault: BackupFault | null;
  readonly faultAt: number | null;
  readonly busy: boolean;
  /** Free space where the till itself keeps its sales. */
  readonly freeBytes: number | null;
};

export type RestoreRefusal = Refusal<'backup.not-found' | 'backup.damaged' | 'backup.newer' | 'backup.not-needed'>;
export type PlaceRefusal = Refusal<'backup.place-missing' | 'backup.no-access'>;

/** Takes copies, lists them, and puts one back. */
export type BackupPort = {
  status(): BackupStatus;
  places(): readonly BackupPlace[];
  setPlace(folder: string): Result<null, PlaceRefusal>;
  list(): readonly BackupRow[];
  /** Takes a copy now. */
  takeNow(): Promise<Result<BackupRow, Refusal<BackupFault>>>;
  /** Notes which copy is to be put back and starts the till again, which does it before it opens the file. */
  restore(copy: { name: string; place: string }): Promise<Result<null, RestoreRefusal>>;
};

/** The copies of a till whose file is damaged. */
export type RescuePort = Pick<BackupPort, 'list' | 'restore'>;
