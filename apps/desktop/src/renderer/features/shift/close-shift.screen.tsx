import { NO_MONEY } from '@fastops/shared/base/money';
import { Button } from '@fastops/ui/button';
import { Dialog } from '@fastops/ui/dialog';
import { Kbd } from '@fastops/ui/kbd';
import { Keypad } from '@fastops/ui/keypad';
import { Money } from '@fastops/ui/money';
import { useTranslation } from 'react-i18next';

import { useRefusalText } from '../../lib/refusal-text.ts';
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
  const error = refusal ?? (close.isError ? t('common.not-saved') : undefined);
  return (
    <Dialog open onClose={onClose} title={t('shift.close-title')} description={t('shift.close-text')} closeLabel={t('common.close')}>
      <div className="flex flex-col gap-4">
        <div className="flex items-baseline justify-between gap-3 rounded-md border border-line-strong px-4 py-2">
          <span className="text-16 text-ink-muted">{t('shift.counted')}</span>
          <Money data-testid="counted" amount={entry.amount} size={40} className="font-semibold" />
        </div>
        <Keypad groupLabel={t('common.keypad')} eraseLabel={t('common.erase')} onKey={entry.type} onErase={entry.erase} />
        {error && (
          <p role="alert" className="text-14 font-medium text-danger">
            {error}
          </p>
        )}
        <Button
          variant="primary"
          size="hero"
          stretch
          busy={close.isPending}
          onClick={entry.submit}
          data-testid="close-shift"
          shortcut={<Kbd>Enter</Kbd>}
        >
          {t('shift.close-submit')}
        </Button>
      </div>
    </Dialog>
  );
}
