import { refuse } from '@fastops/shared/base/result';
import type { BackupPort } from '../modules/backups/backups.port.ts';

/** For tills whose test is not about copies: takes none. */
export const idleBackups: BackupPort = {
  status: () => ({
    place: { folder: '', isOwn: true, freeBytes: null },
    lastGood: null,
    fault: null,
    faultAt: null,
    busy: false,
    freeBytes: null,
  }),
  places: () => [],
  setPlace: () => refuse({ code: 'backup.place-missing' }),
  list: () => [],
  takeNow: async () => refuse({ code: 'backup.failed' }),
  restore: async () => refuse({ code: 'backup.not-needed' }),
};
