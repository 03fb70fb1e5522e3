import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BranchCore } from '../core.ts';
import { removalGuard } from '../modules/sync/removal.service.ts';

const SETTLE_MS = 500;

/** What the uninstaller looks at where it can't ask the till itself. */
export const UNSYNCED_MARK = 'unsynced';

/** Keeps a file beside the data that says whether something is on this computer alone. */
export function startUnsyncedMark(core: BranchCore, dataDir: string): { stop(): void } {
  const mark = join(dataDir, UNSYNCED_MARK);
  let timer: NodeJS.Timeout | undefined;
  const look = () => {
    timer = undefined;
    const companyId = core.enrolment()?.terminal.companyId;
    const isHeld = companyId !== undefined && !removalGuard(core.db, companyId).ok;
    if (isHeld && !existsSync(mark)) writeFileSync(mark, '');
    if (!isHeld) rmSync(mark, { force: true });
  };
  look();
  const stopListening = core.onChange((topics) => {
    if (topics.includes('sync')) timer ??= setTimeout(look, SETTLE_MS);
  });
  return {
    stop: () => {
      stopListening();
      clearTimeout(timer);
      look();
    },
  };
}
