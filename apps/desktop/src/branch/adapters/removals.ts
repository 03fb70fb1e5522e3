import { done, refuse } from '@fastops/shared/base/result';
import {
  hourOfRemovalCode,
  removalCheckSchema,
  removalCodeSchema,
  removalHour,
  type RemovalCheck,
} from '@fastops/shared/identity/removal-code';
import type { Database, Reader } from '../db/access.ts';
import { sha256 } from '../db/event-log.ts';
import { exportUnsynced, noteExported } from '../modules/sync/export.service.ts';
import { beginRemovalTry, isHourUsed, noteOwnersWord, readCheck } from '../modules/sync/removal.service.ts';
import type { RemovalPort } from '../modules/sync/removal.port.ts';
import type { ExportPort } from '../modules/sync/sync.port.ts';
import { readIdentity, type Identity } from '../modules/sync/sync.service.ts';
import { verifiedPayload } from './seal.ts';

type RemovalParts = {
  readonly db: Database;
  readonly exports: ExportPort;
  readonly now: () => number;
  /** After the owner's word was kept. */
  readonly onAllowed?: () => void;
};

/**
 * The owner's code for the uninstaller, judged by this file alone: the till that needs one is the one that has no cloud. A good code
 * lets go of nothing before a copy of it was written, read back and proven.
 */
export function removals({ db, exports, now, onAllowed }: RemovalParts): RemovalPort {
  return {
    allow: (text, folder) => {
      const identity = readIdentity(db);
      if (!identity) return refuse({ code: 'terminal.not-enrolled' });
      const check = checkOf(db, identity);
      if (!check) return refuse({ code: 'removal.no-check' });
      const begun = db.transaction((tx) => beginRemovalTry(tx, now()));
      if (!begun.ok) return begun;
      const hour = hourOf(check, text, now());
      if (hour === undefined) return refuse({ code: 'removal.bad-code' });
      if (isHourUsed(db, hour)) return refuse({ code: 'removal.used' });
      const exported = exportUnsynced(db, identity, { port: exports, at: now(), folder });
      if (!exported.ok) return exported;
      db.transaction((tx) => {
        noteExported(tx, identity.companyId, exported.value);
        noteOwnersWord(tx, identity.companyId, { hour, runs: exported.value.runs });
      });
      onAllowed?.();
      return done({ path: exported.value.path, count: exported.value.count });
    },
  };
}

function hourOf(check: RemovalCheck, text: string, now: number): number | undefined {
  const code = removalCodeSchema.safeParse(text);
  return code.success ? hourOfRemovalCode(check, code.data, { hour: removalHour(now), sha256 }) : undefined;
}

/** The chain that the cloud signed for this very terminal; undefined when there is none, or somebody wrote another into the file. */
function checkOf(db: Reader, { terminalId, cloudKey }: Identity): RemovalCheck | undefined {
  const kept = readCheck(db);
  if (!kept) return undefined;
  try {
    const check = removalCheckSchema.parse(verifiedPayload(kept.jws, cloudKey));
    return check.terminalId === terminalId ? check : undefined;
  } catch {
    return undefined;
  }
}
