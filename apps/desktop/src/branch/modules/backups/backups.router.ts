import { z } from 'zod';
import { refuse, type Result } from '@fastops/shared/base/result';
import { action, look, openQuery, router } from '../../rpc/procedures.ts';
import type { BackupRow, RestoreRefusal } from './backups.port.ts';

/** Which copy: one of those that the list offers. */
export const copySchema = z.strictObject({ name: z.string().max(80), place: z.string().max(500) });
const place = z.strictObject({ folder: z.string().trim().min(1).max(500) });

export const backupsRouter = router({
  status: look('staff', z.void(), ({ backups }) => backups.status()),
  list: look('backups.manage', z.void(), ({ backups }) => ({ copies: backups.list(), places: backups.places() })),
  setPlace: action('backups.manage', place, ({ backups }, { folder }) => backups.setPlace(folder)),
  takeNow: action('backups.manage', z.void(), ({ backups }) => backups.takeNow()),
  restore: action('backups.manage', copySchema, ({ backups }, copy) => backups.restore(copy)),
  /** Answered by `serveFault` while the file can't be opened, when nobody can log in; a till that works offers nothing here. */
  rescue: router({
    list: openQuery(z.void(), (): readonly BackupRow[] => []),
    restore: action('open', copySchema, (): Result<null, RestoreRefusal> => refuse({ code: 'backup.not-needed' })),
  }),
});
