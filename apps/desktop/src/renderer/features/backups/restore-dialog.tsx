import { Button } from '@fastops/ui/button';
import { Dialog } from '@fastops/ui/dialog';
import { useTranslation } from 'react-i18next';

import { useRefusalText } from '../../lib/refusal-text.ts';
import { useTimeFormat } from '../../lib/time-format.ts';
import type { Backup, useRestore } from './backups.queries.ts';

type RestoreDialogProps = {
  readonly copy: Backup;
  /** The ordinary restore, or the one of a till that can't open its file. */
  readonly restore: ReturnType<typeof useRestore>;
  readonly onClose: () => void;
};

/** What happens, what stays, what comes back: and then one more press. */
export function RestoreDialog({ copy, restore, onClose }: RestoreDialogProps) {
  const { t } = useTranslation();
  const time = useTimeFormat();
  const refusalText = useRefusalText();
  const refusal = restore.data?.ok === false ? restore.data.refusal : undefined;
  const isOnItsWay = restore.isPending || restore.data?.ok === true;
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('backups.restore-title', { moment: time.moment(copy.takenAt) })}
      closeLabel={t('common.close')}
      footer={
        <>
          <Button size="touch" stretch onClick={onClose}>
            {t('backups.restore-keep')}
          </Button>
          <Button size="touch" stretch variant="danger" busy={isOnItsWay} onClick={() => restore.mutate(copy)}>
            {t('backups.restore-yes')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3 text-16">
        <p>{t('backups.restore-what', { count: copy.orders })}</p>
        <p>{t('backups.restore-kept')}</p>
        <p>{t('backups.restore-cloud')}</p>
        <div role="status" className="text-14">
          {isOnItsWay && t('backups.restoring')}
          {refusal && <span className="text-danger">{refusalText(refusal)}</span>}
        </div>
      </div>
    </Dialog>
  );
}
