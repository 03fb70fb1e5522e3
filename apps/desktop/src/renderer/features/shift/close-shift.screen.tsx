import { NO_MONEY } from '@fastops/shared/base/money';
import { Dialog } from '@fastops/ui/dialog';
import { useTranslation } from 'react-i18next';

import { useRefusalText } from '../../lib/refusal-text.ts';
import { AmountQuestion } from './amount-question.tsx';
import { useAmountEntry } from './amount-entry.ts';
import { useCloseShift } from './shift.queries.ts';

/** One question: what is in the drawer. Nothing here hints at what should be. */
export function CloseShiftScreen({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const refusalText = useRefusalText();
  const close = useCloseShift(onClose);
  const entry = useAmountEntry({
    start: NO_MONEY,
    inDialog: true,
    onEnter: (counted) => {
      if (!close.isPending) close.mutate(counted);
    },
  });
  const refusal = close.data && !close.data.ok ? refusalText(close.data.refusal) : undefined;
  return (
    <Dialog open onClose={onClose} title={t('shift.close-title')} description={t('shift.close-text')} closeLabel={t('common.close')}>
      <AmountQuestion
        entry={entry}
        label={t('shift.counted')}
        submitLabel={t('shift.close-submit')}
        testIds={{ amount: 'counted', submit: 'close-shift' }}
        busy={close.isPending}
        error={refusal ?? (close.isError ? t('common.not-saved') : undefined)}
      />
    </Dialog>
  );
}
