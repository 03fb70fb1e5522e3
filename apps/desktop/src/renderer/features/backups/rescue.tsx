import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { BackupList } from './backup-list.tsx';
import type { Backup } from './backups.queries.ts';
import { useReloadWhenBack, useRescue, useRescueList } from './backups.queries.ts';
import { RestoreDialog } from './restore-dialog.tsx';

/** The way back for a till whose file is damaged: the copies, before anybody can log in. */
export function Rescue() {
  const { t } = useTranslation();
  const { data: copies } = useRescueList(true);
  const rescue = useRescue();
  useReloadWhenBack(rescue.data?.ok === true);
  const [chosen, setChosen] = useState<Backup>();
  if (!copies) return null;
  return (
    <section className="flex flex-col gap-3">
      <p className="text-16">{t(copies.length > 0 ? 'backups.rescue' : 'backups.rescue-none')}</p>
      {copies.length > 0 && (
        <div className="max-h-72 overflow-y-auto">
          <BackupList
            copies={copies}
            onRestore={(copy) => {
              rescue.reset();
              setChosen(copy);
            }}
          />
        </div>
      )}
      {chosen && <RestoreDialog copy={chosen} restore={rescue} onClose={() => setChosen(undefined)} />}
    </section>
  );
}
