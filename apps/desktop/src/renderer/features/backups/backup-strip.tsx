import { Banner } from '@fastops/ui/banner';
import { Button } from '@fastops/ui/button';
import { HardDrive } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { useBytes } from './bytes-text.ts';
import { useBackupStatus } from './backups.queries.ts';

const LOW_BYTES = 1_000_000_000;

/** A disk that runs full, told to everybody; copies that fail, told to who can do something about it. */
export function BackupStrip({ mayManage, onView }: { readonly mayManage: boolean; readonly onView: () => void }) {
  const { t } = useTranslation();
  const bytes = useBytes();
  const { data: status } = useBackupStatus();
  if (!status) return null;
  const isLow = status.freeBytes !== null && status.freeBytes < LOW_BYTES;
  if (!isLow && !(mayManage && status.fault !== null)) return null;
  return (
    <div data-testid="backup-trouble">
      <Banner
        tone="warning"
        icon={HardDrive}
        action={
          mayManage && (
            <Button size="touch" className="my-1" onClick={onView}>
              {t('backups.view')}
            </Button>
          )
        }
      >
        {isLow ? t('backups.low-space', { free: bytes(status.freeBytes) }) : t('backups.trouble')}
      </Banner>
    </div>
  );
}
