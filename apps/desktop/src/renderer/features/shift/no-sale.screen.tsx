import { Button } from '@fastops/ui/button';
import { Chip } from '@fastops/ui/chip';
import { Dialog } from '@fastops/ui/dialog';
import { TextField } from '@fastops/ui/text-field';
import { LockOpen } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useRefusalText } from '../../lib/refusal-text.ts';
import { useNoSales, useOpenDrawer } from './cash.queries.ts';

const REASONS = ['change', 'wrong', 'check'] as const;

/** Opens the drawer without a sale: why, and how often that has been in this shift. */
export function NoSaleScreen({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const refusalText = useRefusalText();
  const [note, setNote] = useState('');
  const used = useNoSales().data ?? 0;
  const open = useOpenDrawer(onClose);
  const refusal = open.data && !open.data.ok ? refusalText(open.data.refusal) : undefined;
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('no-sale.title')}
      description={t('no-sale.used', { count: used })}
      closeLabel={t('common.close')}
    >
      <div className="flex flex-col gap-4">
        <div role="group" aria-label={t('no-sale.quick')} className="flex flex-wrap gap-2">
          {REASONS.map((reason) => {
            const words = t(`no-sale.reason.${reason}`);
            return (
              <Chip key={reason} pressed={note === words} onClick={() => setNote(words)}>
                {words}
              </Chip>
            );
          })}
        </div>
        <TextField
          size="touch"
          label={t('no-sale.why')}
          maxLength={120}
          value={note}
          onChange={(event) => setNote(event.target.value)}
          data-testid="no-sale-note"
        />
        {(refusal ?? open.isError) && (
          <p role="alert" className="text-14 font-medium text-danger">
            {refusal ?? t('common.not-saved')}
          </p>
        )}
        <Button
          variant="primary"
          size="hero"
          stretch
          icon={LockOpen}
          busy={open.isPending}
          disabledReason={note.trim() === '' ? t('no-sale.why-needed') : undefined}
          onClick={() => open.mutate(note.trim())}
          data-testid="open-drawer"
        >
          {t('no-sale.submit')}
        </Button>
      </div>
    </Dialog>
  );
}
