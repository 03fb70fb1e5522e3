import { formatCop } from '@fastops/shared/base/money';
import { Button } from '@fastops/ui/button';
import { Dialog } from '@fastops/ui/dialog';
import { TextField } from '@fastops/ui/text-field';
import { useToast } from '@fastops/ui/toast';
import { TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { Notice } from '../../lib/notice.tsx';
import { useDismiss, type LeftBehind } from './custody.queries.ts';

/** Nobody turns sales away without saying why; they stay where they are, and count nowhere. */
export function LeftDialog({ left, onClose }: { readonly left: LeftBehind; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const toast = useToast();
  const dismiss = useDismiss();
  const [note, setNote] = useState('');
  const missing = note.trim() === '' ? t('custody.quarantine.noteNeeded') : undefined;
  function confirm() {
    dismiss.mutate(
      { left, note },
      {
        onSuccess: () => {
          toast({ tone: 'positive', title: t('custody.left.refused', { till: left.terminalName }) });
          onClose();
        },
      },
    );
  }
  return (
    <Dialog
      open
      size="small"
      onClose={onClose}
      closeLabel={t('app.close')}
      title={t('custody.left.refuseTitle', { till: left.terminalName })}
      description={t('custody.left.refuseText', { value: formatCop(left.value) })}
      footer={
        <div className="flex w-full flex-wrap justify-end gap-3">
          <Button onClick={onClose}>{t('custody.left.cancel')}</Button>
          <Button variant="danger" busy={dismiss.isPending} disabledReason={missing} onClick={confirm}>
            {t('custody.left.refuse')}
          </Button>
        </div>
      }
    >
      <div className="flex flex-col gap-3">
        <TextField
          label={t('custody.left.why')}
          hint={t('custody.quarantine.noteHint')}
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        {dismiss.isError && (
          <Notice urgent tone="danger" icon={TriangleAlert}>
            {t('custody.quarantine.failed')}
          </Notice>
        )}
      </div>
    </Dialog>
  );
}
