import { z } from 'zod';
import { action, look, router } from '../../rpc/procedures.ts';

/** Which copy: one of those that the list offers. */
const copy = z.strictObject({ name: z.string().max(80), place: z.string().max(500) });
const place = z.strictObject({ folder: z.string().trim().min(1).max(500) });

export const backupsRouter = router({
  status: look('staff', z.void(), ({ backups }) => backups.status()),
  list: look('backups.manage', z.void(), ({ backups }) => ({ copies: backups.list(), places: backups.places() })),
  setPlace: action('backups.manage', place, ({ backups }, { folder }) => backups.setPlace(folder)),
  takeNow: action('backups.manage', z.void(), ({ backups }) => backups.takeNow()),
  restore: action('backups.manage', copy, ({ backups }, input) => backups.restore(input)),
});
