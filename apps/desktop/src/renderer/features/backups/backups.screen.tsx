import { Banner } from '@fastops/ui/banner';
import { Button } from '@fastops/ui/button';
import { Sheet } from '@fastops/ui/sheet';
import { Stat } from '@fastops/ui/stat';
import { Save, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useRefusalText } from '../../lib/refusal-text.ts';
import { useTimeFormat } from '../../lib/time-format.ts';
import { useNow } from '../../lib/use-now.ts';
import { BackupList } from './backup-list.tsx';
import { useBytes } from './bytes-text.ts';
import type { Backup, BackupAnswer, BackupStatus } from './backups.queries.ts';
import { useBackupNow, useBackups, useBackupStatus, useRestore } from './backups.queries.ts';
import { PlaceChoice } from './place-choice.tsx';
import { RestoreDialog } from './restore-dialog.tsx';

const TICK_MS = 5000;

export function BackupsScreen({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { data: status } = useBackupStatus();
  const { data: shelf } = useBackups();
  const takeNow = useBackupNow();
  const restore = useRestore();
  const [chosen, setChosen] = useState<Backup>();
  return (
    <Sheet
      open
      width="wide"
      onClose={onClose}
      title={t('backups.title')}
      description={t('backups.explain')}
      closeLabel={t('common.close')}
      footer={
        <Button size="touch" stretch icon={Save} busy={takeNow.isPending || status?.busy === true} onClick={() => takeNow.mutate()}>
          {t('backups.now')}
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        {status && <Standing status={status} />}
        {takeNow.data && <Taken answer={takeNow.data} />}
        {status && shelf && <PlaceChoice place={status.place} places={shelf.places} />}
        <h3 className="text-16 font-semibold">{t('backups.list')}</h3>
        {shelf && (
          <Copies
            copies={shelf.copies}
            onRestore={(copy) => {
              restore.reset();
              setChosen(copy);
            }}
          />
        )}
      </div>
      {chosen && <RestoreDialog copy={chosen} restore={restore} onClose={() => setChosen(undefined)} />}
    </Sheet>
  );
}

function Taken({ answer }: { readonly answer: BackupAnswer }) {
  const { t } = useTranslation();
  const refusalText = useRefusalText();
  return (
    <p role="status" className="text-14">
      {answer.ok ? t('backups.taken') : refusalText(answer.refusal)}
    </p>
  );
}

function Copies({ copies, onRestore }: { readonly copies: readonly Backup[]; readonly onRestore: (copy: Backup) => void }) {
  const { t } = useTranslation();
  if (copies.length === 0) return <p className="text-14 text-ink-muted">{t('backups.none')}</p>;
  return <BackupList copies={copies} onRestore={onRestore} />;
}

function Standing({ status }: { readonly status: BackupStatus }) {
  const { t } = useTranslation();
  const time = useTimeFormat();
  const now = useNow(TICK_MS);
  const bytes = useBytes();
  return (
    <div className="grid grid-cols-2 gap-3">
      {status.fault && (
        <div className="col-span-2 overflow-hidden rounded-md border border-line">
          <Banner tone="warning" icon={TriangleAlert}>
            {t(`backups.fault.${status.fault}`)}
          </Banner>
        </div>
      )}
      <Stat
        label={t('backups.last-good')}
        value={<span className="text-20">{status.lastGood ? time.ago(status.lastGood.takenAt, now) : t('backups.none')}</span>}
      />
      <Stat label={t('backups.free')} value={<span className="text-20">{bytes(status.place.freeBytes)}</span>} />
    </div>
  );
}
