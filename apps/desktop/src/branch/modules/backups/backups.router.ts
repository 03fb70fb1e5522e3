import { z } from 'zod';
import { refuse, type Result } from '@fastops/shared/base/result';
import { textSchema } from '@fastops/shared/base/text';
import { action, look, openQuery, router } from '../../rpc/procedures.ts';
import type { BackupRow, RestoreRefusal } from './backups.port.ts';

/** Which copy: one of those that the list offers. */
export const copySchema = z.strictObject({ name: textSchema(80), place: textSchema(500) });
const place = z.strictObject({ folder: textSchema(500) });

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
